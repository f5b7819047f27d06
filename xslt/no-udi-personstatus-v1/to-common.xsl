<?xml version="1.0" encoding="UTF-8"?>
<!-- Questions to UDI about a person's status, their answers and its faults, to the common model. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:f="http://udi.no/Common/Fault/v3"
                xmlns:m="http://udi.no.MT_1067_NAV.v1"
                xmlns:n="http://udi.no/MT_1067_NAV_Data/v1"
                xmlns:name="urn:passerelle:names"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/envelope.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/names.xsl"/>
  <xsl:include href="values-to-common.xsl"/>
  <xsl:include href="residence-to-common.xsl"/>
  <xsl:include href="decisions-to-common.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <!-- UDI answers the residence to every question, so every question asks it. -->
  <xsl:template match="m:HentPersonstatusRequest" as="element(c:message)">
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'ResidenceStatusQuery'"/>
      </xsl:call-template>
      <body>
        <residence-status-query>
          <person>
            <xsl:apply-templates select="m:Parameter/n:Fodselsnummer"/>
          </person>
          <question>
            <include-residence>true</include-residence>
            <xsl:apply-templates select="m:Parameter/(* except (n:Fodselsnummer, n:AvgjorelserFraDato, n:ManuellOppgVedUavklartArbeidsadgang))"/>
            <xsl:apply-templates select="m:Parameter/n:AvgjorelserFraDato, m:Parameter/n:ManuellOppgVedUavklartArbeidsadgang"/>
          </question>
        </residence-status-query>
      </body>
    </message>
  </xsl:template>

  <xsl:template match="n:InkluderArbeidsadgang">
    <include-work>{.}</include-work>
  </xsl:template>

  <xsl:template match="n:InkluderAvgjorelsehistorikk">
    <include-decisions>{.}</include-decisions>
  </xsl:template>

  <xsl:template match="n:InkluderFlyktningstatus">
    <include-protection>{.}</include-protection>
  </xsl:template>

  <xsl:template match="n:InkluderSoknadOmBeskyttelseUnderBehandling">
    <include-application>{.}</include-application>
  </xsl:template>

  <xsl:template match="n:AvgjorelserFraDato">
    <decisions-from>
      <xsl:sequence select="n:date(.)"/>
    </decisions-from>
  </xsl:template>

  <xsl:template match="n:ManuellOppgVedUavklartArbeidsadgang">
    <manual-follow-up>{.}</manual-follow-up>
  </xsl:template>

  <!-- The body does not say which question it answers: it begins a conversation of its own, and asked says what was asked. -->
  <xsl:template match="m:HentPersonstatusResponse" as="element(c:message)">
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'ResidenceStatusResponse'"/>
        <xsl:with-param name="conversation" select="$gateway?id"/>
      </xsl:call-template>
      <body>
        <residence-status-response>
          <asked>
            <xsl:apply-templates select="m:Resultat/n:Foresporselsfodselsnummer, m:Resultat/n:Uttrekkstidspunkt"/>
          </asked>
          <xsl:apply-templates select="m:Resultat/(* except (n:Foresporselsfodselsnummer, n:Uttrekkstidspunkt, n:UavklartFlyktningstatus,
            n:HarFlyktningstatus, n:HistorikkHarFlyktningstatus, n:SoknadOmBeskyttelseUnderBehandling))"/>
          <xsl:apply-templates select="m:Resultat" mode="protection"/>
        </residence-status-response>
      </body>
    </message>
  </xsl:template>

  <!-- The person may be known by another number than the asked one, which is then one of an alias. -->
  <xsl:template match="n:Foresporselsfodselsnummer">
    <xsl:variable name="known" as="element()?" select="../n:GjeldendePerson/n:Fodselsnummer"/>
    <xsl:variable name="of-alias" as="element()*" select="../n:GjeldendePerson/n:Alias/n:Alias/n:Fodselsnummer[. = current()]"/>
    <identifier type="national-number" issuer="NOR">{.}</identifier>
    <same-identifier>{if ($known = .) then 'yes' else if ($known or $of-alias) then 'no' else 'undetermined'}</same-identifier>
  </xsl:template>

  <xsl:template match="n:Uttrekkstidspunkt">
    <answered>{normalize-space()}</answered>
  </xsl:template>

  <xsl:template match="n:GjeldendePerson">
    <person>
      <xsl:apply-templates select="n:Navn, n:Alias/n:Alias/n:Navn, n:Fodselsdato, n:Fodselsnummer, n:Alias/n:Alias/n:Fodselsnummer"/>
    </person>
  </xsl:template>

  <xsl:template match="n:Fodselsnummer">
    <identifier type="national-number" issuer="NOR">{.}</identifier>
  </xsl:template>

  <xsl:template match="n:Alias/n:Fodselsnummer">
    <identifier type="national-number" issuer="NOR" alias="{n:alias(..)}">{.}</identifier>
  </xsl:template>

  <xsl:template match="n:Navn">
    <xsl:where-populated>
      <name>
        <xsl:sequence select="n:name(.)"/>
      </name>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="n:Alias/n:Navn">
    <xsl:where-populated>
      <other-name use="alias" reference="{n:alias(..)}">
        <xsl:sequence select="n:name(.)"/>
      </other-name>
    </xsl:where-populated>
  </xsl:template>

  <!-- Ar 1978, Maned 3, Dag nil becomes 1978-03 with its precision and what was sent. -->
  <xsl:template match="n:Fodselsdato">
    <birth>
      <xsl:sequence select="d:content(., d:from-parts(n:told(n:Ar), n:told(n:Maned), n:told(n:Dag)),
                                      'a date in parts, from the year 1800 on, nil for what is unknown')"/>
    </birth>
  </xsl:template>

  <!-- The place of an alias in its list joins its name and its number. -->
  <xsl:function name="n:alias" as="xs:integer">
    <xsl:param name="alias" as="element(n:Alias)"/>
    <xsl:sequence select="count($alias/preceding-sibling::n:Alias) + 1"/>
  </xsl:function>

  <!-- Okoro with the given name - is a single name, with XXX a family name whose given name is not known. -->
  <xsl:function name="n:name" as="node()*">
    <xsl:param name="names" as="element()"/>
    <xsl:variable name="given" as="xs:string?" select="name:part($names/n:Fornavn)"/>
    <xsl:variable name="middle" as="xs:string?" select="$names/n:Mellomnavn ! name:part(.)"/>
    <xsl:variable name="family" as="xs:string?" select="name:part($names/n:Etternavn)"/>
    <xsl:variable name="rule" as="xs:string?" select="
      if (exists($given) and exists($family) or empty(($given, $family))) then ()
      else if (exists($given)) then 'SURNAME_ABSENT'
      else if (empty($middle) and name:absence($names/n:Fornavn) = 'not-given') then 'SINGLE_NAME_AS_SURNAME'
      else 'FAMILY_AS_SURNAME_GIVEN_ABSENT'"/>
    <xsl:for-each select="$rule">
      <xsl:attribute name="rule" select="."/>
    </xsl:for-each>
    <xsl:for-each select="string-join(($given, $middle, $family), ' ')[. != '']">
      <full script="{name:script(.)}">{.}</full>
    </xsl:for-each>
    <xsl:sequence select="name:from-two-fields($family, $given, $rule)"/>
    <xsl:for-each select="$middle">
      <middle>{.}</middle>
    </xsl:for-each>
  </xsl:function>

  <!-- A fault is the refusal of a question, even when it is nil. -->
  <xsl:template match="f:Fault" as="element(c:message)" priority="3">
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'Acknowledgement'"/>
      </xsl:call-template>
      <body>
        <acknowledgement>
          <status>refused</status>
          <received-at>{$gateway?received}</received-at>
          <xsl:where-populated>
            <error>
              <xsl:apply-templates select="f:KodeId, f:Feilmelding, f:Kategori, f:Niva"/>
            </error>
          </xsl:where-populated>
        </acknowledgement>
      </body>
    </message>
  </xsl:template>

  <!-- An empty text says nothing. -->
  <xsl:template match="f:Fault/*[not(normalize-space())]" priority="2"/>

  <xsl:template match="f:KodeId">
    <code system="no-udi/Fault" verbatim="{.}">{normalize-space()}</code>
  </xsl:template>

  <xsl:template match="f:Feilmelding">
    <text>{.}</text>
  </xsl:template>

  <xsl:template match="f:Kategori">
    <category>{n:token(.)}</category>
  </xsl:template>

  <xsl:template match="f:Niva">
    <severity>{n:token(.)}</severity>
  </xsl:template>

</xsl:stylesheet>
