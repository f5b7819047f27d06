<?xml version="1.0" encoding="UTF-8"?>
<!-- The common model to passenger lists of US-EDIFACT. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:f="urn:passerelle:edifact"
                xmlns:k="urn:passerelle:codes"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:n="urn:passerelle:us-paxlst:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/paxlst.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:variable name="n:modes" as="map(xs:string, xs:string)" static="yes" select="map{'sea': '10', 'rail': '20', 'road': '30', 'air': '40'}"/>
  <xsl:variable name="n:contacts" as="map(xs:string, xs:string)" static="yes" select="map{'telephone': 'TE', 'fax': 'FX', 'email': 'EM'}"/>
  <xsl:variable name="n:roles" as="map(xs:string, xs:string)" static="yes"
                select="map{'passenger': 'PAX', 'crew': 'CRW', 'transit-passenger': 'ITI'}"/>
  <xsl:variable name="n:documents" as="map(xs:string, xs:string)" static="yes"
                select="map{'passport': 'P', 'visa': 'V', 'residence-permit': 'A'}"/>

  <xsl:template match="c:message" as="element(PAXLST)">
    <xsl:variable name="segments" as="element()+">
      <xsl:apply-templates select="c:body/c:passenger-manifest-notification"/>
    </xsl:variable>
    <PAXLST>
      <xsl:sequence select="f:interchange(., 'US-EDIFACT PAXLST', ('PAXLST', '001', '000', 'US'), string-join($segments))"/>
      <xsl:sequence select="$segments"/>
    </PAXLST>
  </xsl:template>

  <xsl:template match="c:passenger-manifest-notification" as="element()+">
    <xsl:apply-templates select="c:manifest"/>
    <xsl:call-template name="n:journey"/>
    <UNS><e1>D</e1></UNS>
    <xsl:apply-templates select="c:passenger | c:crew"/>
    <xsl:if test="c:manifest/(c:passenger-count | c:crew-count)">
      <UNS><e1>S</e1></UNS>
    </xsl:if>
    <xsl:for-each select="c:manifest/(c:passenger-count, c:crew-count)">
      <CNT><e1><c1>{if (self::c:passenger-count) then '42' else '41'}</c1><c2>{.}</c2></e1></CNT>
    </xsl:for-each>
  </xsl:template>

  <!-- A change or a cancellation must not go out as a list of people aboard: there is no place that says so. -->
  <xsl:template match="c:manifest">
    <xsl:for-each select="c:update, c:kind[not(@system = 'un-edifact-1001' and . = ('745', '250'))]">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'a whole list of passengers or crew, 745 or 250 by un-edifact-1001, that changes no other')"/>
    </xsl:for-each>
    <xsl:for-each select="c:reporter-contact[3]">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., local-name(), 'two contacts at most')"/>
    </xsl:for-each>
    <xsl:if test="c:reporter and c:reporter-person">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, c:reporter, 'one name of the reporter: CTA has one')"/>
    </xsl:if>
    <xsl:if test="c:reporter or c:reporter-id or c:reporter-person or c:reporter-contact">
      <CTA>
        <e1>IC</e1>
        <xsl:sequence select="f:element('e2', (f:element('c1', c:reporter-id), f:element('c2', (c:reporter, c:reporter-person/c:full)[1])))"/>
        <xsl:for-each select="c:reporter-contact">
          <xsl:element name="e{position() + 2}">
            <c1>{c:value}</c1>
            <xsl:for-each select="c:kind"><c2>{n:code(., $n:contacts)}</c2></xsl:for-each>
          </xsl:element>
        </xsl:for-each>
      </CTA>
    </xsl:if>
  </xsl:template>

  <!-- A leg that says what carries the people opens a TDT; the others go on in the one before. -->
  <xsl:template name="n:journey" as="element()*">
    <xsl:variable name="content" as="element()" select="."/>
    <xsl:if test="not(c:transport) and not(c:leg)">
      <xsl:sequence select="e:missing(., 'transport, with its number')"/>
    </xsl:if>
    <xsl:if test="c:transport and c:leg[1]/c:transport or c:transport and not(c:leg)">
      <Transport><xsl:sequence select="n:transport(c:transport, c:transport)"/></Transport>
    </xsl:if>
    <xsl:for-each-group select="c:leg" group-starting-with="c:leg[c:transport or c:number[not(. = $content/c:transport/c:number)]]">
      <Transport>
        <xsl:sequence select="n:transport((c:transport, $content/c:transport, .)[1], .)"/>
        <xsl:for-each select="current-group()">
          <xsl:sequence select="
            n:place(c:departure, c:departure-time, '136', if (preceding-sibling::c:leg) then 'PT' else '005', ('005', '5')),
            n:place(c:arrival, c:arrival-time, '132', if (following-sibling::c:leg) then 'PT' else '008', ('008', '8'))"/>
        </xsl:for-each>
      </Transport>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:function name="n:transport" as="element()">
    <xsl:param name="transport" as="element()"/>
    <xsl:param name="leg" as="element()"/>
    <xsl:variable name="number" as="element()?" select="($leg/c:transport/c:number, $leg/c:number, $transport/c:number)[1]"/>
    <xsl:if test="empty($number)">
      <xsl:sequence select="e:missing($transport, 'number, of the flight')"/>
    </xsl:if>
    <xsl:for-each select="$transport/(c:stage, c:registration)">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'no ' || local-name() || ': TDT has no place for it')"/>
    </xsl:for-each>
    <TDT>
      <e2>{$number}</e2>
      <xsl:for-each select="$transport/c:mode"><e3>{n:code(., $n:modes)}</e3></xsl:for-each>
      <xsl:for-each select="$transport/c:carrier"><e4>{.}</e4></xsl:for-each>
    </TDT>
  </xsl:function>

  <!-- A place of the journey; where a stop is left again without a time of it, its time cannot tell so, and it is refused. -->
  <xsl:function name="n:place" as="element()?">
    <xsl:param name="place" as="element()?"/>
    <xsl:param name="time" as="element()?"/>
    <xsl:param name="qualifier" as="xs:string"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:param name="own" as="xs:string+"/>
    <xsl:if test="$time and empty($place)">
      <xsl:sequence select="e:missing($time/.., if ($qualifier = '136') then 'departure' else 'arrival')"/>
    </xsl:if>
    <xsl:for-each select="$place">
      <xsl:variable name="written" as="xs:string" select="string((@role[. = ($own, 'PT')], $role)[1])"/>
      <xsl:if test="$qualifier = '136' and $written = 'PT' and empty($time)">
        <xsl:sequence select="e:missing(.., 'departure-time, which tells that the flight leaves a place on the way')"/>
      </xsl:if>
      <Place>
        <LOC>
          <e1>{$written}</e1>
          <e2><xsl:sequence select="f:components(n:port(.)/c:code, c:code/@verbatim)"/></e2>
        </LOC>
        <xsl:for-each select="$time">
          <DTM>
            <e1>{$qualifier}</e1>
            <xsl:for-each select="tokenize(n:moment(., f:day(root()/c:message)), ' ')">
              <xsl:element name="e{position() + 1}">{.}</xsl:element>
            </xsl:for-each>
          </DTM>
        </xsl:for-each>
      </Place>
    </xsl:for-each>
  </xsl:function>

  <!-- A place that a list can name: by a code, and by no name alone. -->
  <xsl:function name="n:port" as="element()">
    <xsl:param name="place" as="element()"/>
    <xsl:if test="not($place/c:code)">
      <xsl:sequence select="e:missing($place, 'code')"/>
    </xsl:if>
    <xsl:for-each select="$place/c:code[not(string-length() = map{'iata-location': 3, 'icao-location': 4, 'un-locode': 5}(@system))]">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'a place by iata-location (3 letters), icao-location (4) or un-locode (5)')"/>
    </xsl:for-each>
    <xsl:sequence select="$place"/>
  </xsl:function>

  <!-- As it was sent, with its M05, where that means the same; else YYMMDD HHMM by the clock of the place. -->
  <xsl:function name="n:moment" as="xs:string">
    <xsl:param name="moment" as="element()"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:variable name="sent" as="xs:string*" select="tokenize($moment/@verbatim, ' ')"/>
    <xsl:variable name="short" as="xs:string" select="substring(translate($moment, '-T:', ''), 3)"/>
    <xsl:variable name="digits" as="xs:string" select="substring($short, 1, 10)"/>
    <xsl:sequence select="
      if (matches($moment/@verbatim, '^[0-9]{6}( [0-9]{4}( [MP][0-9]{1,2})?)?$')
          and f:moment($sent[1] || $sent[2], if ($sent[2]) then '201' else '', $on) = string($moment)) then string($moment/@verbatim)
      else if (f:moment($digits, if (string-length($digits) = 6) then '' else '201', $on) = string($moment)) then
        string-join((substring($digits, 1, 6), substring($digits, 7)[. != '']), ' ')
      else e:refuse($e:UNWRITABLE, $moment, 'a day, or a time by the clock of the place in whole minutes, near to the message and without an offset')"/>
  </xsl:function>

  <xsl:template match="c:passenger | c:crew">
    <xsl:for-each select="c:document[2]">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., name(), 'one document of a person: PDT has one')"/>
    </xsl:for-each>
    <xsl:if test="not(c:name)">
      <xsl:sequence select="e:missing(., 'name')"/>
    </xsl:if>
    <xsl:if test="self::c:crew and not(c:role = 'crew') and c:role or self::c:passenger and c:role = 'crew'">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, c:role, 'a role of a ' || local-name())"/>
    </xsl:if>
    <PDT>
      <xsl:sequence select="
        f:element('e1', c:document/(n:number(.), f:element('c2', c:expiry/n:date(., f:expiry#2)), f:element('c3', c:issuer/k:to-system(., 'iso-3166-1-alpha-2')))),
        f:element('e2', (c:name/f:name-out(.), f:element('c4', c:birth/n:date(., f:birth#2)), f:element('c5', c:sex/k:code-to(., 'paxlst-sex')))),
        f:element('e3', if (self::c:crew) then 'CRW' else c:role/n:code(., $n:roles)),
        f:element('e4', (f:element('c1', c:embarkation/n:port(.)/c:code), f:element('c2', c:debarkation/n:port(.)/c:code)))"/>
    </PDT>
  </xsl:template>

  <!-- P/E54321A. -->
  <xsl:function name="n:number" as="element()?">
    <xsl:param name="document" as="element()"/>
    <xsl:if test="$document/c:number and not($document/c:type)">
      <xsl:sequence select="e:missing($document, 'type')"/>
    </xsl:if>
    <xsl:sequence select="f:element('c1', $document/c:type/(n:code(., $n:documents) || '/' || $document/c:number))"/>
  </xsl:function>

  <!-- YYMMDD; a date that is not known is not written, one that YYMMDD does not tell is refused. -->
  <xsl:function name="n:date" as="xs:string?">
    <xsl:param name="date" as="element()"/>
    <xsl:param name="read" as="function(xs:string, xs:date) as xs:string?"/>
    <xsl:variable name="written" as="xs:string?" select="$date[not(@precision = 'unknown')] ! f:date-out(., $read, f:day(root(.)/c:message))"/>
    <xsl:sequence select="
      if (contains($written, ':')) then e:refuse($e:UNWRITABLE, $date, 'a whole date whose century follows from two digits of the year')
      else $written"/>
  </xsl:function>

  <!-- A value of the common model by a list of codes. -->
  <xsl:function name="n:code" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="list" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="if (map:contains($list, $node)) then $list($node) else e:refuse($e:UNWRITABLE, $node, 'one of ' || string-join(sort(map:keys($list)), ', '))"/>
  </xsl:function>

</xsl:stylesheet>
