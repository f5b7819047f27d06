<?xml version="1.0" encoding="UTF-8"?>
<!-- The common model to crossing records of a nightly extract. Every field is written; what the message lacks is blank. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="urn:passerelle:border-extract:1"
                xmlns:name="urn:passerelle:names"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/codes.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/names.xsl"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="n:rest" on-no-match="fail"/>

  <!-- The calendars that a birth may be written in. -->
  <xsl:variable name="calendars" as="map(xs:string, xs:string)" static="yes" select="map{'islamic-umalqura': 'H', 'persian': 'S'}"/>
  <xsl:variable name="sexes" as="map(xs:string, xs:string)" static="yes"
                select="map{'male': 'M', 'female': 'F', 'unspecified': 'X', 'unknown': 'U'}"/>
  <xsl:variable name="protection" as="map(xs:string, xs:string)" static="yes"
                select="map{'applicant': 'A', 'protected': 'P', 'refused': 'R', 'never': 'N', 'unknown': 'U'}"/>
  <xsl:variable name="documents" as="map(xs:string, xs:string)" static="yes"
                select="map{'passport': 'P', 'identity-card': 'I', 'refugee-travel-document': 'R', 'stateless-travel-document': 'S',
                            'laissez-passer': 'L', 'residence-permit': 'T', 'visa': 'V', 'other': 'O'}"/>
  <xsl:variable name="directions" as="map(xs:string, xs:string)" static="yes" select="map{'entry': 'I', 'exit': 'O'}"/>
  <xsl:variable name="decisions" as="map(xs:string, xs:string)" static="yes"
                select="map{'admitted': 'A', 'refused': 'R', 'referred': 'F'}"/>

  <xsl:template match="c:message" as="element(crossing)">
    <xsl:apply-templates select="c:body/*"/>
  </xsl:template>

  <xsl:template match="c:border-crossing-record">
    <xsl:apply-templates select="*" mode="n:rest"/>
    <xsl:variable name="person" as="element()" select="n:needed(., c:person, 'person/name')"/>
    <xsl:variable name="name" as="element()" select="n:needed(., $person/c:name, 'person/name')"/>
    <xsl:variable name="crossing" as="element()" select="n:needed(., c:crossing, 'crossing/direction')"/>
    <crossing>
      <rec-type>D</rec-type>
      <msg-ref>{ancestor::c:message/c:envelope/c:id}</msg-ref>
      <person-ref>{c:subject-reference}</person-ref>
      <name-ar>{n:name($name, 'Arab')}</name-ar>
      <name-lat>{n:name($name, 'Latn')}</name-lat>
      <mother-name>{$person/c:mother-name}</mother-name>
      <birth-date>{$person/c:birth ! n:birth(.)}</birth-date>
      <birth-place>{$person/c:birth-place}</birth-place>
      <birth-country>{$person/c:birth-country}</birth-country>
      <sex>{$person/c:sex ! k:code(., $sexes)}</sex>
      <nationality>{$person/c:nationality[1]}</nationality>
      <nationality-2>{$person/c:nationality[2]}</nationality-2>
      <former-residence>{$person/c:former-residence}</former-residence>
      <protection>{$person/c:protection-status ! k:code(., $protection)}</protection>
      <doc-type>{c:document/c:type ! k:code(., $documents)}</doc-type>
      <doc-number>{c:document/c:number}</doc-number>
      <doc-issuer>{c:document/c:issuer}</doc-issuer>
      <doc-expiry>{c:document/c:expiry ! n:date(.)}</doc-expiry>
      <direction>{k:code(n:needed(., $crossing/c:direction, 'crossing/direction'), $directions)}</direction>
      <point>{$crossing/c:place}</point>
      <time>{n:moment(n:needed(., $crossing/c:time, 'crossing/time'))}</time>
      <decision>{$crossing/c:decision ! k:code(., $decisions)}</decision>
      <stay-until>{$crossing/c:stay-until ! n:date(.)}</stay-until>
      <transport>{$crossing/c:transport}</transport>
      <fee/>
    </crossing>
  </xsl:template>

  <!-- Whatever else the message holds has no field: it stops the message and is named. -->
  <xsl:template match="*" mode="n:rest">
    <xsl:sequence select="e:refuse($e:UNKNOWN-ELEMENT, ., local-name(), 'an element that a record has a field for')"/>
  </xsl:template>

  <xsl:template match="@*" mode="n:rest">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'an attribute that a record has a field for')"/>
  </xsl:template>

  <xsl:template match="c:person | c:name | c:document | c:crossing" mode="n:rest">
    <xsl:apply-templates select="@*, *" mode="n:rest"/>
  </xsl:template>

  <!-- What the fields of a record hold. -->
  <xsl:template mode="n:rest" match="
    c:subject-reference | c:full | c:birth | c:birth-place | c:birth-country | c:sex | c:nationality | c:former-residence
    | c:mother-name | c:protection-status | c:document/c:type | c:number | c:issuer | c:expiry | c:direction | c:place | c:time | c:decision
    | c:stay-until | c:transport"/>

  <xsl:template mode="n:rest" match="c:nationality[3] | c:former-residence[2]" priority="2">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'at most two nationalities and one former residence')"/>
  </xsl:template>

  <xsl:template mode="n:rest" match="c:name[empty(c:full[@script = ('Arab', 'Latn')])]" priority="2">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., c:full[1], 'a name in Arabic or Latin script')"/>
  </xsl:template>

  <!-- Left behind on purpose: the whole name holds its parts. -->
  <xsl:template mode="n:rest" match="
    c:name/@rule | c:single | c:family | c:second-family | c:given | c:middle | c:patronymic | c:matronymic | c:father
    | c:grandfather | c:nisba | c:former | c:alias"/>

  <!-- The name in a script; two of which none was made from another have no room. -->
  <xsl:function name="n:name" as="xs:string?">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="script" as="xs:string"/>
    <xsl:variable name="written" as="element()*" select="$name/c:full[@script = $script]"/>
    <xsl:variable name="second" as="element()?" select="$written[not(@system)][2]"/>
    <xsl:sequence select="
      if (exists($second)) then e:refuse($e:UNWRITABLE, $second, 'one name in Arabic and one in Latin script')
      else $written[1]/string()"/>
  </xsl:function>

  <!-- 1978-03 becomes G19780300; 1978-03-21/1979-03-20 in persian becomes S13570000, since it is no year of ours; and
       H14010215 goes back as it was written. -->
  <xsl:function name="n:birth" as="xs:string">
    <xsl:param name="birth" as="element()"/>
    <xsl:variable name="calendar" as="xs:string?" select="$birth/@calendar"/>
    <xsl:variable name="letter" as="xs:string?" select="$calendars?($calendar)"/>
    <xsl:variable name="sent" as="xs:string" select="$birth/@verbatim"/>
    <xsl:sequence select="
      if (empty($letter)) then n:gregorian($birth, $sent)
      else if ($letter = substring($sent, 1, 1)
               and d:from-calendar-year-first(substring($sent, 2), $calendar) = d:unmarked(d:text($birth))) then $sent
      else if ($birth/@earliest) then $letter || substring(translate(d:calendar($birth, $calendar), '-', '') || '0000', 1, 8)
      else n:gregorian($birth, $sent)"/>
  </xsl:function>

  <!-- 1978-03 becomes G19780300; what came so goes back as it was written. -->
  <xsl:function name="n:gregorian" as="xs:string">
    <xsl:param name="birth" as="element()"/>
    <xsl:param name="sent" as="xs:string"/>
    <xsl:sequence select="
      if (starts-with($sent, 'G') and d:from-year-first(substring($sent, 2)) = d:unmarked(d:text($birth))) then $sent
      else 'G' || d:year-first($birth)"/>
  </xsl:function>

  <!-- 1978-03 becomes 19780300; what came as such digits goes back as it was written. -->
  <xsl:function name="n:date" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="d:as-sent($date, d:from-year-first#1, d:year-first#1)"/>
  </xsl:function>

  <!-- 2026-11-22T23:30:00+03:00 becomes 20261122233000+0300. -->
  <xsl:function name="n:moment" as="xs:string">
    <xsl:param name="moment" as="element()"/>
    <xsl:variable name="text" as="xs:string" select="string($moment)"/>
    <xsl:variable name="offset" as="xs:string" select="
      if (ends-with($text, 'Z')) then '+00:00' else substring($text, string-length($text) - 5)"/>
    <xsl:variable name="seconds" as="xs:string" select="substring($text, 1, 19)"/>
    <xsl:sequence select="
      if ($text = ($seconds || $offset, $seconds || 'Z') and not(contains($text, 'T24'))) then translate($seconds, '-:T', '') || translate($offset, ':', '')
      else e:refuse($e:UNWRITABLE, $moment, 'a moment to the second, with its offset')"/>
  </xsl:function>

  <!-- A record means nothing without this field: an agreement for this recipient must permit it. -->
  <xsl:function name="n:needed" as="element()">
    <xsl:param name="within" as="element()"/>
    <xsl:param name="field" as="element()?"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="if (exists($field)) then $field else e:missing($within, $path)"/>
  </xsl:function>

</xsl:stylesheet>
