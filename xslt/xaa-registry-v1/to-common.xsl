<?xml version="1.0" encoding="UTF-8"?>
<!-- Person records of the Aria registry to the common model. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="urn:passerelle:xaa-registry:1"
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
  <xsl:variable name="protection" as="map(xs:string, xs:string)" static="yes"
                select="map{'A': 'applicant', 'P': 'protected', 'R': 'refused', 'N': 'never', 'U': 'unknown'}"/>
  <xsl:variable name="documents" as="map(xs:string, xs:string)" static="yes"
                select="map{'1': 'passport', '2': 'identity-card', '3': 'refugee-travel-document', '4': 'stateless-travel-document',
                            '5': 'laissez-passer', '6': 'residence-permit', '7': 'visa', '9': 'other'}"/>
  <xsl:variable name="directions" as="map(xs:string, xs:string)" static="yes" select="map{'E': 'entry', 'X': 'exit'}"/>
  <xsl:variable name="decisions" as="map(xs:string, xs:string)" static="yes"
                select="map{'1': 'admitted', '2': 'refused', '3': 'referred'}"/>

  <xsl:template match="person" as="element(c:message)">
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'BorderCrossingRecord'"/>
      </xsl:call-template>
      <body>
        <border-crossing-record>
          <xsl:apply-templates select="person-ref"/>
          <person>
            <xsl:call-template name="n:name"/>
            <xsl:apply-templates select="birth-date, birth-place, sex, nationality, nationality-2, protection"/>
          </person>
          <xsl:where-populated>
            <document>
              <xsl:apply-templates select="doc-type, doc-number, doc-issuer, doc-expiry"/>
            </document>
          </xsl:where-populated>
          <crossing>
            <xsl:apply-templates select="direction, point, time, decision, stay-until"/>
          </crossing>
          <xsl:apply-templates select="* except (
            rec-type, msg-ref, person-ref, name-ar, name-lat, birth-date, birth-place, sex, nationality, nationality-2,
            protection, doc-type, doc-number, doc-issuer, doc-expiry, direction, point, time, decision, stay-until)"/>
        </border-crossing-record>
      </body>
    </message>
  </xsl:template>

  <!-- A blank field says nothing. -->
  <xsl:template match="person/*[. = '']" priority="2"/>

  <xsl:template match="person-ref">
    <subject-reference>{.}</subject-reference>
  </xsl:template>

  <!-- The Arabic name is the person's own; the Latin one is how documents write it. -->
  <xsl:template name="n:name" as="element(c:name)">
    <xsl:variable name="names" as="element()*" select="(name-ar, name-lat)[. != '']"/>
    <xsl:if test="empty($names)">
      <xsl:sequence select="e:missing(., 'name-ar or name-lat')"/>
    </xsl:if>
    <xsl:if test="name-ar != '' and name:script(name-ar) != 'Arab'">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, name-ar, 'a name in Arabic script')"/>
    </xsl:if>
    <xsl:if test="name-lat != '' and name:script(name-lat) != 'Latn'">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, name-lat, 'a name in Latin script')"/>
    </xsl:if>
    <name>
      <xsl:for-each select="$names">
        <full script="{name:script(.)}">{.}</full>
      </xsl:for-each>
    </name>
  </xsl:template>

  <xsl:template match="birth-date">
    <birth>
      <xsl:sequence select="n:date(.)"/>
    </birth>
  </xsl:template>

  <xsl:template match="birth-place">
    <birth-place>{.}</birth-place>
  </xsl:template>

  <xsl:template match="sex">
    <sex verbatim="{.}">{k:code(., $sexes)}</sex>
  </xsl:template>

  <xsl:template match="nationality | nationality-2">
    <nationality system="iso-3166-1" verbatim="{.}">{k:nationality(., 'icao-9303')}</nationality>
  </xsl:template>

  <!-- The way back fills the first field first: a record that does not is no record of the registry. -->
  <xsl:template match="nationality-2[. != '' and ../nationality = '']" priority="3">
    <xsl:sequence select="e:missing(.., 'nationality, before nationality-2')"/>
  </xsl:template>

  <xsl:template match="doc-issuer">
    <issuer system="iso-3166-1" verbatim="{.}">{k:issuer(., 'icao-9303')}</issuer>
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

  <xsl:template match="time[exists(d:from-utc-digits(.))]">
    <time>{d:from-utc-digits(.)}</time>
  </xsl:template>

  <xsl:template match="time">
    <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'a moment in UTC as YYYYMMDDHHMMSS')"/>
  </xsl:template>

  <xsl:template match="decision">
    <decision verbatim="{.}">{k:code(., $decisions)}</decision>
  </xsl:template>

  <xsl:template match="stay-until">
    <stay-until>
      <xsl:sequence select="n:date(.)"/>
    </stay-until>
  </xsl:template>

  <!-- 19780300 becomes 1978-03 with its precision and what was sent. -->
  <xsl:function name="n:date" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="d:content($node, d:from-year-first($node), 'a date as YYYYMMDD with zeros for what is unknown')"/>
  </xsl:function>

</xsl:stylesheet>
