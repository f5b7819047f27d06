<?xml version="1.0" encoding="UTF-8"?>
<!-- UN/EDIFACT (ISO 9735) for stylesheets: segments whose every element is known, the envelope of an interchange as carrier
     headers. A place in a segment is written e5/c1: element 5, component 1. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:f="urn:passerelle:edifact"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="errors.xsl"/>

  <!-- Facts of the gateway: received, recipient. -->
  <xsl:param name="gateway" as="map(xs:string, xs:string)" required="yes"/>

  <!-- Nothing of a segment is overlooked: what stands elsewhere than at the known places, or twice, stops the message. -->
  <xsl:function name="f:known" as="empty-sequence()">
    <xsl:param name="segment" as="element()"/>
    <xsl:param name="places" as="xs:string*"/>
    <xsl:for-each-group select="$segment//*[empty(*)]" group-by="f:place(., $segment)">
      <xsl:sequence select="
        if (not(current-grouping-key() = $places)) then
          e:refuse($e:UNKNOWN-ELEMENT, ., 'nothing at ' || current-grouping-key() || ': of ' || name($segment) || ' the translation knows ' || string-join($places, ', '))
        else if (exists(current-group()[2])) then
          e:refuse($e:UNKNOWN-ELEMENT, current-group()[2], 'this element of ' || name($segment) || ' once only')
        else ()"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- e5/c1, counted from the segment. -->
  <xsl:function name="f:place" as="xs:string">
    <xsl:param name="leaf" as="element()"/>
    <xsl:param name="segment" as="element()"/>
    <xsl:sequence select="string-join($leaf/ancestor-or-self::*[ancestor::* intersect $segment]/name(), '/')"/>
  </xsl:function>

  <!-- A qualifier by the list of those that the translation knows; each may stand once, but those that are $repeated. -->
  <xsl:function name="f:qualified" as="empty-sequence()">
    <xsl:param name="qualifiers" as="element()*"/>
    <xsl:param name="known" as="xs:string+"/>
    <xsl:param name="repeated" as="xs:string*"/>
    <xsl:for-each-group select="$qualifiers" group-by="string()">
      <xsl:sequence select="
        if (not(current-grouping-key() = $known)) then
          e:refuse($e:UNKNOWN-CODE, ., 'one of ' || string-join($known, ', '))
        else if (current-group()[2] and not(current-grouping-key() = $repeated)) then
          e:refuse($e:BAD-VALUE, current-group()[2], 'this qualifier once only')
        else ()"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- One of the codes that a place can have. -->
  <xsl:function name="f:fixed" as="empty-sequence()">
    <xsl:param name="segment" as="element()"/>
    <xsl:param name="code" as="element()?"/>
    <xsl:param name="known" as="xs:string+"/>
    <xsl:sequence select="
      if (empty($code)) then e:missing($segment, 'a code of ' || name($segment) || ': ' || string-join($known, ' or '))
      else if (not($code = $known)) then e:refuse($e:UNKNOWN-CODE, $code, string-join($known, ' or '))
      else ()"/>
  </xsl:function>

  <!-- The envelope of the interchange for the way back, each element a header: UNB/e2/c1. Left behind on purpose: the
       passwords UNB/e6 and UNG/e8 are between the sender and the gateway. -->
  <xsl:function name="f:carrier" as="element(c:carrier)">
    <xsl:param name="message" as="element()"/>
    <xsl:param name="protocol" as="xs:string"/>
    <carrier protocol="{$protocol}">
      <xsl:for-each select="$message/(interchange/(UNB | UNG) | UNH)">
        <xsl:variable name="segment" as="element()" select="."/>
        <xsl:for-each select=".//*[empty(*)][not(ancestor-or-self::e6/parent::UNB or ancestor-or-self::e8/parent::UNG)]">
          <header name="{name($segment)}/{f:place(., $segment)}">{.}</header>
        </xsl:for-each>
      </xsl:for-each>
    </carrier>
  </xsl:function>

  <!-- When the interchange was made, by the sender's clock: 260722:0415 becomes 2026-07-22T04:15:00, of the century that is
       nearest to the receipt. -->
  <xsl:function name="f:sent" as="xs:string?">
    <xsl:param name="message" as="element()"/>
    <xsl:for-each select="$message/interchange/UNB/e4">
      <xsl:variable name="moment" as="xs:string?" select="
        if (matches(c1, '^[0-9]{6}$')) then f:moment(c1 || c2, '201', xs:date(substring($gateway?received, 1, 10)))
        else f:moment(c1 || c2, '203', current-date())"/>
      <xsl:sequence select="
        if (contains($moment, 'T')) then $moment
        else e:refuse($e:BAD-VALUE, ., c1 || ':' || c2, 'date and time of the interchange as YYMMDD:HHMM')"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A code with what the sender said of its list, as in P:110:111. -->
  <xsl:function name="f:coded" as="xs:string">
    <xsl:param name="parts" as="element()*"/>
    <xsl:for-each select="$parts[not(matches(., '^[A-Z0-9]+$'))][1]">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'a code of capital letters and digits')"/>
    </xsl:for-each>
    <xsl:sequence select="
      string-join(for $at in 1 to max($parts/xs:integer(substring(name(), 2))) return string($parts[name() = 'c' || $at]), ':')"/>
  </xsl:function>

  <!-- The parts of such a code as components: P:110:111 becomes c1, c2, c3. What does not begin with the code itself is of
       another list, and the code alone goes out. -->
  <xsl:function name="f:components" as="element()+">
    <xsl:param name="code" as="xs:string"/>
    <xsl:param name="verbatim" as="xs:string?"/>
    <xsl:variable name="parts" as="xs:string+" select="
      if (matches($verbatim, '^[A-Z0-9]+(:[A-Z0-9]*){1,2}$') and substring-before($verbatim, ':') = $code) then tokenize($verbatim, ':') else $code"/>
    <xsl:for-each select="$parts">
      <xsl:if test=". != ''">
        <xsl:element name="c{position()}" namespace="">{.}</xsl:element>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- An element of a segment with components or a text, left out when it has nothing. -->
  <xsl:function name="f:element" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="content" as="item()*"/>
    <xsl:variable name="kept" as="item()*" select="$content[string() != '']"/>
    <xsl:if test="exists($kept)">
      <xsl:element name="{$name}" namespace="">
        <xsl:for-each select="$kept">
          <xsl:choose>
            <xsl:when test="if (. instance of element()) then namespace-uri(.) = '' else false()"><xsl:copy-of select="." copy-namespaces="no"/></xsl:when>
            <xsl:otherwise>{.}</xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <!-- interchange and UNH on the way out: as the carrier of the message has them, where it came in this format, else ours.
       UNOA becomes UNOB where the text has small letters, which senders write all the same.
       $identifier is the message identifier of UNH: ('PAXLST', 'D', '15B', 'UN', 'IATA'); $text is what the segments say. -->
  <xsl:function name="f:interchange" as="element()+">
    <xsl:param name="message" as="element(c:message)"/>
    <xsl:param name="protocol" as="xs:string"/>
    <xsl:param name="identifier" as="xs:string+"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="carrier" as="element(c:carrier)?" select="$message/c:envelope/c:carrier[@protocol = $protocol][c:header]"/>
    <xsl:for-each select="$carrier/c:header[not(matches(@name, '^(UNB|UNG|UNH)/e[1-9][0-9]?(/c[1-9])?$')) or . = '']">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, @name, 'an element of UNB, UNG or UNH, as in UNB/e2/c1, with a value')"/>
    </xsl:for-each>
    <interchange xmlns="">
      <xsl:sequence select="if (exists($carrier)) then ('UNB', 'UNG') ! f:segment(., $carrier/c:header, matches($text, '[a-z]')) else f:own-header($message, $text)"/>
    </interchange>
    <xsl:choose>
      <xsl:when test="exists($carrier)">
        <xsl:sequence select="f:segment('UNH', $carrier/c:header, false())"/>
      </xsl:when>
      <xsl:otherwise>
        <UNH xmlns="">
          <e1>1</e1>
          <e2>
            <xsl:for-each select="$identifier"><xsl:element name="c{position()}">{.}</xsl:element></xsl:for-each>
          </e2>
        </UNH>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The least repertoire that has the characters of a text (ISO 9735, element 0001). -->
  <xsl:function name="f:repertoire" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="
      if (not(matches($text, '[^ -~]|[#$@\[\\\]\^`{|}~]'))) then (if (matches($text, '[a-z]')) then 'UNOB' else 'UNOA')
      else if (not(matches($text, '[^ -~&#xA0;-&#xFF;]'))) then 'UNOC'
      else 'UNOY'"/>
  </xsl:function>

  <!-- UNB of our own; the reference is of the gateway's id, which is the same at each try. -->
  <xsl:function name="f:own-header" as="element()">
    <xsl:param name="message" as="element(c:message)"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="made" as="xs:string" select="translate($message/c:envelope/(c:sent, c:received)[1], '-T:', '')"/>
    <UNB xmlns="">
      <e1><c1>{f:repertoire($text)}</c1><c2>4</c2></e1>
      <e2><c1>PASSERELLE</c1></e2>
      <e3><c1>{upper-case(substring(($gateway?recipient, 'RECIPIENT')[1], 1, 35))}</c1></e3>
      <e4><c1>{substring($made, 3, 6)}</c1><c2>{substring($made, 9, 4)}</c2></e4>
      <e5>{upper-case(substring(translate($message/c:envelope/c:id, '-', ''), 1, 14))}</e5>
    </UNB>
  </xsl:function>

  <!-- A segment of the envelope from its headers; $small says whether the text needs small letters. -->
  <xsl:function name="f:segment" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="headers" as="element(c:header)*"/>
    <xsl:param name="small" as="xs:boolean"/>
    <xsl:variable name="own" as="element(c:header)*" select="$headers[starts-with(@name, $name || '/')]"/>
    <xsl:if test="exists($own)">
      <xsl:element name="{$name}" namespace="">
        <xsl:for-each-group select="$own" group-by="tokenize(@name, '/')[2]">
          <xsl:sort select="xs:integer(substring(current-grouping-key(), 2))"/>
          <xsl:element name="{current-grouping-key()}" namespace="">
            <xsl:for-each select="current-group()">
              <xsl:variable name="component" as="xs:string?" select="tokenize(@name, '/')[3]"/>
              <xsl:choose>
                <xsl:when test="exists($component)">
                  <xsl:element name="{$component}" namespace="">{if ($small and @name = 'UNB/e1/c1' and . = 'UNOA') then 'UNOB' else .}</xsl:element>
                </xsl:when>
                <xsl:otherwise>{.}</xsl:otherwise>
              </xsl:choose>
            </xsl:for-each>
          </xsl:element>
        </xsl:for-each-group>
      </xsl:element>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
