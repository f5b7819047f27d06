<?xml version="1.0" encoding="UTF-8"?>
<!-- Ages on a day, a part of dates.xsl. A birth is a date element of the common model or a partial date; an answer holds
     under every day that the birth may have been. An estimated or uncertain birth may have been any day. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:d="urn:passerelle:dates"
                exclude-result-prefixes="#all">

  <!-- adult, minor or undetermined on the day: 2000 on 2018-06-01 is undetermined. Who is undetermined is protected as a
       minor. -->
  <xsl:function name="d:age-class" as="xs:string">
    <xsl:param name="birth" as="item()"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:variable name="ages" as="xs:integer*" select="d:ages($birth, $on)"/>
    <xsl:sequence select="
      if (empty($ages) or max($ages) lt 0) then 'undetermined'
      else if (min($ages) ge 18) then 'adult'
      else if (max($ages) lt 18) then 'minor'
      else 'undetermined'"/>
  </xsl:function>

  <!-- The age in years on the day: 1996-02-29 on 2017-02-28 is 20. Nothing where it depends on what is not known. -->
  <xsl:function name="d:age" as="xs:integer?">
    <xsl:param name="birth" as="item()"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:variable name="ages" as="xs:integer*" select="distinct-values(d:ages($birth, $on))"/>
    <xsl:sequence select="if (count($ages) = 1) then $ages[. ge 0] else ()"/>
  </xsl:function>

  <!-- The ages by the first and by the last day of birth. -->
  <xsl:function name="d:ages" as="xs:integer*">
    <xsl:param name="birth" as="item()"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:if test="not(matches(d:text($birth), '[?~%]$'))">
      <xsl:sequence select="(d:earliest($birth), d:latest($birth)) ! d:years(., $on)"/>
    </xsl:if>
  </xsl:function>

  <!-- Whole years from one day to another. A birthday of 29 February counts on 1 March in common years. -->
  <xsl:function name="d:years" as="xs:integer">
    <xsl:param name="from" as="xs:date"/>
    <xsl:param name="to" as="xs:date"/>
    <xsl:variable name="years" as="xs:integer" select="year-from-date($to) - year-from-date($from)"/>
    <xsl:variable name="before" as="xs:boolean"
                  select="format-date($to, '[M01][D01]') lt format-date($from, '[M01][D01]')"/>
    <xsl:sequence select="if ($before) then $years - 1 else $years"/>
  </xsl:function>

</xsl:stylesheet>
