<?xml version="1.0" encoding="UTF-8"?>
<!-- The common model to UNHCR's resettlement referral, version 4: several cases, rows with keys, and texts that may be left out. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:u="urn:passerelle:unhcr"
                xmlns="http://tempuri.org/ElectronicRRF.xsd"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/unhcr-from-common.xsl"/>

  <!-- Held by this version only. -->
  <xsl:template match="c:second-family | c:middle | c:former[1] | c:vulnerability | c:photo/c:kind[@system = 'unhcr-photo-type'] | c:education/c:degree
                       | c:postal-code | c:relative/c:birth-place | c:relative/c:vital-status[. != 'unknown'] | c:relative/c:death"
                mode="u:held"/>

  <!-- The key of the row, and the member that it is of. -->
  <xsl:template name="u:keys" as="element()+">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="u:element($key, u:key(@reference)), u:element('IndividualGUID', u:guid(ancestor-or-self::c:member))"/>
  </xsl:template>

  <!-- A key that the sender did not give is not recorded. -->
  <xsl:function name="u:key" as="xs:string">
    <xsl:param name="key" as="node()?"/>
    <xsl:sequence select="string(($key, '-')[1])"/>
  </xsl:function>

  <!-- What rows point to: the id of the member in the message, which is UNHCR's GUID where version 4 was the sender's. -->
  <xsl:function name="u:guid" as="xs:string">
    <xsl:param name="member" as="element(c:member)"/>
    <xsl:sequence select="if ($member/@id) then string($member/@id) else e:missing($member, 'id')"/>
  </xsl:function>

  <xsl:template match="c:case">
    <xsl:variable name="members" as="element(c:member)+" select="u:members(.)"/>
    <xsl:variable name="reason" as="element(c:resettlement)?" select="u:resettlement(.)"/>
    <CASE>
      <xsl:apply-templates select="$members"/>
      <xsl:for-each select="$members">
        <dataIndividualProcessGroup>
          <IndividualProcessingGroupGUID>{u:key(@membership)}</IndividualProcessingGroupGUID>
          <IndividualGUID>{u:guid(.)}</IndividualGUID>
          <ProcessingGroupGUID>{u:key(../c:case[c:number = u:case-of(current())]/c:key)}</ProcessingGroupGUID>
          <xsl:sequence select="u:coded('RelationshipToPrincipalRepresentative', c:relation-to-principal)"/>
        </dataIndividualProcessGroup>
      </xsl:for-each>
      <dataProcessGroup>
        <ProcessingGroupGUID>{u:key(c:key)}</ProcessingGroupGUID>
        <ProcessingGroupNumber>{u:needed(., c:number, 'number')}</ProcessingGroupNumber>
        <ProcessingGroupSize>{u:needed(., c:size, 'size')}</ProcessingGroupSize>
      </dataProcessGroup>
      <xsl:apply-templates select="c:linked, $members/(c:address | c:contact), $members/c:other-name, $members/c:education, $members/c:employment,
                                   $members/c:relative, $members/c:language, $members/c:photo"/>
      <dataResettlement>
        <IndividualGUID>{u:guid(u:referred(.))}</IndividualGUID>
        <xsl:sequence select="u:carried('ResettlementCriteriaCode', $reason/c:criterion[1]),
                              u:only($reason/c:criterion[position() gt 1]) ! u:carried('ResettlementCriteria2Code', .),
                              u:coded('ResettlementPriorityCode', $reason/c:priority)"/>
      </dataResettlement>
      <xsl:apply-templates select="$members/c:special-categories/c:vulnerability"/>
    </CASE>
  </xsl:template>

  <xsl:template match="c:member">
    <dataIndividual>
      <IndividualGUID>{u:guid(.)}</IndividualGUID>
      <IndividualID>{u:number(.)}</IndividualID>
      <xsl:apply-templates select="u:needed(., c:name, 'name')"/>
      <RegistrationDate>{u:date-time(u:needed(., c:registered, 'registered'))}</RegistrationDate>
      <xsl:sequence select="u:optional-day('DateofBirth', c:birth)"/>
      <DateofBirthEstimate>{if (c:birth/@estimated = ('true', '1')) then 1 else 0}</DateofBirthEstimate>
      <xsl:sequence select="u:coded('BirthCountryCode', c:birth-country), u:optional('BirthCityTownVillage', c:birth-place),
                            u:coded('OriginCountryCode', c:origin), u:coded('AsylumCountryCode', c:asylum-state), u:optional-day('ArrivalDate', c:arrived),
                            u:member-codes(.), u:optional('MotherName', c:mother-name), u:optional('FatherName', c:father-name)"/>
    </dataIndividual>
  </xsl:template>

  <!-- A single name is a family name without a given one; where the given name is not recorded, - says so. -->
  <xsl:template match="c:name">
    <xsl:variable name="fields" as="map(xs:string, xs:string)" select="u:name-fields(.)"/>
    <FamilyName>{$fields?family}</FamilyName>
    <xsl:sequence select="u:optional('SecondFamilyName', c:second-family), u:optional('GivenName', $fields?given[not(current()/c:single)]),
                          u:optional('MiddleName', c:middle), u:optional('MaidenName', c:former)"/>
  </xsl:template>

  <xsl:template match="c:linked">
    <dataProcessGroupCrossReference>
      <ProcessingGroupCrossReferenceGUID>{u:key(@reference)}</ProcessingGroupCrossReferenceGUID>
      <ProcessingGroupGUIDFrom>{u:key(c:from-key)}</ProcessingGroupGUIDFrom>
      <ProcessingGroupNumberFrom>{u:needed(., c:from-number, 'from-number')}</ProcessingGroupNumberFrom>
      <ProcessingGroupGUIDTo>{u:key(c:key)}</ProcessingGroupGUIDTo>
      <ProcessingGroupNumberTo>{u:needed(., c:number, 'number')}</ProcessingGroupNumberTo>
    </dataProcessGroupCrossReference>
  </xsl:template>

  <xsl:template match="c:address | c:contact">
    <dataAddress>
      <xsl:call-template name="u:keys">
        <xsl:with-param name="key" select="'AddressGUID'"/>
      </xsl:call-template>
      <xsl:sequence select="u:address-type(.), u:coded('AddressCountry', c:state), u:optional('AddressPostal', c:postal-code),
                            u:optional('LocationLevel1Description', u:level(., 1)), u:optional('LocationLevel2Description', u:level(., 2)),
                            u:optional('LocationLevel3Description', u:level(., 3)), u:optional('LocationLevel4Description', u:level(., 4)),
                            u:optional('LocationLevel5Description', u:level(., 5)), u:optional('LocationLevel6', u:level(., 6))"/>
    </dataAddress>
  </xsl:template>

  <xsl:template match="c:other-name" mode="u:first-name">
    <xsl:sequence select="u:optional('IndividualAliasFirstName', u:name-fields(.)?given[not(current()/c:single)])"/>
  </xsl:template>

  <xsl:template match="c:education">
    <dataEducation>
      <xsl:call-template name="u:keys">
        <xsl:with-param name="key" select="'EducationGUID'"/>
      </xsl:call-template>
      <xsl:sequence select="u:carried('EducationLevelCode', c:level), u:carried('DegreeTypeCode', c:degree)"/>
    </dataEducation>
  </xsl:template>

  <xsl:template match="c:relative">
    <dataIndividualRelatives>
      <IndividualRelativesGUID>{u:key(@id)}</IndividualRelativesGUID>
      <IndividualGUID>{u:guid(..)}</IndividualGUID>
      <xsl:apply-templates select="u:needed(., c:name, 'name')"/>
      <xsl:sequence select="u:coded('RelationshipCode', c:kind), u:optional-day('DateofBirth', c:birth)"/>
      <xsl:for-each select="c:birth/@estimated">
        <DateofBirthEstimateFlag>{if (. = ('true', '1')) then 1 else 0}</DateofBirthEstimateFlag>
      </xsl:for-each>
      <xsl:sequence select="u:coded('BirthCountryCode', c:birth-country), u:optional('BirthCityTownVillage', c:birth-place),
                            u:coded('ResidenceCountryCode', c:residence), u:coded('SexCode', c:sex), u:coded('NationalityCode', u:only(c:nationality))"/>
      <Deceased>{if (u:needed(., c:vital-status, 'vital-status') = 'deceased') then 1 else 0}</Deceased>
      <xsl:sequence select="u:optional-day('DeceasedDate', c:death), u:coded('MarriageStatusCode', c:marital-status)"/>
    </dataIndividualRelatives>
  </xsl:template>

  <xsl:template match="c:photo">
    <dataPhotograph>
      <xsl:call-template name="u:keys">
        <xsl:with-param name="key" select="'PhotoGUID'"/>
      </xsl:call-template>
      <PhotoTypeCode>{u:needed(., c:kind, 'kind, the type of the photo')}</PhotoTypeCode>
      <Photo>{u:photo(.)}</Photo>
    </dataPhotograph>
  </xsl:template>

  <xsl:template match="c:vulnerability">
    <dataVulnerability>
      <xsl:call-template name="u:keys">
        <xsl:with-param name="key" select="'VulnerabilityGUID'"/>
      </xsl:call-template>
      <xsl:sequence select="u:carried('VulnerabilityCode', .)"/>
    </dataVulnerability>
  </xsl:template>

</xsl:stylesheet>
