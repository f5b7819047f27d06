<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates that may be partial. A partial date is text as ISO 8601-2 writes it, as far as it is known: 1978-03-12, 1978-03,
     1978, the month and day of an unknown year as xs:gMonthDay, 1978-03-21/1979-03-20 (some day from the first to the last:
     a year of another calendar) or nothing. A mark at its end says ? for uncertain, ~ for estimated, % for both. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                exclude-result-prefixes="#all">

  <xsl:import href="errors.xsl"/>
  <xsl:include href="dates-in.xsl"/>
  <xsl:include href="dates-out.xsl"/>
  <xsl:include href="centuries.xsl"/>
  <xsl:include href="calendars.xsl"/>
  <xsl:include href="ages.xsl"/>

  <!-- What a date element of the common model holds: precision, verbatim and the partial date. The empty sequence as
       $partial stops the message: the node is no date as $expected says. -->
  <xsl:function name="d:content" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="partial" as="xs:string?"/>
    <xsl:param name="expected" as="xs:string"/>
    <xsl:sequence select="d:content($node, $partial, $expected, 'gregorian')"/>
  </xsl:function>

  <!-- The same for a date that was written in another calendar, which is named. -->
  <xsl:function name="d:content" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="partial" as="xs:string?"/>
    <xsl:param name="expected" as="xs:string"/>
    <xsl:param name="calendar" as="xs:string"/>
    <xsl:if test="empty($partial)">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, $node, d:verbatim($node), $expected)"/>
    </xsl:if>
    <xsl:variable name="bounds" as="xs:string*" select="tokenize(d:unmarked($partial), '/')"/>
    <xsl:attribute name="precision" select="d:precision($partial)"/>
    <xsl:if test="count($bounds) = 2">
      <xsl:attribute name="earliest" select="$bounds[1]"/>
      <xsl:attribute name="latest" select="$bounds[2]"/>
    </xsl:if>
    <xsl:if test="matches($partial, '[~%]$')">
      <xsl:attribute name="estimated" select="'true'"/>
    </xsl:if>
    <xsl:if test="matches($partial, '[?%]$')">
      <xsl:attribute name="uncertain" select="'true'"/>
    </xsl:if>
    <xsl:if test="$calendar != 'gregorian'">
      <xsl:attribute name="calendar" select="$calendar"/>
    </xsl:if>
    <xsl:attribute name="verbatim" select="d:verbatim($node)"/>
    <xsl:value-of select="d:gregorian($partial)"/>
  </xsl:function>

  <!-- What the sender wrote: the text of an element, or its parts by name, as in year=1978 day=12. -->
  <xsl:function name="d:verbatim" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="
      if (empty($node/*)) then string($node)
      else string-join($node//*[empty(*)][normalize-space()] ! (local-name() || '=' || .), ' ')"/>
  </xsl:function>

  <!-- The partial date of a date element of the common model, bounds and marks included; a text is one already. -->
  <xsl:function name="d:text" as="xs:string">
    <xsl:param name="date" as="item()"/>
    <xsl:choose>
      <xsl:when test="$date instance of element()">
        <xsl:variable name="known" as="xs:string"
                      select="if ($date/@earliest or $date/@latest) then $date/@earliest || '/' || $date/@latest else string($date)"/>
        <xsl:variable name="uncertain" as="xs:string"
                      select="if ($date/@uncertain = ('true', '1')) then d:uncertain($known) else $known"/>
        <xsl:sequence select="if ($date/@estimated = ('true', '1')) then d:estimated($uncertain) else $uncertain"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="string($date)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- 1980-08-01 becomes 1980-08-01~: somebody estimated it. -->
  <xsl:function name="d:estimated" as="xs:string?">
    <xsl:param name="partial" as="xs:string?"/>
    <xsl:sequence select="$partial ! (d:unmarked(.) || (if (matches(., '[?%]$')) then '%' else '~'))"/>
  </xsl:function>

  <!-- 1882-01-31 becomes 1882-01-31?: the sender doubts it. -->
  <xsl:function name="d:uncertain" as="xs:string?">
    <xsl:param name="partial" as="xs:string?"/>
    <xsl:sequence select="$partial ! (d:unmarked(.) || (if (matches(., '[~%]$')) then '%' else '?'))"/>
  </xsl:function>

  <!-- 1882-01-31? becomes 1882-01-31. -->
  <xsl:function name="d:unmarked" as="xs:string">
    <xsl:param name="partial" as="xs:string"/>
    <xsl:sequence select="replace($partial, '[?~%]$', '')"/>
  </xsl:function>

  <!-- What is known of the Gregorian date: 1978-03-21/1979-03-20 becomes nothing, 1978-04-21/1978-05-21 becomes 1978. -->
  <xsl:function name="d:gregorian" as="xs:string">
    <xsl:param name="partial" as="xs:string"/>
    <xsl:variable name="bounds" as="xs:string*" select="tokenize(d:unmarked($partial), '/')"/>
    <xsl:sequence select="
      if (count($bounds) lt 2) then string($bounds)
      else string((10, 7, 4)[substring($bounds[1], 1, .) = substring($bounds[2], 1, .)][1] ! substring($bounds[1], 1, .))"/>
  </xsl:function>

  <!-- The first day that the date may be; nothing when the year is not known. -->
  <xsl:function name="d:earliest" as="xs:date?">
    <xsl:param name="date" as="item()"/>
    <xsl:variable name="first" as="xs:string" select="string(tokenize(d:unmarked(d:text($date)), '/')[1])"/>
    <xsl:if test="matches($first, '^[0-9]{4}')">
      <xsl:sequence select="xs:date(substring($first || '-01-01', 1, 10))"/>
    </xsl:if>
  </xsl:function>

  <!-- The last day that the date may be; nothing when the year is not known. -->
  <xsl:function name="d:latest" as="xs:date?">
    <xsl:param name="date" as="item()"/>
    <xsl:variable name="last" as="xs:string" select="string(tokenize(d:unmarked(d:text($date)), '/')[last()])"/>
    <xsl:variable name="length" as="xs:yearMonthDuration?"
                  select="map{4: xs:yearMonthDuration('P1Y'), 7: xs:yearMonthDuration('P1M')}(string-length($last))"/>
    <xsl:if test="matches($last, '^[0-9]{4}')">
      <xsl:sequence select="if (empty($length)) then xs:date($last)
                            else d:earliest($last) + $length - xs:dayTimeDuration('P1D')"/>
    </xsl:if>
  </xsl:function>

  <!-- How much of a partial date is known in the Gregorian calendar. -->
  <xsl:function name="d:precision" as="xs:string">
    <xsl:param name="partial" as="xs:string"/>
    <xsl:variable name="known" as="xs:string" select="d:gregorian($partial)"/>
    <xsl:sequence select="
      if ($known = '') then 'unknown'
      else if (starts-with($known, '--')) then 'month-day'
      else ('year', 'month', 'day')[count(tokenize($known, '-'))]"/>
  </xsl:function>

  <!-- Year, month and day as digits become a partial date, zeros being unknown: ('1978', '03', '00') becomes 1978-03.
       A day without its month is left to the verbatim text. No such date, or before 1800: the empty sequence. -->
  <xsl:function name="d:partial" as="xs:string?">
    <xsl:param name="year" as="xs:string"/>
    <xsl:param name="month" as="xs:string"/>
    <xsl:param name="day" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$year = '0000' and $month le '12' and $day le '31'">
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

  <!-- 3 becomes 03; nothing becomes 00. -->
  <xsl:function name="d:two" as="xs:string">
    <xsl:param name="digits" as="xs:string?"/>
    <xsl:variable name="padded" as="xs:string" select="'00' || $digits"/>
    <xsl:sequence select="substring($padded, string-length($padded) - 1)"/>
  </xsl:function>

  <!-- A moment becomes digits in UTC: 2026-11-22T01:05:00+02:00 becomes 20261121230500. -->
  <xsl:function name="d:utc-digits" as="xs:string">
    <xsl:param name="moment" as="xs:dateTime"/>
    <xsl:variable name="utc" as="xs:string" select="string(adjust-dateTime-to-timezone($moment, xs:dayTimeDuration('PT0S')))"/>
    <xsl:sequence select="translate(substring($utc, 1, 19), '-T:', '')"/>
  </xsl:function>

  <!-- Digits in UTC become a moment: 20261121230500 becomes 2026-11-21T23:05:00Z; no such moment, the empty sequence.
       Hour 24 may mean either of two days and is none. -->
  <xsl:function name="d:from-utc-digits" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="moment" as="xs:string"
                  select="replace($text, '^([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})$', '$1-$2-$3T$4:$5:$6Z')"/>
    <xsl:sequence select="if ($moment castable as xs:dateTime and not(contains($moment, 'T24'))) then $moment else ()"/>
  </xsl:function>

</xsl:stylesheet>
