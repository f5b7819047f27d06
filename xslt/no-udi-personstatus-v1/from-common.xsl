<?xml version="1.0" encoding="UTF-8"?>
<!-- Questions about a residence and their answers to the form of UDI. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:m="http://udi.no.MT_1067_NAV.v1"
                xmlns:n="http://udi.no/MT_1067_NAV_Data/v1"
                xmlns="http://udi.no/MT_1067_NAV_Data/v1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/errors.xsl"/>
  <xsl:include href="values-from-common.xsl"/>
  <xsl:include href="person-from-common.xsl"/>
  <xsl:include href="residence-from-common.xsl"/>
  <xsl:include href="decisions-from-common.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <!-- Declared once, on the first element. -->
  <xsl:variable name="namespaces" as="namespace-node()+">
    <xsl:namespace name="" select="'http://udi.no/MT_1067_NAV_Data/v1'"/>
    <xsl:namespace name="xsi" select="'http://www.w3.org/2001/XMLSchema-instance'"/>
  </xsl:variable>

  <!-- Left behind on purpose: the envelope. Attachments stop the message. -->
  <xsl:template match="c:message" as="element()">
    <xsl:apply-templates select="c:body/*, c:attachments"/>
  </xsl:template>

  <!-- Left behind on purpose: the asker's own reference, since UDI names a person by the number alone. -->
  <xsl:template match="c:subject-reference"/>

  <xsl:template match="c:residence-status-query">
    <xsl:variable name="question" as="element(c:question)" select="n:needed(., c:question, 'question')"/>
    <xsl:variable name="person" as="element(c:person)" select="n:needed(., c:person, 'person/identifier')"/>
    <xsl:apply-templates select="$person/(* except c:identifier)" mode="asked"/>
    <xsl:apply-templates select="* except ($person, $question)"/>
    <xsl:sequence select="n:only($question, ('at', 'include-residence', 'include-work', 'include-decisions', 'include-protection',
                                             'include-application', 'decisions-from', 'manual-follow-up'))"/>
    <xsl:apply-templates select="$question/(c:at, n:needed(., c:include-residence, 'question/include-residence'))"/>
    <m:HentPersonstatusRequest>
      <xsl:sequence select="$namespaces"/>
      <m:Parameter>
        <Fodselsnummer>{n:number($person/c:identifier[n:is-norwegian(.)], $person, 'person/identifier')}</Fodselsnummer>
        <xsl:sequence select="n:nillable('AvgjorelserFraDato', n:day($question/c:decisions-from))"/>
        <InkluderArbeidsadgang>{n:flag($question/c:include-work)}</InkluderArbeidsadgang>
        <InkluderAvgjorelsehistorikk>{n:flag($question/c:include-decisions)}</InkluderAvgjorelsehistorikk>
        <InkluderFlyktningstatus>{n:flag($question/c:include-protection)}</InkluderFlyktningstatus>
        <InkluderSoknadOmBeskyttelseUnderBehandling>{n:flag($question/c:include-application)}</InkluderSoknadOmBeskyttelseUnderBehandling>
        <ManuellOppgVedUavklartArbeidsadgang>{n:flag($question/c:manual-follow-up)}</ManuellOppgVedUavklartArbeidsadgang>
      </m:Parameter>
    </m:HentPersonstatusRequest>
  </xsl:template>

  <!-- Left behind on purpose: who is asked about by other marks than the number, which UDI needs not know to answer. -->
  <xsl:template match="c:name | c:other-name | c:birth | c:birth-place | c:birth-country | c:sex | c:nationality" mode="asked"/>

  <xsl:template match="*" mode="asked">
    <xsl:apply-templates select="."/>
  </xsl:template>

  <xsl:template match="c:at">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'a question about the present: UDI cannot be asked of another moment')"/>
  </xsl:template>

  <!-- UDI answers the residence to every question: one that does not ask it would be told too much. -->
  <xsl:template match="c:include-residence[xs:boolean(.)]"/>

  <xsl:template match="c:include-residence">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'true: UDI answers the residence to every question')"/>
  </xsl:template>

  <xsl:template match="c:residence-status-response">
    <xsl:variable name="asked" as="element(c:asked)" select="n:needed(., c:asked, 'asked/identifier')"/>
    <xsl:variable name="person" as="element(c:person)" select="n:needed(., c:person, 'person')"/>
    <xsl:sequence select="n:only(., ('subject-reference', 'asked', 'person', 'residence', 'work', 'decisions-undetermined', 'decision', 'protection')),
                          n:only($asked, ('identifier', 'same-identifier', 'answered'))"/>
    <m:HentPersonstatusResponse>
      <xsl:sequence select="$namespaces"/>
      <m:Resultat>
        <Uttrekkstidspunkt>{n:moment(n:needed($asked, $asked/c:answered, 'asked/answered'))}</Uttrekkstidspunkt>
        <Foresporselsfodselsnummer>{n:number($asked/c:identifier, $asked, 'asked/identifier')}</Foresporselsfodselsnummer>
        <xsl:apply-templates select="$person"/>
        <xsl:if test="c:residence">
          <xsl:sequence select="n:residence(c:residence)"/>
        </xsl:if>
        <xsl:apply-templates select="c:work"/>
        <xsl:if test="c:decisions-undetermined | c:decision">
          <Avgjorelsehistorikk>
            <xsl:where-populated>
              <AvgjorelseListe>
                <xsl:apply-templates select="c:decision"/>
              </AvgjorelseListe>
            </xsl:where-populated>
            <Uavklart>{n:needed(., c:decisions-undetermined, 'decisions-undetermined')}</Uavklart>
          </Avgjorelsehistorikk>
        </xsl:if>
        <xsl:call-template name="n:protection"/>
      </m:Resultat>
    </m:HentPersonstatusResponse>
  </xsl:template>

</xsl:stylesheet>
