<?xml version="1.0" encoding="UTF-8"?>
<!-- Passenger lists of UN/EDIFACT to the common model. Each template says which elements of its segment it knows. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:f="urn:passerelle:edifact"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="urn:passerelle:un-paxlst:1"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/envelope.xsl"/>
  <xsl:import href="../common/paxlst.xsl"/>
  <xsl:include href="person-to-common.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <!-- Passenger list, crew list, change of the flight's status, list of a carrier's whole crew, update of a list. -->
  <xsl:variable name="n:lists" as="xs:string+" static="yes" select="'745', '250', '266', '336', '655'"/>

  <xsl:variable name="n:modes" as="map(xs:string, xs:string)" static="yes"
                select="map{'1': 'sea', '2': 'rail', '3': 'road', '4': 'air', '40': 'air', '8': 'inland-water'}"/>

  <xsl:variable name="n:contacts" as="map(xs:string, xs:string)" static="yes"
                select="map{'TE': 'telephone', 'FX': 'fax', 'EM': 'email', 'AL': 'mobile'}"/>

  <!-- The day of the message, by which a year of two digits is read. -->
  <xsl:function name="n:day" as="xs:date">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="xs:date(substring((f:sent(root($node)/PAXLST), $gateway?received)[1], 1, 10))"/>
  </xsl:function>

  <xsl:template match="PAXLST" as="element(c:message)">
    <xsl:for-each select=".//(RFF | NAD | LOC | DTM | ATT | MEA | GEI | FTX | EMP | NAT | CNT)[not(e1)]">
      <xsl:sequence select="e:missing(., 'e1, the qualifier')"/>
    </xsl:for-each>
    <xsl:for-each select=".//(RFF | DTM | CNT)/e1[not(c1)]">
      <xsl:sequence select="e:missing(., 'c1, the qualifier')"/>
    </xsl:for-each>
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'PassengerManifestNotification'"/>
        <xsl:with-param name="sent" select="f:sent(.)"/>
        <xsl:with-param name="carrier" select="f:carrier(., 'UN/EDIFACT PAXLST')"/>
      </xsl:call-template>
      <body>
        <passenger-manifest-notification>
          <xsl:call-template name="n:manifest"/>
          <xsl:apply-templates select="Transport[1]/TDT"/>
          <xsl:call-template name="n:legs"/>
          <xsl:apply-templates select="Person"/>
          <xsl:apply-templates select="* except (interchange, UNH, BGM, RFF, Party, Transport, Person, CNT)"/>
        </passenger-manifest-notification>
      </body>
    </message>
  </xsl:template>

  <xsl:template name="n:manifest" as="element(c:manifest)">
    <xsl:sequence select="
      f:fixed(., BGM/e1/c1, $n:lists), BGM ! f:known(., ('e1/c1', 'e2/c1')),
      f:qualified(RFF/e1/c1, 'TN', ()), RFF ! f:known(., ('e1/c1', 'e1/c2', 'e1/c5')),
      f:qualified(Party/NAD/e1, 'MS', ()), f:qualified(CNT/e1/c1, ('41', '42'), ()), CNT ! f:known(., ('e1/c1', 'e1/c2'))"/>
    <manifest>
      <kind system="un-edifact-1001" verbatim="{BGM/e1/c1}">{BGM/e1/c1}</kind>
      <xsl:for-each select="RFF/e1/c2"><number>{.}</number></xsl:for-each>
      <xsl:apply-templates select="Party"/>
      <xsl:for-each select="CNT/e1[c1 = '42']/c2"><passenger-count>{n:number(.)}</passenger-count></xsl:for-each>
      <xsl:for-each select="CNT/e1[c1 = '41']/c2"><crew-count>{n:number(.)}</crew-count></xsl:for-each>
      <xsl:for-each select="BGM/e2/c1"><update system="un-paxlst-1004" verbatim="{.}">{.}</update></xsl:for-each>
      <xsl:for-each select="RFF/e1/c5"><revision>{.}</revision></xsl:for-each>
      <xsl:for-each select="Party/NAD/e2/c1"><reporter-id>{.}</reporter-id></xsl:for-each>
      <xsl:for-each select="Party/NAD/e4[c2]"><reporter-person><xsl:sequence select="f:name(.)"/></reporter-person></xsl:for-each>
    </manifest>
  </xsl:template>

  <!-- A name of one part may be that of an office; one of two is a person's. -->
  <xsl:template match="Party">
    <xsl:sequence select="f:known(NAD, ('e1', 'e2/c1', 'e4/c1', 'e4/c2', 'e4/c3'))"/>
    <xsl:for-each select="NAD/e4[not(c2)]">
      <xsl:sequence select="f:known(., 'c1')"/>
      <reporter>{c1}</reporter>
    </xsl:for-each>
    <xsl:for-each select="COM">
      <xsl:call-template name="n:contacts">
        <xsl:with-param name="as" select="'reporter-contact'"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:apply-templates select="* except (NAD, COM)"/>
  </xsl:template>

  <!-- COM holds up to three contacts. -->
  <xsl:template name="n:contacts">
    <xsl:param name="as" as="xs:string" required="yes"/>
    <xsl:sequence select="f:known(., ('e1/c1', 'e1/c2', 'e2/c1', 'e2/c2', 'e3/c1', 'e3/c2'))"/>
    <xsl:for-each select="*">
      <xsl:if test="not(c1)">
        <xsl:sequence select="e:missing(., 'c1, the number or mailbox')"/>
      </xsl:if>
      <xsl:element name="{$as}">
        <xsl:for-each select="c2"><kind verbatim="{.}">{k:code(., $n:contacts)}</kind></xsl:for-each>
        <value>{c1}</value>
      </xsl:element>
    </xsl:for-each>
  </xsl:template>

  <!-- 20 is the main carriage, 34 an overflight. -->
  <xsl:template match="TDT">
    <xsl:sequence select="f:known(., ('e1', 'e2', 'e3/c1', 'e5/c1', 'e5/c2', 'e5/c3', 'e8/c1')), f:fixed(., e1, ('20', '34'))"/>
    <xsl:if test="not(e2)">
      <xsl:sequence select="e:missing(., 'e2, the number of the flight or voyage')"/>
    </xsl:if>
    <transport>
      <xsl:for-each select="e3/c1"><mode verbatim="{.}">{k:code(., $n:modes)}</mode></xsl:for-each>
      <xsl:for-each select="e5"><carrier system="{f:carrier-list(c1)}" verbatim="{f:coded(*)}">{c1}</carrier></xsl:for-each>
      <number>{e2}</number>
      <xsl:for-each select="e8/c1"><registration>{.}</registration></xsl:for-each>
      <xsl:for-each select="e1[. != '20']"><stage system="un-edifact-8051" verbatim="{.}">{.}</stage></xsl:for-each>
    </transport>
  </xsl:template>

  <!-- Crew alone may be listed without a journey: the whole crew of a carrier is. -->
  <xsl:template name="n:legs">
    <xsl:if test="not(Transport) and BGM/e1/c1 != '336'">
      <xsl:sequence select="e:missing(., 'TDT, the flight or voyage')"/>
    </xsl:if>
    <xsl:for-each select="Transport">
      <xsl:variable name="legs" as="element(c:leg)*"><xsl:call-template name="n:pairs"/></xsl:variable>
      <xsl:apply-templates select="* except (TDT, Place)"/>
      <xsl:sequence select="if (position() = 1) then $legs else ()"/>
      <xsl:if test="position() != 1">
        <leg>
          <xsl:sequence select="$legs[1]/*"/>
          <xsl:apply-templates select="TDT"/>
        </leg>
        <xsl:sequence select="tail($legs)"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- Places in order become legs: one where a leg begins, one where it ends. -->
  <xsl:template name="n:pairs" as="element(c:leg)*">
    <xsl:iterate select="Place">
      <xsl:param name="begun" as="element(Place)?"/>
      <xsl:on-completion>
        <xsl:sequence select="n:leg($begun, ())"/>
      </xsl:on-completion>
      <xsl:variable name="begins" as="xs:boolean" select="n:begins-leg(., exists($begun))"/>
      <xsl:sequence select="if ($begins) then n:leg($begun, ()) else n:leg($begun, .)"/>
      <xsl:next-iteration>
        <xsl:with-param name="begun" select=".[$begins]"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:template>

  <xsl:function name="n:leg" as="element(c:leg)?">
    <xsl:param name="departure" as="element(Place)?"/>
    <xsl:param name="arrival" as="element(Place)?"/>
    <xsl:if test="$departure | $arrival">
      <leg>
        <xsl:for-each select="$departure"><xsl:call-template name="n:call"><xsl:with-param name="as" select="'departure'"/></xsl:call-template></xsl:for-each>
        <xsl:for-each select="$arrival"><xsl:call-template name="n:call"><xsl:with-param name="as" select="'arrival'"/></xsl:call-template></xsl:for-each>
      </leg>
    </xsl:if>
  </xsl:function>

  <!-- 125 is left and 87 and 130 are reached; of 92 and 188 the time tells which, and without a time their turn. -->
  <xsl:function name="n:begins-leg" as="xs:boolean">
    <xsl:param name="place" as="element(Place)"/>
    <xsl:param name="begun" as="xs:boolean"/>
    <xsl:variable name="role" as="element()?" select="$place/LOC/e1"/>
    <xsl:variable name="times" as="element()*" select="$place/DTM/e1/c1"/>
    <xsl:sequence select="f:fixed($place/LOC, $role, ('125', '87', '92', '130', '188')), f:qualified($times, ('189', '232'), ())"/>
    <xsl:if test="$role = '125' and $times = '232' or $role = ('87', '130') and $times = '189' or count($times) gt 1">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, $times[last()], 'one time of a place: 189 where the flight leaves, 232 where it arrives')"/>
    </xsl:if>
    <xsl:sequence select="
      if ($role = '125') then true() else if ($role = ('87', '130')) then false() else if (exists($times)) then $times = '189' else not($begun)"/>
  </xsl:function>

  <!-- A place where a leg begins or ends, with its time. -->
  <xsl:template name="n:call">
    <xsl:param name="as" as="xs:string" required="yes"/>
    <xsl:if test="not(LOC/e2)">
      <xsl:sequence select="e:missing(LOC, 'e2, the place')"/>
    </xsl:if>
    <xsl:element name="{$as}">
      <xsl:attribute name="role" select="LOC/e1"/>
      <xsl:sequence select="n:location(LOC)"/>
    </xsl:element>
    <xsl:for-each select="DTM">
      <xsl:variable name="moment" as="xs:string?" select="f:moment(e1/string(c2), e1/string(c3), n:day(.))"/>
      <xsl:sequence select="f:known(., ('e1/c1', 'e1/c2', 'e1/c3'))"/>
      <xsl:if test="empty($moment)">
        <xsl:sequence select="e:refuse($e:BAD-VALUE, (e1/c2, e1)[1], string-join(e1/(c2, c3), ':'), 'a time of the place with its format code: 201 YYMMDDHHMM, 203 CCYYMMDDHHMM, or a day as YYMMDD')"/>
      </xsl:if>
      <xsl:element name="{$as}-time">
        <xsl:attribute name="verbatim" select="f:written(e1/c2, e1/c3)"/>
        <xsl:value-of select="$moment"/>
      </xsl:element>
    </xsl:for-each>
    <xsl:apply-templates select="* except (LOC, DTM)"/>
  </xsl:template>

  <!-- A place by code, by name, or both. -->
  <xsl:function name="n:location" as="element()*">
    <xsl:param name="loc" as="element(LOC)"/>
    <xsl:sequence select="f:known($loc, ('e1', 'e2/c1', 'e2/c2', 'e2/c3', 'e2/c4'))"/>
    <xsl:for-each select="$loc/e2[c1]">
      <code system="{f:place-list(c1, c3)}" verbatim="{f:coded((c1, c2, c3))}">{c1}</code>
    </xsl:for-each>
    <xsl:for-each select="$loc/e2[not(c1)]/(c2, c3)">
      <xsl:sequence select="e:missing($loc, 'e2/c1, the place that the list is of')"/>
    </xsl:for-each>
    <xsl:for-each select="$loc/e2/c4"><name>{.}</name></xsl:for-each>
  </xsl:function>

  <!-- A count of persons: digits. -->
  <xsl:function name="n:number" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="if (matches($node, '^[0-9]+$')) then string($node) else e:refuse($e:BAD-VALUE, $node, 'a number of persons in digits')"/>
  </xsl:function>

</xsl:stylesheet>
