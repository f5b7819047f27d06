<?xml version="1.0" encoding="UTF-8"?>
<!-- Rules of UNHCR's resettlement referral that its schema cannot say, in the mode u:rules: nothing, or a refusal. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:e="urn:passerelle:errors"
                xmlns:u="urn:passerelle:unhcr"
                exclude-result-prefixes="#all">

  <xsl:import href="errors.xsl"/>

  <xsl:mode name="u:rules" on-no-match="shallow-skip"/>

  <!-- The member that a row belongs to: a GUID in version 4, the number of the individual in version 3. -->
  <xsl:function name="u:owner" as="xs:string">
    <xsl:param name="row" as="element()"/>
    <xsl:sequence select="string(($row/*:IndividualGUID, $row/*:IndividualID)[1])"/>
  </xsl:function>

  <xsl:key name="u:members" match="*:dataIndividual" use="u:owner(.)"/>

  <!-- A row of nobody would be lost. -->
  <xsl:template match="*:CASE/*[*:IndividualGUID or *:IndividualID][not(key('u:members', u:owner(.), ..))]" mode="u:rules">
    <xsl:sequence select="e:refuse($e:BAD-VALUE, (*:IndividualGUID, *:IndividualID)[1], 'a member of the same case')"/>
  </xsl:template>

  <xsl:template match="*:dataIndividual[not(key('u:members', u:owner(.), ..)[1] is .)]" mode="u:rules" priority="2">
    <xsl:sequence select="e:refuse($e:BAD-VALUE, (*:IndividualGUID, *:IndividualID)[1], 'a member that the case does not have yet')"/>
  </xsl:template>

  <xsl:template match="*:ProcessingGroupSize[xs:integer(.) != count(../../*:dataIndividual)]" mode="u:rules">
    <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'the number of members that the case has, ' || count(../../*:dataIndividual))"/>
  </xsl:template>

  <xsl:template match="*:dataProcessGroup[count(../*/*:RelationshipToPrincipalRepresentative[. = 'PA']) != 1]" mode="u:rules">
    <xsl:sequence select="e:refuse($e:MISSING, .., string(count(../*/*:RelationshipToPrincipalRepresentative[. = 'PA'])),
                                   'one principal applicant, PA, in each case')"/>
  </xsl:template>

  <xsl:template match="*:dataProcessGroupCrossReference[some $earlier in preceding-sibling::*:dataProcessGroupCrossReference satisfies
                         $earlier/*:ProcessingGroupNumberFrom = *:ProcessingGroupNumberFrom
                         and $earlier/*:ProcessingGroupNumberTo = *:ProcessingGroupNumberTo]" mode="u:rules">
    <xsl:sequence select="e:refuse($e:BAD-VALUE, ., *:ProcessingGroupNumberFrom || ' to ' || *:ProcessingGroupNumberTo, 'a cross reference that the case does not have yet')"/>
  </xsl:template>

  <!-- Version 4: one row of membership each, in the case that it stands in. -->
  <xsl:template match="*:CASE[*:dataIndividualProcessGroup]/*:dataIndividual[count(../*:dataIndividualProcessGroup[u:owner(.) = u:owner(current())]) != 1]" mode="u:rules">
    <xsl:sequence select="e:refuse($e:MISSING, ., string(count(../*:dataIndividualProcessGroup[u:owner(.) = u:owner(current())])),
                                   'one dataIndividualProcessGroup for each member')"/>
  </xsl:template>

  <xsl:template match="*:dataIndividualProcessGroup/*:ProcessingGroupGUID[. != ../../*:dataProcessGroup/*:ProcessingGroupGUID]" mode="u:rules">
    <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'the ProcessingGroupGUID of the case')"/>
  </xsl:template>

  <xsl:template match="*:ProcessingGroupNumber[. = ../../preceding-sibling::*:CASE/*:dataProcessGroup/*:ProcessingGroupNumber]" mode="u:rules">
    <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'the number of a case that the referral does not have yet')"/>
  </xsl:template>

  <xsl:template match="*[local-name() = ('FamilyName', 'SecondFamilyName', 'GivenName', 'MiddleName', 'MaidenName', 'ConcatenatedName', 'MotherName',
                         'FatherName', 'IndividualAliasLastName', 'IndividualAliasFirstName')][matches(., '\p{Nd}')]" mode="u:rules">
    <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'a name without digits')"/>
  </xsl:template>

</xsl:stylesheet>
