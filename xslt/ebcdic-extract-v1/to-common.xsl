<?xml version="1.0" encoding="UTF-8"?>
<!-- Answers of the residence register to the common model. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="urn:passerelle:ebcdic-extract:1"
                xmlns:name="urn:passerelle:names"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/codes.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/envelope.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/names.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <!-- ISO 5218: 0 is not known, 9 is not applicable. -->
  <xsl:variable name="sexes" as="map(xs:string, xs:string)" static="yes"
                select="map{'0': 'unknown', '1': 'male', '2': 'female', '9': 'unspecified'}"/>
  <xsl:variable name="statuses" as="map(xs:string, xs:string)" static="yes"
                select="map{'PR': 'permit', 'RR': 'right-of-residence', 'PM': 'permanent-right', 'ST': 'same-terms', 'VI': 'visa',
                            'NO': 'none', 'UN': 'undetermined'}"/>
  <xsl:variable name="answers" as="map(xs:string, xs:string)" static="yes" select="map{'Y': 'yes', 'N': 'no', 'U': 'undetermined'}"/>

  <xsl:template match="resident" as="element(c:message)">
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'ResidenceStatusResponse'"/>
        <xsl:with-param name="conversation" select="string(n:needed(question))"/>
      </xsl:call-template>
      <body>
        <residence-status-response>
          <asked>
            <xsl:call-template name="n:answered"/>
          </asked>
          <person>
            <xsl:call-template name="n:name"/>
            <xsl:apply-templates select="birth-date, sex, nationality, former-residence, register-number"/>
          </person>
          <xsl:apply-templates select="residence"/>
          <xsl:where-populated>
            <work>
              <xsl:apply-templates select="work"/>
            </work>
          </xsl:where-populated>
          <xsl:apply-templates select="decision"/>
          <xsl:where-populated>
            <protection>
              <xsl:apply-templates select="refugee, pending"/>
            </protection>
          </xsl:where-populated>
          <xsl:apply-templates select="* except (
            rec-type, question, register-number, family-name, given-name, name-ar, birth-date, sex, nationality, former-residence,
            residence, work, decision, refugee, pending, answered-date, answered-time, answered-offset)"/>
        </residence-status-response>
      </body>
    </message>
  </xsl:template>

  <!-- A blank field says nothing. -->
  <xsl:template match="(resident | residence | decision)/*[. = ''][empty(*)]" priority="2"/>

  <!-- 20261122, 61500 and -210 become 2026-11-22T06:15:00-03:30. -->
  <xsl:template name="n:answered" as="element(c:answered)">
    <xsl:variable name="day" as="xs:string" select="n:digits(answered-date, 8)"/>
    <xsl:variable name="time" as="xs:string" select="n:digits(answered-time, 6)"/>
    <xsl:variable name="minutes" as="xs:integer" select="abs(xs:integer(n:needed(answered-offset)))"/>
    <xsl:variable name="moment" as="xs:string" select="
      d:from-year-first($day) || 'T' || substring($time, 1, 2) || ':' || substring($time, 3, 2) || ':' || substring($time, 5)
      || (if (starts-with(answered-offset, '-')) then '-' else '+') || d:two(string($minutes idiv 60)) || ':' || d:two(string($minutes mod 60))"/>
    <xsl:if test="not($moment castable as xs:dateTime) or starts-with($time, '24')">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, answered-date, answered-date || ' ' || answered-time || ' ' || answered-offset,
        'a day as YYYYMMDD, its time as HHMMSS and its offset in minutes')"/>
    </xsl:if>
    <answered>{$moment}</answered>
  </xsl:template>

  <!-- A name without a given name is a single name: nothing is invented for the other. -->
  <xsl:template name="n:name" as="element(c:name)">
    <xsl:variable name="texts" as="xs:string*" select="(given-name, family-name) ! name:part(.)"/>
    <xsl:variable name="latin" as="xs:string" select="string-join($texts, ' ')"/>
    <xsl:if test="$latin = '' and name-ar = ''">
      <xsl:sequence select="e:missing(., 'family-name or name-ar')"/>
    </xsl:if>
    <xsl:if test="name-ar != '' and name:script(name-ar) != 'Arab'">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, name-ar, 'a name in Arabic script')"/>
    </xsl:if>
    <name>
      <xsl:if test="name-ar != ''">
        <full script="Arab">{name-ar}</full>
      </xsl:if>
      <xsl:if test="$latin != ''">
        <full script="{name:script($latin)}">{$latin}</full>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$latin = ''"/>
        <xsl:when test="given-name = ''"><single>{$latin}</single></xsl:when>
        <xsl:otherwise><xsl:sequence select="name:from-two-fields(family-name, given-name, ())"/></xsl:otherwise>
      </xsl:choose>
    </name>
  </xsl:template>

  <!-- Packed, so that nothing tells how many zeros the register writes before it: it has 11 digits. -->
  <xsl:template match="register-number">
    <identifier type="registration-number" verbatim="{.}">{n:digits(., 11)}</identifier>
  </xsl:template>

  <xsl:template match="birth-date">
    <birth>
      <xsl:sequence select="n:date(.)"/>
    </birth>
  </xsl:template>

  <xsl:template match="sex">
    <sex verbatim="{.}">{k:code(., $sexes)}</sex>
  </xsl:template>

  <xsl:template match="nationality">
    <nationality system="icao-9303" verbatim="{.}">{k:nationality(., 'icao-9303')}</nationality>
  </xsl:template>

  <xsl:template match="former-residence">
    <former-residence system="icao-9303" verbatim="{.}">{k:state(., 'icao-9303')}</former-residence>
  </xsl:template>

  <!-- A place that is blank says nothing, wherever it stands. -->
  <xsl:template match="residence">
    <xsl:where-populated>
      <residence>
        <xsl:apply-templates select="status, kind, from, until, * except (status, kind, from, until)"/>
      </residence>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="status">
    <status verbatim="{.}">{k:code(., $statuses)}</status>
  </xsl:template>

  <xsl:template match="kind">
    <kind system="ebcdic-extract-kind" verbatim="{.}">{.}</kind>
  </xsl:template>

  <xsl:template match="from">
    <from>
      <xsl:sequence select="n:date(.)"/>
    </from>
  </xsl:template>

  <xsl:template match="until">
    <until>
      <xsl:sequence select="n:date(.)"/>
    </until>
  </xsl:template>

  <xsl:template match="work">
    <allowed verbatim="{.}">{k:code(., $answers)}</allowed>
  </xsl:template>

  <xsl:template match="decision">
    <xsl:where-populated>
      <decision>
        <xsl:apply-templates select="number, positive, months, decided, * except (number, positive, months, decided)"/>
      </decision>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="decision/number">
    <reference>{.}</reference>
  </xsl:template>

  <xsl:template match="positive">
    <positive verbatim="{.}">{k:code(., $answers)}</positive>
  </xsl:template>

  <!-- A binary field cannot be blank: 0 says nothing. -->
  <xsl:template match="months[. = '0']"/>

  <xsl:template match="months">
    <permit-duration system="ebcdic-extract-unit" verbatim="month">month</permit-duration>
    <permit-length>{.}</permit-length>
  </xsl:template>

  <xsl:template match="decided">
    <decided>
      <xsl:sequence select="n:date(.)"/>
    </decided>
  </xsl:template>

  <xsl:template match="refugee">
    <refugee verbatim="{.}">{k:code(., $answers)}</refugee>
  </xsl:template>

  <xsl:template match="pending">
    <application-pending verbatim="{.}">{k:code(., $answers)}</application-pending>
  </xsl:template>

  <!-- 19780300 becomes 1978-03 with its precision and what was sent; 0 is a date that the register does not know. -->
  <xsl:function name="n:date" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="d:content($node, d:from-year-first(n:digits($node, 8)), 'a date as YYYYMMDD with zeros for what is unknown')"/>
  </xsl:function>

  <!-- A number without its zeros in front becomes a text of so many digits: 815 becomes 00000000815. -->
  <xsl:function name="n:digits" as="xs:string">
    <xsl:param name="number" as="element()?"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:variable name="text" as="xs:string" select="'00000000000' || $number"/>
    <xsl:sequence select="substring($text, string-length($text) - $length + 1)"/>
  </xsl:function>

  <!-- The field, without which a record is none of the register. -->
  <xsl:function name="n:needed" as="element()">
    <xsl:param name="field" as="element()"/>
    <xsl:sequence select="if ($field != '') then $field else e:missing($field/.., local-name($field))"/>
  </xsl:function>

</xsl:stylesheet>
