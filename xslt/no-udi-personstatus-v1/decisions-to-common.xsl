<?xml version="1.0" encoding="UTF-8"?>
<!-- Work, decisions and protection to the common model, a part of to-common.xsl. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:k="urn:passerelle:codes"
                xmlns:m="http://udi.no.MT_1067_NAV.v1"
                xmlns:n="http://udi.no/MT_1067_NAV_Data/v1"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:template match="n:Arbeidsadgang">
    <work>
      <allowed>
        <xsl:sequence select="n:tristate(n:HarArbeidsadgang)"/>
      </allowed>
      <xsl:apply-templates select="n:TypeArbeidsadgang, n:ArbeidsOmfang"/>
      <xsl:sequence select="n:period(n:ArbeidsadgangsPeriode, '')"/>
    </work>
  </xsl:template>

  <xsl:template match="n:TypeArbeidsadgang">
    <kind>
      <xsl:sequence select="n:code(., 'ArbeidsadgangType')"/>
    </kind>
  </xsl:template>

  <xsl:template match="n:ArbeidsOmfang">
    <extent>
      <xsl:sequence select="n:code(., 'ArbeidOmfangKategori')"/>
    </extent>
  </xsl:template>

  <!-- That decisions could not be told is itself told. -->
  <xsl:template match="n:Avgjorelsehistorikk">
    <decisions-undetermined>{n:Uavklart}</decisions-undetermined>
    <xsl:apply-templates select="n:AvgjorelseListe/n:Avgjorelse"/>
  </xsl:template>

  <xsl:template match="n:Avgjorelse">
    <decision>
      <reference>{n:token(n:AvgjorelseId)}</reference>
      <xsl:apply-templates select="n:OmgjortavAvgjorelseId"/>
      <case-number>{n:token(n:Saksnummer)}</case-number>
      <xsl:apply-templates select="n:Etat, n:Avgjorelsestype/n:GrunntypeKode, n:ErPositiv"/>
      <xsl:apply-templates select="n:Avgjorelsestype/n:TillatelseKode, n:Tillatelse"/>
      <xsl:apply-templates select="n:Avgjorelsestype/n:UtfallstypeKode, n:Utfall"/>
      <xsl:apply-templates select="n:AvgjorelseDato, n:EffektueringsDato, n:IverksettelseDato, n:UtreisefristDato"/>
      <xsl:sequence select="n:refugee-element(n:Flyktingstatus, n:UavklartFlyktningstatus)"/>
    </decision>
  </xsl:template>

  <!-- The other decision changed this one, not this one the other. -->
  <xsl:template match="n:OmgjortavAvgjorelseId">
    <replaced-by>{n:token(.)}</replaced-by>
  </xsl:template>

  <xsl:template match="n:Etat">
    <authority>
      <xsl:sequence select="n:code(., 'Etat')"/>
    </authority>
  </xsl:template>

  <xsl:template match="n:GrunntypeKode">
    <kind>
      <xsl:sequence select="n:kodeverk(.)"/>
    </kind>
  </xsl:template>

  <xsl:template match="n:ErPositiv">
    <positive verbatim="{.}">{if (xs:boolean(.)) then 'yes' else 'no'}</positive>
  </xsl:template>

  <!-- The permit that was considered: ErPositiv says whether it was given. -->
  <xsl:template match="n:TillatelseKode">
    <permit>
      <xsl:sequence select="n:kodeverk(.)"/>
    </permit>
  </xsl:template>

  <xsl:template match="n:UtfallstypeKode">
    <outcome>
      <xsl:sequence select="n:kodeverk(.)"/>
    </outcome>
  </xsl:template>

  <xsl:template match="n:Tillatelse">
    <xsl:sequence select="n:duration(., n:Gyldighetsperiode, 'permit-')"/>
  </xsl:template>

  <xsl:template match="n:Utfall">
    <xsl:sequence select="n:duration(., n:GjeldendePeriode, 'outcome-')"/>
  </xsl:template>

  <xsl:template match="n:AvgjorelseDato">
    <decided>
      <xsl:sequence select="n:date(.)"/>
    </decided>
  </xsl:template>

  <xsl:template match="n:EffektueringsDato">
    <effective>
      <xsl:sequence select="n:date(.)"/>
    </effective>
  </xsl:template>

  <xsl:template match="n:IverksettelseDato">
    <enforced>
      <xsl:sequence select="n:date(.)"/>
    </enforced>
  </xsl:template>

  <xsl:template match="n:UtreisefristDato">
    <departure-deadline>
      <xsl:sequence select="n:date(.)"/>
    </departure-deadline>
  </xsl:template>

  <!-- Refugee status of the whole history, and an application that is under way. -->
  <xsl:template match="m:Resultat" mode="protection">
    <xsl:variable name="refugee" as="element(c:refugee)?" select="n:refugee-element(n:HarFlyktningstatus, n:UavklartFlyktningstatus)"/>
    <xsl:where-populated>
      <protection>
        <xsl:sequence select="$refugee"/>
        <xsl:for-each select="n:told(n:HistorikkHarFlyktningstatus)">
          <ever-refugee system="no-udi/HistorikkHarFlyktningstatus" verbatim="{.}">{n:ever-refugee(., $refugee)}</ever-refugee>
        </xsl:for-each>
        <xsl:apply-templates select="n:SoknadOmBeskyttelseUnderBehandling/n:ErUnderBehandling,
                                     n:SoknadOmBeskyttelseUnderBehandling/n:Soknadsdato"/>
      </protection>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="n:ErUnderBehandling">
    <application-pending>
      <xsl:sequence select="n:tristate(.)"/>
    </application-pending>
  </xsl:template>

  <xsl:template match="n:Soknadsdato">
    <applied>
      <xsl:sequence select="n:date(.)"/>
    </applied>
  </xsl:template>

  <!-- How long something lasts: its unit, how many, and from when until when. -->
  <xsl:function name="n:duration" as="element()+">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="period" as="element()?"/>
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:for-each select="$node/n:VarighetKode">
      <xsl:element name="{$prefix}duration">
        <xsl:sequence select="n:kodeverk(.)"/>
      </xsl:element>
    </xsl:for-each>
    <xsl:element name="{$prefix}length">{n:told($node/n:Varighet)}</xsl:element>
    <xsl:sequence select="n:period($period, $prefix)"/>
  </xsl:function>

  <!-- Two booleans as one answer, with what was told of them. -->
  <xsl:function name="n:refugee-element" as="element(c:refugee)?">
    <xsl:param name="said" as="element()"/>
    <xsl:param name="open" as="element()"/>
    <xsl:for-each select="n:refugee(n:told($said), n:told($open))">
      <refugee system="no-udi/Flyktningstatus"
               verbatim="{($said, $open)[not(n:is-nil(.))] ! (local-name() || '=' || normalize-space())}">{.}</refugee>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
