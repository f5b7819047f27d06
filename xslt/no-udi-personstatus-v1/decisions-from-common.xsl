<?xml version="1.0" encoding="UTF-8"?>
<!-- Work, decisions and protection, a part of from-common.xsl. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:n="http://udi.no/MT_1067_NAV_Data/v1"
                xmlns="http://udi.no/MT_1067_NAV_Data/v1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/codes.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:include href="refugee.xsl"/>

  <xsl:template match="c:work">
    <xsl:sequence select="n:only(., ('allowed', 'kind', 'extent', 'from', 'until'))"/>
    <Arbeidsadgang>
      <HarArbeidsadgang>{k:code(n:needed(., c:allowed, 'work/allowed'), $tristate)}</HarArbeidsadgang>
      <xsl:sequence select="n:nillable('TypeArbeidsadgang', n:code(c:kind, 'ArbeidsadgangType'))"/>
      <xsl:sequence select="n:nillable('ArbeidsOmfang', n:code(c:extent, 'ArbeidOmfangKategori'))"/>
      <xsl:sequence select="n:period('ArbeidsadgangsPeriode', c:from, c:until)"/>
    </Arbeidsadgang>
  </xsl:template>

  <xsl:template match="c:decision">
    <xsl:apply-templates select="c:replaces"/>
    <Avgjorelse>
      <AvgjorelseId>{n:needed(., c:reference, 'decision/reference')}</AvgjorelseId>
      <xsl:for-each select="c:replaced-by">
        <OmgjortavAvgjorelseId>{.}</OmgjortavAvgjorelseId>
      </xsl:for-each>
      <xsl:where-populated>
        <Avgjorelsestype>
          <xsl:sequence select="n:kodeverk('UtfallstypeKode', c:outcome), n:kodeverk('GrunntypeKode', c:kind),
                                n:kodeverk('TillatelseKode', c:permit)"/>
        </Avgjorelsestype>
      </xsl:where-populated>
      <ErPositiv>{n:positive(n:needed(., c:positive, 'decision/positive'))}</ErPositiv>
      <xsl:sequence select="n:duration('Tillatelse', c:permit-duration, c:permit-length,
                                       n:period('Gyldighetsperiode', c:permit-from, c:permit-until))"/>
      <xsl:sequence select="n:duration('Utfall', c:outcome-duration, c:outcome-length,
                                       n:period('GjeldendePeriode', c:outcome-from, c:outcome-until))"/>
      <xsl:sequence select="n:nillable('AvgjorelseDato', n:day(c:decided))"/>
      <xsl:sequence select="n:nillable('EffektueringsDato', n:day(c:effective))"/>
      <xsl:sequence select="n:nillable('IverksettelseDato', n:day(c:enforced))"/>
      <xsl:sequence select="n:nillable('UtreisefristDato', n:day(c:departure-deadline))"/>
      <Saksnummer>{n:needed(., c:case-number, 'decision/case-number')}</Saksnummer>
      <xsl:for-each select="n:code(c:authority, 'Etat')">
        <Etat>{.}</Etat>
      </xsl:for-each>
      <xsl:variable name="told" as="map(xs:string, xs:string)" select="n:told-refugee(c:refugee, 'Flyktingstatus')"/>
      <xsl:sequence select="('Flyktingstatus', 'UavklartFlyktningstatus') ! n:nillable(., $told(.))"/>
    </Avgjorelse>
  </xsl:template>

  <!-- UDI names the decision that changed this one, and never the other way round. -->
  <xsl:template match="c:replaces">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'replaced-by in the decision that was replaced')"/>
  </xsl:template>

  <!-- Called on the answer, since the elements must be there when nothing is to say. -->
  <xsl:template name="n:protection" as="element()+">
    <xsl:variable name="told" as="map(xs:string, xs:string)" select="n:told-refugee(c:protection/c:refugee, 'HarFlyktningstatus')"/>
    <xsl:sequence select="c:protection ! n:only(., ('refugee', 'ever-refugee', 'application-pending', 'applied'))"/>
    <xsl:sequence select="('UavklartFlyktningstatus', 'HarFlyktningstatus') ! n:nillable(., $told(.))"/>
    <xsl:sequence select="n:nillable('HistorikkHarFlyktningstatus', c:protection/c:ever-refugee ! n:told-history(.))"/>
    <xsl:if test="c:protection/(c:application-pending | c:applied)">
      <SoknadOmBeskyttelseUnderBehandling>
        <ErUnderBehandling>{k:code(n:needed(c:protection, c:protection/c:application-pending, 'protection/application-pending'), $tristate)}</ErUnderBehandling>
        <xsl:sequence select="n:nillable('Soknadsdato', n:day(c:protection/c:applied))"/>
      </SoknadOmBeskyttelseUnderBehandling>
    </xsl:if>
  </xsl:template>

  <xsl:function name="n:positive" as="xs:string">
    <xsl:param name="positive" as="element()"/>
    <xsl:sequence select="
      if ($positive = 'undetermined') then e:refuse($e:UNWRITABLE, $positive, 'yes or no')
      else string($positive = 'yes')"/>
  </xsl:function>

  <!-- How long something lasts, where anything is said of it. -->
  <xsl:function name="n:duration" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="unit" as="element()?"/>
    <xsl:param name="length" as="element()?"/>
    <xsl:param name="period" as="element()?"/>
    <xsl:if test="exists(($unit, $length, $period))">
      <xsl:element name="{$name}">
        <xsl:sequence select="n:kodeverk('VarighetKode', $unit), n:nillable('Varighet', $length/string()[. != '']), $period"/>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <!-- The booleans of a refugee status: as UDI sent them, where they still mean the same; else yes and no are told with no
       open code beside them, and undetermined by an open code alone. -->
  <xsl:function name="n:told-refugee" as="map(xs:string, xs:string)">
    <xsl:param name="refugee" as="element()?"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="sent" as="map(xs:string, xs:string)" select="
      map:merge(tokenize($refugee[@system = 'no-udi/Flyktningstatus']/@verbatim) ! map{substring-before(., '='): substring-after(., '=')})"/>
    <xsl:sequence select="
      if (empty($refugee)) then map{}
      else if ($refugee = n:refugee($sent($name), $sent?UavklartFlyktningstatus)) then $sent
      else if ($refugee = 'undetermined') then map{'UavklartFlyktningstatus': 'true'}
      else map{$name: string($refugee = 'yes'), 'UavklartFlyktningstatus': 'false'}"/>
  </xsl:function>

  <!-- Whether the history has decisions about refugee status, which undetermined leaves open unless UDI sent it. -->
  <xsl:function name="n:told-history" as="xs:string">
    <xsl:param name="ever" as="element(c:ever-refugee)"/>
    <xsl:sequence select="
      if ($ever/@system = 'no-udi/HistorikkHarFlyktningstatus') then string($ever/@verbatim)
      else if ($ever = 'undetermined') then e:refuse($e:UNWRITABLE, $ever, 'yes or no')
      else string($ever = 'yes')"/>
  </xsl:function>

</xsl:stylesheet>
