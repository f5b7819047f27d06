<?xml version="1.0" encoding="UTF-8"?>
<!-- Readings of dates, a part of dates.xsl: one function a spelling, text in, partial date out. What is no such date, or an
     impossible one, is the empty sequence; a time of day and its zone never move the day. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:d="urn:passerelle:dates"
                exclude-result-prefixes="#all">

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

  <!-- Parts that are left out when unknown, where zeros mean nothing: ('1978', '3', '') becomes 1978-03. -->
  <xsl:function name="d:plain" as="xs:string?">
    <xsl:param name="year" as="xs:string"/>
    <xsl:param name="month" as="xs:string"/>
    <xsl:param name="day" as="xs:string"/>
    <xsl:if test="matches($year, '^[0-9]{4}$') and $year != '0000'
                  and not(($month, $day) = ('0', '00')) and ($month != '' or $day = '')">
      <xsl:sequence select="d:partial($year, d:two($month), d:two($day))"/>
    </xsl:if>
  </xsl:function>

  <!-- Day, month, year with one separator, where the format declares this order: 31/01/2020, 31-1-2020, 31.01.2020. -->
  <xsl:function name="d:from-day-month-year" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="pattern" as="xs:string" select="'^([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})$'"/>
    <xsl:if test="matches($text, $pattern)">
      <xsl:sequence select="d:plain(replace($text, $pattern, '$4'), replace($text, $pattern, '$3'), replace($text, $pattern, '$1'))"/>
    </xsl:if>
  </xsl:function>

  <!-- Month, day, year with one separator, where the format declares this order: 01/31/2020 becomes 2020-01-31. -->
  <xsl:function name="d:from-month-day-year" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="d:from-day-month-year(replace($text, '^([0-9]{1,2})([./-])([0-9]{1,2})\2', '$3$2$1$2'))"/>
  </xsl:function>

  <!-- Year, month, day with one separator, where the format declares this order: 1978/3/12 becomes 1978-03-12. -->
  <xsl:function name="d:from-year-month-day" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="pattern" as="xs:string" select="'^([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})$'"/>
    <xsl:if test="matches($text, $pattern)">
      <xsl:sequence select="d:plain(replace($text, $pattern, '$1'), replace($text, $pattern, '$3'), replace($text, $pattern, '$4'))"/>
    </xsl:if>
  </xsl:function>

  <!-- Where the format declares no order: ISO 8601 states its own (2020-01-31), all else is refused, 31/01/2020 too. -->
  <xsl:function name="d:undeclared" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="d:from-iso($text)"/>
  </xsl:function>

  <!-- xs:date, xs:gYearMonth or xs:gYear: 1978-03-12+02:00 becomes 1978-03-12, 1978-03 and 1978 stay. -->
  <xsl:function name="d:from-iso" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="pattern" as="xs:string"
                  select="'^([0-9]{4})(-([0-9]{2})(-([0-9]{2}))?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?$'"/>
    <xsl:if test="matches($text, $pattern)">
      <xsl:sequence select="d:plain(replace($text, $pattern, '$1'), replace($text, $pattern, '$3'), replace($text, $pattern, '$5'))"/>
    </xsl:if>
  </xsl:function>

  <!-- xs:gMonthDay, where the format permits an unknown year: the text of the month and day stays as it is. -->
  <xsl:function name="d:from-month-day" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:if test="$text castable as xs:gMonthDay and matches($text, '^--[0-9]{2}-[0-9]{2}$')">
      <xsl:sequence select="$text"/>
    </xsl:if>
  </xsl:function>

  <!-- xs:dateTime: 1980-08-01T00:00:00+02:00 becomes 1980-08-01. Hour 24 may mean either of two days and is none. -->
  <xsl:function name="d:from-date-time" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:if test="$text castable as xs:dateTime and matches($text, '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01]|2[0-3])')">
      <xsl:sequence select="d:from-iso(substring($text, 1, 10))"/>
    </xsl:if>
  </xsl:function>

  <!-- UN/EDIFACT DTM by its format code (2379): ('197803', '610') becomes 1978-03. Codes: 102 CCYYMMDD, 602 CCYY,
       610 CCYYMM, 203 CCYYMMDDHHMM, 204 CCYYMMDDHHMMSS, 303 CCYYMMDDHHMMZZZ. -->
  <xsl:function name="d:from-edifact" as="xs:string?">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="format" as="xs:string"/>
    <xsl:variable name="time" as="xs:string" select="'([01][0-9]|2[0-3])[0-5][0-9]'"/>
    <xsl:variable name="pattern" as="xs:string?" select="map{
      '102': '[0-9]{8}', '602': '[0-9]{4}', '610': '[0-9]{6}', '203': '[0-9]{8}' || $time,
      '204': '[0-9]{8}' || $time || '[0-5][0-9]', '303': '[0-9]{8}' || $time || '[A-Z]{1,3}'}($format)"/>
    <xsl:if test="exists($pattern) and matches($value, '^' || $pattern || '$')">
      <xsl:sequence select="d:plain(substring($value, 1, 4), substring($value, 5, 2), substring($value, 7, 2))"/>
    </xsl:if>
  </xsl:function>

  <!-- HL7 v2 TS, precise as it is long: 1984, 198406, 19840612, 19840612083000+0200 (the day stays). -->
  <xsl:function name="d:from-hl7" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="pattern" as="xs:string" select="
      '^([0-9]{4})(([0-9]{2})(([0-9]{2})(([01][0-9]|2[0-3])([0-5][0-9]([0-5][0-9](\.[0-9]{1,4})?)?)?)?)?)?([+-](0[0-9]|1[0-4])[0-5][0-9])?$'"/>
    <xsl:if test="matches($text, $pattern)">
      <xsl:sequence select="d:plain(replace($text, $pattern, '$1'), replace($text, $pattern, '$3'), replace($text, $pattern, '$5'))"/>
    </xsl:if>
  </xsl:function>

  <!-- Danish CPR date and its mark: 1882-01-31* becomes 1882-01-31?, 1978-03-00 becomes 1978-03. -->
  <xsl:function name="d:from-danish" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:if test="matches($text, '^[0-9]{4}-[0-9]{2}-[0-9]{2}[* ]?$')">
      <xsl:variable name="partial" as="xs:string?" select="d:from-year-first(translate($text, '-* ', ''))"/>
      <xsl:sequence select="if (ends-with($text, '*')) then d:uncertain($partial) else $partial"/>
    </xsl:if>
  </xsl:function>

  <!-- Norwegian MangelfullDato, or any date in parts of which some are absent or empty: ('1978', '3', ()) becomes 1978-03.
       A day without its month is left to the verbatim text, as is a month or a day alone. -->
  <xsl:function name="d:from-parts" as="xs:string?">
    <xsl:param name="year" as="xs:string?"/>
    <xsl:param name="month" as="xs:string?"/>
    <xsl:param name="day" as="xs:string?"/>
    <xsl:if test="matches('' || $year, '^([0-9]{4})?$') and not($year = '0000')
                  and matches('' || $month, '^(0?[1-9]|1[0-2])?$') and matches('' || $day, '^(0?[1-9]|[12][0-9]|3[01])?$')">
      <xsl:variable name="month-day" as="xs:string" select="'--' || d:two($month) || '-' || d:two($day)"/>
      <xsl:sequence select="
        if ('' || $year != '') then d:partial($year, d:two($month), d:two($day))
        else if (contains($month-day, '00')) then ''
        else d:from-month-day($month-day)"/>
    </xsl:if>
  </xsl:function>

  <!-- ECRIS DateYear and DateMonthDay: the year and an xs:gMonthDay make a day, the year alone stays a year. -->
  <xsl:function name="d:from-ecris" as="xs:string?">
    <xsl:param name="year" as="xs:string"/>
    <xsl:param name="month-day" as="xs:string?"/>
    <xsl:sequence select="
      if (empty($month-day)) then d:plain($year, '', '')
      else d:from-month-day($month-day) ! d:plain($year, substring(., 3, 2), substring(., 6, 2))"/>
  </xsl:function>

</xsl:stylesheet>
