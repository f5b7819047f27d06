<?xml version="1.0" encoding="UTF-8"?>
<!-- Refugee status, which UDI tells by two or three booleans: what the decisions say, and whether one of them has a converted
     code, which leaves it open. A part of both directions. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:n="http://udi.no/MT_1067_NAV_Data/v1"
                exclude-result-prefixes="#all">

  <!-- Whether there is refugee status: ('false', 'true') is undetermined. Neither being told: the empty sequence. -->
  <xsl:function name="n:refugee" as="xs:string?">
    <xsl:param name="said" as="xs:string?"/>
    <xsl:param name="open" as="xs:string?"/>
    <xsl:sequence select="
      if (empty(($said, $open))) then ()
      else if ($said = ('true', '1')) then 'yes'
      else if (empty($said) or $open = ('true', '1')) then 'undetermined'
      else 'no'"/>
  </xsl:function>

  <!-- Whether there ever was. That decisions of the history are about refugee status does not say that they gave it. -->
  <xsl:function name="n:ever-refugee" as="xs:string">
    <xsl:param name="history" as="xs:string"/>
    <xsl:param name="now" as="xs:string?"/>
    <xsl:sequence select="
      if ($now = 'yes') then 'yes'
      else if ($now = 'undetermined' or $history = ('true', '1')) then 'undetermined'
      else 'no'"/>
  </xsl:function>

</xsl:stylesheet>
