<?xml version="1.0" encoding="UTF-8"?>
<!-- Spellings of dates, a part of dates.xsl: a date element of the common model, or a partial date, becomes the text of the
     target. What the target cannot hold is refused; nothing is filled in. Estimated and uncertain are told by those that can. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                exclude-result-prefixes="#all">

  <!-- A date as its sender wrote it, where that was this target's own spelling and means the same; else as $write spells it. -->
  <xsl:function name="d:as-sent" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:param name="read" as="function(xs:string) as xs:string?"/>
    <xsl:param name="write" as="function(item()) as xs:string"/>
    <xsl:sequence select="if ($read(string($date/@verbatim)) = d:text($date)) then string($date/@verbatim) else $write($date)"/>
  </xsl:function>

  <!-- 1978-03-12 becomes 19780312, 1978-03 becomes 19780300, nothing becomes 00000000. -->
  <xsl:function name="d:year-first" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:sequence select="substring(translate(d:of-year($date), '-', '') || '00000000', 1, 8)"/>
  </xsl:function>

  <!-- 1978-03-12 becomes 12031978, 1978-03 becomes 00031978, nothing becomes 00000000. -->
  <xsl:function name="d:day-first" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:variable name="digits" as="xs:string" select="d:year-first($date)"/>
    <xsl:sequence select="substring($digits, 7, 2) || substring($digits, 5, 2) || substring($digits, 1, 4)"/>
  </xsl:function>

  <!-- 1978-03-12 becomes 12.3.1978, 1978-03 becomes .3.1978, 1978 becomes .1978. -->
  <xsl:function name="d:dotted" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(d:of-year($date), '-')"/>
    <xsl:variable name="plain" as="xs:string*" select="$parts ! replace(., '^0', '')"/>
    <xsl:sequence select="
      if (count($parts) = 3) then $plain[3] || '.' || $plain[2] || '.' || $parts[1]
      else if (count($parts) = 2) then '.' || $plain[2] || '.' || $parts[1]
      else '.' || $parts"/>
  </xsl:function>

  <!-- A whole date with a separator: (1978-03-12, '/') becomes 12/03/1978. -->
  <xsl:function name="d:day-month-year" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:param name="separator" as="xs:string"/>
    <xsl:sequence select="string-join(reverse(tokenize(d:whole($date), '-')), $separator)"/>
  </xsl:function>

  <!-- A whole date with a separator: (1978-03-12, '/') becomes 03/12/1978. -->
  <xsl:function name="d:month-day-year" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:param name="separator" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string+" select="tokenize(d:whole($date), '-')"/>
    <xsl:sequence select="string-join(($parts[2], $parts[3], $parts[1]), $separator)"/>
  </xsl:function>

  <!-- xs:date, and no less: 1978-03-12. -->
  <xsl:function name="d:iso-day" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:sequence select="d:whole($date)"/>
  </xsl:function>

  <!-- xs:date, xs:gYearMonth or xs:gYear: 1978-03-12, 1978-03, 1978. -->
  <xsl:function name="d:iso" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:sequence select="d:not-nothing($date)"/>
  </xsl:function>

  <!-- xs:dateTime without zone: 1980-08-01 becomes 1980-08-01T00:00:00. -->
  <xsl:function name="d:date-time" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:sequence select="d:whole($date) || 'T00:00:00'"/>
  </xsl:function>

  <!-- ICAO 9303 YYMMDD: 1974-08 becomes 7408<<, nothing becomes <<<<<<. The century is lost. -->
  <xsl:function name="d:mrz" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:sequence select="
      if (d:precision(d:text($date)) = 'month-day') then '&lt;&lt;' || translate(d:unmarked(d:text($date)), '-', '')
      else substring(substring(translate(d:of-year($date), '-', ''), 3) || '&lt;&lt;&lt;&lt;&lt;&lt;', 1, 6)"/>
  </xsl:function>

  <!-- UN/EDIFACT DTM value and format code: 1978-03 becomes map{'value': '197803', 'format': '610'}. -->
  <xsl:function name="d:edifact" as="map(xs:string, xs:string)">
    <xsl:param name="date" as="item()"/>
    <xsl:variable name="digits" as="xs:string" select="d:hl7($date)"/>
    <xsl:sequence select="map{
      'value': $digits,
      'format': map{8: '102', 6: '610', 4: '602'}(string-length($digits))}"/>
  </xsl:function>

  <!-- YYMMDD of a whole date, as UN/EDIFACT format 101: 1978-03-12 becomes 780312. The century is lost. -->
  <xsl:function name="d:yymmdd" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:sequence select="substring(translate(d:whole($date), '-', ''), 3)"/>
  </xsl:function>

  <!-- HL7 v2 TS: 1978-03-12 becomes 19780312, 1978-03 becomes 197803, 1978 stays. -->
  <xsl:function name="d:hl7" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:sequence select="translate(d:not-nothing($date), '-', '')"/>
  </xsl:function>

  <!-- Danish CPR date and its mark: an uncertain 1882-01-31 becomes 1882-01-31*, 1978-03 becomes 1978-03-00. -->
  <xsl:function name="d:danish" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:variable name="digits" as="xs:string" select="d:year-first($date)"/>
    <xsl:sequence select="substring($digits, 1, 4) || '-' || substring($digits, 5, 2) || '-' || substring($digits, 7)
                          || (if (matches(d:text($date), '[?%]$')) then '*' else '')"/>
  </xsl:function>

  <!-- Norwegian MangelfullDato, the parts that are known: 1978-03 becomes map{'year': '1978', 'month': '3'}. -->
  <xsl:function name="d:parts" as="map(xs:string, xs:string)">
    <xsl:param name="date" as="item()"/>
    <xsl:variable name="known" as="xs:string" select="d:of-calendar($date)"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(replace($known, '^--', '-'), '-') ! replace(., '^0', '')"/>
    <xsl:sequence select="map:merge(for-each-pair(('year', 'month', 'day'), $parts, function($name, $part) {
      if ($part = '') then map{} else map{$name: $part}}))"/>
  </xsl:function>

  <!-- ECRIS: 1978-03-12 becomes map{'year': '1978', 'month-day': its xs:gMonthDay}, 1978 becomes map{'year': '1978'}.
       A month without its day has no place there. -->
  <xsl:function name="d:ecris" as="map(xs:string, xs:string)">
    <xsl:param name="date" as="item()"/>
    <xsl:variable name="known" as="xs:string" select="d:not-nothing($date)"/>
    <xsl:sequence select="
      if (string-length($known) = 7) then d:unwritable($date, 'a year, or a whole date')
      else if (string-length($known) = 4) then map{'year': $known}
      else map{'year': substring($known, 1, 4), 'month-day': '-' || substring($known, 5)}"/>
  </xsl:function>

  <!-- The date with day, month and year; any other is refused. -->
  <xsl:function name="d:whole" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:variable name="known" as="xs:string" select="d:unmarked(d:text($date))"/>
    <xsl:sequence select="
      if (matches($known, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')) then $known
      else d:unwritable($date, 'a whole date: the target cannot hold a part of one')"/>
  </xsl:function>

  <!-- The date with its year at least; any other is refused. -->
  <xsl:function name="d:not-nothing" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:variable name="known" as="xs:string" select="d:of-year($date)"/>
    <xsl:sequence select="if ($known = '') then d:unwritable($date, 'a known date: the target cannot say unknown') else $known"/>
  </xsl:function>

  <!-- The date with its year at least, or nothing at all; a month and day alone are refused. -->
  <xsl:function name="d:of-year" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:variable name="known" as="xs:string" select="d:of-calendar($date)"/>
    <xsl:sequence select="
      if (starts-with($known, '--')) then d:unwritable($date, 'a date with its year: the target cannot do without')
      else $known"/>
  </xsl:function>

  <!-- The date without its mark; a year or month of another calendar is refused. -->
  <xsl:function name="d:of-calendar" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:variable name="known" as="xs:string" select="d:unmarked(d:text($date))"/>
    <xsl:sequence select="
      if (contains($known, '/')) then d:unwritable($date, 'a day, month or year of the Gregorian calendar')
      else $known"/>
  </xsl:function>

  <!-- The target cannot hold the date. -->
  <xsl:function name="d:unwritable" as="item()*">
    <xsl:param name="date" as="item()"/>
    <xsl:param name="expected" as="xs:string"/>
    <xsl:variable name="node" as="node()">
      <xsl:choose>
        <xsl:when test="$date instance of node()"><xsl:sequence select="$date"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$date"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:sequence select="e:refuse($e:UNWRITABLE, $node, d:text($date), $expected)"/>
  </xsl:function>

</xsl:stylesheet>
