<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates that may be partial. A partial date is text as far as it is known: 1978-03-12, 1978-03, 1978 or nothing. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                exclude-result-prefixes="#all">

  <xsl:import href="errors.xsl"/>

  <!-- What a date element of the common model holds: precision, verbatim and the partial date. The empty sequence as
       $partial stops the message: the node is no date as $expected says. -->
  <xsl:function name="d:content" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="partial" as="xs:string?"/>
    <xsl:param name="expected" as="xs:string"/>
    <xsl:if test="empty($partial)">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, $node, $expected)"/>
    </xsl:if>
    <xsl:attribute name="precision" select="d:precision($partial)"/>
    <xsl:attribute name="verbatim" select="$node"/>
    <xsl:value-of select="$partial"/>
  </xsl:function>

  <!-- Year, month and day as digits become a partial date, zeros being unknown: ('1978', '03', '00') becomes 1978-03.
       A day without its month is left to the verbatim text. No such date, or before 1800: the empty sequence. -->
  <xsl:function name="d:partial" as="xs:string?">
    <xsl:param name="year" as="xs:string"/>
    <xsl:param name="month" as="xs:string"/>
    <xsl:param name="day" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$year = '0000'">
        <xsl:sequence select="''"/>
      </xsl:when>
      <xsl:when test="$year lt '1800' or $year gt '2199' or $month gt '12' or $day gt '31'"/>
      <xsl:when test="$month = '00'">
        <xsl:sequence select="$year"/>
      </xsl:when>
      <xsl:when test="$day = '00'">
        <xsl:sequence select="$year || '-' || $month"/>
      </xsl:when>
      <xsl:when test="($year || '-' || $month || '-' || $day) castable as xs:date">
        <xsl:sequence select="$year || '-' || $month || '-' || $day"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Day first, digits only: 12031978 becomes 1978-03-12, 00031978 becomes 1978-03, 00000000 becomes nothing. -->
  <xsl:function name="d:from-day-first" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:if test="matches($text, '^[0-9]{8}$')">
      <xsl:sequence select="d:partial(substring($text, 5, 4), substring($text, 3, 2), substring($text, 1, 2))"/>
    </xsl:if>
  </xsl:function>

  <!-- Year first, digits only: 19780312 becomes 1978-03-12, 19780300 becomes 1978-03. -->
  <xsl:function name="d:from-year-first" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:if test="matches($text, '^[0-9]{8}$')">
      <xsl:sequence select="d:partial(substring($text, 1, 4), substring($text, 5, 2), substring($text, 7, 2))"/>
    </xsl:if>
  </xsl:function>

  <!-- Day first with dots, unknown parts left out: 12.3.1978 becomes 1978-03-12, .3.1978 1978-03, .1978 1978. -->
  <xsl:function name="d:from-dotted" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:if test="matches($text, '^(([0-9]{1,2})?\.)?([0-9]{1,2})?\.[0-9]{4}$')">
      <xsl:variable name="parts" as="xs:string*" select="reverse(tokenize($text, '\.'))"/>
      <xsl:sequence select="d:partial($parts[1], d:two($parts[2]), d:two($parts[3]))"/>
    </xsl:if>
  </xsl:function>

  <!-- 3 becomes 03; nothing becomes 00. -->
  <xsl:function name="d:two" as="xs:string">
    <xsl:param name="digits" as="xs:string?"/>
    <xsl:variable name="padded" as="xs:string" select="'00' || $digits"/>
    <xsl:sequence select="substring($padded, string-length($padded) - 1)"/>
  </xsl:function>

  <!-- 1978-03-12 becomes 19780312, 1978-03 becomes 19780300, nothing becomes 00000000. -->
  <xsl:function name="d:year-first" as="xs:string">
    <xsl:param name="partial" as="xs:string"/>
    <xsl:sequence select="substring(translate($partial, '-', '') || '00000000', 1, 8)"/>
  </xsl:function>

  <!-- 1978-03-12 becomes 12.3.1978, 1978-03 becomes .3.1978, 1978 becomes .1978. -->
  <xsl:function name="d:dotted" as="xs:string">
    <xsl:param name="partial" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($partial, '-')"/>
    <xsl:variable name="plain" as="xs:string*" select="$parts ! replace(., '^0', '')"/>
    <xsl:sequence select="
      if (count($parts) = 3) then $plain[3] || '.' || $plain[2] || '.' || $parts[1]
      else if (count($parts) = 2) then '.' || $plain[2] || '.' || $parts[1]
      else '.' || $parts"/>
  </xsl:function>

  <!-- How much of a partial date is known. -->
  <xsl:function name="d:precision" as="xs:string">
    <xsl:param name="partial" as="xs:string"/>
    <xsl:sequence select="
      if ($partial = '') then 'unknown'
      else ('year', 'month', 'day')[count(tokenize($partial, '-'))]"/>
  </xsl:function>

  <!-- A moment becomes digits in UTC: 2026-11-22T01:05:00+02:00 becomes 20261121230500. -->
  <xsl:function name="d:utc-digits" as="xs:string">
    <xsl:param name="moment" as="xs:dateTime"/>
    <xsl:sequence select="format-dateTime(adjust-dateTime-to-timezone($moment, xs:dayTimeDuration('PT0S')),
                                          '[Y0001][M01][D01][H01][m01][s01]')"/>
  </xsl:function>

  <!-- Digits in UTC become a moment: 20261121230500 becomes 2026-11-21T23:05:00Z; no such moment, the empty sequence. -->
  <xsl:function name="d:from-utc-digits" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="moment" as="xs:string"
                  select="replace($text, '^([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})$', '$1-$2-$3T$4:$5:$6Z')"/>
    <xsl:sequence select="if ($moment castable as xs:dateTime) then $moment else ()"/>
  </xsl:function>

</xsl:stylesheet>
