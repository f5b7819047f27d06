<?xml version="1.0" encoding="UTF-8"?>
<!-- An acknowledgement as the answer to a crossing report of the Utopia Border Guard. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:n="urn:uto:border:1"
                xmlns="urn:uto:border:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/errors.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="c:message" as="element(n:reportCrossingResponse)">
    <xsl:apply-templates select="c:body/*"/>
  </xsl:template>

  <xsl:template match="c:acknowledgement">
    <reportCrossingResponse>
      <reference>{(c:message-id, '0')[1]}</reference>
      <xsl:apply-templates select="* except (c:message-id, c:place, c:found, c:expected)"/>
    </reportCrossingResponse>
  </xsl:template>

  <xsl:template match="c:status">
    <status>{upper-case(.)}</status>
  </xsl:template>

  <xsl:template match="c:received-at">
    <receivedAt>{.}</receivedAt>
  </xsl:template>

  <xsl:template match="c:code">
    <reason>
      <code>{.}</code>
      <xsl:apply-templates select="../c:place, ../c:found, ../c:expected"/>
    </reason>
  </xsl:template>

  <xsl:template match="c:place">
    <place>{.}</place>
  </xsl:template>

  <xsl:template match="c:found">
    <found>{.}</found>
  </xsl:template>

  <xsl:template match="c:expected">
    <expected>{.}</expected>
  </xsl:template>

</xsl:stylesheet>
