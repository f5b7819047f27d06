<?xml version="1.0" encoding="UTF-8"?>
<!-- Records of a list of stays to the common model. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="urn:passerelle:csv:1"
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

  <xsl:variable name="sexes" as="map(xs:string, xs:string)" static="yes"
                select="map{'F': 'female', 'M': 'male', 'X': 'unspecified', 'U': 'unknown'}"/>
  <!-- The list has the words of the common model, but for visas, which are no document to stay with. -->
  <xsl:variable name="documents" as="map(xs:string, xs:string)" static="yes"
                select="map{'passport': 'passport', 'identity-card': 'identity-card', 'refugee-travel-document': 'refugee-travel-document',
                            'stateless-travel-document': 'stateless-travel-document', 'laissez-passer': 'laissez-passer',
                            'residence-permit': 'residence-permit', 'other': 'other'}"/>

  <xsl:template match="stay" as="element(c:message)">
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'StayNotification'"/>
      </xsl:call-template>
      <body>
        <stay-notification>
          <accommodation>
            <xsl:apply-templates select="n:needed(., house, 'house'), house-name"/>
          </accommodation>
          <guest>
            <xsl:call-template name="n:name"/>
            <xsl:apply-templates select="birth-date, sex, nationality, home, email"/>
            <xsl:where-populated>
              <document>
                <xsl:apply-templates select="document-type, document-number, document-issuer"/>
              </document>
            </xsl:where-populated>
            <xsl:apply-templates select="n:needed(., arrival, 'arrival'), departure, note"/>
          </guest>
          <xsl:apply-templates select="* except (
            number, house, house-name, family-name, given-name, birth-date, sex, nationality, document-type, document-number,
            document-issuer, home, email, arrival, departure, note)"/>
        </stay-notification>
      </body>
    </message>
  </xsl:template>

  <!-- A blank field says nothing. -->
  <xsl:template match="stay/*[not(normalize-space())]" priority="2"/>

  <!-- Left behind on purpose: what the town's till took is no business of other authorities. -->
  <xsl:template match="tax"/>

  <xsl:template match="house">
    <reference>{.}</reference>
  </xsl:template>

  <xsl:template match="house-name">
    <name>{.}</name>
  </xsl:template>

  <!-- A name without a given name is a single name: nothing is invented for the other. -->
  <xsl:template name="n:name" as="element(c:name)">
    <xsl:variable name="texts" as="xs:string*" select="(given-name, family-name) ! name:part(.)"/>
    <xsl:if test="empty($texts)">
      <xsl:sequence select="e:missing(., 'family-name')"/>
    </xsl:if>
    <xsl:variable name="full" as="xs:string" select="string-join($texts, ' ')"/>
    <name>
      <full script="{name:script($full)}">{$full}</full>
      <xsl:choose>
        <xsl:when test="not(normalize-space(given-name))"><single>{$full}</single></xsl:when>
        <xsl:otherwise><xsl:sequence select="name:from-two-fields(family-name, given-name, ())"/></xsl:otherwise>
      </xsl:choose>
    </name>
  </xsl:template>

  <!-- 1978-03-12, 1978-03, 1978. A date with slashes or dots has the order of whoever saved the list: it is refused. -->
  <xsl:template match="birth-date">
    <birth>
      <xsl:sequence select="d:content(., d:undeclared(.), 'a date as YYYY-MM-DD, YYYY-MM or YYYY')"/>
    </birth>
  </xsl:template>

  <xsl:template match="sex">
    <sex verbatim="{.}">{k:code(., $sexes)}</sex>
  </xsl:template>

  <xsl:template match="nationality">
    <nationality system="icao-9303" verbatim="{.}">{k:nationality(., 'icao-9303')}</nationality>
  </xsl:template>

  <xsl:template match="document-type">
    <type verbatim="{.}">{k:code(., $documents)}</type>
  </xsl:template>

  <xsl:template match="document-number">
    <number>{.}</number>
  </xsl:template>

  <xsl:template match="document-issuer">
    <issuer system="icao-9303" verbatim="{.}">{k:issuer(., 'icao-9303')}</issuer>
  </xsl:template>

  <!-- Each line of the field is a line of the address. -->
  <xsl:template match="home">
    <address>
      <kind verbatim="Home address">home</kind>
      <xsl:for-each select="n:lines(.)">
        <line>{.}</line>
      </xsl:for-each>
    </address>
  </xsl:template>

  <xsl:template match="email">
    <contact>
      <kind verbatim="E-mail">email</kind>
      <value>{.}</value>
    </contact>
  </xsl:template>

  <xsl:template match="arrival">
    <arrival>{n:moment(.)}</arrival>
  </xsl:template>

  <xsl:template match="departure">
    <departure>{n:moment(.)}</departure>
  </xsl:template>

  <xsl:template match="note">
    <note>{.}</note>
  </xsl:template>

  <!-- The lines of a text that say something, without the blanks at their ends. -->
  <xsl:function name="n:lines" as="xs:string*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="tokenize($text, '[\r\n]+') ! replace(., '^\s+|\s+$', '')[. != '']"/>
  </xsl:function>

  <!-- 2026-11-22, or 2026-11-22T18:00:00+01:00; hour 24 may mean either of two days and is none. -->
  <xsl:function name="n:moment" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="
      if (matches($node, '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?)?$')
          and ($node castable as xs:date or $node castable as xs:dateTime)) then string($node)
      else e:refuse($e:BAD-VALUE, $node, 'a day as YYYY-MM-DD, or a moment as YYYY-MM-DDTHH:MM:SS+HH:MM')"/>
  </xsl:function>

  <!-- The field, which the list demands. -->
  <xsl:function name="n:needed" as="element()">
    <xsl:param name="within" as="element()"/>
    <xsl:param name="found" as="element()?"/>
    <xsl:param name="expected" as="xs:string"/>
    <xsl:sequence select="if (normalize-space($found)) then $found else e:missing($within, $expected)"/>
  </xsl:function>

</xsl:stylesheet>
