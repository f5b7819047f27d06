<?xml version="1.0" encoding="UTF-8"?>
<!-- Values of UDI to those of the common model, a part of to-common.xsl. A code is carried under the name of UDI's own list. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="http://udi.no/MT_1067_NAV_Data/v1"
                xmlns:u="http://udi.no/Common/v2"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                exclude-result-prefixes="#all">

  <xsl:import href="../common/codes.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:include href="refugee.xsl"/>

  <xsl:variable name="tristate" as="map(xs:string, xs:string)" static="yes"
                select="map{'Ja': 'yes', 'Nei': 'no', 'Uavklart': 'undetermined'}"/>

  <!-- An element that is nil says nothing. -->
  <xsl:template match="*[n:is-nil(.)]" priority="2"/>

  <xsl:function name="n:is-nil" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="$node/@xsi:nil = ('true', '1')"/>
  </xsl:function>

  <!-- The text of an element that is there and not nil. -->
  <xsl:function name="n:told" as="xs:string?">
    <xsl:param name="node" as="element()?"/>
    <xsl:sequence select="$node[not(n:is-nil(.))] ! normalize-space()"/>
  </xsl:function>

  <!-- A short text that must say something. -->
  <xsl:function name="n:token" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="
      if (string-length(normalize-space($node)) = 1 to 200) then string($node)
      else e:refuse($e:BAD-VALUE, $node, '1 to 200 characters')"/>
  </xsl:function>

  <!-- 2020-01-31T00:00:00+01:00 becomes 2020-01-31 with its precision and what was sent. -->
  <xsl:function name="n:date" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="d:content($node, d:from-date-time(normalize-space($node)),
                                    'a day from the year 1800 on with its time, as 2020-01-31T00:00:00')"/>
  </xsl:function>

  <!-- Both ends of a period as elements whose names begin with $prefix; an end that is nil is there, and unknown. -->
  <xsl:function name="n:period" as="element()*">
    <xsl:param name="period" as="element()?"/>
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:for-each select="$period/*">
      <xsl:element name="{$prefix}{if (self::n:Fra) then 'from' else 'until'}" namespace="urn:passerelle:common:1">
        <xsl:sequence select="if (n:is-nil(.)) then d:content(., '', '') else n:date(.)"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:function>

  <!-- What an element of one of UDI's lists holds. -->
  <xsl:function name="n:code" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="list" as="xs:string"/>
    <xsl:attribute name="system" select="'no-udi/' || $list"/>
    <xsl:attribute name="verbatim" select="$node"/>
    <xsl:value-of select="n:token($node)"/>
  </xsl:function>

  <!-- A code of Kodeverk, which brings its words and the name of its list. -->
  <xsl:function name="n:kodeverk" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:attribute name="system" select="'no-udi/' || n:token($node/u:Type)"/>
    <xsl:attribute name="verbatim" select="$node/u:Kode"/>
    <xsl:if test="normalize-space($node/u:Visningsnavn)">
      <xsl:attribute name="title" select="n:token($node/u:Visningsnavn)"/>
    </xsl:if>
    <xsl:value-of select="n:token($node/u:Kode)"/>
  </xsl:function>

  <!-- Ja, Nei, Uavklart become yes, no, undetermined. -->
  <xsl:function name="n:tristate" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:attribute name="verbatim" select="$node"/>
    <xsl:attribute name="system" select="'no-udi/JaNeiUavklart'"/>
    <xsl:value-of select="k:code($node, $tristate)"/>
  </xsl:function>

</xsl:stylesheet>
