<?xml version="1.0" encoding="UTF-8"?>
<!-- The common model to passenger lists of UN/EDIFACT, segments in the order of the guide. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:f="urn:passerelle:edifact"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:n="urn:passerelle:un-paxlst:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/paxlst.xsl"/>
  <xsl:include href="person-from-common.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:variable name="n:modes" as="map(xs:string, xs:string)" static="yes"
                select="map{'sea': '1', 'rail': '2', 'road': '3', 'air': '4', 'inland-water': '8'}"/>

  <xsl:variable name="n:contacts" as="map(xs:string, xs:string)" static="yes"
                select="map{'telephone': 'TE', 'fax': 'FX', 'email': 'EM', 'mobile': 'AL'}"/>

  <xsl:template match="c:message" as="element(PAXLST)">
    <xsl:variable name="segments" as="element()+">
      <xsl:apply-templates select="c:body/c:passenger-manifest-notification"/>
    </xsl:variable>
    <PAXLST>
      <xsl:sequence select="f:interchange(., 'UN/EDIFACT PAXLST', ('PAXLST', 'D', '15B', 'UN', 'IATA'), string-join($segments))"/>
      <xsl:sequence select="$segments"/>
    </PAXLST>
  </xsl:template>

  <xsl:template match="c:passenger-manifest-notification" as="element()+">
    <BGM>
      <xsl:sequence select="f:element('e1', f:element('c1', n:list(.))), f:element('e2', f:element('c1', c:manifest/c:update))"/>
    </BGM>
    <xsl:for-each select="c:manifest[c:number or c:revision]">
      <RFF>
        <e1>
          <c1>TN</c1>
          <xsl:sequence select="f:element('c2', c:number), f:element('c5', c:revision)"/>
        </e1>
      </RFF>
    </xsl:for-each>
    <xsl:apply-templates select="c:manifest[c:reporter or c:reporter-id or c:reporter-person or c:reporter-contact]"/>
    <xsl:call-template name="n:journey"/>
    <xsl:apply-templates select="c:passenger | c:crew"/>
    <xsl:for-each select="c:manifest/(c:passenger-count, c:crew-count)">
      <CNT><e1><c1>{if (self::c:passenger-count) then '42' else '41'}</c1><c2>{.}</c2></e1></CNT>
    </xsl:for-each>
  </xsl:template>

  <!-- The list as its sender named it in these codes; else by whom it lists. -->
  <xsl:function name="n:list" as="xs:string">
    <xsl:param name="content" as="element()"/>
    <xsl:variable name="kind" as="element()?" select="$content/c:manifest/c:kind"/>
    <xsl:sequence select="
      if ($kind[@system = 'un-edifact-1001']) then string($kind)
      else if ($kind) then e:refuse($e:UNWRITABLE, $kind, 'a kind of list by un-edifact-1001, as 745 or 250')
      else if ($content/c:crew and $content/c:passenger) then e:missing($content, 'manifest/kind, for passengers and crew stand in one list')
      else if ($content/c:crew) then '250'
      else '745'"/>
  </xsl:function>

  <xsl:template match="c:manifest">
    <xsl:if test="c:reporter and c:reporter-person">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, c:reporter, 'one name of the reporter: NAD+MS has one')"/>
    </xsl:if>
    <Party>
      <NAD>
        <e1>MS</e1>
        <xsl:sequence select="
          f:element('e2', f:element('c1', c:reporter-id)),
          f:element('e4', (f:element('c1', c:reporter), c:reporter-person/f:name-out(.)))"/>
      </NAD>
      <xsl:sequence select="n:contacts(c:reporter-contact)"/>
    </Party>
  </xsl:template>

  <!-- Up to three contacts in one COM. -->
  <xsl:function name="n:contacts" as="element()?">
    <xsl:param name="contacts" as="element()*"/>
    <xsl:for-each select="$contacts[4]">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., local-name(), 'three contacts at most')"/>
    </xsl:for-each>
    <xsl:if test="exists($contacts)">
      <COM>
        <xsl:for-each select="$contacts">
          <xsl:element name="e{position()}">
            <c1>{c:value}</c1>
            <xsl:for-each select="c:kind">
              <c2>{if (map:contains($n:contacts, .)) then $n:contacts(.) else e:refuse($e:UNWRITABLE, ., 'one of ' || string-join(sort(map:keys($n:contacts)), ', '))}</c2>
            </xsl:for-each>
          </xsl:element>
        </xsl:for-each>
      </COM>
    </xsl:if>
  </xsl:function>

  <!-- A leg that says what carries the people opens a TDT; the others go on in the one before. -->
  <xsl:template name="n:journey" as="element()*">
    <xsl:variable name="content" as="element()" select="."/>
    <xsl:variable name="several" as="xs:boolean" select="exists(c:leg[2])"/>
    <xsl:if test="c:transport and c:leg[1]/c:transport or c:transport and not(c:leg)">
      <Transport><xsl:sequence select="n:transport(c:transport, c:transport)"/></Transport>
    </xsl:if>
    <xsl:for-each-group select="c:leg" group-starting-with="c:leg[c:transport or c:number[not(. = $content/c:transport/c:number)]]">
      <Transport>
        <xsl:sequence select="n:transport((c:transport, $content/c:transport, .)[1], .)"/>
        <xsl:for-each select="current-group()">
          <xsl:sequence select="
            n:place(c:departure, c:departure-time, '189', if ($several) then '92' else '125'),
            n:place(c:arrival, c:arrival-time, '232', if ($several) then '92' else '87')"/>
        </xsl:for-each>
      </Transport>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:function name="n:transport" as="element()">
    <xsl:param name="transport" as="element()"/>
    <xsl:param name="leg" as="element()"/>
    <xsl:variable name="number" as="element()?" select="($leg/c:transport/c:number, $leg/c:number, $transport/c:number)[1]"/>
    <xsl:if test="empty($number)">
      <xsl:sequence select="e:missing($transport, 'number, of the flight or voyage')"/>
    </xsl:if>
    <TDT>
      <e1>{($transport/c:stage[@system = 'un-edifact-8051'], '20')[1]}</e1>
      <e2>{$number}</e2>
      <xsl:for-each select="$transport/c:mode">
        <e3>
          <c1>{
            if (@verbatim = '40' and . = 'air') then '40'
            else if (map:contains($n:modes, .)) then $n:modes(.)
            else e:refuse($e:UNWRITABLE, ., 'one of ' || string-join(sort(map:keys($n:modes)), ', '))
          }</c1>
        </e3>
      </xsl:for-each>
      <xsl:for-each select="$transport/c:carrier"><e5><xsl:sequence select="f:components(., @verbatim)"/></e5></xsl:for-each>
      <xsl:for-each select="$transport/c:registration"><e8><c1>{.}</c1></e8></xsl:for-each>
    </TDT>
  </xsl:function>

  <!-- A place of the journey by the role that the sender gave it; one of several without a role is a place on the way. -->
  <xsl:function name="n:place" as="element()?">
    <xsl:param name="place" as="element()?"/>
    <xsl:param name="time" as="element()?"/>
    <xsl:param name="qualifier" as="xs:string"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:if test="$time and empty($place)">
      <xsl:sequence select="e:missing($time/.., if ($qualifier = '189') then 'departure' else 'arrival')"/>
    </xsl:if>
    <xsl:for-each select="$place">
      <Place>
        <LOC>
          <e1>{(@role[. = ('125', '87', '92', '130', '188')], $role)[1]}</e1>
          <xsl:sequence select="f:element('e2', n:location(.))"/>
        </LOC>
        <xsl:for-each select="$time"><xsl:sequence select="f:dtm($qualifier, f:moment-out(., f:day(root()/c:message)))"/></xsl:for-each>
      </Place>
    </xsl:for-each>
  </xsl:function>

  <!-- The components of a place; its code must be of a list that the recipient can tell. -->
  <xsl:function name="n:location" as="element()*">
    <xsl:param name="place" as="element()"/>
    <xsl:if test="not($place/(c:code, c:name))">
      <xsl:sequence select="e:missing($place, 'code or name')"/>
    </xsl:if>
    <xsl:for-each select="$place/c:code">
      <xsl:if test="not(string-length() = map{'iata-location': 3, 'icao-location': 4, 'un-locode': 5}(@system))">
        <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'a place by iata-location (3 letters), icao-location (4) or un-locode (5)')"/>
      </xsl:if>
      <xsl:sequence select="f:components(., @verbatim)"/>
    </xsl:for-each>
    <xsl:sequence select="f:element('c4', $place/c:name)"/>
  </xsl:function>

</xsl:stylesheet>
