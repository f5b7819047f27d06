<?xml version="1.0" encoding="UTF-8"?>
<!-- Health records to vaccinations of HL7 v2 (VXU V04). -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:h="urn:passerelle:hl7"
                xmlns="urn:hl7-org:v2xml"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/hl7-record-out.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="c:message" as="element()">
    <xsl:apply-templates select="c:body/*"/>
  </xsl:template>

  <xsl:template match="c:health-record-transfer">
    <VXU_V04>
      <xsl:call-template name="h:header">
        <xsl:with-param name="event" select="'VXU', 'V04', 'VXU_V04'"/>
      </xsl:call-template>
      <xsl:apply-templates select="c:person"/>
      <xsl:apply-templates select="c:next-of-kin"/>
      <xsl:where-populated>
        <VXU_V04.PATIENT>
          <xsl:apply-templates select="c:visit"/>
        </VXU_V04.PATIENT>
      </xsl:where-populated>
      <xsl:apply-templates select="c:immunisation | c:void-immunisation"/>
      <xsl:apply-templates select="* except (c:person, c:next-of-kin, c:visit, c:immunisation, c:void-immunisation, c:subject-reference)" mode="h:unknown"/>
    </VXU_V04>
  </xsl:template>

  <xsl:template match="c:immunisation | c:void-immunisation">
    <VXU_V04.ORDER>
      <xsl:apply-templates select="c:request"/>
      <xsl:call-template name="h:vaccination"/>
      <xsl:apply-templates select="c:route"/>
      <xsl:for-each select="c:observation | c:void-observation">
        <VXU_V04.OBSERVATION>
          <xsl:apply-templates select="."/>
        </VXU_V04.OBSERVATION>
      </xsl:for-each>
    </VXU_V04.ORDER>
  </xsl:template>

</xsl:stylesheet>
