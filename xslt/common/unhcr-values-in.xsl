<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates, codes and texts of UNHCR's resettlement referral to the common model; what is absent leaves nothing. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:u="urn:passerelle:unhcr"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="codes.xsl"/>
  <xsl:import href="dates.xsl"/>
  <xsl:import href="errors.xsl"/>
  <xsl:import href="unhcr-lists.xsl"/>
  <xsl:import href="unhcr-names-in.xsl"/>

  <!-- Whether a code says that nothing is recorded, or a text is none. -->
  <xsl:function name="u:is-absent" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="list" as="xs:string?" select="$u:lists(local-name($node))"/>
    <xsl:sequence select="
      if (exists($list)) then exists(k:absent($node, $list))
      else if (map:contains($u:forms, local-name($node))) then $node = '-'
      else u:is-blank($node)"/>
  </xsl:function>

  <!-- Left out: what the form itself says is not recorded. The way back writes - again. -->
  <xsl:template match="*[map:contains($u:lists, local-name()) or map:contains($u:forms, local-name())][u:is-absent(.)]" priority="9"/>
  <xsl:template match="*:BirthCityTownVillage[u:is-blank(.)] | *:MotherName[u:is-blank(.)] | *:FatherName[u:is-blank(.)] | *:AddressPostal[u:is-blank(.)]
                       | *[starts-with(local-name(), 'LocationLevel')][u:is-blank(.)] | *:OccupationText[u:is-blank(.)]
                       | *:ProcessingGroupGUID[u:is-blank(.)] | *:ProcessingGroupGUIDTo[u:is-blank(.)] | *:ProcessingGroupGUIDFrom[u:is-blank(.)]"
                priority="9"/>

  <xsl:template match="*[map:contains($u:lists, local-name()) or map:contains($u:forms, local-name())][not(normalize-space())]" priority="8">
    <xsl:sequence select="e:missing(., 'a code, or - where nothing is recorded')"/>
  </xsl:template>

  <!-- States, each by what it may be: a birth may name a former one. -->
  <xsl:template match="*:BirthCountryCode">
    <birth-country system="unhcr" verbatim="{.}">{k:birth-state(., 'unhcr')}</birth-country>
  </xsl:template>

  <xsl:template match="*:NationalityCode">
    <nationality system="unhcr" verbatim="{.}">{k:nationality(., 'unhcr')}</nationality>
  </xsl:template>

  <xsl:template match="*:OriginCountryCode">
    <origin system="unhcr" verbatim="{.}">{k:nationality(., 'unhcr')}</origin>
  </xsl:template>

  <xsl:template match="*:AsylumCountryCode">
    <asylum-state system="unhcr" verbatim="{.}">{k:state(., 'unhcr')}</asylum-state>
  </xsl:template>

  <xsl:template match="*:ResidenceCountryCode">
    <residence system="unhcr" verbatim="{.}">{k:state(., 'unhcr')}</residence>
  </xsl:template>

  <xsl:template match="*:AddressCountry">
    <state system="unhcr" verbatim="{.}">{k:state(., 'unhcr')}</state>
  </xsl:template>

  <xsl:template match="*:SexCode">
    <sex verbatim="{.}">{k:code(., 'unhcr-sex')}</sex>
  </xsl:template>

  <!-- Codes that mean a word of the common model. -->
  <xsl:variable name="u:words" as="map(xs:string, xs:string)" static="yes" select="map{
    'MarriageStatusCode': 'marital-status', 'RelationshipToPrincipalRepresentative': 'relation-to-principal', 'RelationshipCode': 'kind',
    'AddressType': 'kind', 'LanguageReadCode': 'read', 'LanguageWriteCode': 'write', 'LanguageSpeakCode': 'speak',
    'LanguageUnderstandCode': 'understand', 'ResettlementPriorityCode': 'priority'}"/>

  <xsl:template match="*[map:contains($u:words, local-name())]">
    <xsl:element name="{$u:words(local-name())}">
      <xsl:attribute name="system" select="$u:lists(local-name())"/>
      <xsl:attribute name="verbatim" select="."/>
      <xsl:value-of select="k:code(., $u:lists(local-name()))"/>
    </xsl:element>
  </xsl:template>

  <!-- Codes that are carried with their list, and with what it calls them. -->
  <xsl:variable name="u:carried" as="map(xs:string, xs:string)" static="yes" select="map{
    'ReligionCode': 'religion', 'EthnicityCode': 'ethnicity', 'VulnerabilityCode': 'vulnerability', 'DegreeTypeCode': 'degree',
    'EmploymentTypeCode': 'type', 'ResettlementCriteriaCode': 'criterion', 'ResettlementCriteriaCode2': 'criterion',
    'ResettlementCriteria2Code': 'criterion'}"/>

  <xsl:template match="*[map:contains($u:carried, local-name())]">
    <xsl:sequence select="u:carried(., $u:carried(local-name()))"/>
  </xsl:template>

  <xsl:template match="*:dataIndividual/*:EducationLevelCode">
    <xsl:sequence select="u:carried(., 'education-level')"/>
  </xsl:template>

  <xsl:template match="*:dataEducation/*:EducationLevelCode">
    <xsl:sequence select="u:carried(., 'level')"/>
  </xsl:template>

  <xsl:function name="u:carried" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="as" as="xs:string"/>
    <xsl:variable name="list" as="xs:string" select="$u:lists(local-name($node))"/>
    <xsl:element name="{$as}">
      <xsl:attribute name="system" select="$list"/>
      <xsl:attribute name="verbatim" select="$node"/>
      <xsl:attribute name="title" select="k:title($node, $list)"/>
      <xsl:sequence select="u:reference($node/../*:VulnerabilityGUID)"/>
      <xsl:value-of select="k:code($node, $list)"/>
    </xsl:element>
  </xsl:function>

  <!-- Codes of lists that are too long to keep: the form is held against, the code carried as it is. -->
  <xsl:template match="*:LanguageCode">
    <code system="unhcr-language" verbatim="{.}">{u:of-form(.)}</code>
  </xsl:template>

  <xsl:template match="*:OccupationCode">
    <occupation system="unhcr-occupation" verbatim="{.}">{u:of-form(.)}</occupation>
  </xsl:template>

  <xsl:function name="u:of-form" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="form" as="xs:string+" select="$u:forms(local-name($node))"/>
    <xsl:sequence select="if (matches($node, $form[2])) then string($node) else e:refuse($e:UNKNOWN-CODE, $node, $form[3])"/>
  </xsl:function>

  <!-- Texts, as they are. -->
  <xsl:template match="*:BirthCityTownVillage">
    <birth-place>{.}</birth-place>
  </xsl:template>

  <xsl:template match="*:MotherName">
    <mother-name>{.}</mother-name>
  </xsl:template>

  <xsl:template match="*:FatherName">
    <father-name>{.}</father-name>
  </xsl:template>

  <xsl:template match="*:AddressPostal">
    <postal-code>{.}</postal-code>
  </xsl:template>

  <!-- LocationLevel1Description to LocationLevel5Description, and LocationLevel6. -->
  <xsl:template match="*[matches(local-name(), '^LocationLevel[1-6]')]">
    <level n="{substring(local-name(), 14, 1)}">{.}</level>
  </xsl:template>

  <xsl:template match="*:OccupationText">
    <text>{.}</text>
  </xsl:template>

  <xsl:template match="*:DocumentNumber">
    <number>{.}</number>
  </xsl:template>

  <xsl:template match="*:Deceased">
    <vital-status verbatim="{.}">{if (xs:boolean(.)) then 'deceased' else 'living'}</vital-status>
  </xsl:template>

  <!-- The birth of a member or relative (the context), with what is said of its being estimated; unknown where only that is said. -->
  <xsl:template name="u:birth" as="element(c:birth)?">
    <xsl:variable name="flag" as="xs:boolean?" select="(*:DateofBirthEstimate, *:DateofBirthEstimateFlag) ! xs:boolean(.)"/>
    <xsl:if test="*:DateofBirth or exists($flag)">
      <birth>
        <xsl:for-each select="$flag">
          <xsl:attribute name="estimated" select="."/>
        </xsl:for-each>
        <xsl:sequence select="*:DateofBirth ! u:day(.)"/>
        <xsl:if test="not(*:DateofBirth)">
          <xsl:attribute name="precision" select="'unknown'"/>
          <xsl:attribute name="verbatim" select="''"/>
        </xsl:if>
      </birth>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*:RegistrationDate">
    <registered>
      <xsl:sequence select="u:day(.)"/>
    </registered>
  </xsl:template>

  <xsl:template match="*:ArrivalDate">
    <arrived>
      <xsl:sequence select="u:day(.)"/>
    </arrived>
  </xsl:template>

  <xsl:template match="*:DeceasedDate">
    <death>
      <xsl:sequence select="u:day(.)"/>
    </death>
  </xsl:template>

  <!-- 1980-08-01T00:00:00+02:00 becomes 1980-08-01: the form writes days as moments, and their zone never moves them. -->
  <xsl:function name="u:day" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="d:content($node, d:from-date-time($node), 'a day as 1980-08-01T00:00:00+02:00')"/>
  </xsl:function>

  <!-- The sender's key of a row, as the attribute reference. -->
  <xsl:function name="u:reference" as="attribute()?">
    <xsl:param name="key" as="element()?"/>
    <xsl:sequence select="$key[not(u:is-blank(.))] ! u:attribute('reference', .)"/>
  </xsl:function>

  <xsl:function name="u:attribute" as="attribute()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="element()"/>
    <xsl:attribute name="{$name}" select="$value"/>
  </xsl:function>

</xsl:stylesheet>
