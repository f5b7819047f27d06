<?xml version="1.0" encoding="UTF-8"?>
<!-- Reports of lodged foreigners by the Ubyport web service to the common model. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="http://schemas.datacontract.org/2004/07/WS_UBY"
                xmlns:name="urn:passerelle:names"
                xmlns:u="http://UBY.pcr.cz/WS_UBY"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/codes.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/envelope.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/names.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <!-- Whether a birth may also be written 1.1.1911. The police's own example does, against their description; a format of
       such a sender imports this stylesheet and says true. -->
  <xsl:variable name="n:dotted-births" as="xs:boolean" select="false()"/>

  <!-- Left behind on purpose: AutentificationCode, which the service does not use, and VracetPDF; see the README. -->
  <xsl:template match="u:ZapisUbytovane" as="element(c:message)">
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'StayNotification'"/>
      </xsl:call-template>
      <body>
        <xsl:apply-templates select="u:Seznam"/>
      </body>
    </message>
  </xsl:template>

  <xsl:template match="u:Seznam">
    <xsl:variable name="guests" as="element()*" select="n:Ubytovani/n:Ubytovany"/>
    <xsl:if test="empty($guests)">
      <xsl:sequence select="e:missing(., 'Ubytovani with one Ubytovany at least')"/>
    </xsl:if>
    <stay-notification>
      <accommodation>
        <reference>{n:needed(., n:uIdub, 'uIdub')}</reference>
        <mark>{n:needed(., n:uMark, 'uMark')}</mark>
        <xsl:apply-templates select="n:uName, n:uCont"/>
        <xsl:where-populated>
          <address>
            <xsl:apply-templates select="n:uStr"/>
            <xsl:call-template name="n:house-number"/>
            <xsl:apply-templates select="n:uPsc, n:uOb, n:uObCa, n:uOkr"/>
          </address>
        </xsl:where-populated>
      </accommodation>
      <xsl:apply-templates select="$guests"/>
    </stay-notification>
  </xsl:template>

  <!-- An empty element says nothing, as does a nil one. -->
  <xsl:template match="n:*[not(normalize-space())]" priority="2"/>

  <xsl:template match="n:uName">
    <name>{.}</name>
  </xsl:template>

  <xsl:template match="n:uCont">
    <contact>
      <value>{.}</value>
    </contact>
  </xsl:template>

  <xsl:template match="n:uStr">
    <street>{.}</street>
  </xsl:template>

  <!-- House number and number in the street as they stand on a letter: 26/2. -->
  <xsl:template name="n:house-number" as="element(c:house-number)?">
    <xsl:variable name="street" as="xs:string?" select="n:uOriN[normalize-space()] ! ('/' || normalize-space())"/>
    <xsl:variable name="number" as="xs:string" select="normalize-space(n:uHomN) || $street"/>
    <xsl:if test="$number != ''">
      <house-number>{$number}</house-number>
    </xsl:if>
  </xsl:template>

  <xsl:template match="n:uPsc">
    <postal-code>{.}</postal-code>
  </xsl:template>

  <xsl:template match="n:uOb">
    <city>{.}</city>
  </xsl:template>

  <xsl:template match="n:uObCa">
    <district>{.}</district>
  </xsl:template>

  <!-- The okres is the second level of the state. -->
  <xsl:template match="n:uOkr">
    <level n="2">{.}</level>
  </xsl:template>

  <xsl:template match="n:Ubytovany">
    <guest>
      <xsl:call-template name="n:name"/>
      <birth>
        <xsl:sequence select="n:birth(n:needed(., n:cDate, 'cDate'))"/>
      </birth>
      <xsl:apply-templates select="n:cPlac"/>
      <xsl:variable name="nationality" as="element()" select="n:needed(., n:cNati, 'cNati')"/>
      <nationality system="icao-9303" verbatim="{$nationality}">{k:nationality($nationality, 'icao-9303')}</nationality>
      <xsl:apply-templates select="n:cResi"/>
      <document>
        <xsl:apply-templates select="n:needed(., n:cDocN, 'cDocN')"/>
      </document>
      <xsl:apply-templates select="n:cVisN, n:cFrom, n:cUntil, n:cPurp, n:cSpz, n:cNote"/>
    </guest>
  </xsl:template>

  <!-- A name without a given name is a single name: nothing is invented for the other. -->
  <xsl:template name="n:name" as="element(c:name)">
    <xsl:variable name="texts" as="xs:string*" select="(n:cFirstN, n:cSurN) ! name:part(.)"/>
    <xsl:if test="empty($texts)">
      <xsl:sequence select="e:missing(., 'cSurN')"/>
    </xsl:if>
    <xsl:variable name="full" as="xs:string" select="string-join($texts, ' ')"/>
    <name>
      <full script="{name:script($full)}">{$full}</full>
      <xsl:choose>
        <xsl:when test="not(normalize-space(n:cFirstN))"><single>{$full}</single></xsl:when>
        <xsl:otherwise><xsl:sequence select="name:from-two-fields(n:cSurN, n:cFirstN, ())"/></xsl:otherwise>
      </xsl:choose>
    </name>
  </xsl:template>

  <!-- The service does not use the place of birth; who fills it says it all the same. -->
  <xsl:template match="n:cPlac">
    <birth-place>{.}</birth-place>
  </xsl:template>

  <xsl:template match="n:cResi">
    <address>
      <kind verbatim="cResi">home</kind>
      <line>{.}</line>
    </address>
  </xsl:template>

  <!-- A child in the passport of a parent, the number of which is in the note. -->
  <xsl:template match="n:cDocN[. = 'INPASS']">
    <xsl:if test="not(normalize-space(../n:cNote))">
      <xsl:sequence select="e:missing(.., 'cNote with the number of the parent''s passport')"/>
    </xsl:if>
    <type verbatim="{.}">passport</type>
  </xsl:template>

  <xsl:template match="n:cDocN[. != 'INPASS'][not(string-length() = 4 to 30)]">
    <xsl:sequence select="e:refuse($e:BAD-VALUE, ., '4 to 30 characters, or INPASS')"/>
  </xsl:template>

  <xsl:template match="n:cDocN">
    <number>{.}</number>
  </xsl:template>

  <xsl:template match="n:cVisN">
    <visa>
      <number>{.}</number>
    </visa>
  </xsl:template>

  <xsl:template match="n:cFrom">
    <arrival>{.}</arrival>
  </xsl:template>

  <xsl:template match="n:cUntil">
    <departure>{.}</departure>
  </xsl:template>

  <!-- Where it is absent the police write 99; the gateway does not. -->
  <xsl:template match="n:cPurp">
    <purpose-of-stay system="cz-ubyport-purpose" verbatim="{.}">{k:code(., 'cz-ubyport-purpose')}</purpose-of-stay>
  </xsl:template>

  <xsl:template match="n:cSpz">
    <vehicle>{.}</vehicle>
  </xsl:template>

  <xsl:template match="n:cNote">
    <note>{.}</note>
  </xsl:template>

  <!-- 00061980 becomes 1980-06; a day without its month and a year that is not known are no birth here. -->
  <xsl:function name="n:birth" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="partial" as="xs:string?" select="
      if (matches($node, '^[0-9]{8}$')) then d:from-day-first($node)[not(matches($node, '^(0[1-9]|[1-3][0-9])00|0000$'))]
      else if ($n:dotted-births and contains($node, '.')) then d:from-day-month-year($node)
      else ()"/>
    <xsl:sequence select="d:content($node, $partial, 'a date as DDMMYYYY, 00MMYYYY or 0000YYYY')"/>
  </xsl:function>

  <!-- The element, which the police demand. -->
  <xsl:function name="n:needed" as="element()">
    <xsl:param name="within" as="element()"/>
    <xsl:param name="found" as="element()?"/>
    <xsl:param name="expected" as="xs:string"/>
    <xsl:sequence select="if (normalize-space($found)) then $found else e:missing($within, $expected)"/>
  </xsl:function>

</xsl:stylesheet>
