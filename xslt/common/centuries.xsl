<?xml version="1.0" encoding="UTF-8"?>
<!-- Years of two digits, a part of dates.xsl. The century follows from $on, the date of the message or of the document's
     issue, never from a fixed year. What no century makes a date is the empty sequence. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:d="urn:passerelle:dates"
                exclude-result-prefixes="#all">

  <!-- A day as YYMMDD (UN/EDIFACT format 101): 541016 in a message of 2014 becomes 1954-10-16. -->
  <xsl:function name="d:from-yymmdd-birth" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:if test="matches($text, '^[0-9]{6}$')">
      <xsl:sequence select="d:from-mrz-birth($text, $on)"/>
    </xsl:if>
  </xsl:function>

  <!-- A day as YYMMDD (UN/EDIFACT format 101): 200218 in a message of 2014 becomes 2020-02-18. -->
  <xsl:function name="d:from-yymmdd-expiry" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:if test="matches($text, '^[0-9]{6}$')">
      <xsl:sequence select="d:from-mrz-expiry($text, $on)"/>
    </xsl:if>
  </xsl:function>

  <!-- ICAO 9303, where < fills what is unknown: 7408<< becomes 1974-08, 74<<<< becomes 1974, <<<<<< becomes nothing. -->
  <xsl:function name="d:from-mrz-birth" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:sequence select="d:from-mrz($text, d:birth-century(?, ?, ?, $on))"/>
  </xsl:function>

  <!-- ICAO 9303, the same of an expiry. -->
  <xsl:function name="d:from-mrz-expiry" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:sequence select="d:from-mrz($text, d:expiry-century(?, ?, ?, $on))"/>
  </xsl:function>

  <!-- For an issuer that declares 00 for <<: 740000 becomes 74<<<<, 000000 becomes <<<<<<, to be read on. -->
  <xsl:function name="d:mrz-zeros" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="if ($text = '000000') then '&lt;&lt;&lt;&lt;&lt;&lt;'
                          else replace(replace($text, '^(..)00', '$1&lt;&lt;'), '^(....)00$', '$1&lt;&lt;')"/>
  </xsl:function>

  <!-- UN/EDIFACT DTM of a birth by its format code, also 101 YYMMDD and 201 YYMMDDHHMM, which leave the century open. -->
  <xsl:function name="d:from-edifact-birth" as="xs:string?">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="format" as="xs:string"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:sequence select="
      if ($format = ('101', '201')) then d:edifact-short($value, $format) ! d:from-yymmdd-birth(., $on)
      else d:from-edifact($value, $format)"/>
  </xsl:function>

  <!-- The same of an expiry. -->
  <xsl:function name="d:from-edifact-expiry" as="xs:string?">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="format" as="xs:string"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:sequence select="
      if ($format = ('101', '201')) then d:edifact-short($value, $format) ! d:from-yymmdd-expiry(., $on)
      else d:from-edifact($value, $format)"/>
  </xsl:function>

  <!-- The day of format 101 or 201: ('7803121830', '201') becomes 780312. -->
  <xsl:function name="d:edifact-short" as="xs:string?">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="format" as="xs:string"/>
    <xsl:if test="matches($value, if ($format = '201') then '^[0-9]{6}([01][0-9]|2[0-3])[0-5][0-9]$' else '^[0-9]{6}$')">
      <xsl:sequence select="substring($value, 1, 6)"/>
    </xsl:if>
  </xsl:function>

  <!-- Two characters each for year, month, day; $read is given 00 for what is unknown but the year. -->
  <xsl:function name="d:from-mrz" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="read" as="function(xs:string, xs:string, xs:string) as xs:string?"/>
    <xsl:if test="matches($text, '^([0-9]{2}|&lt;&lt;){3}$') and not((substring($text, 3, 2), substring($text, 5, 2)) = '00')">
      <xsl:variable name="month" as="xs:string" select="translate(substring($text, 3, 2), '&lt;', '0')"/>
      <xsl:variable name="day" as="xs:string" select="translate(substring($text, 5, 2), '&lt;', '0')"/>
      <xsl:sequence select="
        if (starts-with($text, '&lt;')) then d:from-parts((), $month[. != '00'], $day[. != '00'])
        else $read(substring($text, 1, 2), $month, $day)"/>
    </xsl:if>
  </xsl:function>

  <!-- Nobody is born after the message: the last century that is not after $on. A person of 100 years or more is read as
       one hundred years younger; two digits do not tell them apart. -->
  <xsl:function name="d:birth-century" as="xs:string?">
    <xsl:param name="year" as="xs:string"/>
    <xsl:param name="month" as="xs:string"/>
    <xsl:param name="day" as="xs:string"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:sequence select="d:centuries($year, $month, $day, $on, (0, -1))[d:earliest(.) le $on][1]"/>
  </xsl:function>

  <!-- Documents are valid for fifteen years at most, and one that ran out thirty years ago is not shown. Outside of that
       the century is open: 610218 in 2014 keeps its month and day, marked uncertain. -->
  <xsl:function name="d:expiry-century" as="xs:string?">
    <xsl:param name="year" as="xs:string"/>
    <xsl:param name="month" as="xs:string"/>
    <xsl:param name="day" as="xs:string"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:variable name="dates" as="xs:string*" select="d:centuries($year, $month, $day, $on, (1, 0, -1))"/>
    <xsl:variable name="likely" as="xs:string*" select="$dates[
      d:earliest(.) le $on + xs:yearMonthDuration('P15Y') and d:latest(.) ge $on - xs:yearMonthDuration('P30Y')]"/>
    <xsl:if test="exists($dates)">
      <xsl:sequence select="($likely, d:uncertain(d:from-parts((), $month[. != '00'], $day[. != '00'])))[1]"/>
    </xsl:if>
  </xsl:function>

  <!-- The date in each of these centuries, counted from that of $on, that has it. -->
  <xsl:function name="d:centuries" as="xs:string*">
    <xsl:param name="year" as="xs:string"/>
    <xsl:param name="month" as="xs:string"/>
    <xsl:param name="day" as="xs:string"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:param name="offsets" as="xs:integer+"/>
    <xsl:sequence select="$offsets ! d:partial((year-from-date($on) idiv 100 + .) || $year, $month, $day)"/>
  </xsl:function>

</xsl:stylesheet>
