<?xml version="1.0" encoding="UTF-8"?>
<!-- Crossing records of a nightly extract to the common model. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="urn:passerelle:border-extract:1"
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

  <!-- H is the Hijri calendar as Umm al-Qura reckons, S is Solar Hijri. -->
  <xsl:variable name="calendars" as="map(xs:string, xs:string)" static="yes"
                select="map{'G': 'gregorian', 'H': 'islamic-umalqura', 'S': 'persian'}"/>
  <xsl:variable name="sexes" as="map(xs:string, xs:string)" static="yes"
                select="map{'M': 'male', 'F': 'female', 'X': 'unspecified', 'U': 'unknown'}"/>
  <xsl:variable name="protection" as="map(xs:string, xs:string)" static="yes"
                select="map{'A': 'applicant', 'P': 'protected', 'R': 'refused', 'N': 'never', 'U': 'unknown'}"/>
  <xsl:variable name="documents" as="map(xs:string, xs:string)" static="yes"
                select="map{'P': 'passport', 'I': 'identity-card', 'R': 'refugee-travel-document', 'S': 'stateless-travel-document',
                            'L': 'laissez-passer', 'T': 'residence-permit', 'V': 'visa', 'O': 'other'}"/>
  <xsl:variable name="directions" as="map(xs:string, xs:string)" static="yes" select="map{'I': 'entry', 'O': 'exit'}"/>
  <xsl:variable name="decisions" as="map(xs:string, xs:string)" static="yes"
                select="map{'A': 'admitted', 'R': 'refused', 'F': 'referred'}"/>

  <xsl:template match="crossing" as="element(c:message)">
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'BorderCrossingRecord'"/>
      </xsl:call-template>
      <body>
        <border-crossing-record>
          <xsl:apply-templates select="person-ref"/>
          <person>
            <xsl:call-template name="n:name"/>
            <xsl:apply-templates select="birth-date, birth-place, birth-country, sex, nationality, nationality-2, former-residence,
              mother-name, protection"/>
          </person>
          <xsl:where-populated>
            <document>
              <xsl:apply-templates select="doc-type, doc-number, doc-issuer, doc-expiry"/>
            </document>
          </xsl:where-populated>
          <crossing>
            <xsl:apply-templates select="direction, point, time, decision, stay-until, transport"/>
          </crossing>
          <xsl:apply-templates select="* except (
            rec-type, msg-ref, person-ref, name-ar, name-lat, mother-name, birth-date, birth-place, birth-country, sex,
            nationality, nationality-2, former-residence, protection, doc-type, doc-number, doc-issuer, doc-expiry, direction,
            point, time, decision, stay-until, transport)"/>
        </border-crossing-record>
      </body>
    </message>
  </xsl:template>

  <!-- A blank field says nothing. -->
  <xsl:template match="crossing/*[. = '']" priority="2"/>

  <!-- Left behind on purpose: what the sender's till took is no business of other authorities. -->
  <xsl:template match="fee"/>

  <xsl:template match="person-ref">
    <subject-reference>{.}</subject-reference>
  </xsl:template>

  <!-- The Arabic name is the person's own; the Latin one is how documents write it. -->
  <xsl:template name="n:name" as="element(c:name)">
    <xsl:if test="name-ar = '' and name-lat = ''">
      <xsl:sequence select="e:missing(., 'name-ar or name-lat')"/>
    </xsl:if>
    <name>
      <xsl:apply-templates select="name-ar, name-lat"/>
    </name>
  </xsl:template>

  <xsl:template match="name-ar">
    <xsl:if test="name:script(.) != 'Arab'">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'a name in Arabic script')"/>
    </xsl:if>
    <full script="Arab">{.}</full>
  </xsl:template>

  <xsl:template match="name-lat">
    <xsl:if test="name:script(.) != 'Latn'">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'a name in Latin script')"/>
    </xsl:if>
    <full script="Latn">{.}</full>
  </xsl:template>

  <!-- G19780300 becomes 1978-03, H14010215 becomes 1980-12-23 with its calendar: 1398 is a year in each of the three. -->
  <xsl:template match="birth-date">
    <xsl:variable name="calendar" as="xs:string?" select="$calendars?(substring(., 1, 1))"/>
    <xsl:variable name="digits" as="xs:string" select="substring(., 2)"/>
    <birth>
      <xsl:sequence select="d:content(.,
        if (empty($calendar)) then ()
        else if ($calendar = 'gregorian') then d:from-year-first($digits)
        else d:from-calendar-year-first($digits, $calendar),
        'G, H or S, and a date of that calendar as YYYYMMDD with zeros for what is unknown', string($calendar))"/>
    </birth>
  </xsl:template>

  <xsl:template match="birth-place">
    <birth-place>{.}</birth-place>
  </xsl:template>

  <xsl:template match="birth-country">
    <birth-country system="icao-9303" verbatim="{.}">{k:birth-state(., 'icao-9303')}</birth-country>
  </xsl:template>

  <xsl:template match="sex">
    <sex verbatim="{.}">{k:code(., $sexes)}</sex>
  </xsl:template>

  <xsl:template match="nationality | nationality-2">
    <nationality system="icao-9303" verbatim="{.}">{k:nationality(., 'icao-9303')}</nationality>
  </xsl:template>

  <!-- The way back fills the first field first: a record that does not is no record of an extract. -->
  <xsl:template match="nationality-2[. != '' and ../nationality = '']" priority="3">
    <xsl:sequence select="e:missing(.., 'nationality, before nationality-2')"/>
  </xsl:template>

  <xsl:template match="former-residence">
    <former-residence system="icao-9303" verbatim="{.}">{k:state(., 'icao-9303')}</former-residence>
  </xsl:template>

  <xsl:template match="mother-name">
    <mother-name>{.}</mother-name>
  </xsl:template>

  <xsl:template match="protection">
    <protection-status>{k:code(., $protection)}</protection-status>
  </xsl:template>

  <xsl:template match="doc-type">
    <type verbatim="{.}">{k:code(., $documents)}</type>
  </xsl:template>

  <xsl:template match="doc-number">
    <number>{.}</number>
  </xsl:template>

  <xsl:template match="doc-issuer">
    <issuer system="icao-9303" verbatim="{.}">{k:issuer(., 'icao-9303')}</issuer>
  </xsl:template>

  <xsl:template match="doc-expiry">
    <expiry>
      <xsl:sequence select="n:date(.)"/>
    </expiry>
  </xsl:template>

  <xsl:template match="direction">
    <direction verbatim="{.}">{k:code(., $directions)}</direction>
  </xsl:template>

  <xsl:template match="point">
    <place>{.}</place>
  </xsl:template>

  <!-- 20261122233000+0300 becomes 2026-11-22T23:30:00+03:00. Hour 24 may mean either of two days and is none. -->
  <xsl:template match="time">
    <xsl:variable name="moment" as="xs:string" select="
      substring(., 1, 4) || '-' || substring(., 5, 2) || '-' || substring(., 7, 2) || 'T' || substring(., 9, 2) || ':'
      || substring(., 11, 2) || ':' || substring(., 13, 2) || substring(., 15, 3) || ':' || substring(., 18)"/>
    <xsl:if test="not($moment castable as xs:dateTime) or substring(., 9, 2) = '24'">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'a moment with its offset as YYYYMMDDHHMMSS+HHMM')"/>
    </xsl:if>
    <time>{$moment}</time>
  </xsl:template>

  <xsl:template match="decision">
    <decision verbatim="{.}">{k:code(., $decisions)}</decision>
  </xsl:template>

  <xsl:template match="stay-until">
    <stay-until>
      <xsl:sequence select="n:date(.)"/>
    </stay-until>
  </xsl:template>

  <xsl:template match="transport">
    <transport>{.}</transport>
  </xsl:template>

  <!-- 19780300 becomes 1978-03 with its precision and what was sent. -->
  <xsl:function name="n:date" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="d:content($node, d:from-year-first($node), 'a date as YYYYMMDD with zeros for what is unknown')"/>
  </xsl:function>

</xsl:stylesheet>
