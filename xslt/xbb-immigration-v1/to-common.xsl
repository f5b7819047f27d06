<?xml version="1.0" encoding="UTF-8"?>
<!-- Identity questions of the Borea immigration office to the common model. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="urn:xbb:immigration:1"
                xmlns:name="urn:passerelle:names"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/codes.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/envelope.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/names.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <!-- d is divers; u is unknown. -->
  <xsl:variable name="sexes" as="map(xs:string, xs:string)" static="yes"
                select="map{'m': 'male', 'f': 'female', 'd': 'unspecified', 'u': 'unknown'}"/>
  <xsl:variable name="documents" as="map(xs:string, xs:string)" static="yes"
                select="map{'PASS': 'passport', 'ID': 'identity-card', 'RTD': 'refugee-travel-document', 'STD': 'stateless-travel-document',
                            'LP': 'laissez-passer', 'RP': 'residence-permit', 'VISA': 'visa', 'OTHER': 'other'}"/>

  <xsl:template match="n:verifyIdentity" as="element(c:message)">
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'IdentityVerificationRequest'"/>
        <xsl:with-param name="recipients" select="n:ask ! normalize-space()"/>
        <xsl:with-param name="sent" select="@sent ! normalize-space()"/>
        <xsl:with-param name="purpose" select="@purpose ! normalize-space()"/>
        <xsl:with-param name="grounds" select="n:reason[normalize-space()] ! string()"/>
        <xsl:with-param name="agreement" select="@agreement ! normalize-space()"/>
      </xsl:call-template>
      <body>
        <identity-verification-request>
          <xsl:apply-templates select="@caseNumber, n:person, n:document"/>
        </identity-verification-request>
      </body>
    </message>
  </xsl:template>

  <xsl:template match="@caseNumber">
    <subject-reference>{normalize-space()}</subject-reference>
  </xsl:template>

  <xsl:template match="n:person">
    <person>
      <xsl:call-template name="n:name"/>
      <xsl:apply-templates select="* except (n:fullName, n:surname, n:forenames)"/>
    </person>
  </xsl:template>

  <!-- The whole name as given, else put together from its parts. -->
  <xsl:template name="n:name" as="element(c:name)">
    <xsl:variable name="parts" as="xs:string" select="string-join((n:forenames, n:surname), ' ')"/>
    <xsl:if test="not(n:fullName) and $parts = ''">
      <xsl:sequence select="e:missing(., 'fullName or surname')"/>
    </xsl:if>
    <name>
      <xsl:for-each select="if (n:fullName) then n:fullName/string() else $parts">
        <full script="{name:script(.)}">{.}</full>
      </xsl:for-each>
      <xsl:choose>
        <xsl:when test="n:surname/@singleName = ('true', '1')">
          <single>{n:surname}</single>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="n:surname"><family>{.}</family></xsl:for-each>
          <xsl:for-each select="n:forenames"><given>{.}</given></xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </name>
  </xsl:template>

  <xsl:template match="n:born">
    <birth>
      <xsl:sequence select="n:date(.)"/>
    </birth>
  </xsl:template>

  <xsl:template match="n:bornAt">
    <birth-place>{.}</birth-place>
  </xsl:template>

  <xsl:template match="n:sex">
    <sex verbatim="{.}">{k:code(., $sexes)}</sex>
  </xsl:template>

  <xsl:template match="n:citizenship">
    <nationality system="iso-3166-1" verbatim="{.}">{k:nationality(., 'icao-9303')}</nationality>
  </xsl:template>

  <xsl:template match="n:document">
    <document>
      <xsl:apply-templates select="*"/>
    </document>
  </xsl:template>

  <xsl:template match="n:kind">
    <type verbatim="{.}">{k:code(., $documents)}</type>
  </xsl:template>

  <xsl:template match="n:number">
    <number>{.}</number>
  </xsl:template>

  <xsl:template match="n:issuedBy">
    <issuer system="iso-3166-1" verbatim="{.}">{k:issuer(., 'icao-9303')}</issuer>
  </xsl:template>

  <xsl:template match="n:validThrough">
    <expiry>
      <xsl:sequence select="n:date(.)"/>
    </expiry>
  </xsl:template>

  <!-- .3.1978 becomes 1978-03 with its precision and what was sent. -->
  <xsl:function name="n:date" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="d:content($node, d:from-dotted($node), 'a date as 12.3.1978, .3.1978 or .1978')"/>
  </xsl:function>

</xsl:stylesheet>
