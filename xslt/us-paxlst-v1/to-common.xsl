<?xml version="1.0" encoding="UTF-8"?>
<!-- Passenger lists of US-EDIFACT to the common model. Each template says which elements of its segment it knows. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:f="urn:passerelle:edifact"
                xmlns:k="urn:passerelle:codes"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:n="urn:passerelle:us-paxlst:1"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/envelope.xsl"/>
  <xsl:import href="../common/paxlst.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:variable name="n:modes" as="map(xs:string, xs:string)" static="yes" select="map{'10': 'sea', '20': 'rail', '30': 'road', '40': 'air'}"/>

  <xsl:variable name="n:contacts" as="map(xs:string, xs:string)" static="yes" select="map{'TE': 'telephone', 'FX': 'fax', 'EM': 'email'}"/>

  <!-- Aboard, of the crew, in transit. -->
  <xsl:variable name="n:roles" as="map(xs:string, xs:string)" static="yes"
                select="map{'PAX': 'passenger', 'CRW': 'crew', 'ITI': 'transit-passenger'}"/>

  <!-- Passport, visa, registration of a resident alien. -->
  <xsl:variable name="n:documents" as="map(xs:string, xs:string)" static="yes"
                select="map{'P': 'passport', 'V': 'visa', 'A': 'residence-permit'}"/>

  <!-- The day of the message, by which a year of two digits is read. -->
  <xsl:function name="n:day" as="xs:date">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="xs:date(substring((f:sent(root($node)/PAXLST), $gateway?received)[1], 1, 10))"/>
  </xsl:function>

  <xsl:template match="PAXLST" as="element(c:message)">
    <xsl:sequence select="UNS ! f:fixed(., e1, ('D', 'S')), f:qualified(CNT/e1/c1, ('41', '42'), ()), CNT ! f:known(., ('e1/c1', 'e1/c2'))"/>
    <xsl:for-each select=".//(CTA | LOC | DTM | UNS | CNT)[not(e1)]">
      <xsl:sequence select="e:missing(., 'e1, the qualifier')"/>
    </xsl:for-each>
    <xsl:for-each select="CNT/e1[not(c1)]">
      <xsl:sequence select="e:missing(., 'c1, the qualifier')"/>
    </xsl:for-each>
    <xsl:if test="not(Transport)">
      <xsl:sequence select="e:missing(., 'TDT, the flight')"/>
    </xsl:if>
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'PassengerManifestNotification'"/>
        <xsl:with-param name="sent" select="f:sent(.)"/>
        <xsl:with-param name="carrier" select="f:carrier(., 'US-EDIFACT PAXLST')"/>
      </xsl:call-template>
      <body>
        <passenger-manifest-notification>
          <xsl:where-populated>
            <manifest>
              <xsl:apply-templates select="CTA"/>
              <xsl:for-each select="CNT/e1[c1 = '42']/c2"><passenger-count>{.}</passenger-count></xsl:for-each>
              <xsl:for-each select="CNT/e1[c1 = '41']/c2"><crew-count>{.}</crew-count></xsl:for-each>
              <xsl:for-each select="CTA/e2/c1"><reporter-id>{.}</reporter-id></xsl:for-each>
            </manifest>
          </xsl:where-populated>
          <xsl:apply-templates select="Transport[1]/TDT"/>
          <xsl:for-each select="Transport">
            <xsl:variable name="legs" as="element(c:leg)*"><xsl:call-template name="n:pairs"/></xsl:variable>
            <xsl:sequence select="if (position() = 1) then $legs else ()"/>
            <xsl:if test="position() != 1">
              <leg>
                <xsl:sequence select="$legs[1]/*"/>
                <xsl:apply-templates select="TDT"/>
              </leg>
              <xsl:sequence select="tail($legs)"/>
            </xsl:if>
          </xsl:for-each>
          <xsl:apply-templates select="PDT"/>
          <xsl:apply-templates select="* except (interchange, UNH, CTA, Transport, UNS, PDT, CNT)"/>
        </passenger-manifest-notification>
      </body>
    </message>
  </xsl:template>

  <!-- Who can be asked, with up to two contacts. -->
  <xsl:template match="CTA">
    <xsl:sequence select="f:known(., ('e1', 'e2/c1', 'e2/c2', 'e3/c1', 'e3/c2', 'e4/c1', 'e4/c2')), f:fixed(., e1, 'IC')"/>
    <xsl:for-each select="e2/c2"><reporter>{.}</reporter></xsl:for-each>
    <xsl:for-each select="e3, e4">
      <xsl:if test="not(c1)">
        <xsl:sequence select="e:missing(., 'c1, the number or mailbox')"/>
      </xsl:if>
      <reporter-contact>
        <xsl:for-each select="c2"><kind verbatim="{.}">{k:code(., $n:contacts)}</kind></xsl:for-each>
        <value>{c1}</value>
      </reporter-contact>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="TDT">
    <xsl:sequence select="f:known(., ('e2', 'e3', 'e4'))"/>
    <xsl:if test="not(e2)">
      <xsl:sequence select="e:missing(., 'e2, the number of the flight')"/>
    </xsl:if>
    <transport>
      <xsl:for-each select="e3"><mode verbatim="{.}">{k:code(., $n:modes)}</mode></xsl:for-each>
      <xsl:for-each select="e4"><carrier system="{f:carrier-list(.)}" verbatim="{.}">{.}</carrier></xsl:for-each>
      <number>{e2}</number>
    </transport>
  </xsl:template>

  <!-- 005 is left, 008 is reached; PT is reached on the way, or left again where its time says so. -->
  <xsl:template name="n:pairs" as="element(c:leg)*">
    <xsl:iterate select="Place">
      <xsl:param name="begun" as="element(Place)?"/>
      <xsl:on-completion>
        <xsl:sequence select="n:leg($begun, ())"/>
      </xsl:on-completion>
      <xsl:variable name="begins" as="xs:boolean" select="n:begins-leg(.)"/>
      <xsl:sequence select="if ($begins) then n:leg($begun, ()) else n:leg($begun, .)"/>
      <xsl:next-iteration>
        <xsl:with-param name="begun" select=".[$begins]"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:template>

  <xsl:function name="n:begins-leg" as="xs:boolean">
    <xsl:param name="place" as="element(Place)"/>
    <xsl:variable name="role" as="element()?" select="$place/LOC/e1"/>
    <xsl:variable name="times" as="element()*" select="$place/DTM/e1"/>
    <xsl:sequence select="f:fixed($place/LOC, $role, ('005', '5', '008', '8', 'PT')), f:qualified($times, ('136', '132'), ())"/>
    <xsl:if test="$role = ('005', '5') and $times = '132' or $role = ('008', '8') and $times = '136' or count($times) gt 1">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, $times[last()], 'one time of a place: 136 where the flight leaves, 132 where it arrives')"/>
    </xsl:if>
    <xsl:sequence select="$role = ('005', '5') or $times = '136'"/>
  </xsl:function>

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

  <!-- A place where a leg begins or ends. Its time is by the clock there; what M05 says of it is kept and not reckoned with. -->
  <xsl:template name="n:call">
    <xsl:param name="as" as="xs:string" required="yes"/>
    <xsl:sequence select="f:known(LOC, ('e1', 'e2/c1', 'e2/c2')), LOC/e2/c2 ! f:fixed(../.., ., '50')"/>
    <xsl:if test="not(LOC/e2/c1)">
      <xsl:sequence select="e:missing(LOC, 'e2/c1, the place')"/>
    </xsl:if>
    <xsl:element name="{$as}">
      <xsl:attribute name="role" select="LOC/e1"/>
      <code system="{f:place-list(LOC/e2/c1, ())}" verbatim="{f:coded(LOC/e2/*)}">{LOC/e2/c1}</code>
    </xsl:element>
    <xsl:for-each select="DTM">
      <xsl:sequence select="f:known(., ('e1', 'e2', 'e3', 'e4'))"/>
      <xsl:variable name="written" as="xs:string" select="string-join((e2, e3, e4), ' ')"/>
      <xsl:variable name="moment" as="xs:string?" select="n:moment($written, n:day(.))"/>
      <xsl:if test="empty($moment)">
        <xsl:sequence select="e:refuse($e:BAD-VALUE, ., $written, 'a time as YYMMDD+HHMM, with M or P and hours behind it or nothing')"/>
      </xsl:if>
      <xsl:element name="{$as}-time">
        <xsl:attribute name="verbatim" select="$written"/>
        <xsl:value-of select="$moment"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:template>

  <!-- 261120 1030 M05 becomes 2026-11-20T10:30:00, 261120 the day. -->
  <xsl:function name="n:moment" as="xs:string?">
    <xsl:param name="written" as="xs:string"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:if test="matches($written, '^[0-9]{6}( [0-9]{4}( [MP][0-9]{1,2})?)?$')">
      <xsl:variable name="parts" as="xs:string+" select="tokenize($written, ' ')"/>
      <xsl:sequence select="f:moment($parts[1] || $parts[2], if ($parts[2]) then '201' else '', $on)"/>
    </xsl:if>
  </xsl:function>

  <!-- A person, with one document and the ports of the own journey. Without a status nothing is concluded on the role. -->
  <xsl:template match="PDT">
    <xsl:sequence select="f:known(., ('e1/c1', 'e1/c2', 'e1/c3', 'e2/c1', 'e2/c2', 'e2/c3', 'e2/c4', 'e2/c5', 'e3', 'e4/c1', 'e4/c2')), e3 ! f:fixed(.., ., sort(map:keys($n:roles)))"/>
    <xsl:if test="not(e2)">
      <xsl:sequence select="e:missing(., 'e2, the name')"/>
    </xsl:if>
    <xsl:element name="{if (e3 = 'CRW') then 'crew' else 'passenger'}">
      <name><xsl:sequence select="f:name(e2)"/></name>
      <xsl:for-each select="e2/c4"><birth><xsl:sequence select="f:date(., (), f:birth#2, n:day(.))"/></birth></xsl:for-each>
      <xsl:for-each select="e2/c5"><sex verbatim="{.}">{k:code(., 'paxlst-sex')}</sex></xsl:for-each>
      <xsl:for-each select="e3"><role verbatim="{.}">{$n:roles(.)}</role></xsl:for-each>
      <xsl:apply-templates select="e1"/>
      <xsl:for-each select="e4/c1"><embarkation><code system="{f:place-list(., ())}" verbatim="{.}">{.}</code></embarkation></xsl:for-each>
      <xsl:for-each select="e4/c2"><debarkation><code system="{f:place-list(., ())}" verbatim="{.}">{.}</code></debarkation></xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- P/E54321A is a passport of the number E54321A. -->
  <xsl:template match="PDT/e1">
    <document>
      <xsl:for-each select="c1">
        <xsl:variable name="type" as="xs:string" select="substring-before(., '/')"/>
        <xsl:if test="not(map:contains($n:documents, $type))">
          <xsl:sequence select="e:refuse($e:UNKNOWN-CODE, ., 'type and number of a document joined by /, the type one of ' || string-join(sort(map:keys($n:documents)), ', '))"/>
        </xsl:if>
        <type verbatim="{$type}">{$n:documents($type)}</type>
        <xsl:for-each select="substring-after(., '/')[. != '']"><number>{.}</number></xsl:for-each>
      </xsl:for-each>
      <xsl:for-each select="c3"><issuer system="iso-3166-1-alpha-2" verbatim="{.}">{k:issuer(., 'iso-3166-1-alpha-2')}</issuer></xsl:for-each>
      <xsl:for-each select="c2"><expiry><xsl:sequence select="f:date(., (), f:expiry#2, n:day(.))"/></expiry></xsl:for-each>
    </document>
  </xsl:template>

</xsl:stylesheet>
