<?xml version="1.0" encoding="UTF-8"?>
<!-- Names, dates, codes and texts of the common model as UNHCR's resettlement referral writes them. A code that the message
     lacks, or that an agreement left out, is written as -, UNHCR's own word for what is not recorded. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:name="urn:passerelle:names"
                xmlns:u="urn:passerelle:unhcr"
                exclude-result-prefixes="#all">

  <xsl:import href="codes.xsl"/>
  <xsl:import href="dates.xsl"/>
  <xsl:import href="errors.xsl"/>
  <xsl:import href="names.xsl"/>
  <xsl:import href="unhcr-lists.xsl"/>

  <!-- The namespace of the form. -->
  <xsl:variable name="u:form" as="xs:string" static="yes" select="'http://tempuri.org/ElectronicRRF.xsd'"/>

  <!-- An element with a text. -->
  <xsl:function name="u:element" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:element name="{$name}" namespace="{$u:form}">
      <xsl:value-of select="$text"/>
    </xsl:element>
  </xsl:function>

  <!-- An element that may be left out, where there is a text for it. -->
  <xsl:function name="u:optional" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="$text ! u:element($name, .)"/>
  </xsl:function>

  <!-- A code by the list of its element: AUT becomes <NationalityCode>AUS</NationalityCode>, nothing becomes -. -->
  <xsl:function name="u:coded" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="element()?"/>
    <xsl:sequence select="u:element($name, if (empty($value)) then '-' else k:code-to($value, $u:lists($name)))"/>
  </xsl:function>

  <!-- A code that is carried with its list. One of another list is refused: the same letters may mean something else. -->
  <xsl:function name="u:carried" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="element()?"/>
    <xsl:variable name="list" as="xs:string" select="($u:lists($name), $u:forms($name)[1])[1]"/>
    <xsl:if test="$value/@system != $list">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, $value, 'a code of ' || $list)"/>
    </xsl:if>
    <xsl:sequence select="
      if (empty($value)) then u:element($name, '-')
      else if (map:contains($u:forms, $name)) then u:element($name, $value)
      else u:coded($name, $value)"/>
  </xsl:function>

  <!-- The one of several, where the form has place for one. -->
  <xsl:function name="u:only" as="element()?">
    <xsl:param name="several" as="element()*"/>
    <xsl:if test="count($several) gt 1">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, $several[2], 'one ' || local-name($several[1]) || ': the form has place for one')"/>
    </xsl:if>
    <xsl:sequence select="$several"/>
  </xsl:function>

  <!-- A day as the sender wrote it, else as 1980-08-01T00:00:00. -->
  <xsl:function name="u:date-time" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:if test="$date/@uncertain = ('true', '1')">
      <xsl:sequence select="d:unwritable($date, 'a certain date: the form cannot say that it is in doubt')"/>
    </xsl:if>
    <xsl:variable name="estimated" as="xs:boolean" select="$date/@estimated = ('true', '1')"/>
    <xsl:sequence select="
      d:as-sent($date, function($text) { d:from-date-time($text) ! (if ($estimated) then d:estimated(.) else .) }, d:date-time#1)"/>
  </xsl:function>

  <!-- A day that may be left out. -->
  <xsl:function name="u:optional-day" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="date" as="element()?"/>
    <xsl:sequence select="$date[d:text(.) != ''] ! u:element($name, u:date-time(.))"/>
  </xsl:function>

  <!-- The two name fields that every version has, by the rule of name:for-two-fields. What stands for a surname without being
       one would come back as a family name, so it is refused. -->
  <xsl:function name="u:name-fields" as="map(xs:string, xs:string)">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="plain" as="element(c:name)">
      <c:name>
        <xsl:copy-of select="$name/*"/>
      </c:name>
    </xsl:variable>
    <xsl:variable name="fields" as="map(xs:string, xs:string)" select="name:for-two-fields($plain, '-')"/>
    <xsl:sequence select="
      if ($fields?rule = ('SINGLE_NAME_AS_SURNAME', 'SURNAME_ABSENT', 'FAMILY_AS_SURNAME', 'FAMILY_AS_SURNAME_GIVEN_ABSENT')) then $fields
      else e:refuse($e:UNWRITABLE, $name, $fields?rule, 'a family name, a given name or a single name: the form cannot say what else a name is')"/>
  </xsl:function>

  <!-- The whole name: in Latin letters, where there is such a one. -->
  <xsl:function name="u:whole-name" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="string((name:in-script($name, 'Latn'), $name/c:full[1])[1])"/>
  </xsl:function>

  <!-- The bytes of a photo in base64, as they came. -->
  <xsl:function name="u:photo" as="xs:string">
    <xsl:param name="photo" as="element(c:photo)"/>
    <xsl:variable name="bytes" as="element(c:base64)?"
                  select="root($photo)//c:attachments/c:attachment[@id = $photo/@attachment]/c:content/c:base64"/>
    <xsl:sequence select="if ($bytes) then string($bytes) else e:refuse($e:MISSING, $photo, '', 'a picture whose bytes are in the message')"/>
  </xsl:function>

</xsl:stylesheet>
