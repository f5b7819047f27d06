<?xml version="1.0" encoding="UTF-8"?>
<!-- The common model to UNHCR's resettlement referral, version 3: one case with one address, and texts that are never left out. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:u="urn:passerelle:unhcr"
                xmlns="http://tempuri.org/ElectronicRRF.xsd"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/unhcr-from-common.xsl"/>

  <!-- Held by this version only. -->
  <xsl:template match="c:document" mode="u:held">
    <xsl:apply-templates select="*" mode="u:held"/>
  </xsl:template>

  <xsl:template match="c:document/c:number" mode="u:held"/>

  <!-- Left behind on purpose, as format.yaml says: finer than an agreement can leave out, and without a place in this version. -->
  <xsl:template match="c:second-family | c:middle | c:former | c:vulnerability | c:photo/c:kind | c:education/c:degree
                       | c:document/c:type | c:document/c:issuer | c:document/c:issuing-authority | c:document/c:issuing-place
                       | c:document/c:issue | c:document/c:expiry | c:document/c:category | c:document/c:entries | c:document/c:mrz
                       | c:document/c:check | c:document/c:copy | c:document/c:note" mode="u:held"/>
  <xsl:template match="c:relative/c:birth-place | c:relative/c:vital-status | c:relative/c:death" mode="u:held"/>

  <!-- The member that the row is of. -->
  <xsl:template name="u:keys" as="element()+">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="u:element('IndividualID', u:number(ancestor-or-self::c:member))"/>
  </xsl:template>

  <xsl:template match="c:case">
    <xsl:variable name="members" as="element(c:member)+" select="u:members(u:only(../c:case))"/>
    <xsl:variable name="reason" as="element(c:resettlement)?" select="u:resettlement(.)"/>
    <CASE>
      <xsl:apply-templates select="$members"/>
      <dataProcessGroup>
        <ProcessingGroupNumber>{u:needed(., c:number, 'number')}</ProcessingGroupNumber>
        <ProcessingGroupSize>{u:needed(., c:size, 'size')}</ProcessingGroupSize>
      </dataProcessGroup>
      <xsl:apply-templates select="c:linked"/>
      <dataAddress>
        <xsl:call-template name="u:address">
          <xsl:with-param name="row" select="u:only($members/(c:address | c:contact))"/>
        </xsl:call-template>
      </dataAddress>
      <xsl:apply-templates select="$members/c:other-name, $members/c:education, $members/c:employment, $members/c:relative, $members/c:language"/>
      <dataResettlement>
        <IndividualID>{u:number(u:referred(.))}</IndividualID>
        <xsl:sequence select="u:carried('ResettlementCriteriaCode', $reason/c:criterion[1]), u:carried('ResettlementCriteriaCode2', u:only($reason/c:criterion[position() gt 1])),
                              u:coded('ResettlementPriorityCode', $reason/c:priority)"/>
      </dataResettlement>
      <xsl:apply-templates select="$members/c:document"/>
    </CASE>
  </xsl:template>

  <xsl:template match="c:member">
    <xsl:variable name="name" as="element(c:name)" select="u:needed(., c:name, 'name')"/>
    <xsl:variable name="fields" as="map(xs:string, xs:string)" select="u:name-fields($name)"/>
    <xsl:variable name="birth" as="element(c:birth)" select="u:needed(., c:birth[d:text(.) != ''], 'birth, a known day')"/>
    <xsl:if test="$birth/@estimated = ('true', '1')">
      <xsl:sequence select="d:unwritable($birth, 'a day that is not estimated: version 3 cannot say so')"/>
    </xsl:if>
    <dataIndividual>
      <IndividualID>{u:number(.)}</IndividualID>
      <ConcatenatedName>{u:whole-name($name)}{', -'[$fields?rule = 'FAMILY_AS_SURNAME_GIVEN_ABSENT'][u:whole-name($name) = $fields?family]}</ConcatenatedName>
      <FamilyName>{$fields?family}</FamilyName>
      <GivenName>{$fields?given}</GivenName>
      <xsl:sequence select="u:optional-day('RegistrationDate', c:registered)"/>
      <DateofBirth>{u:date-time($birth)}</DateofBirth>
      <xsl:sequence select="u:coded('BirthCountryCode', c:birth-country)"/>
      <BirthCityTownVillage>{(c:birth-place, '-')[1]}</BirthCityTownVillage>
      <xsl:sequence select="u:coded('OriginCountryCode', c:origin), u:coded('AsylumCountryCode', c:asylum-state), u:optional-day('ArrivalDate', c:arrived),
                            u:member-codes(.)"/>
      <MotherName>{(c:mother-name, '-')[1]}</MotherName>
      <FatherName>{(c:father-name, '-')[1]}</FatherName>
      <xsl:sequence select="u:coded('RelationshipToPrincipalRepresentative', c:relation-to-principal)"/>
      <Photo>{u:only(c:photo) ! u:photo(.)}</Photo>
    </dataIndividual>
  </xsl:template>

  <xsl:template match="c:linked">
    <dataProcessGroupCrossReference>
      <ProcessingGroupNumberFrom>{u:needed(., c:from-number, 'from-number')}</ProcessingGroupNumberFrom>
      <ProcessingGroupNumberTo>{u:needed(., c:number, 'number')}</ProcessingGroupNumberTo>
    </dataProcessGroupCrossReference>
  </xsl:template>

  <!-- Context: the case. Without an address nothing is recorded of the one whom the referral is about. -->
  <xsl:template name="u:address" as="element()+">
    <xsl:param name="row" as="element()?"/>
    <xsl:variable name="member" as="element(c:member)" select="($row/.., u:referred(.))[1]"/>
    <IndividualID>{u:number($member)}</IndividualID>
    <xsl:sequence select="u:address-type($row), u:coded('AddressCountry', $row/c:state)"/>
    <LocationLevel1Description>{u:level($row, 1)}</LocationLevel1Description>
    <LocationLevel2Description>{u:level($row, 2)}</LocationLevel2Description>
    <LocationLevel3Description>{u:level($row, 3)}</LocationLevel3Description>
    <LocationLevel4Description>{u:level($row, 4)}</LocationLevel4Description>
    <LocationLevel6>{u:level($row, 6)}</LocationLevel6>
  </xsl:template>

  <!-- An empty first name says that the alias is one name; - that it has another, which is not recorded. -->
  <xsl:template match="c:other-name" mode="u:first-name">
    <IndividualAliasFirstName>{u:name-fields(.)?given[not(current()/c:single)]}</IndividualAliasFirstName>
  </xsl:template>

  <xsl:template match="c:education">
    <dataEducation>
      <xsl:call-template name="u:keys">
        <xsl:with-param name="key" select="'EducationGUID'"/>
      </xsl:call-template>
      <xsl:sequence select="u:carried('EducationLevelCode', c:level)"/>
    </dataEducation>
  </xsl:template>

  <xsl:template match="c:relative">
    <xsl:variable name="fields" as="map(xs:string, xs:string)" select="u:name-fields(u:needed(., c:name, 'name'))"/>
    <dataIndividualRelatives>
      <xsl:call-template name="u:keys">
        <xsl:with-param name="key" select="'IndividualRelativesGUID'"/>
      </xsl:call-template>
      <FamilyName>{$fields?family}</FamilyName>
      <GivenName>{$fields?given}</GivenName>
      <xsl:sequence select="u:coded('RelationshipCode', c:kind), u:coded('ResidenceCountryCode', c:residence), u:coded('SexCode', c:sex),
                            u:coded('NationalityCode', u:only(c:nationality)), u:coded('MarriageStatusCode', c:marital-status)"/>
    </dataIndividualRelatives>
  </xsl:template>

  <xsl:template match="c:document">
    <dataDocument>
      <xsl:call-template name="u:keys">
        <xsl:with-param name="key" select="'DocumentNumber'"/>
      </xsl:call-template>
      <DocumentNumber>{u:needed(., c:number, 'number')}</DocumentNumber>
    </dataDocument>
  </xsl:template>

</xsl:stylesheet>
