<?xml version="1.0" encoding="UTF-8"?>
<!-- Calls one function of dates.xsl: $gateway names it and its arguments, of which node() is the document's element. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:d="urn:passerelle:dates"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                exclude-result-prefixes="#all">

  <xsl:import href="../../../../../../xslt/common/dates.xsl"/>

  <xsl:param name="gateway" as="map(xs:string, xs:string)" required="yes"/>

  <xsl:template match="*">
    <xsl:variable name="element" as="element()" select="."/>
    <xsl:variable name="arguments" as="item()*"
                  select="(tokenize($gateway?arguments, '\|'), $gateway?arguments[. = '']) ! (if (. = 'node()') then $element else xs:untypedAtomic(.))"/>
    <xsl:variable name="function" select="function-lookup(QName('urn:passerelle:dates', $gateway?function), count($arguments))"/>
    <xsl:variable name="answer" as="item()*" select="apply($function, array:join($arguments ! [.]))"
                  xmlns:array="http://www.w3.org/2005/xpath-functions/array"/>
    <answer>
      <xsl:choose>
        <xsl:when test="empty($answer)">(nothing)</xsl:when>
        <xsl:when test="$answer instance of map(*)">
          <xsl:value-of select="sort(map:keys($answer)) ! (. || '=' || $answer(.))"/>
        </xsl:when>
        <xsl:otherwise><xsl:sequence select="$answer"/></xsl:otherwise>
      </xsl:choose>
    </answer>
  </xsl:template>

  <!-- A format whose own spelling is 12.3.1978. -->
  <xsl:function name="d:sent-dotted" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="d:as-sent($date, d:from-dotted#1, d:dotted#1)"/>
  </xsl:function>

  <!-- A format whose own spelling is xs:dateTime. -->
  <xsl:function name="d:sent-date-time" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="d:as-sent($date, d:from-date-time#1, d:date-time#1)"/>
  </xsl:function>

</xsl:stylesheet>
