<?xml version="1.0" encoding="UTF-8"?>
<!-- The common model to answers of the residence register. Every field is written; what the message lacks is blank. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="urn:passerelle:ebcdic-extract:1"
                xmlns:name="urn:passerelle:names"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/codes.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/names.xsl"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="n:rest" on-no-match="fail"/>

  <!-- ISO 5218: 0 is not known, 9 is not applicable. -->
  <xsl:variable name="sexes" as="map(xs:string, xs:string)" static="yes"
                select="map{'unknown': '0', 'male': '1', 'female': '2', 'unspecified': '9'}"/>
  <xsl:variable name="statuses" as="map(xs:string, xs:string)" static="yes"
                select="map{'permit': 'PR', 'right-of-residence': 'RR', 'permanent-right': 'PM', 'same-terms': 'ST', 'visa': 'VI',
                            'none': 'NO', 'undetermined': 'UN'}"/>
  <xsl:variable name="answers" as="map(xs:string, xs:string)" static="yes" select="map{'yes': 'Y', 'no': 'N', 'undetermined': 'U'}"/>

  <xsl:template match="c:message" as="element(resident)">
    <xsl:apply-templates select="c:body/*"/>
  </xsl:template>

  <xsl:template match="c:residence-status-response">
    <xsl:apply-templates select="*" mode="n:rest"/>
    <xsl:variable name="person" as="element()" select="n:needed(., c:person, 'person/name')"/>
    <xsl:variable name="name" as="element()" select="n:needed(., $person/c:name, 'person/name')"/>
    <xsl:variable name="latin" as="map(xs:string, xs:string)?" select="
      if ($name/c:full[@script = 'Latn']) then name:for-two-fields($name) else ()"/>
    <xsl:variable name="answered" as="xs:dateTime" select="n:answered(n:needed(., c:asked/c:answered, 'asked/answered'))"/>
    <resident>
      <rec-type>R</rec-type>
      <question>{n:needed(ancestor::c:message, ancestor::c:message/c:envelope/c:conversation, 'envelope/conversation')}</question>
      <register-number>{n:register-number(n:needed(., $person/c:identifier[@type = 'registration-number'], 'person/identifier'))}</register-number>
      <family-name>{$latin?family}</family-name>
      <given-name>{$latin?given[empty($name/c:single)]}</given-name>
      <name-ar>{name:in-script($name, 'Arab')}</name-ar>
      <birth-date>{$person/c:birth ! n:date(.)}</birth-date>
      <sex>{$person/c:sex ! k:code(., $sexes)}</sex>
      <xsl:for-each select="1 to 3">
        <nationality>{$person/c:nationality[current()]}</nationality>
      </xsl:for-each>
      <former-residence>{$person/c:former-residence}</former-residence>
      <xsl:variable name="residences" as="element()*" select="c:residence"/>
      <xsl:for-each select="1 to 2">
        <xsl:variable name="residence" as="element()?" select="$residences[current()]"/>
        <residence>
          <status>{$residence/c:status ! k:code(., $statuses)}</status>
          <kind>{$residence/c:kind}</kind>
          <from>{$residence/c:from ! n:date(.)}</from>
          <until>{$residence/c:until ! n:date(.)}</until>
        </residence>
      </xsl:for-each>
      <work>{c:work/c:allowed ! k:code(., $answers)}</work>
      <decision>
        <number>{c:decision/c:reference}</number>
        <decided>{c:decision/c:decided ! n:date(.)}</decided>
        <positive>{c:decision/c:positive ! k:code(., $answers)}</positive>
        <months>{(c:decision/c:permit-length, 0)[1]}</months>
      </decision>
      <refugee>{c:protection/c:refugee ! k:code(., $answers)}</refugee>
      <pending>{c:protection/c:application-pending ! k:code(., $answers)}</pending>
      <answered-date>{format-dateTime($answered, '[Y0001][M01][D01]') ! xs:integer(.)}</answered-date>
      <answered-time>{format-dateTime($answered, '[H01][m01][s01]') ! xs:integer(.)}</answered-time>
      <answered-offset>{timezone-from-dateTime($answered) div xs:dayTimeDuration('PT1M')}</answered-offset>
    </resident>
  </xsl:template>

  <!-- Whatever else the message holds has no field: it stops the message and is named. -->
  <xsl:template match="*" mode="n:rest">
    <xsl:sequence select="e:refuse($e:UNKNOWN-ELEMENT, ., local-name(), 'an element that a record has a field for')"/>
  </xsl:template>

  <xsl:template match="@*" mode="n:rest">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'an attribute that a record has a field for')"/>
  </xsl:template>

  <xsl:template match="c:asked | c:person | c:name | c:body/*/c:residence | c:work | c:decision | c:protection" mode="n:rest">
    <xsl:apply-templates select="@*, *" mode="n:rest"/>
  </xsl:template>

  <!-- What the fields of a record hold. -->
  <xsl:template mode="n:rest" match="
    c:answered | c:full | c:single | c:family | c:given | c:birth | c:sex | c:nationality | c:former-residence | c:residence/c:status
    | c:residence/c:from | c:residence/c:until | c:allowed | c:decision/c:reference | c:decision/c:decided | c:positive
    | c:protection/c:refugee | c:application-pending"/>

  <xsl:template mode="n:rest" match="c:identifier[@type = 'registration-number']">
    <xsl:apply-templates select="@issuer, @alias" mode="n:rest"/>
  </xsl:template>

  <!-- The register knows no lists but its own. -->
  <xsl:template mode="n:rest" match="c:residence/c:kind">
    <xsl:if test="@system != 'ebcdic-extract-kind'">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'a code of ebcdic-extract-kind')"/>
    </xsl:if>
  </xsl:template>

  <!-- The register counts in months, and 0 would say nothing. -->
  <xsl:template mode="n:rest" match="c:permit-length">
    <xsl:if test="not(../c:permit-duration = 'month' and ../c:permit-duration/@system = 'ebcdic-extract-unit') or not(xs:string(.) castable as xs:positiveInteger)">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'a number of months, at least one')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="n:rest" match="c:permit-duration">
    <xsl:if test="empty(../c:permit-length)">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'a number of months')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="n:rest" priority="2" match="
    c:nationality[4] | c:former-residence[2] | c:identifier[@type = 'registration-number'][2] | c:body/*/c:residence[3] | c:decision[2]">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'one more ' || local-name(),
      'three nationalities, one former residence, one number of the register, two residences and one decision')"/>
  </xsl:template>

  <xsl:template mode="n:rest" match="c:name[empty(c:full[@script = ('Arab', 'Latn')])]" priority="2">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., c:full[1], 'a name in Arabic or Latin script')"/>
  </xsl:template>

  <!-- Left behind on purpose: a record has two fields for a name. -->
  <xsl:template mode="n:rest" match="
    c:name/@rule | c:second-family | c:middle | c:patronymic | c:matronymic | c:father | c:grandfather | c:nisba | c:former | c:alias"/>

  <!-- 00000000815 becomes 815. -->
  <xsl:function name="n:register-number" as="xs:integer">
    <xsl:param name="identifier" as="element()"/>
    <xsl:sequence select="
      if (matches($identifier, '^[0-9]{11}$')) then xs:integer($identifier)
      else e:refuse($e:UNWRITABLE, $identifier, 'a number of the register, of 11 digits')"/>
  </xsl:function>

  <!-- 1978-03 becomes 19780300; what came as such digits goes back as it was written. -->
  <xsl:function name="n:date" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="string(xs:integer(d:as-sent($date, n:from-digits#1, d:year-first#1)))"/>
  </xsl:function>

  <!-- 19780300 becomes 1978-03, 0 becomes nothing; of a text that is no such number, the empty sequence. -->
  <xsl:function name="n:from-digits" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="$text[. != ''] ! d:from-year-first(substring('00000000', string-length(.) + 1) || .)"/>
  </xsl:function>

  <!-- The moment, if it has its offset: without one it may be another day where the register is. -->
  <xsl:function name="n:answered" as="xs:dateTime">
    <xsl:param name="moment" as="element()"/>
    <xsl:sequence select="
      if (matches($moment, '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$'))
      then xs:dateTime($moment)
      else e:refuse($e:UNWRITABLE, $moment, 'a moment to the second, with its offset')"/>
  </xsl:function>

  <!-- A record means nothing without this field: an agreement for this recipient must permit it. -->
  <xsl:function name="n:needed" as="element()">
    <xsl:param name="within" as="element()"/>
    <xsl:param name="field" as="element()*"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="if (exists($field)) then $field[1] else e:missing($within, $path)"/>
  </xsl:function>

</xsl:stylesheet>
