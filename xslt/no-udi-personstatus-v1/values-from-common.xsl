<?xml version="1.0" encoding="UTF-8"?>
<!-- Values of the common model to those of UDI, a part of from-common.xsl. A code of another list than UDI's own is refused. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:n="http://udi.no/MT_1067_NAV_Data/v1"
                xmlns:u="http://udi.no/Common/v2"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xmlns="http://udi.no/MT_1067_NAV_Data/v1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/errors.xsl"/>

  <xsl:variable name="tristate" as="map(xs:string, xs:string)" static="yes"
                select="map{'yes': 'Ja', 'no': 'Nei', 'undetermined': 'Uavklart'}"/>

  <!-- The form of UDI cannot do without this field: an agreement for this recipient must permit it. -->
  <xsl:function name="n:needed" as="element()">
    <xsl:param name="within" as="element()"/>
    <xsl:param name="field" as="element()?"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="if (exists($field)) then $field else e:missing($within, $path)"/>
  </xsl:function>

  <!-- Stops the message at the first child whose name is not among those that are written; nothing otherwise. -->
  <xsl:function name="n:only" as="item()*">
    <xsl:param name="within" as="element()"/>
    <xsl:param name="written" as="xs:string*"/>
    <xsl:sequence select="$within/*[not(local-name() = $written)][1] !
      e:refuse($e:UNWRITABLE, ., 'a field that UDI''s form has here: ' || string-join($written, ', '))"/>
  </xsl:function>

  <xsl:function name="n:is-norwegian" as="xs:boolean">
    <xsl:param name="identifier" as="element(c:identifier)"/>
    <xsl:sequence select="
      $identifier/@type = 'national-number' and $identifier/@issuer = 'NOR' and matches($identifier, '^[0-9]{11}$')"/>
  </xsl:function>

  <!-- The one Norwegian number. -->
  <xsl:function name="n:number" as="xs:string">
    <xsl:param name="identifiers" as="element(c:identifier)*"/>
    <xsl:param name="within" as="element()"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="
      if (empty($identifiers)) then e:missing($within, $path || ': a Norwegian national number of 11 digits')
      else if ($identifiers[2]) then e:refuse($e:UNWRITABLE, $identifiers[2], 'one number alone')
      else if (n:is-norwegian($identifiers)) then string($identifiers)
      else e:refuse($e:UNWRITABLE, $identifiers, 'a Norwegian national number of 11 digits')"/>
  </xsl:function>

  <!-- An element that must be there, nil when there is nothing to say. -->
  <xsl:function name="n:nillable" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="text" as="xs:string?"/>
    <xsl:element name="{$name}">
      <xsl:if test="empty($text)">
        <xsl:attribute name="xsi:nil" select="'true'"/>
      </xsl:if>
      <xsl:value-of select="$text"/>
    </xsl:element>
  </xsl:function>

  <!-- 2020-01-31 becomes 2020-01-31T00:00:00, or what was sent of that day; an unknown date the empty sequence. -->
  <xsl:function name="n:day" as="xs:string?">
    <xsl:param name="date" as="element()?"/>
    <xsl:sequence select="$date[d:unmarked(d:text(.)) != ''] ! d:as-sent(., d:from-date-time#1, d:date-time#1)"/>
  </xsl:function>

  <!-- A moment with its time. -->
  <xsl:function name="n:moment" as="xs:string">
    <xsl:param name="moment" as="element()"/>
    <xsl:sequence select="
      if ($moment castable as xs:dateTime) then string($moment)
      else e:refuse($e:UNWRITABLE, $moment, 'a moment with its time')"/>
  </xsl:function>

  <!-- A period by its two ends; without either there is none. -->
  <xsl:function name="n:period" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="from" as="element()?"/>
    <xsl:param name="until" as="element()?"/>
    <xsl:if test="exists(($from, $until))">
      <xsl:element name="{$name}">
        <xsl:sequence select="n:nillable('Fra', n:day($from)), n:nillable('Til', n:day($until))"/>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <!-- A flag that is absent asks nothing. -->
  <xsl:function name="n:flag" as="xs:string">
    <xsl:param name="flag" as="element()?"/>
    <xsl:sequence select="string(($flag, 'false')[1])"/>
  </xsl:function>

  <!-- A code of UDI's own list. -->
  <xsl:function name="n:code" as="xs:string?">
    <xsl:param name="code" as="element()?"/>
    <xsl:param name="list" as="xs:string"/>
    <xsl:sequence select="$code ! (
      if (@system = 'no-udi/' || $list) then string(.)
      else e:refuse($e:UNWRITABLE, ., 'a code of UDI''s list ' || $list))"/>
  </xsl:function>

  <!-- One code of a list that UDI names by Kodeverk. -->
  <xsl:function name="n:kodeverk" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="codes" as="element()*"/>
    <xsl:for-each select="$codes">
      <xsl:if test="position() = 2">
        <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'one code alone')"/>
      </xsl:if>
      <xsl:if test="not(starts-with(@system, 'no-udi/'))">
        <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'a code of one of UDI''s lists')"/>
      </xsl:if>
      <xsl:element name="{$name}">
        <u:Kode>{.}</u:Kode>
        <u:Visningsnavn>{@title}</u:Visningsnavn>
        <u:Type>{substring-after(@system, 'no-udi/')}</u:Type>
      </xsl:element>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
