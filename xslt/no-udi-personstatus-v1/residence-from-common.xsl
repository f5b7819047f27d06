<?xml version="1.0" encoding="UTF-8"?>
<!-- GjeldendeOppholdsstatus, a part of from-common.xsl: each residence has one place in it, by its status and, where there is
     none, by the reason. Two residences for one place, and a field that the place lacks, are refused. -->
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

  <xsl:variable name="eea" as="xs:string+" static="yes"
                select="'EOSellerEFTAOpphold', 'EOSellerEFTABeslutningOmOppholdsrett', 'EOSellerEFTAVedtakOmVarigOppholdsrett',
                        'EOSellerEFTAOppholdstillatelse'"/>
  <xsl:variable name="none" as="xs:string" static="yes" select="'IkkeOppholdstillatelseIkkeOppholdsPaSammeVilkarIkkeVisum'"/>
  <xsl:variable name="refused" as="xs:string" static="yes" select="'AvslagEllerBortfallAvPO-BOSellerTilbakekallEllerFormeltVedtak'"/>

  <!-- The reasons of $refused, each with the fields that it has beside the status, the ground and the day of the decision. -->
  <xsl:variable name="refusals" as="map(xs:string, xs:string*)" static="yes" select="map{
    'BortfallAvPOellerBOS': 'ended',
    'TilbakeKall': ('ended', 'departure-deadline'),
    'AvslagPaSoknadOmOppholdstillatelseRealitetsBehandlet': 'departure-deadline',
    'AvslagPaSoknadOmOppholdsrettRealitetsBehandlet': (),
    'FormeltVedtak': 'departure-deadline'}"/>

  <xsl:function name="n:residence" as="element(n:GjeldendeOppholdsstatus)">
    <xsl:param name="residences" as="element(c:residence)+"/>
    <xsl:variable name="places" as="map(xs:string, element(c:residence)+)"
                  select="map:merge($residences ! map{n:place(.): .}, map{'duplicates': 'combine'})"/>
    <xsl:sequence select="map:for-each($places, function($place, $found) {
      $found[2] ! e:refuse($e:UNWRITABLE, ., string(c:status), 'one residence of each status and reason')})"/>
    <GjeldendeOppholdsstatus>
      <xsl:if test="$places?Uavklart">
        <xsl:sequence select="n:only($places?Uavklart, 'status')"/>
        <Uavklart/>
      </xsl:if>
      <xsl:if test="map:keys($places) = $eea">
        <EOSellerEFTAOpphold>
          <xsl:sequence select="$eea[position() gt 1] ! n:eea(., $places(.))"/>
        </EOSellerEFTAOpphold>
      </xsl:if>
      <xsl:sequence select="$places?OppholdstillatelseEllerOppholdsPaSammeVilkar ! n:permit(.)"/>
      <xsl:if test="map:keys($places) = ($none, $refused, map:keys($refusals), 'UtvistMedInnreiseForbud', 'OvrigIkkeOpphold')">
        <xsl:element name="{$none}">
          <xsl:sequence select="$places($none) ! n:only(., 'status')"/>
          <xsl:sequence select="$places?UtvistMedInnreiseForbud ! n:expelled(.)"/>
          <xsl:sequence select="n:refused($places)"/>
          <xsl:sequence select="$places?OvrigIkkeOpphold ! n:other(.)"/>
        </xsl:element>
      </xsl:if>
    </GjeldendeOppholdsstatus>
  </xsl:function>

  <!-- The element that a residence belongs in. A status that UDI sent goes back where it came from. -->
  <xsl:function name="n:place" as="xs:string">
    <xsl:param name="residence" as="element(c:residence)"/>
    <xsl:variable name="status" as="element(c:status)" select="n:needed($residence, $residence/c:status, 'residence/status')"/>
    <xsl:variable name="said-by" as="xs:string" select="string($status[@system = 'no-udi/GjeldendeOppholdsstatus']/@verbatim)"/>
    <xsl:sequence select="
      if ($status = 'undetermined') then
        ('GjeldendeOppholdsstatus', $eea[1], 'OppholdstillatelseEllerOppholdsPaSammeVilkar', 'Uavklart')[. = ($said-by, 'Uavklart')][1]
      else if ($status = 'right-of-residence') then $eea[2]
      else if ($status = 'permanent-right') then $eea[3]
      else if ($status = 'permit' and $said-by = $eea[4]) then $eea[4]
      else if ($status = ('permit', 'same-terms')) then 'OppholdstillatelseEllerOppholdsPaSammeVilkar'
      else if ($status = 'none') then n:reason($residence)
      else e:refuse($e:UNWRITABLE, $status, 'a status that UDI has: permit, right-of-residence, permanent-right, same-terms, none, undetermined')"/>
  </xsl:function>

  <!-- Why there is no residence. With nothing beside the status, nobody says. -->
  <xsl:function name="n:reason" as="xs:string">
    <xsl:param name="residence" as="element(c:residence)"/>
    <xsl:variable name="cause" as="element()*" select="$residence/c:refusal-ground[@system = 'no-udi/IkkeOpphold']"/>
    <xsl:sequence select="
      if ($residence/c:expelled = 'yes') then 'UtvistMedInnreiseForbud'
      else if ($residence/c:expelled) then e:refuse($e:UNWRITABLE, $residence/c:expelled, 'yes: UDI names the expelled alone')
      else if (count($cause) = 1 and $cause = ($refused, map:keys($refusals), 'OvrigIkkeOpphold')) then string($cause)
      else if (exists($cause)) then e:refuse($e:UNWRITABLE, $cause[last()], 'one reason why there is no residence')
      else if (empty($residence/(* except c:status))) then $none
      else e:missing($residence, 'residence/refusal-ground or residence/expelled')"/>
  </xsl:function>

  <xsl:function name="n:eea" as="element()?">
    <xsl:param name="place" as="xs:string"/>
    <xsl:param name="residence" as="element(c:residence)?"/>
    <xsl:for-each select="$residence">
      <xsl:sequence select="n:only(., ('status', 'ground', 'from', 'until', 'effective'))"/>
      <xsl:if test="c:ground[2]">
        <xsl:sequence select="e:refuse($e:UNWRITABLE, c:ground[2], 'one ground alone')"/>
      </xsl:if>
      <xsl:variable name="is-permit" as="xs:boolean" select="$place = $eea[4]"/>
      <xsl:element name="{$place}">
        <xsl:sequence select="n:period(if ($is-permit) then 'OppholdstillatelsePeriode' else 'OppholdsrettsPeriode', c:from, c:until)"/>
        <xsl:sequence select="n:nillable('Effektueringsdato', n:day(c:effective))"/>
        <xsl:sequence select="n:nillable('EOSOppholdsgrunnlag', n:code(c:ground,
          if ($is-permit) then 'EOSellerEFTAGrunnlagskategoriOppholdstillatelse' else 'EOSellerEFTAGrunnlagskategoriOppholdsrett'))"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:function>

  <!-- On the same terms as before there may be the earlier permit too, as UDI sent it. -->
  <xsl:function name="n:permit" as="element()">
    <xsl:param name="residence" as="element(c:residence)"/>
    <xsl:variable name="status" as="element()" select="$residence/c:status"/>
    <xsl:variable name="has-permit" as="xs:boolean" select="
      $status = 'permit' or $status = 'same-terms' and ($residence/(c:kind | c:decided) or tokenize($status/@verbatim) = 'Oppholdstillatelse')"/>
    <xsl:sequence select="n:only($residence, ('status', 'from', 'until', 'effective', ('kind', 'decided')[$has-permit]))"/>
    <OppholdstillatelseEllerOppholdsPaSammeVilkar>
      <xsl:sequence select="n:period('OppholdstillatelsePeriode', $residence/c:from, $residence/c:until)"/>
      <xsl:sequence select="n:nillable('Effektueringsdato', n:day($residence/c:effective))"/>
      <xsl:if test="$has-permit">
        <Oppholdstillatelse>
          <xsl:sequence select="n:nillable('OppholdstillatelseType', n:code($residence/c:kind, 'OppholdstillatelseKategori'))"/>
          <xsl:sequence select="n:nillable('VedtaksDato', n:day($residence/c:decided))"/>
        </Oppholdstillatelse>
      </xsl:if>
      <xsl:if test="$status = 'same-terms'">
        <OppholdPaSammeVilkar/>
      </xsl:if>
    </OppholdstillatelseEllerOppholdsPaSammeVilkar>
  </xsl:function>

  <xsl:function name="n:expelled" as="element()">
    <xsl:param name="residence" as="element(c:residence)"/>
    <xsl:sequence select="n:only($residence, ('status', 'decided', 'expelled', 'entry-barred', 'entry-ban'))"/>
    <UtvistMedInnreiseForbud>
      <xsl:sequence select="n:nillable('InnreiseForbud', $residence/c:entry-barred ! $tristate(.))"/>
      <xsl:sequence select="n:nillable('VedtaksDato', n:day($residence/c:decided))"/>
      <xsl:sequence select="n:nillable('Varighet', n:code($residence/c:entry-ban, 'Varighet'))"/>
    </UtvistMedInnreiseForbud>
  </xsl:function>

  <!-- All that was refused, lapsed or was withdrawn stands under the day of one decision. -->
  <xsl:function name="n:refused" as="element()?">
    <xsl:param name="places" as="map(xs:string, element(c:residence)+)"/>
    <xsl:variable name="found" as="element(c:residence)*" select="($refused, map:keys($refusals)) ! $places(.)"/>
    <xsl:variable name="days" as="xs:string*" select="distinct-values($found ! string(n:day(c:decided)))"/>
    <xsl:if test="$days[2]">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, $found[2], 'one day of decision for all refusals')"/>
    </xsl:if>
    <xsl:if test="exists($found)">
      <xsl:element name="{$refused}">
        <xsl:sequence select="$places($refused) ! n:only(., ('status', 'decided', 'refusal-ground'))"/>
        <xsl:sequence select="n:nillable('AvgjorelsesDato', $days[. != ''])"/>
        <xsl:for-each select="'BortfallAvPOellerBOS', 'TilbakeKall', 'AvslagPaSoknadOmOppholdstillatelseRealitetsBehandlet',
                              'AvslagPaSoknadOmOppholdsrettRealitetsBehandlet', 'FormeltVedtak'">
          <xsl:sequence select="n:refusal(., $places(.))"/>
        </xsl:for-each>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <xsl:function name="n:refusal" as="element()?">
    <xsl:param name="place" as="xs:string"/>
    <xsl:param name="residence" as="element(c:residence)?"/>
    <xsl:for-each select="$residence">
      <xsl:sequence select="n:only(., ('status', 'decided', 'refusal-ground', $refusals($place)))"/>
      <xsl:element name="{$place}">
        <xsl:if test="$refusals($place) = 'ended'">
          <xsl:sequence select="n:nillable('VirkningsDato', n:day(c:ended))"/>
        </xsl:if>
        <xsl:if test="$refusals($place) = 'departure-deadline'">
          <xsl:sequence select="n:nillable('UtreiseFrist', n:day(c:departure-deadline))"/>
        </xsl:if>
        <xsl:choose>
          <xsl:when test="$place = 'AvslagPaSoknadOmOppholdstillatelseRealitetsBehandlet'">
            <xsl:variable name="lists" as="xs:string+" select="'OppholdsgrunnlagKategori', 'EOSellerEFTAGrunnlagskategoriOppholdstillatelse'"/>
            <xsl:sequence select="n:nillable('AvslagsGrunnlagOvrig', n:ground(., $lists[1], $lists))"/>
            <xsl:sequence select="n:nillable('AvslagsGrunnlagEOS', n:ground(., $lists[2], $lists))"/>
          </xsl:when>
          <xsl:when test="$place = 'AvslagPaSoknadOmOppholdsrettRealitetsBehandlet'">
            <xsl:variable name="list" as="xs:string" select="'EOSellerEFTAGrunnlagskategoriOppholdsrett'"/>
            <xsl:sequence select="n:nillable('AvslagsGrunnlagEOS', n:ground(., $list, $list))"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="n:ground(., '', ())"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:element>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="n:other" as="element()">
    <xsl:param name="residence" as="element(c:residence)"/>
    <xsl:variable name="list" as="xs:string" select="'OvrigIkkeOppholdsKategori'"/>
    <xsl:sequence select="n:only($residence, ('status', 'refusal-ground'))"/>
    <OvrigIkkeOpphold>
      <xsl:sequence select="n:nillable('Arsak', n:ground($residence, $list, $list))"/>
    </OvrigIkkeOpphold>
  </xsl:function>

  <!-- The refusal ground of one list. Beside the reason itself there may be one of each of these lists, and no other. -->
  <xsl:function name="n:ground" as="xs:string?">
    <xsl:param name="residence" as="element(c:residence)"/>
    <xsl:param name="list" as="xs:string"/>
    <xsl:param name="lists" as="xs:string*"/>
    <xsl:variable name="grounds" as="element()*" select="$residence/c:refusal-ground[@system != 'no-udi/IkkeOpphold']"/>
    <xsl:variable name="found" as="element()*" select="$grounds[@system = 'no-udi/' || $list]"/>
    <xsl:variable name="wrong" as="element()*" select="$grounds[not(@system = $lists ! ('no-udi/' || .))], $found[2]"/>
    <xsl:sequence select="
      if (exists($wrong)) then e:refuse($e:UNWRITABLE, $wrong[1], string-join(('the reason alone', $lists ! ('a code of UDI''s list ' || .)), ', or '))
      else $found/string()"/>
  </xsl:function>

</xsl:stylesheet>
