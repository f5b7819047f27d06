<?xml version="1.0" encoding="UTF-8"?>
<!-- Referrals of HL7 v2 (REF I12) to health records. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:h="urn:passerelle:hl7"
                xmlns:n="urn:hl7-org:v2xml"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/hl7-record-in.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <!-- The segments of the message, each by the group that it stands in. -->
  <xsl:variable name="h:known" as="xs:string+" static="yes"
                select="'REF_I12/MSH', 'REF_I12/RF1', 'REF_I12/PID', 'REF_I12/NK1', 'REF_I12/DG1', 'REF_I12/AL1', 'REF_I12/NTE', 'REF_I12.PROVIDER_CONTACT/PRD', 'REF_I12.PROCEDURE/PR1',
                        'REF_I12.OBSERVATION/OBR', 'REF_I12.OBSERVATION/NTE', 'REF_I12.RESULTS_NOTES/OBX', 'REF_I12.RESULTS_NOTES/NTE',
                        'REF_I12.PATIENT_VISIT/PV1', 'REF_I12.PATIENT_VISIT/PV2'"/>

  <xsl:template match="n:REF_I12" as="element(c:message)">
    <xsl:call-template name="h:message">
      <xsl:with-param name="known" select="$h:known"/>
      <xsl:with-param name="type" select="'REF'"/>
      <xsl:with-param name="events" select="'I12'"/>
      <xsl:with-param name="parts" select="h:parts#1"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="h:parts" as="element()*">
    <xsl:param name="message" as="element()"/>
    <xsl:for-each select="$message">
      <xsl:apply-templates select="n:RF1, n:REF_I12.PROVIDER_CONTACT/n:PRD, n:PID, n:NK1"/>
      <xsl:call-template name="h:visit">
        <xsl:with-param name="segments" select="n:REF_I12.PATIENT_VISIT/(n:PV1, n:PV2)"/>
      </xsl:call-template>
      <xsl:apply-templates select="n:AL1, n:DG1, n:REF_I12.PROCEDURE/n:PR1"/>
      <xsl:for-each select="n:REF_I12.OBSERVATION">
        <xsl:call-template name="h:order">
          <xsl:with-param name="observations" select="n:REF_I12.RESULTS_NOTES/n:OBX"/>
          <xsl:with-param name="specimens" select="()"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:for-each select="n:NTE">
        <xsl:call-template name="h:note">
          <xsl:with-param name="as" select="'closing-remark'"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
