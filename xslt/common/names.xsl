<?xml version="1.0" encoding="UTF-8"?>
<!-- Names: kept whole, never split on blanks. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:name="urn:passerelle:names"
                exclude-result-prefixes="#all">

  <!-- The script of the first letter (ISO 15924): Okoro becomes Latn; letters of other scripts become Zyyy. -->
  <xsl:function name="name:script" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="letter" as="xs:string" select="replace($text, '^\P{L}*(.).*$', '$1', 's')"/>
    <xsl:sequence select="
      if (matches($letter, '[A-Za-zªº&#xC0;-&#x24F;&#x1E00;-&#x1EFF;]')) then 'Latn'
      else if (matches($letter, '[&#x600;-&#x6FF;&#x750;-&#x77F;&#xFB50;-&#xFDFF;&#xFE70;-&#xFEFC;]')) then 'Arab'
      else if (matches($letter, '[&#x400;-&#x52F;]')) then 'Cyrl'
      else if (matches($letter, '[&#x370;-&#x3FF;&#x1F00;-&#x1FFF;]')) then 'Grek'
      else if (matches($letter, '[&#x1200;-&#x139F;]')) then 'Ethi'
      else 'Zyyy'"/>
  </xsl:function>

  <!-- The best whole name in a script: the one that the sender wrote, else the one that was put together. -->
  <xsl:function name="name:in-script" as="xs:string?">
    <xsl:param name="name" as="element(c:name)?"/>
    <xsl:param name="script" as="xs:string"/>
    <xsl:sequence select="$name/c:full[@script = $script][1]/string()"/>
  </xsl:function>

</xsl:stylesheet>
