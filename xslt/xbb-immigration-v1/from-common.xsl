<?xml version="1.0" encoding="UTF-8"?>
<!-- The common model to what the Borea immigration office is told: notices of crossings, and receipts. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="urn:xbb:immigration:1"
                xmlns="urn:xbb:immigration:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/codes.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/errors.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <!-- d is divers; u is unknown. -->
  <xsl:variable name="sexes" as="map(xs:string, xs:string)" static="yes"
                select="map{'male': 'm', 'female': 'f', 'unspecified': 'd', 'unknown': 'u'}"/>
  <xsl:variable name="documents" as="map(xs:string, xs:string)" static="yes"
                select="map{'passport': 'PASS', 'identity-card': 'ID', 'refugee-travel-document': 'RTD', 'stateless-travel-document': 'STD',
                            'laissez-passer': 'LP', 'residence-permit': 'RP', 'visa': 'VISA', 'other': 'OTHER'}"/>
  <xsl:variable name="ways" as="map(xs:string, xs:string)" static="yes" select="map{'entry': 'in', 'exit': 'out'}"/>
  <xsl:variable name="outcomes" as="map(xs:string, xs:string)" static="yes"
                select="map{'admitted': 'let-through', 'refused': 'turned-back', 'referred': 'passed-on'}"/>

  <xsl:template match="c:message" as="element()">
    <xsl:apply-templates select="c:body/*"/>
  </xsl:template>

  <xsl:template match="c:border-crossing-record[not(c:person/c:name)]">
    <xsl:sequence select="e:missing(., 'person/name')"/>
  </xsl:template>

  <xsl:template match="c:border-crossing-record">
    <xsl:variable name="envelope" as="element(c:envelope)" select="ancestor::c:message/c:envelope"/>
    <notifyCrossing id="{$envelope/c:id}" from="{$envelope/c:sender}" purpose="{$envelope/c:purpose}">
      <xsl:for-each select="$envelope/c:agreement">
        <xsl:attribute name="agreement" select="."/>
      </xsl:for-each>
      <xsl:for-each select="c:subject-reference">
        <xsl:attribute name="caseNumber" select="."/>
      </xsl:for-each>
      <xsl:apply-templates select="* except c:subject-reference"/>
    </notifyCrossing>
  </xsl:template>

  <xsl:template match="c:person">
    <traveller>
      <xsl:apply-templates select="*"/>
    </traveller>
  </xsl:template>

  <xsl:template match="c:name">
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <xsl:template match="c:full">
    <fullName>
      <xsl:copy-of select="@script"/>
      <xsl:text>{.}</xsl:text>
    </fullName>
  </xsl:template>

  <!-- The office insists on a surname; singleName says that there is no other, so the way back is exact. -->
  <xsl:template match="c:single">
    <surname singleName="true">{.}</surname>
  </xsl:template>

  <xsl:template match="c:family">
    <surname>{.}</surname>
  </xsl:template>

  <xsl:template match="c:given">
    <forenames>{.}</forenames>
  </xsl:template>

  <!-- Left behind on purpose: the whole name holds them. -->
  <xsl:template match="c:patronymic | c:matronymic | c:father | c:grandfather | c:nisba | c:second-family | c:middle | c:former | c:alias"/>

  <!-- An unknown date is absent in a notice. -->
  <xsl:template match="c:birth[d:text(.) = ''] | c:expiry[d:text(.) = ''] | c:stay-until[d:text(.) = '']" priority="2"/>

  <xsl:template match="c:birth">
    <born>{d:dotted(.)}</born>
  </xsl:template>

  <xsl:template match="c:birth-place">
    <bornAt>{.}</bornAt>
  </xsl:template>

  <xsl:template match="c:sex">
    <sex>{k:code(., $sexes)}</sex>
  </xsl:template>

  <xsl:template match="c:nationality">
    <citizenship>{.}</citizenship>
  </xsl:template>

  <!-- Left behind on purpose: a crossing must not tell the office whether somebody sought protection elsewhere. -->
  <xsl:template match="c:protection-status | c:former-residence"/>

  <xsl:template match="c:document">
    <travelDocument>
      <xsl:apply-templates select="*"/>
    </travelDocument>
  </xsl:template>

  <xsl:template match="c:type">
    <kind>{k:code(., $documents)}</kind>
  </xsl:template>

  <xsl:template match="c:number">
    <number>{.}</number>
  </xsl:template>

  <xsl:template match="c:issuer">
    <issuedBy>{.}</issuedBy>
  </xsl:template>

  <xsl:template match="c:expiry">
    <validThrough>{d:dotted(.)}</validThrough>
  </xsl:template>

  <xsl:template match="c:crossing">
    <crossing>
      <xsl:apply-templates select="*"/>
    </crossing>
  </xsl:template>

  <xsl:template match="c:direction">
    <way>{k:code(., $ways)}</way>
  </xsl:template>

  <xsl:template match="c:place">
    <post>{.}</post>
  </xsl:template>

  <xsl:template match="c:time">
    <at>{.}</at>
  </xsl:template>

  <xsl:template match="c:decision">
    <outcome>{k:code(., $outcomes)}</outcome>
  </xsl:template>

  <xsl:template match="c:stay-until">
    <mayStayThrough>{d:dotted(.)}</mayStayThrough>
  </xsl:template>

  <xsl:template match="c:acknowledgement">
    <receipt ok="{c:status = 'accepted'}" at="{c:received-at}">
      <xsl:for-each select="c:message-id">
        <xsl:attribute name="for" select="."/>
      </xsl:for-each>
      <xsl:apply-templates select="* except (c:message-id, c:status, c:received-at, c:place, c:found, c:expected)"/>
    </receipt>
  </xsl:template>

  <xsl:template match="c:code">
    <problem code="{.}">
      <xsl:for-each select="../c:place">
        <xsl:attribute name="where" select="."/>
      </xsl:for-each>
      <xsl:for-each select="../c:found">
        <xsl:attribute name="found" select="."/>
      </xsl:for-each>
      <xsl:value-of select="../c:expected"/>
    </problem>
  </xsl:template>

</xsl:stylesheet>
