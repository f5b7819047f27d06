<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates of other calendars, a part of dates.xsl; $calendar is the CLDR name: persian (Solar Hijri), ethiopic, buddhist (Thai
     solar), islamic-umalqura. A year or month of theirs is a span of Gregorian days and stays one. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:d="urn:passerelle:dates"
                xmlns:p="urn:passerelle:functions"
                exclude-result-prefixes="#all">

  <!-- Year first, unknown parts left out: 1378-10-11 in persian becomes 2000-01-01, 1357 becomes 1978-03-21/1979-03-20.
       Digits may be Arabic, Persian or Thai. -->
  <xsl:function name="d:from-calendar" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="calendar" as="xs:string"/>
    <xsl:variable name="pattern" as="xs:string" select="'^([0-9]{4})(([/-])([0-9]{1,2})(\3([0-9]{1,2}))?)?$'"/>
    <xsl:variable name="western" as="xs:string" select="d:western-digits($text)"/>
    <xsl:if test="matches($western, $pattern)">
      <xsl:sequence select="d:from-calendar-parts($calendar, replace($western, $pattern, '$1'),
                                                  replace($western, $pattern, '$4'), replace($western, $pattern, '$6'))"/>
    </xsl:if>
  </xsl:function>

  <!-- Year first, digits only, zeros being unknown: 13570000 becomes 1978-03-21/1979-03-20, 00000000 becomes nothing. -->
  <xsl:function name="d:from-calendar-year-first" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="calendar" as="xs:string"/>
    <xsl:variable name="western" as="xs:string" select="d:western-digits($text)"/>
    <xsl:choose>
      <xsl:when test="$western = '00000000'">
        <xsl:sequence select="''"/>
      </xsl:when>
      <xsl:when test="matches($western, '^[0-9]{8}$')">
        <xsl:sequence select="d:from-calendar-parts($calendar, substring($western, 1, 4),
                                                    substring($western, 5, 2)[. != '00'], substring($western, 7)[. != '00'])"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- In parts, unknown ones absent or empty: ('persian', '1357', '1', ()) becomes 1978-03-21/1978-04-20. What the
       calendar does not have, or a day without its month: the empty sequence. -->
  <xsl:function name="d:from-calendar-parts" as="xs:string?">
    <xsl:param name="calendar" as="xs:string"/>
    <xsl:param name="year" as="xs:string"/>
    <xsl:param name="month" as="xs:string?"/>
    <xsl:param name="day" as="xs:string?"/>
    <xsl:variable name="numbers" as="xs:integer*" select="($year, $month, $day)[matches(., '^[0-9]{1,4}$')] ! xs:integer(.)"/>
    <xsl:variable name="given" as="xs:integer" select="count(($year, $month, $day)[. != ''])"/>
    <xsl:sequence select="
      if (count($numbers) != $given or $year = '' or ('' || $month = '' and '' || $day != '')) then ()
      else if ($given = 3) then p:to-gregorian($calendar, $numbers[1], $numbers[2], $numbers[3])
      else if ($given = 2) then p:month-span($calendar, $numbers[1], $numbers[2]) ! d:span(.)
      else p:year-span($calendar, $numbers[1]) ! d:span(.)"/>
  </xsl:function>

  <!-- A span that is a Gregorian month or year is that one: 1957-01-01/1957-12-31 becomes 1957. -->
  <xsl:function name="d:span" as="xs:string">
    <xsl:param name="span" as="xs:string"/>
    <xsl:variable name="known" as="xs:string" select="d:gregorian($span)"/>
    <xsl:sequence select="
      if ($known != '' and d:earliest($known) = d:earliest($span) and d:latest($known) = d:latest($span)) then $known
      else $span"/>
  </xsl:function>

  <!-- A date in the spelling of d:from-calendar: 2000-01-01 in persian becomes 1378-10-11, 1978-03-21/1979-03-20 becomes
       1357. A month or year that is none of the calendar's own, or an unknown date, is refused. -->
  <xsl:function name="d:calendar" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:param name="calendar" as="xs:string"/>
    <xsl:variable name="first" as="xs:string?" select="d:earliest($date) ! p:from-gregorian($calendar, string(.))"/>
    <xsl:variable name="own" as="xs:string*" select="
      ($first, $first ! substring(., 1, 7), $first ! substring(., 1, 4))[d:from-calendar(., $calendar) ! d:latest(.) = d:latest($date)
                                                                         and d:from-calendar(., $calendar) ! d:earliest(.) = d:earliest($date)]"/>
    <xsl:sequence select="if (exists($own)) then $own[1] else d:unwritable($date, 'a day, month or year of the calendar ' || $calendar)"/>
  </xsl:function>

  <!-- Digits of Arabic, Persian and Thai become those of ASCII. -->
  <xsl:function name="d:western-digits" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="translate($text, '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹๐๑๒๓๔๕๖๗๘๙', '012345678901234567890123456789')"/>
  </xsl:function>

</xsl:stylesheet>
