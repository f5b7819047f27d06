<?xml version="1.0" encoding="UTF-8"?>
<!-- The envelope of a common message: what the gateway knows and what the sender's message adds. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- Facts of the gateway: id, sender, purpose, received, format, stylesheet; legal-basis and legal-ground of the channel,
       if it has them; unknown-segments, refuse or leave, for HL7 v2. -->
  <xsl:param name="gateway" as="map(xs:string, xs:string)" required="yes"/>

  <!-- A purpose or legal basis that the message states goes before that of its channel. -->
  <xsl:template name="c:envelope" as="element(c:envelope)">
    <xsl:param name="type" as="xs:string" required="yes"/>
    <xsl:param name="conversation" as="xs:string?"/>
    <xsl:param name="in-reply-to" as="xs:string?"/>
    <xsl:param name="recipients" as="xs:string*"/>
    <xsl:param name="sent" as="xs:string?"/>
    <xsl:param name="expires" as="xs:string?"/>
    <xsl:param name="purpose" as="xs:string?"/>
    <xsl:param name="legal-basis" as="xs:string*"/>
    <xsl:param name="grounds" as="xs:string?"/>
    <xsl:param name="agreement" as="xs:string?"/>
    <xsl:param name="originator" as="xs:string?"/>
    <xsl:param name="caveats" as="xs:string*"/>
    <xsl:param name="reference" as="xs:string?"/>
    <xsl:param name="carrier" as="element(c:carrier)?"/>
    <xsl:param name="omitted" as="xs:string*"/>
    <envelope>
      <id>{$gateway?id}</id>
      <type>{$type}</type>
      <xsl:for-each select="$conversation"><conversation>{.}</conversation></xsl:for-each>
      <xsl:for-each select="$in-reply-to"><in-reply-to>{.}</in-reply-to></xsl:for-each>
      <sender>{$gateway?sender}</sender>
      <xsl:for-each select="$recipients"><recipient>{.}</recipient></xsl:for-each>
      <xsl:for-each select="$sent"><sent>{.}</sent></xsl:for-each>
      <received>{$gateway?received}</received>
      <xsl:for-each select="$expires"><expires>{.}</expires></xsl:for-each>
      <purpose>{($purpose, $gateway?purpose)[1]}</purpose>
      <xsl:for-each select="$legal-basis"><legal-basis>{.}</legal-basis></xsl:for-each>
      <xsl:if test="empty($legal-basis)">
        <xsl:for-each select="$gateway?legal-basis">
          <legal-basis>
            <xsl:for-each select="$gateway?legal-ground"><xsl:attribute name="ground" select="."/></xsl:for-each>
            <xsl:text>{.}</xsl:text>
          </legal-basis>
        </xsl:for-each>
      </xsl:if>
      <xsl:for-each select="$grounds"><grounds>{.}</grounds></xsl:for-each>
      <xsl:for-each select="$agreement"><agreement>{.}</agreement></xsl:for-each>
      <xsl:for-each select="$originator"><originator>{.}</originator></xsl:for-each>
      <xsl:for-each select="$caveats"><caveat>{.}</caveat></xsl:for-each>
      <xsl:for-each select="$reference"><reference>{.}</reference></xsl:for-each>
      <xsl:copy-of select="$carrier"/>
      <xsl:for-each select="$omitted"><omitted>{.}</omitted></xsl:for-each>
      <provenance>
        <format>{$gateway?format}</format>
        <stylesheet>{$gateway?stylesheet}</stylesheet>
      </provenance>
    </envelope>
  </xsl:template>

</xsl:stylesheet>
