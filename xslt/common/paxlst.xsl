<?xml version="1.0" encoding="UTF-8"?>
<!-- What passenger lists of UN/EDIFACT and those before it have in common: dates and times of DTM, places, carriers, names. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:f="urn:passerelle:edifact"
                xmlns:name="urn:passerelle:names"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="codes.xsl"/>
  <xsl:import href="dates.xsl"/>
  <xsl:import href="edifact.xsl"/>
  <xsl:import href="names.xsl"/>

  <!-- The day that two digits of a year are reckoned from. -->
  <xsl:function name="f:day" as="xs:date">
    <xsl:param name="message" as="element(c:message)"/>
    <xsl:sequence select="xs:date(substring($message/c:envelope/(c:sent, c:received)[1], 1, 10))"/>
  </xsl:function>

  <!-- DTM of a time by the clock of the place: ('2607221130', '201') becomes 2026-07-22T11:30:00, ('260722', '') 2026-07-22. -->
  <xsl:function name="f:moment" as="xs:string?">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="format" as="xs:string"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:variable name="digits" as="xs:integer?" select="map{'': 6, '101': 6, '102': 8, '201': 10, '203': 12}($format)"/>
    <xsl:if test="matches($value, '^[0-9]+$') and string-length($value) = $digits">
      <xsl:variable name="whole" as="xs:string"
                    select="if ($format = ('102', '203')) then $value else f:century(substring($value, 1, 2), $on) || substring($value, 3)"/>
      <xsl:variable name="day" as="xs:string?"
                    select="d:plain(substring($whole, 1, 4), substring($whole, 5, 2), substring($whole, 7, 2))"/>
      <xsl:variable name="time" as="xs:string" select="substring($whole, 9)"/>
      <xsl:sequence select="
        if ($time = '') then $day
        else if (matches($time, '^([01][0-9]|2[0-3])[0-5][0-9]$')) then
          $day ! (. || 'T' || substring($time, 1, 2) || ':' || substring($time, 3) || ':00')
        else ()"/>
    </xsl:if>
  </xsl:function>

  <!-- 26 in 2026 becomes 2026, 99 becomes 1999: a journey is near to the message that tells of it. -->
  <xsl:function name="f:century" as="xs:string">
    <xsl:param name="year" as="xs:string"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:variable name="now" as="xs:integer" select="year-from-date($on)"/>
    <xsl:sequence select="
      string((for $century in (-1 to 1) return ($now idiv 100 + $century) * 100 + xs:integer($year))[abs(. - $now) le 50][1])"/>
  </xsl:function>

  <!-- What the sender wrote into DTM: 260722, or with its format code 2607221130:201. -->
  <xsl:function name="f:written" as="xs:string">
    <xsl:param name="value" as="element()"/>
    <xsl:param name="format" as="element()?"/>
    <xsl:sequence select="string-join(($value, $format), ':')"/>
  </xsl:function>

  <!-- A birth as DTM writes it: 780312, or with its format code 197803:610. -->
  <xsl:function name="f:birth" as="xs:string?">
    <xsl:param name="written" as="xs:string"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:sequence select="
      if (matches($written, '^[0-9]{6}$')) then d:from-yymmdd-birth($written, $on)
      else d:from-edifact-birth(substring-before($written, ':'), substring-after($written, ':'), $on)"/>
  </xsl:function>

  <!-- The same of an expiry. -->
  <xsl:function name="f:expiry" as="xs:string?">
    <xsl:param name="written" as="xs:string"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:sequence select="
      if (matches($written, '^[0-9]{6}$')) then d:from-yymmdd-expiry($written, $on)
      else d:from-edifact-expiry(substring-before($written, ':'), substring-after($written, ':'), $on)"/>
  </xsl:function>

  <!-- The content of a date element; $read is f:birth or f:expiry. -->
  <xsl:function name="f:date" as="node()+">
    <xsl:param name="value" as="element()"/>
    <xsl:param name="format" as="element()?"/>
    <xsl:param name="read" as="function(xs:string, xs:date) as xs:string?"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:variable name="content" as="node()+" select="
      d:content($value, $read(f:written($value, $format), $on),
        'a date as YYMMDD, or with its format code: 102 CCYYMMDD, 610 CCYYMM, 602 CCYY')"/>
    <xsl:sequence select="$content[self::attribute()]"/>
    <xsl:attribute name="verbatim" select="f:written($value, $format)"/>
    <xsl:sequence select="$content[self::text()]"/>
  </xsl:function>

  <!-- A date as DTM writes it: as it was sent, else YYMMDD where its century can be told, else with a format code. -->
  <xsl:function name="f:date-out" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:param name="read" as="function(xs:string, xs:date) as xs:string?"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:variable name="known" as="xs:string" select="d:unmarked(d:text($date))"/>
    <xsl:variable name="short" as="xs:string" select="translate(substring($known, 3), '-', '')"/>
    <xsl:variable name="coded" as="function(*)" select="function($it as item()) as xs:string {
      let $whole := d:edifact($it) return $whole?value || ':' || $whole?format}"/>
    <xsl:sequence select="
      if ($read($date/@verbatim, $on) = d:text($date)) then string($date/@verbatim)
      else if ($read($short, $on) = $known) then $short
      else $coded($date)"/>
  </xsl:function>

  <!-- A time as DTM writes it; one with an offset is refused, since a passenger list has the clock of the place. -->
  <xsl:function name="f:moment-out" as="xs:string">
    <xsl:param name="moment" as="element()"/>
    <xsl:param name="on" as="xs:date"/>
    <xsl:variable name="sent" as="xs:string+" select="tokenize($moment/@verbatim || ':', ':')[position() le 2]"/>
    <xsl:variable name="digits" as="xs:string" select="translate($moment, '-T:', '')"/>
    <xsl:variable name="short" as="xs:string" select="substring($digits, 3)"/>
    <xsl:sequence select="
      if ($moment/@verbatim and f:moment($sent[1], $sent[2], $on) = string($moment)) then string($moment/@verbatim)
      else if (not(matches($moment, '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:00)?$'))) then
        e:refuse($e:UNWRITABLE, $moment, 'a day, or a time by the clock of the place in whole minutes, without an offset')
      else if (string-length($digits) = 8) then
        (if (f:moment($short, '', $on) = string($moment)) then $short else $digits || ':102')
      else if (f:moment(substring($short, 1, 10), '201', $on) = string($moment)) then substring($short, 1, 10) || ':201'
      else substring($digits, 1, 12) || ':203'"/>
  </xsl:function>

  <!-- The list of a place by the agency that the sender names (3055), else by its length: VIE is of IATA, LOWW of ICAO, ATVIE
       is a UN/LOCODE. Nothing is concluded from a code on the state that it lies in. -->
  <xsl:function name="f:place-list" as="xs:string">
    <xsl:param name="code" as="element()"/>
    <xsl:param name="agency" as="element()?"/>
    <xsl:variable name="by-length" as="xs:string?"
                  select="if (matches($code, '^[A-Z0-9]+$')) then map{3: 'iata-location', 4: 'icao-location', 5: 'un-locode'}(string-length($code)) else ()"/>
    <xsl:variable name="by-agency" as="xs:string?" select="$agency ! map{'3': 'iata-location', '6': 'un-locode'}(string())"/>
    <xsl:sequence select="
      if (exists($agency) and empty($by-agency)) then e:refuse($e:UNKNOWN-CODE, $agency, '3 for IATA or 6 for UN/ECE')
      else if (empty($by-length) or $by-agency != $by-length) then
        e:refuse($e:BAD-VALUE, $code, 'a place by IATA (3 letters), ICAO (4) or UN/LOCODE (5), as its list says')
      else $by-length"/>
  </xsl:function>

  <!-- The list of a carrier by its length: TK is of IATA, THY of ICAO. -->
  <xsl:function name="f:carrier-list" as="xs:string">
    <xsl:param name="code" as="element()"/>
    <xsl:variable name="list" as="xs:string?"
                  select="if (matches($code, '^[A-Z0-9]+$')) then map{2: 'iata-carrier', 3: 'icao-carrier'}(string-length($code)) else ()"/>
    <xsl:sequence select="if (exists($list)) then $list else e:refuse($e:BAD-VALUE, $code, 'a carrier by IATA (2 letters or digits) or ICAO (3)')"/>
  </xsl:function>

  <!-- DTM of a qualifier and what f:date-out or f:moment-out wrote. -->
  <xsl:function name="f:dtm" as="element()">
    <xsl:param name="qualifier" as="xs:string"/>
    <xsl:param name="written" as="xs:string"/>
    <DTM xmlns="">
      <e1>
        <c1>{$qualifier}</c1>
        <c2>{tokenize($written, ':')[1]}</c2>
        <xsl:for-each select="tokenize($written, ':')[2]"><c3>{.}</c3></xsl:for-each>
      </e1>
    </DTM>
  </xsl:function>

  <!-- Surname, given name and further given names of c1, c2 and c3, each as written; one alone is the only name of its
       bearer. -->
  <xsl:function name="f:name" as="element()+">
    <xsl:param name="field" as="element()"/>
    <xsl:variable name="parts" as="xs:string*" select="($field/c2, $field/c3, $field/c1) ! name:part(.)"/>
    <xsl:if test="empty($parts)">
      <xsl:sequence select="e:missing($field, 'c1, the surname, or c2, the given name')"/>
    </xsl:if>
    <full script="{name:script(string-join($parts, ' '))}">{string-join($parts, ' ')}</full>
    <xsl:sequence select="
      if ($field/c1 and not($field/(c2, c3))) then name:elements('single', string($field/c1))
      else name:elements(('family', 'given', 'middle'), ($field/string(c1), $field/string(c2), $field/string(c3)))"/>
  </xsl:function>

  <!-- The same on the way out: a name of one part stands where the surname does. -->
  <xsl:function name="f:name-out" as="element()*">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="plain" as="element(c:name)">
      <name><xsl:copy-of select="$name/@rule, $name/*"/></name>
    </xsl:variable>
    <xsl:variable name="fields" as="map(xs:string, xs:string)" select="name:for-two-fields($plain)"/>
    <xsl:sequence select="
      f:element('c1', $fields?family[. != '-']), f:element('c2', $fields?given[. != '-']),
      f:element('c3', $name[not(c:single)]/c:middle)"/>
  </xsl:function>

</xsl:stylesheet>
