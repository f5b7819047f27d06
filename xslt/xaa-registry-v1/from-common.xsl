<?xml version="1.0" encoding="UTF-8"?>
<!-- The common model to person and query records of the Aria registry. Every field of a record is written; what the
     message lacks is blank. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="urn:passerelle:xaa-registry:1"
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
  <xsl:variable name="protection" as="map(xs:string, xs:string)" static="yes"
                select="map{'applicant': 'A', 'protected': 'P', 'refused': 'R', 'never': 'N', 'unknown': 'U'}"/>
  <xsl:variable name="documents" as="map(xs:string, xs:string)" static="yes"
                select="map{'passport': '1', 'identity-card': '2', 'refugee-travel-document': '3', 'stateless-travel-document': '4',
                            'laissez-passer': '5', 'residence-permit': '6', 'visa': '7', 'other': '9'}"/>
  <xsl:variable name="directions" as="map(xs:string, xs:string)" static="yes" select="map{'entry': 'E', 'exit': 'X'}"/>
  <xsl:variable name="decisions" as="map(xs:string, xs:string)" static="yes"
                select="map{'admitted': '1', 'refused': '2', 'referred': '3'}"/>

  <xsl:template match="c:message" as="element()">
    <xsl:apply-templates select="c:body/*"/>
  </xsl:template>

  <xsl:template match="c:border-crossing-record">
    <xsl:apply-templates select="*" mode="n:rest"/>
    <person>
      <rec-type>P</rec-type>
      <xsl:call-template name="n:person-and-document"/>
      <direction>{k:code(n:needed(., c:crossing/c:direction, 'crossing/direction'), $directions)}</direction>
      <point>{c:crossing/c:place}</point>
      <time>{d:utc-digits(xs:dateTime(n:needed(., c:crossing/c:time, 'crossing/time')))}</time>
      <decision>{c:crossing/c:decision ! k:code(., $decisions)}</decision>
      <stay-until>{c:crossing/c:stay-until ! n:date(.)}</stay-until>
    </person>
  </xsl:template>

  <xsl:template match="c:identity-verification-request">
    <xsl:apply-templates select="*" mode="n:rest"/>
    <query>
      <rec-type>Q</rec-type>
      <xsl:call-template name="n:person-and-document"/>
    </query>
  </xsl:template>

  <!-- The fields that both records begin with. -->
  <xsl:template name="n:person-and-document" as="element()+">
    <xsl:variable name="name" as="element(c:name)" select="n:needed(., c:person/c:name, 'person/name')"/>
    <xsl:variable name="names" as="xs:string*" select="('Arab', 'Latn') ! name:in-script($name, .)"/>
    <xsl:if test="empty($names)">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, $name, $name/c:full[1], 'a name in Arabic or Latin script')"/>
    </xsl:if>
    <xsl:for-each select="'Arab', 'Latn'">
      <xsl:variable name="second" as="element()?" select="$name/c:full[@script = current()][not(@system)][2]"/>
      <xsl:if test="exists($second)">
        <xsl:sequence select="e:refuse($e:UNWRITABLE, $second, 'one name in Arabic and one in Latin script')"/>
      </xsl:if>
    </xsl:for-each>
    <xsl:if test="c:person/c:nationality[3]">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, c:person/c:nationality[3], 'at most two nationalities')"/>
    </xsl:if>
    <msg-ref>{ancestor::c:message/c:envelope/c:id}</msg-ref>
    <person-ref>{c:subject-reference}</person-ref>
    <name-ar>{name:in-script($name, 'Arab')}</name-ar>
    <name-lat>{name:in-script($name, 'Latn')}</name-lat>
    <birth-date>{c:person/c:birth ! n:date(.)}</birth-date>
    <birth-place>{c:person/c:birth-place}</birth-place>
    <sex>{c:person/c:sex ! k:code(., $sexes)}</sex>
    <nationality>{c:person/c:nationality[1]}</nationality>
    <nationality-2>{c:person/c:nationality[2]}</nationality-2>
    <protection>{c:person/c:protection-status ! k:code(., $protection)}</protection>
    <doc-type>{c:document/c:type ! k:code(., $documents)}</doc-type>
    <doc-number>{c:document/c:number}</doc-number>
    <doc-issuer>{c:document/c:issuer}</doc-issuer>
    <doc-expiry>{c:document/c:expiry ! n:date(.)}</doc-expiry>
  </xsl:template>

  <!-- Whatever else the message holds has no field: it stops the message and is named. -->
  <xsl:template match="*" mode="n:rest">
    <xsl:sequence select="e:refuse($e:UNKNOWN-ELEMENT, ., local-name(), 'an element that a record has a field for')"/>
  </xsl:template>

  <xsl:template match="@*" mode="n:rest">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'an attribute that a record has a field for')"/>
  </xsl:template>

  <xsl:template match="c:person | c:person/c:name | c:document | c:crossing" mode="n:rest">
    <xsl:apply-templates select="@*, *" mode="n:rest"/>
  </xsl:template>

  <!-- What the fields of a record hold. -->
  <xsl:template mode="n:rest" match="
    c:subject-reference | c:name/c:full | c:birth | c:birth-place | c:sex | c:nationality | c:protection-status
    | c:document/c:type | c:document/c:number | c:issuer | c:expiry
    | c:direction | c:crossing/c:place | c:crossing/c:time | c:decision | c:stay-until"/>

  <!-- Left behind on purpose: the whole name holds its parts, and the gateway decided by the residence before. -->
  <xsl:template mode="n:rest" match="
    c:name/@rule | c:single | c:family | c:given | c:patronymic | c:matronymic | c:father | c:grandfather | c:nisba | c:second-family | c:middle | c:former | c:alias
    | c:former-residence"/>

  <!-- 1978-03 becomes 19780300; what came as such digits goes back as it was written. -->
  <xsl:function name="n:date" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="d:as-sent($date, d:from-year-first#1, d:year-first#1)"/>
  </xsl:function>

  <!-- A record means nothing without this field: an agreement for this recipient must permit it. -->
  <xsl:function name="n:needed" as="element()">
    <xsl:param name="within" as="element()"/>
    <xsl:param name="field" as="element()?"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="if (exists($field)) then $field else e:missing($within, $path)"/>
  </xsl:function>

</xsl:stylesheet>
