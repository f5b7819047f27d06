<?xml version="1.0" encoding="UTF-8"?>
<!-- The common model to UNHCR's resettlement referral (RRF), what versions 3 and 4 share. Each of them says what it holds (mode
     u:held), how a row points to its member (u:keys), and writes cases, members and the rows that differ. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:u="urn:passerelle:unhcr"
                xmlns="http://tempuri.org/ElectronicRRF.xsd"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="unhcr-values-out.xsl"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="u:held" on-no-match="fail"/>

  <xsl:template match="c:message" as="element()">
    <xsl:apply-templates select="c:body/*"/>
  </xsl:template>

  <xsl:template match="c:resettlement-referral">
    <xsl:variable name="cases" as="xs:string*" select="c:case/c:number"/>
    <UNHCR_RRF>
      <xsl:apply-templates select="*" mode="u:held"/>
      <xsl:if test="not(c:batch/c:kind)">
        <xsl:sequence select="e:missing(., 'batch/kind')"/>
      </xsl:if>
      <xsl:if test="not(c:case)">
        <xsl:sequence select="e:missing(., 'case/number')"/>
      </xsl:if>
      <xsl:for-each select="c:member[not(u:case-of(.) = $cases)]">
        <xsl:sequence select="e:missing(., 'the number of a case of the message in case')"/>
      </xsl:for-each>
      <xsl:apply-templates select="c:batch, c:case"/>
    </UNHCR_RRF>
  </xsl:template>

  <xsl:template match="c:batch">
    <RRFBATCHTYPE>
      <GroupIndividualIndicator>{map:keys($u:submissions)[$u:submissions(.) = current()/c:kind]}</GroupIndividualIndicator>
    </RRFBATCHTYPE>
  </xsl:template>

  <!-- The number of the case that a member, or a reason of referral, belongs to: the only one, where none is named. -->
  <xsl:function name="u:case-of" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="numbers" as="xs:string*" select="$part/../c:case/c:number"/>
    <xsl:sequence select="($part/c:case/string(), $numbers[count($numbers) = 1])[1]"/>
  </xsl:function>

  <!-- Members of a case. -->
  <xsl:function name="u:members" as="element(c:member)+">
    <xsl:param name="case" as="element(c:case)"/>
    <xsl:variable name="members" as="element(c:member)*" select="$case/../c:member[u:case-of(.) = $case/c:number]"/>
    <xsl:sequence select="if ($members) then $members else e:missing($case, 'a member of this case')"/>
  </xsl:function>

  <!-- The number of a member with UNHCR. -->
  <xsl:function name="u:number" as="xs:string">
    <xsl:param name="member" as="element(c:member)"/>
    <xsl:sequence select="string(u:needed($member, $member/c:identifier[@type = 'registration-number'][@issuer = 'UNHCR'][1],
                                          'identifier, the registration number of UNHCR'))"/>
  </xsl:function>

  <!-- What a part cannot do without; its words name the field. -->
  <xsl:function name="u:needed" as="element()">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="field" as="element()?"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="if ($field) then $field else e:missing($part, $words)"/>
  </xsl:function>

  <!-- Known to both versions; the parts first, then what is in them. -->
  <xsl:template match="c:batch | c:case | c:linked | c:member | c:resettlement | c:name | c:other-name[not(@use != 'alias')] | c:address | c:contact
                       | c:language | c:special-categories | c:photo | c:education | c:employment | c:relative" mode="u:held">
    <xsl:apply-templates select="*" mode="u:held"/>
  </xsl:template>

  <xsl:template match="c:batch/c:kind[@system = 'unhcr-submission'] | c:case/c:number | c:case/c:key | c:case/c:size
                       | c:linked/c:number | c:linked/c:key | c:linked/c:from-number | c:linked/c:from-key
                       | c:full | c:single | c:family | c:given
                       | c:birth | c:birth-country | c:sex | c:nationality | c:marital-status
                       | c:member/c:birth-place | c:member/c:origin | c:member/c:mother-name | c:member/c:father-name | c:member/c:case
                       | c:member/c:relation-to-principal | c:member/c:registered | c:member/c:asylum-state | c:member/c:arrived
                       | c:member/c:education-level | c:religion | c:ethnicity
                       | c:address/c:kind | c:level | c:address/c:state | c:contact/c:kind[. = ('telephone', 'email')]
                       | c:contact/c:value | c:contact/c:state
                       | c:language/c:code | c:read | c:write | c:speak | c:understand
                       | c:education/c:level | c:employment/c:type | c:employment/c:occupation | c:employment/c:text
                       | c:relative/c:kind | c:relative/c:residence
                       | c:about | c:resettlement/c:case | c:criterion | c:priority" mode="u:held"/>

  <!-- All else stops the message: an agreement can leave out what the form has no place for. -->
  <xsl:template match="*" mode="u:held" priority="-2">
    <xsl:sequence select="e:refuse($e:UNKNOWN-ELEMENT, ., local-name(), 'an element that the form has a place for')"/>
  </xsl:template>

  <!-- Left behind on purpose: numbers of other registers have no place, and that somebody is protected is what a referral says. -->
  <xsl:template match="c:identifier | c:protection-status" mode="u:held"/>

  <xsl:template match="c:other-name">
    <dataAlias>
      <xsl:call-template name="u:keys">
        <xsl:with-param name="key" select="'AliasGUID'"/>
      </xsl:call-template>
      <xsl:sequence select="u:element('IndividualAliasLastName', u:name-fields(.)?family)"/>
      <xsl:apply-templates select="." mode="u:first-name"/>
    </dataAlias>
  </xsl:template>

  <xsl:template match="c:employment">
    <dataEmployment>
      <xsl:call-template name="u:keys">
        <xsl:with-param name="key" select="'EmploymentGUID'"/>
      </xsl:call-template>
      <xsl:sequence select="u:carried('EmploymentTypeCode', c:type), u:carried('OccupationCode', c:occupation), u:element('OccupationText', string(c:text))"/>
    </dataEmployment>
  </xsl:template>

  <xsl:template match="c:language">
    <dataLanguage>
      <xsl:call-template name="u:keys">
        <xsl:with-param name="key" select="'LanguageGUID'"/>
      </xsl:call-template>
      <xsl:sequence select="u:carried('LanguageCode', c:code), u:coded('LanguageReadCode', c:read), u:coded('LanguageWriteCode', c:write),
                            u:coded('LanguageSpeakCode', c:speak), u:coded('LanguageUnderstandCode', c:understand)"/>
    </dataLanguage>
  </xsl:template>

  <!-- AddressType and AddressCountry of an address, or of a telephone or mailbox, which UNHCR keeps among the addresses. -->
  <xsl:function name="u:address-type" as="element()">
    <xsl:param name="row" as="element()?"/>
    <xsl:variable name="sent" as="xs:string?" select="$row/c:kind[@system = 'unhcr-address-type']/@verbatim"/>
    <xsl:variable name="contact" as="xs:string?" select="map:keys($u:contacts)[$u:contacts(.) = $row/self::c:contact/c:kind]"/>
    <xsl:sequence select="
      if (empty($contact)) then u:coded('AddressType', $row/c:kind)
      else u:element('AddressType', ($sent[upper-case(.) = $contact], $contact)[1])"/>
  </xsl:function>

  <!-- A level of an address; a telephone or mailbox is in level 6. -->
  <xsl:function name="u:level" as="xs:string?">
    <xsl:param name="row" as="element()?"/>
    <xsl:param name="n" as="xs:integer"/>
    <xsl:sequence select="u:only(($row/self::c:contact[$n = 6]/c:value, $row/c:level[@n = $n]))/string()"/>
  </xsl:function>

  <!-- Codes of a member that every version has, in its order. -->
  <xsl:function name="u:member-codes" as="element()+">
    <xsl:param name="member" as="element(c:member)"/>
    <xsl:sequence select="
      u:coded('SexCode', $member/c:sex), u:coded('NationalityCode', u:only($member/c:nationality)),
      u:coded('MarriageStatusCode', $member/c:marital-status),
      u:carried('ReligionCode', u:only($member/c:special-categories/c:religion)),
      u:carried('EthnicityCode', u:only($member/c:special-categories/c:ethnicity)),
      u:carried('EducationLevelCode', $member/c:education-level)"/>
  </xsl:function>

  <!-- The reason of referral of a case; an agreement may leave it out, and then nothing is recorded. -->
  <xsl:function name="u:resettlement" as="element(c:resettlement)?">
    <xsl:param name="case" as="element(c:case)"/>
    <xsl:sequence select="u:only($case/../c:resettlement[u:case-of(.) = $case/c:number])"/>
  </xsl:function>

  <!-- Whom it is about: the member that it names, else the principal applicant, else the first member. -->
  <xsl:function name="u:referred" as="element(c:member)">
    <xsl:param name="case" as="element(c:case)"/>
    <xsl:variable name="members" as="element(c:member)+" select="u:members($case)"/>
    <xsl:variable name="about" as="element(c:about)?" select="u:resettlement($case)/c:about"/>
    <xsl:sequence select="
      if ($about and exists($members/@id) and not($members/@id = $about)) then e:refuse($e:MISSING, $about, 'the id of a member of the case')
      else ($members[@id = $about], $members[c:relation-to-principal = 'principal-applicant'], $members)[1]"/>
  </xsl:function>

</xsl:stylesheet>
