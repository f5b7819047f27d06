<?xml version="1.0" encoding="UTF-8"?>
<!-- The stay of one person as a record of a list of stays. Every field is written; what the message lacks is blank. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="urn:passerelle:csv:1"
                xmlns:name="urn:passerelle:names"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/codes.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/names.xsl"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="n:rest" on-no-match="fail"/>

  <xsl:variable name="sexes" as="map(xs:string, xs:string)" static="yes"
                select="map{'female': 'F', 'male': 'M', 'unspecified': 'X', 'unknown': 'U'}"/>

  <xsl:template match="c:message" as="element(stay)">
    <xsl:apply-templates select="c:body/*"/>
  </xsl:template>

  <xsl:template match="c:stay-notification">
    <xsl:apply-templates select="*" mode="n:rest"/>
    <xsl:variable name="guest" as="element()" select="n:needed(., c:guest, 'guest/name')"/>
    <xsl:variable name="name" as="element()" select="n:needed(., $guest/c:name, 'guest/name')"/>
    <xsl:variable name="two" as="map(xs:string, xs:string)" select="name:for-two-fields($name)"/>
    <stay>
      <number>{ancestor::c:message/c:envelope/c:id}</number>
      <house>{n:needed(., c:accommodation/c:reference, 'accommodation/reference')}</house>
      <house-name>{c:accommodation/c:name}</house-name>
      <family-name>{$two?family}</family-name>
      <given-name>{$two?given[empty($name/c:single)]}</given-name>
      <birth-date>{$guest/c:birth ! d:iso(.)}</birth-date>
      <sex>{$guest/c:sex ! k:code(., $sexes)}</sex>
      <nationality>{$guest/c:nationality}</nationality>
      <document-type>{$guest/c:document/c:type}</document-type>
      <document-number>{$guest/c:document/c:number}</document-number>
      <document-issuer>{$guest/c:document/c:issuer}</document-issuer>
      <home>{$guest/c:address/c:line => string-join('&#10;')}</home>
      <email>{$guest/c:contact/c:value}</email>
      <arrival>{n:needed(., $guest/c:arrival, 'guest/arrival')}</arrival>
      <departure>{$guest/c:departure}</departure>
      <tax/>
      <note>{$guest/c:note}</note>
    </stay>
  </xsl:template>

  <!-- Whatever else the message holds has no column: it stops the message and is named. -->
  <xsl:template match="*" mode="n:rest">
    <xsl:sequence select="e:refuse($e:UNKNOWN-ELEMENT, ., local-name(), 'an element that a record has a field for')"/>
  </xsl:template>

  <xsl:template match="@*" mode="n:rest">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'an attribute that a record has a field for')"/>
  </xsl:template>

  <xsl:template match="c:accommodation | c:guest | c:guest/c:name | c:document" mode="n:rest">
    <xsl:apply-templates select="@*, *" mode="n:rest"/>
  </xsl:template>

  <!-- What the fields of a record hold. -->
  <xsl:template mode="n:rest" match="
    c:accommodation/c:reference | c:accommodation/c:name | c:full | c:single | c:family | c:given | c:birth | c:sex | c:nationality
    | c:document/c:number | c:issuer | c:arrival | c:departure | c:guest/c:note"/>

  <xsl:template mode="n:rest" match="c:document/c:type[. = 'visa']" priority="2">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'a document to stay with')"/>
  </xsl:template>

  <xsl:template mode="n:rest" match="c:document/c:type"/>

  <!-- The list has one address, that of the home, in lines. -->
  <xsl:template mode="n:rest" match="c:address">
    <xsl:if test="not(c:kind = 'home') or preceding-sibling::c:address">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., string(c:kind), 'one address, of the kind home')"/>
    </xsl:if>
    <xsl:apply-templates select="@*, * except c:kind" mode="n:rest"/>
  </xsl:template>

  <xsl:template mode="n:rest" match="c:line"/>

  <!-- The list has one contact, an e-mail. -->
  <xsl:template mode="n:rest" match="c:contact">
    <xsl:if test="not(c:kind = 'email') or preceding-sibling::c:contact">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., string(c:kind), 'one contact, of the kind email')"/>
    </xsl:if>
    <xsl:apply-templates select="@*, * except c:kind" mode="n:rest"/>
  </xsl:template>

  <xsl:template mode="n:rest" match="c:contact/c:value"/>

  <xsl:template mode="n:rest" match="c:guest[2]" priority="2">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., count(../c:guest) || ' guests', 'one guest: a record is about one')"/>
  </xsl:template>

  <xsl:template mode="n:rest" match="c:nationality[2]" priority="2">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'one nationality')"/>
  </xsl:template>

  <!-- Left behind on purpose: a record has two columns for a name. -->
  <xsl:template mode="n:rest" match="
    c:name/@rule | c:second-family | c:middle | c:patronymic | c:matronymic | c:father | c:grandfather | c:nisba | c:former | c:alias"/>

  <!-- A record means nothing without this field: an agreement for this recipient must permit it. -->
  <xsl:function name="n:needed" as="element()">
    <xsl:param name="within" as="element()"/>
    <xsl:param name="field" as="element()?"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="if (exists($field)) then $field else e:missing($within, $path)"/>
  </xsl:function>

</xsl:stylesheet>
