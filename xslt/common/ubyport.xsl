<?xml version="1.0" encoding="UTF-8"?>
<!-- What the web service and the UNL file of Ubyport share: numbers of the list of errors of the Czech Aliens Police. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:ub="urn:passerelle:ubyport"
                exclude-result-prefixes="#all">

  <!-- By the element at fault, as the web service calls it. The list comes from the service itself and is not printed:
       these are the numbers that are known. -->
  <xsl:variable name="ub:errors" as="map(xs:string, xs:string)" static="yes" select="map{'cDocN': '106'}"/>

  <!-- cDocN becomes 106; an element without a known number becomes the empty sequence. -->
  <xsl:function name="ub:error" as="xs:string?">
    <xsl:param name="element" as="xs:string"/>
    <xsl:sequence select="$ub:errors($element)"/>
  </xsl:function>

</xsl:stylesheet>
