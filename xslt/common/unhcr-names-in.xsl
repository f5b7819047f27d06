<?xml version="1.0" encoding="UTF-8"?>
<!-- Names of UNHCR's resettlement referral to the common model: of members, relatives and aliases. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:name="urn:passerelle:names"
                xmlns:u="urn:passerelle:unhcr"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="errors.xsl"/>
  <xsl:import href="names.xsl"/>

  <!-- Texts and keys of the form: empty or - says that there is none. -->
  <xsl:function name="u:is-blank" as="xs:boolean">
    <xsl:param name="text" as="element()"/>
    <xsl:sequence select="normalize-space($text) = ('', '-')"/>
  </xsl:function>

  <!-- The name of a member or relative (the context). One name alone is a single name, unless the given name is said not to be
       recorded; version 3, which demands both, writes - and repeats the one name as the whole. -->
  <xsl:template name="u:name" as="element(c:name)">
    <xsl:variable name="parts" as="xs:string*" select="(*:SecondFamilyName, *:GivenName, *:MiddleName) ! u:part(.)"/>
    <xsl:variable name="whole" as="xs:string?" select="*:ConcatenatedName ! string()"/>
    <xsl:variable name="family" as="xs:string?" select="u:part(*:FamilyName)"/>
    <name>
      <xsl:call-template name="u:name-parts">
        <xsl:with-param name="whole" select="if (empty($parts) and $whole = *:FamilyName || ', -') then string(*:FamilyName) else $whole"/>
        <xsl:with-param name="family" select="$family"/>
        <xsl:with-param name="second-family" select="*:SecondFamilyName ! u:part(.)"/>
        <xsl:with-param name="given" select="*:GivenName ! u:part(.)"/>
        <xsl:with-param name="middle" select="*:MiddleName ! u:part(.)"/>
        <xsl:with-param name="former" select="*:MaidenName ! u:part(.)"/>
        <xsl:with-param name="is-single" select="empty($parts) and (if (*:ConcatenatedName) then $whole = $family else not(*:GivenName = '-'))"/>
      </xsl:call-template>
    </name>
  </xsl:template>

  <!-- Content of a name. Context: the row; its first name element is where a name is missing. -->
  <xsl:template name="u:name-parts" as="node()+">
    <xsl:param name="whole" as="xs:string?"/>
    <xsl:param name="family" as="xs:string?"/>
    <xsl:param name="second-family" as="xs:string?"/>
    <xsl:param name="given" as="xs:string?"/>
    <xsl:param name="middle" as="xs:string?"/>
    <xsl:param name="former" as="xs:string?"/>
    <xsl:param name="is-single" as="xs:boolean"/>
    <xsl:variable name="full" as="xs:string" select="($whole, string-join(($given, $middle, $family, $second-family), ' '))[1]"/>
    <xsl:if test="not(normalize-space($full)) or empty(($family, $given))">
      <xsl:sequence select="e:missing((*:FamilyName, *:IndividualAliasLastName)[1], 'a family name, or - beside a given name')"/>
    </xsl:if>
    <xsl:if test="$is-single or empty($family) or empty($given)">
      <xsl:attribute name="rule" select="
        if ($is-single) then 'SINGLE_NAME_AS_SURNAME' else if (empty($family)) then 'SURNAME_ABSENT' else 'FAMILY_AS_SURNAME_GIVEN_ABSENT'"/>
    </xsl:if>
    <full script="{name:script($full)}">{$full}</full>
    <xsl:for-each select="$family[$is-single]"><single>{.}</single></xsl:for-each>
    <xsl:for-each select="$family[not($is-single)]"><family>{.}</family></xsl:for-each>
    <xsl:for-each select="$second-family"><second-family>{.}</second-family></xsl:for-each>
    <xsl:for-each select="$given"><given>{.}</given></xsl:for-each>
    <xsl:for-each select="$middle"><middle>{.}</middle></xsl:for-each>
    <xsl:for-each select="$former"><former>{.}</former></xsl:for-each>
  </xsl:template>

  <!-- A part of a name: Okoro becomes Okoro, - the empty sequence. Only - stands for absence here: what UNHCR wrote is kept. -->
  <xsl:function name="u:part" as="xs:string?">
    <xsl:param name="part" as="element()?"/>
    <xsl:sequence select="$part[not(u:is-blank(.))] ! string()"/>
  </xsl:function>

</xsl:stylesheet>
