<?xml version="1.0" encoding="UTF-8"?>
<!-- Guest records of a UNL file of Ubyport, each with the house of its file, to the common model. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="urn:passerelle:cz-unl:1"
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

  <xsl:template match="guest" as="element(c:message)">
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'StayNotification'"/>
      </xsl:call-template>
      <body>
        <stay-notification>
          <xsl:apply-templates select="n:needed(., accommodation, 'accommodation')"/>
          <guest>
            <xsl:call-template name="n:name"/>
            <xsl:apply-templates select="n:needed(., birth-date, 'birth-date'), n:needed(., nationality, 'nationality'),
              residence, n:needed(., document, 'document'), visa, n:needed(., from, 'from'), n:needed(., until, 'until'),
              purpose, note"/>
          </guest>
          <xsl:apply-templates select="* except (
            accommodation, rec-type, from, until, surname, given-name, birth-date, nationality, residence, document, visa,
            purpose, note)"/>
        </stay-notification>
      </body>
    </message>
  </xsl:template>

  <xsl:template match="accommodation">
    <accommodation>
      <reference>{n:needed(., idub, 'idub')}</reference>
      <mark>{n:needed(., mark, 'mark')}</mark>
      <xsl:apply-templates select="name, contact"/>
      <xsl:where-populated>
        <address>
          <xsl:apply-templates select="street"/>
          <xsl:call-template name="n:house-number"/>
          <xsl:apply-templates select="postal-code, town, town-part, district"/>
        </address>
      </xsl:where-populated>
      <xsl:apply-templates select="created"/>
      <xsl:apply-templates select="* except (
        rec-type, version, idub, mark, name, contact, district, town, town-part, street, house-number, orientation-number,
        postal-code, created)"/>
    </accommodation>
  </xsl:template>

  <!-- A blank field says nothing. -->
  <xsl:template match="(guest | accommodation)/*[not(normalize-space())]" priority="2"/>

  <xsl:template match="reserve-1 | reserve-2 | reserve-3 | reserve-7">
    <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'nothing: the field is a reserve')"/>
  </xsl:template>

  <xsl:template match="accommodation/name">
    <name>{.}</name>
  </xsl:template>

  <xsl:template match="contact">
    <contact>
      <value>{.}</value>
    </contact>
  </xsl:template>

  <xsl:template match="street">
    <street>{.}</street>
  </xsl:template>

  <!-- House number and number in the street as they stand on a letter: 26/2. -->
  <xsl:template name="n:house-number" as="element(c:house-number)?">
    <xsl:variable name="street" as="xs:string?" select="orientation-number[normalize-space()] ! ('/' || normalize-space())"/>
    <xsl:variable name="number" as="xs:string" select="normalize-space(house-number) || $street"/>
    <xsl:if test="$number != ''">
      <house-number>{$number}</house-number>
    </xsl:if>
  </xsl:template>

  <xsl:template match="postal-code">
    <postal-code>{.}</postal-code>
  </xsl:template>

  <xsl:template match="town">
    <city>{.}</city>
  </xsl:template>

  <xsl:template match="town-part">
    <district>{.}</district>
  </xsl:template>

  <!-- The okres is the second level of the state. -->
  <xsl:template match="district">
    <level n="2">{.}</level>
  </xsl:template>

  <!-- 27.06.2018 22:57:00 or, as the police's own example has it, 2018.06.27 22:57:00; in the time of the place. -->
  <xsl:template match="created">
    <xsl:variable name="year-first" as="xs:string"
                  select="replace(., '^([0-9]{2})\.([0-9]{2})\.([0-9]{4}) ', '$3.$2.$1 ')"/>
    <xsl:variable name="moment" as="xs:string"
                  select="replace($year-first, '^([0-9]{4})\.([0-9]{2})\.([0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2})$', '$1-$2-$3T$4')"/>
    <xsl:if test="not($moment castable as xs:dateTime) or contains($moment, 'T24')">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'a time as DD.MM.YYYY HH:MM:SS')"/>
    </xsl:if>
    <reported>{$moment}</reported>
  </xsl:template>

  <!-- A name without a given name is a single name: nothing is invented for the other. -->
  <xsl:template name="n:name" as="element(c:name)">
    <xsl:variable name="texts" as="xs:string*" select="(given-name, surname) ! name:part(.)"/>
    <xsl:if test="empty($texts)">
      <xsl:sequence select="e:missing(., 'surname')"/>
    </xsl:if>
    <xsl:variable name="full" as="xs:string" select="string-join($texts, ' ')"/>
    <name>
      <full script="{name:script($full)}">{$full}</full>
      <xsl:choose>
        <xsl:when test="not(normalize-space(given-name))"><single>{$full}</single></xsl:when>
        <xsl:otherwise><xsl:sequence select="name:from-two-fields(surname, given-name, ())"/></xsl:otherwise>
      </xsl:choose>
    </name>
  </xsl:template>

  <!-- 00.06.1980 becomes 1980-06; a day without its month and a year that is not known are no birth here. -->
  <xsl:template match="birth-date">
    <xsl:variable name="partial" as="xs:string?"
                  select="n:digits(.) ! d:from-day-first(.)[not(matches(current(), '^(0[1-9]|[1-3][0-9])\.00|0000$'))]"/>
    <birth>
      <xsl:sequence select="d:content(., $partial, 'a date as DD.MM.YYYY, 00.MM.YYYY or 00.00.YYYY')"/>
    </birth>
  </xsl:template>

  <xsl:template match="nationality">
    <nationality system="icao-9303" verbatim="{.}">{k:nationality(., 'icao-9303')}</nationality>
  </xsl:template>

  <xsl:template match="residence">
    <address>
      <kind verbatim="residence">home</kind>
      <line>{.}</line>
    </address>
  </xsl:template>

  <!-- A child in the passport of a parent, the number of which is in the note. -->
  <xsl:template match="document[. = 'INPASS']">
    <xsl:if test="not(normalize-space(../note))">
      <xsl:sequence select="e:missing(.., 'note with the number of the parent''s passport')"/>
    </xsl:if>
    <document>
      <type verbatim="{.}">passport</type>
    </document>
  </xsl:template>

  <xsl:template match="document">
    <xsl:if test="string-length() lt 4">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., '4 to 30 characters, or INPASS')"/>
    </xsl:if>
    <document>
      <number>{.}</number>
    </document>
  </xsl:template>

  <xsl:template match="visa">
    <visa>
      <number>{.}</number>
    </visa>
  </xsl:template>

  <xsl:template match="from">
    <arrival>{n:day(.)}</arrival>
  </xsl:template>

  <xsl:template match="until">
    <departure>{n:day(.)}</departure>
  </xsl:template>

  <xsl:template match="purpose">
    <purpose-of-stay system="cz-ubyport-purpose" verbatim="{.}">{k:code(., 'cz-ubyport-purpose')}</purpose-of-stay>
  </xsl:template>

  <xsl:template match="note">
    <note>{.}</note>
  </xsl:template>

  <!-- 01.07.2026 becomes 2026-07-01. -->
  <xsl:function name="n:day" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="day" as="xs:string?" select="n:digits($node) ! d:from-day-first(.)[d:precision(.) = 'day']"/>
    <xsl:sequence select="if (exists($day)) then $day else e:refuse($e:BAD-VALUE, $node, 'a day as DD.MM.YYYY')"/>
  </xsl:function>

  <!-- 01.07.2026 becomes 01072026; of any other form, the empty sequence. -->
  <xsl:function name="n:digits" as="xs:string?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="translate($text, '.', '')[matches($text, '^[0-9]{2}\.[0-9]{2}\.[0-9]{4}$')]"/>
  </xsl:function>

  <!-- The field, which the police demand. -->
  <xsl:function name="n:needed" as="element()">
    <xsl:param name="within" as="element()"/>
    <xsl:param name="found" as="element()?"/>
    <xsl:param name="expected" as="xs:string"/>
    <xsl:sequence select="if (normalize-space($found)) then $found else e:missing($within, $expected)"/>
  </xsl:function>

</xsl:stylesheet>
