<?xml version="1.0" encoding="UTF-8"?>
<!-- Health records to referrals of HL7 v2 (REF I12). -->
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
    <REF_I12>
      <xsl:call-template name="h:header">
        <xsl:with-param name="event" select="'REF', 'I12', 'REF_I12'"/>
      </xsl:call-template>
      <xsl:apply-templates select="c:referral"/>
      <xsl:for-each select="c:provider">
        <REF_I12.PROVIDER_CONTACT>
          <xsl:apply-templates select="."/>
        </REF_I12.PROVIDER_CONTACT>
      </xsl:for-each>
      <xsl:apply-templates select="c:person"/>
      <xsl:apply-templates select="c:next-of-kin"/>
      <xsl:apply-templates select="c:condition"/>
      <xsl:apply-templates select="c:allergy"/>
      <xsl:for-each select="c:procedure">
        <REF_I12.PROCEDURE>
          <xsl:sequence select="h:write-segment(., 'PR1', position(), ())"/>
        </REF_I12.PROCEDURE>
      </xsl:for-each>
      <xsl:apply-templates select="c:order"/>
      <!-- Without a visit between them a closing remark would be read as a note on the last result. -->
      <xsl:variable name="visit" as="element()*"><xsl:apply-templates select="c:visit"/></xsl:variable>
      <xsl:if test="exists($visit) or c:order and c:closing-remark">
        <REF_I12.PATIENT_VISIT>
          <xsl:sequence select="if (exists($visit)) then $visit else $h:empty-visit"/>
        </REF_I12.PATIENT_VISIT>
      </xsl:if>
      <xsl:apply-templates select="c:closing-remark"/>
      <xsl:apply-templates select="* except (c:referral, c:provider, c:person, c:next-of-kin, c:condition, c:allergy, c:procedure, c:order, c:visit, c:closing-remark, c:subject-reference)" mode="h:unknown"/>
    </REF_I12>
  </xsl:template>

  <!-- A referral has no place for the order behind a result, nor for its specimen. -->
  <xsl:template match="c:order">
    <xsl:for-each select="(c:request, c:specimen)[1]">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., '', 'an order without ' || local-name() || ': a referral has no place for it')"/>
    </xsl:for-each>
    <REF_I12.OBSERVATION>
      <xsl:call-template name="h:order"/>
      <xsl:apply-templates select="c:note"/>
      <xsl:for-each select="c:observation | c:void-observation">
        <REF_I12.RESULTS_NOTES>
          <xsl:apply-templates select="."/>
        </REF_I12.RESULTS_NOTES>
      </xsl:for-each>
    </REF_I12.OBSERVATION>
  </xsl:template>

</xsl:stylesheet>
