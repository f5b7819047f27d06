<?xml version="1.0" encoding="UTF-8"?>
<!-- Health records to results of HL7 v2 (ORU R01). -->
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
    <ORU_R01>
      <xsl:call-template name="h:header">
        <xsl:with-param name="event" select="'ORU', 'R01', 'ORU_R01'"/>
      </xsl:call-template>
      <ORU_R01.PATIENT_RESULT>
        <ORU_R01.PATIENT>
          <xsl:apply-templates select="c:person"/>
          <xsl:apply-templates select="c:remark"/>
          <xsl:apply-templates select="c:next-of-kin"/>
          <xsl:where-populated>
            <ORU_R01.VISIT>
              <xsl:apply-templates select="c:visit"/>
            </ORU_R01.VISIT>
          </xsl:where-populated>
        </ORU_R01.PATIENT>
        <xsl:apply-templates select="c:order"/>
      </ORU_R01.PATIENT_RESULT>
      <xsl:apply-templates select="* except (c:person, c:remark, c:next-of-kin, c:visit, c:order, c:subject-reference)" mode="h:unknown"/>
    </ORU_R01>
  </xsl:template>

  <xsl:template match="c:order">
    <ORU_R01.ORDER_OBSERVATION>
      <xsl:apply-templates select="c:request"/>
      <xsl:call-template name="h:order"/>
      <xsl:apply-templates select="c:note"/>
      <xsl:for-each select="c:observation | c:void-observation">
        <ORU_R01.OBSERVATION>
          <xsl:apply-templates select="."/>
        </ORU_R01.OBSERVATION>
      </xsl:for-each>
      <xsl:for-each select="c:specimen">
        <ORU_R01.SPECIMEN>
          <xsl:sequence select="h:write-segment(., 'SPM', position(), ('observation', 'void-observation'))"/>
          <xsl:apply-templates select="c:observation | c:void-observation"/>
        </ORU_R01.SPECIMEN>
      </xsl:for-each>
    </ORU_R01.ORDER_OBSERVATION>
  </xsl:template>

</xsl:stylesheet>
