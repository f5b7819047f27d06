<?xml version="1.0" encoding="UTF-8"?>
<!-- A contract as its partner sees it: our address in all ports, and imports that lead back here. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:w="http://schemas.xmlsoap.org/wsdl/"
                xmlns:soap11="http://schemas.xmlsoap.org/wsdl/soap/"
                xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/">
  <xsl:param name="address" as="xs:string" required="yes"/>
  <xsl:mode on-no-match="shallow-copy"/>

  <xsl:template match="soap11:address/@location | soap12:address/@location">
    <xsl:attribute name="location" select="$address"/>
  </xsl:template>

  <xsl:template match="xs:import/@schemaLocation | xs:include/@schemaLocation | xs:redefine/@schemaLocation">
    <xsl:attribute name="schemaLocation" select="$address || '?xsd=' || ."/>
  </xsl:template>

  <xsl:template match="w:import/@location">
    <xsl:attribute name="location" select="$address || '?wsdl=' || ."/>
  </xsl:template>
</xsl:stylesheet>
