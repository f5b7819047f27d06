<?xml version="1.0" encoding="UTF-8"?>
<!-- GjeldendeOppholdsstatus to the common model, a part of to-common.xsl. UDI's schema lets several footings stand beside each
     other; each becomes a residence of its own. The status keeps the element that said it, the refusal ground which one said why. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:n="http://udi.no/MT_1067_NAV_Data/v1"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:template match="n:GjeldendeOppholdsstatus | n:EOSellerEFTAOpphold | n:IkkeOppholdstillatelseIkkeOppholdsPaSammeVilkarIkkeVisum">
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <!-- Uavklart, or a group of which no member is said. -->
  <xsl:template match="n:GjeldendeOppholdsstatus/n:Uavklart | n:GjeldendeOppholdsstatus[empty(*)] | n:EOSellerEFTAOpphold[empty(*)]">
    <residence>
      <xsl:sequence select="n:status('undetermined', local-name())"/>
    </residence>
  </xsl:template>

  <xsl:template match="n:EOSellerEFTABeslutningOmOppholdsrett">
    <xsl:sequence select="n:eea(., 'right-of-residence', 'EOSellerEFTAGrunnlagskategoriOppholdsrett')"/>
  </xsl:template>

  <xsl:template match="n:EOSellerEFTAVedtakOmVarigOppholdsrett">
    <xsl:sequence select="n:eea(., 'permanent-right', 'EOSellerEFTAGrunnlagskategoriOppholdsrett')"/>
  </xsl:template>

  <xsl:template match="n:EOSellerEFTAOppholdstillatelse">
    <xsl:sequence select="n:eea(., 'permit', 'EOSellerEFTAGrunnlagskategoriOppholdstillatelse')"/>
  </xsl:template>

  <!-- A permit, or the terms of an earlier one; where neither is said, it may be either. -->
  <xsl:template match="n:OppholdstillatelseEllerOppholdsPaSammeVilkar">
    <xsl:variable name="said" as="element()*" select="n:Oppholdstillatelse, n:OppholdPaSammeVilkar"/>
    <residence>
      <xsl:sequence select="n:status(
        if (n:OppholdPaSammeVilkar) then 'same-terms' else if ($said) then 'permit' else 'undetermined',
        string-join(if ($said) then $said/local-name() else local-name(), ' '))"/>
      <xsl:apply-templates select="n:Oppholdstillatelse/n:OppholdstillatelseType"/>
      <xsl:sequence select="n:period(n:OppholdstillatelsePeriode, '')"/>
      <xsl:apply-templates select="n:Oppholdstillatelse/n:VedtaksDato, n:Effektueringsdato"/>
    </residence>
  </xsl:template>

  <xsl:template match="n:IkkeOppholdstillatelseIkkeOppholdsPaSammeVilkarIkkeVisum[empty(*)]">
    <residence>
      <xsl:sequence select="$none"/>
    </residence>
  </xsl:template>

  <xsl:template match="n:UtvistMedInnreiseForbud">
    <residence>
      <xsl:sequence select="$none"/>
      <xsl:apply-templates select="n:VedtaksDato"/>
      <expelled system="no-udi/IkkeOpphold" verbatim="{local-name()}">yes</expelled>
      <xsl:apply-templates select="n:InnreiseForbud, n:Varighet"/>
    </residence>
  </xsl:template>

  <!-- Lapsed, withdrawn, refused or decided on form: each with the day of the decision that they share. -->
  <xsl:template match="n:AvslagEllerBortfallAvPO-BOSellerTilbakekallEllerFormeltVedtak">
    <xsl:for-each select="(* except n:AvgjorelsesDato, .[empty(* except n:AvgjorelsesDato)])">
      <residence>
        <xsl:sequence select="$none"/>
        <xsl:apply-templates select="ancestor-or-self::n:AvslagEllerBortfallAvPO-BOSellerTilbakekallEllerFormeltVedtak/n:AvgjorelsesDato, n:VirkningsDato"/>
        <xsl:sequence select="n:cause(.)"/>
        <xsl:apply-templates select="n:AvslagsGrunnlagOvrig, n:AvslagsGrunnlagEOS, n:UtreiseFrist"/>
      </residence>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="n:OvrigIkkeOpphold">
    <residence>
      <xsl:sequence select="$none, n:cause(.)"/>
      <xsl:apply-templates select="n:Arsak"/>
    </residence>
  </xsl:template>

  <xsl:template match="n:OppholdstillatelseType">
    <kind>
      <xsl:sequence select="n:code(., 'OppholdstillatelseKategori')"/>
    </kind>
  </xsl:template>

  <xsl:template match="n:VedtaksDato | n:AvgjorelsesDato">
    <decided>
      <xsl:sequence select="n:date(.)"/>
    </decided>
  </xsl:template>

  <xsl:template match="n:Effektueringsdato">
    <effective>
      <xsl:sequence select="n:date(.)"/>
    </effective>
  </xsl:template>

  <xsl:template match="n:VirkningsDato">
    <ended>
      <xsl:sequence select="n:date(.)"/>
    </ended>
  </xsl:template>

  <xsl:template match="n:AvslagsGrunnlagOvrig">
    <refusal-ground>
      <xsl:sequence select="n:code(., 'OppholdsgrunnlagKategori')"/>
    </refusal-ground>
  </xsl:template>

  <xsl:template match="n:AvslagsGrunnlagEOS">
    <refusal-ground>
      <xsl:sequence select="n:code(., if (parent::n:AvslagPaSoknadOmOppholdsrettRealitetsBehandlet)
                                      then 'EOSellerEFTAGrunnlagskategoriOppholdsrett'
                                      else 'EOSellerEFTAGrunnlagskategoriOppholdstillatelse')"/>
    </refusal-ground>
  </xsl:template>

  <xsl:template match="n:Arsak">
    <refusal-ground>
      <xsl:sequence select="n:code(., 'OvrigIkkeOppholdsKategori')"/>
    </refusal-ground>
  </xsl:template>

  <xsl:template match="n:UtreiseFrist">
    <departure-deadline>
      <xsl:sequence select="n:date(.)"/>
    </departure-deadline>
  </xsl:template>

  <xsl:template match="n:InnreiseForbud">
    <entry-barred>
      <xsl:sequence select="n:tristate(.)"/>
    </entry-barred>
  </xsl:template>

  <xsl:template match="n:UtvistMedInnreiseForbud/n:Varighet">
    <entry-ban>
      <xsl:sequence select="n:code(., 'Varighet')"/>
    </entry-ban>
  </xsl:template>

  <!-- The status and the element that said it. -->
  <xsl:function name="n:status" as="element(c:status)">
    <xsl:param name="status" as="xs:string"/>
    <xsl:param name="said-by" as="xs:string"/>
    <status system="no-udi/GjeldendeOppholdsstatus" verbatim="{$said-by}">{$status}</status>
  </xsl:function>

  <xsl:variable name="none" as="element(c:status)"
                select="n:status('none', 'IkkeOppholdstillatelseIkkeOppholdsPaSammeVilkarIkkeVisum')"/>

  <!-- Why there is no residence: the name of the element that says it. -->
  <xsl:function name="n:cause" as="element(c:refusal-ground)">
    <xsl:param name="node" as="element()"/>
    <refusal-ground system="no-udi/IkkeOpphold" verbatim="{local-name($node)}">{local-name($node)}</refusal-ground>
  </xsl:function>

  <!-- A footing under the rules of the European Economic Area. -->
  <xsl:function name="n:eea" as="element(c:residence)">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="status" as="xs:string"/>
    <xsl:param name="grounds" as="xs:string"/>
    <residence>
      <xsl:sequence select="n:status($status, local-name($node))"/>
      <xsl:for-each select="$node/n:EOSOppholdsgrunnlag[not(n:is-nil(.))]">
        <ground>
          <xsl:sequence select="n:code(., $grounds)"/>
        </ground>
      </xsl:for-each>
      <xsl:sequence select="n:period($node/(n:OppholdsrettsPeriode | n:OppholdstillatelsePeriode), '')"/>
      <xsl:apply-templates select="$node/n:Effektueringsdato"/>
    </residence>
  </xsl:function>

</xsl:stylesheet>
