<?xml version="1.0" encoding="UTF-8"?>
<!-- UNHCR's resettlement referral (RRF), versions 3 and 4, to the common model. Documents are in the namespace of the form or in
     none, so elements are matched by local name. A row of a case is found by its member; - says that nothing is recorded. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:id="urn:passerelle:identifiers"
                xmlns:k="urn:passerelle:codes"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:p="urn:passerelle:functions"
                xmlns:u="urn:passerelle:unhcr"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="envelope.xsl"/>
  <xsl:import href="identifiers.xsl"/>
  <xsl:import href="unhcr-rules.xsl"/>
  <xsl:import href="unhcr-values-in.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:key name="u:rows" match="*:CASE/*" use="u:owner(.)"/>

  <xsl:template match="*:UNHCR_RRF" as="element(c:message)">
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'ResettlementReferral'"/>
      </xsl:call-template>
      <body>
        <resettlement-referral>
          <xsl:apply-templates select="*:RRFBATCHTYPE, *:CASE/*:dataProcessGroup, *:CASE/*:dataIndividual, *:CASE/*:dataResettlement"/>
          <xsl:apply-templates select="*:CASE" mode="u:rules"/>
        </resettlement-referral>
      </body>
      <xsl:where-populated>
        <attachments>
          <xsl:apply-templates select="*:CASE/*/*:Photo[normalize-space()]"/>
        </attachments>
      </xsl:where-populated>
    </message>
  </xsl:template>

  <xsl:template match="*:RRFBATCHTYPE">
    <batch>
      <xsl:apply-templates select="*"/>
    </batch>
  </xsl:template>

  <xsl:template match="*:GroupIndividualIndicator">
    <kind system="unhcr-submission" verbatim="{.}">{k:code(., $u:submissions)}</kind>
  </xsl:template>

  <xsl:template match="*:dataProcessGroup">
    <case>
      <xsl:apply-templates select="*:ProcessingGroupNumber, *:ProcessingGroupGUID, *:ProcessingGroupSize, ../*:dataProcessGroupCrossReference"/>
    </case>
  </xsl:template>

  <xsl:template match="*:ProcessingGroupNumber[not(normalize-space())]">
    <xsl:sequence select="e:missing(., 'the number of the case')"/>
  </xsl:template>

  <xsl:template match="*:ProcessingGroupNumber | *:ProcessingGroupNumberTo">
    <number>{.}</number>
  </xsl:template>

  <xsl:template match="*:ProcessingGroupGUID | *:ProcessingGroupGUIDTo">
    <key>{.}</key>
  </xsl:template>

  <xsl:template match="*:ProcessingGroupSize">
    <size>{xs:integer(.)}</size>
  </xsl:template>

  <xsl:template match="*:dataProcessGroupCrossReference">
    <linked>
      <xsl:sequence select="u:reference(*:ProcessingGroupCrossReferenceGUID)"/>
      <xsl:apply-templates select="*:ProcessingGroupNumberTo, *:ProcessingGroupGUIDTo, *:ProcessingGroupNumberFrom, *:ProcessingGroupGUIDFrom"/>
    </linked>
  </xsl:template>

  <xsl:template match="*:ProcessingGroupNumberFrom">
    <from-number>{.}</from-number>
  </xsl:template>

  <xsl:template match="*:ProcessingGroupGUIDFrom">
    <from-key>{.}</from-key>
  </xsl:template>

  <xsl:template match="*:dataIndividual">
    <xsl:variable name="rows" as="element()+" select="key('u:rows', u:owner(.), ..)"/>
    <xsl:variable name="contacts" as="element()*" select="$rows/self::*:dataAddress[map:contains($u:contacts, upper-case(*:AddressType))]"/>
    <member id="{u:owner(.)}">
      <xsl:sequence select="$rows/self::*:dataIndividualProcessGroup[1]/*:IndividualProcessingGroupGUID[not(u:is-blank(.))] ! u:attribute('membership', .)"/>
      <xsl:call-template name="u:name"/>
      <xsl:apply-templates select="$rows/self::*:dataAlias"/>
      <xsl:call-template name="u:birth"/>
      <xsl:apply-templates select="*:BirthCityTownVillage, *:BirthCountryCode, *:SexCode, *:NationalityCode, *:OriginCountryCode,
                                   *:IndividualID, *:IndividualGUID, *:MarriageStatusCode, $rows/self::*:dataAddress except $contacts"/>
      <xsl:for-each select="$contacts">
        <xsl:call-template name="u:contact"/>
      </xsl:for-each>
      <xsl:apply-templates select="$rows/self::*:dataLanguage, *:MotherName, *:FatherName"/>
      <xsl:for-each select="*:Photo[normalize-space()], $rows/self::*:dataPhotograph">
        <xsl:call-template name="u:picture"/>
      </xsl:for-each>
      <xsl:where-populated>
        <special-categories>
          <xsl:apply-templates select="*:ReligionCode, *:EthnicityCode, $rows/self::*:dataVulnerability"/>
        </special-categories>
      </xsl:where-populated>
      <case>{../*:dataProcessGroup/*:ProcessingGroupNumber}</case>
      <xsl:apply-templates select="(*:RelationshipToPrincipalRepresentative, $rows/self::*:dataIndividualProcessGroup/*:RelationshipToPrincipalRepresentative)[1],
                                   *:RegistrationDate, *:AsylumCountryCode, *:ArrivalDate, $rows/self::*:dataDocument, *:EducationLevelCode,
                                   $rows/self::*:dataEducation, $rows/self::*:dataEmployment, $rows/self::*:dataIndividualRelatives"/>
    </member>
  </xsl:template>

  <xsl:template match="*:dataIndividual/*:IndividualID">
    <identifier type="registration-number" issuer="UNHCR">{id:valid(., 'unhcr-individual')}</identifier>
  </xsl:template>

  <xsl:template match="*:dataIndividual/*:IndividualGUID">
    <identifier type="sender-key" issuer="UNHCR">{.}</identifier>
  </xsl:template>

  <xsl:template match="*:dataAlias">
    <other-name use="alias">
      <xsl:sequence select="u:reference(*:AliasGUID)"/>
      <xsl:call-template name="u:name-parts">
        <xsl:with-param name="family" select="u:part(*:IndividualAliasLastName)"/>
        <xsl:with-param name="given" select="u:part(*:IndividualAliasFirstName)"/>
        <xsl:with-param name="is-single" select="not(normalize-space(*:IndividualAliasFirstName))"/>
      </xsl:call-template>
    </other-name>
  </xsl:template>

  <xsl:template match="*:dataAddress">
    <address>
      <xsl:sequence select="u:reference(*:AddressGUID)"/>
      <xsl:apply-templates select="*:AddressType, *:AddressPostal, *[starts-with(local-name(), 'LocationLevel')], *:AddressCountry"/>
    </address>
  </xsl:template>

  <!-- Context: a row of addresses that holds a telephone or a mailbox. -->
  <xsl:template name="u:contact" as="element(c:contact)">
    <xsl:if test="not(normalize-space(*:LocationLevel6))">
      <xsl:sequence select="e:missing((*:LocationLevel6, .)[1], 'the number or mailbox in LocationLevel6')"/>
    </xsl:if>
    <contact>
      <xsl:sequence select="u:reference(*:AddressGUID)"/>
      <kind system="unhcr-address-type" verbatim="{*:AddressType}">{$u:contacts(upper-case(*:AddressType))}</kind>
      <value>{*:LocationLevel6}</value>
      <xsl:apply-templates select="*:AddressPostal, *[matches(local-name(), '^LocationLevel[1-5]')], *:AddressCountry"/>
    </contact>
  </xsl:template>

  <xsl:template match="*:dataLanguage">
    <language>
      <xsl:sequence select="u:reference(*:LanguageGUID)"/>
      <xsl:apply-templates select="*:LanguageCode, *:LanguageReadCode, *:LanguageWriteCode, *:LanguageSpeakCode, *:LanguageUnderstandCode"/>
    </language>
  </xsl:template>

  <xsl:template match="*:dataVulnerability">
    <xsl:apply-templates select="*:VulnerabilityCode"/>
  </xsl:template>

  <xsl:template match="*:dataDocument">
    <document>
      <xsl:apply-templates select="*:DocumentNumber"/>
    </document>
  </xsl:template>

  <xsl:template match="*:dataEducation">
    <education>
      <xsl:sequence select="u:reference(*:EducationGUID)"/>
      <xsl:apply-templates select="*:EducationLevelCode, *:DegreeTypeCode"/>
    </education>
  </xsl:template>

  <xsl:template match="*:dataEmployment">
    <employment>
      <xsl:sequence select="u:reference(*:EmploymentGUID)"/>
      <xsl:apply-templates select="*:EmploymentTypeCode, *:OccupationCode, *:OccupationText"/>
    </employment>
  </xsl:template>

  <xsl:template match="*:dataIndividualRelatives">
    <relative>
      <xsl:sequence select="*:IndividualRelativesGUID[not(u:is-blank(.))] ! u:attribute('id', .)"/>
      <xsl:call-template name="u:name"/>
      <xsl:call-template name="u:birth"/>
      <xsl:apply-templates select="*:BirthCityTownVillage, *:BirthCountryCode, *:SexCode, *:NationalityCode, *:MarriageStatusCode, *:Deceased,
                                   *:DeceasedDate, *:RelationshipCode, *:ResidenceCountryCode"/>
    </relative>
  </xsl:template>

  <xsl:template match="*:dataResettlement">
    <xsl:variable name="second" as="element()?" select="*:ResettlementCriteriaCode2 | *:ResettlementCriteria2Code"/>
    <xsl:if test="u:is-absent(*:ResettlementCriteriaCode) and $second[not(u:is-absent(.))]">
      <xsl:sequence select="e:missing(*:ResettlementCriteriaCode, 'a first criterion where there is a second')"/>
    </xsl:if>
    <resettlement>
      <about>{u:owner(.)}</about>
      <case>{../*:dataProcessGroup/*:ProcessingGroupNumber}</case>
      <xsl:apply-templates select="*:ResettlementCriteriaCode, $second, *:ResettlementPriorityCode"/>
    </resettlement>
  </xsl:template>

  <!-- Context: the photo of a member in version 3, a row of photographs in version 4. -->
  <xsl:template name="u:picture" as="element(c:photo)">
    <photo attachment="{u:picture-id(descendant-or-self::*:Photo)}">
      <xsl:sequence select="u:reference(*:PhotoGUID)"/>
      <xsl:apply-templates select="*:PhotoTypeCode"/>
    </photo>
  </xsl:template>

  <xsl:template match="*:PhotoTypeCode">
    <kind system="unhcr-photo-type" verbatim="{.}">{xs:integer(.)}</kind>
  </xsl:template>

  <!-- The text stays as it came, line breaks and all. -->
  <xsl:template match="*:Photo">
    <xsl:variable name="said" as="map(*)?" select="p:picture(.)"/>
    <xsl:if test="empty($said)">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., substring(., 1, 20), 'a picture in base64')"/>
    </xsl:if>
    <attachment id="{u:picture-id(.)}">
      <media-type>{$said?media-type}</media-type>
      <size>{$said?size}</size>
      <sha256>{$said?sha256}</sha256>
      <content>
        <base64>{.}</base64>
      </content>
    </attachment>
  </xsl:template>

  <!-- The first photo of a referral is photo-1. -->
  <xsl:function name="u:picture-id" as="xs:string">
    <xsl:param name="photo" as="element()"/>
    <xsl:sequence select="'photo-' || count(root($photo)//*:Photo[normalize-space()][. &lt;&lt; $photo]) + 1"/>
  </xsl:function>

</xsl:stylesheet>
