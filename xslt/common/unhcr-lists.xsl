<?xml version="1.0" encoding="UTF-8"?>
<!-- Which list of config/codes the coded elements of UNHCR's resettlement referral (RRF, versions 3 and 4) are of. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:u="urn:passerelle:unhcr"
                exclude-result-prefixes="#all">

  <!-- Element to list. -->
  <xsl:variable name="u:lists" as="map(xs:string, xs:string)" static="yes" select="map{
    'BirthCountryCode': 'unhcr', 'OriginCountryCode': 'unhcr', 'AsylumCountryCode': 'unhcr', 'NationalityCode': 'unhcr',
    'ResidenceCountryCode': 'unhcr', 'AddressCountry': 'unhcr',
    'SexCode': 'unhcr-sex', 'MarriageStatusCode': 'unhcr-marital-status', 'ReligionCode': 'unhcr-religion',
    'EthnicityCode': 'unhcr-ethnicity', 'VulnerabilityCode': 'unhcr-vulnerability',
    'RelationshipToPrincipalRepresentative': 'unhcr-relation', 'RelationshipCode': 'unhcr-relation',
    'AddressType': 'unhcr-address-type',
    'EducationLevelCode': 'unhcr-education-level', 'DegreeTypeCode': 'unhcr-degree', 'EmploymentTypeCode': 'unhcr-employment-type',
    'LanguageReadCode': 'unhcr-language-level', 'LanguageWriteCode': 'unhcr-language-level',
    'LanguageSpeakCode': 'unhcr-language-level', 'LanguageUnderstandCode': 'unhcr-language-level',
    'ResettlementCriteriaCode': 'unhcr-resettlement-criterion', 'ResettlementCriteriaCode2': 'unhcr-resettlement-criterion',
    'ResettlementCriteria2Code': 'unhcr-resettlement-criterion', 'ResettlementPriorityCode': 'unhcr-resettlement-priority'}"/>

  <!-- Elements whose list is too long to keep, thousands of codes: name of the list, form of its codes, words for it. -->
  <xsl:variable name="u:forms" as="map(xs:string, xs:string+)" static="yes" select="map{
    'LanguageCode': ('unhcr-language', '^[A-Z][A-Z0-9]{2}$', 'a code of UNHCR''s languages: a capital letter, then two capital letters or digits'),
    'OccupationCode': ('unhcr-occupation', '^0*[0-9]{1,4}$', 'a code of UNHCR''s occupations: one to four digits, as ISCO has')}"/>

  <!-- How cases are handed over. -->
  <xsl:variable name="u:submissions" as="map(xs:string, xs:string)" static="yes"
                select="map{'Single Submission': 'single', 'Group Submission': 'group'}"/>

  <!-- Address types that are numbers and mailboxes: rows of addresses that are contacts. -->
  <xsl:variable name="u:contacts" as="map(xs:string, xs:string)" static="yes"
                select="map{'TEL': 'telephone', 'EML': 'email'}"/>

</xsl:stylesheet>
