<?xml version="1.0" encoding="UTF-8"?>
<!-- Vaccinations of HL7 v2 (VXU V04) to health records. -->
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
                select="'VXU_V04/MSH', 'VXU_V04/PID', 'VXU_V04/PD1', 'VXU_V04/NK1', 'VXU_V04.PATIENT/PV1', 'VXU_V04.PATIENT/PV2',
                        'VXU_V04.ORDER/ORC', 'VXU_V04.ORDER/RXA', 'VXU_V04.ORDER/RXR', 'VXU_V04.OBSERVATION/OBX', 'VXU_V04.OBSERVATION/NTE'"/>

  <xsl:template match="n:VXU_V04" as="element(c:message)">
    <xsl:call-template name="h:message">
      <xsl:with-param name="known" select="$h:known"/>
      <xsl:with-param name="type" select="'VXU'"/>
      <xsl:with-param name="events" select="'V04'"/>
      <xsl:with-param name="parts" select="h:parts#1"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="h:parts" as="element()*">
    <xsl:param name="message" as="element()"/>
    <xsl:for-each select="$message">
      <xsl:apply-templates select="n:PD1, n:PID, n:NK1"/>
      <xsl:call-template name="h:visit">
        <xsl:with-param name="segments" select="n:VXU_V04.PATIENT/(n:PV1, n:PV2)"/>
      </xsl:call-template>
      <xsl:for-each select="n:VXU_V04.ORDER">
        <xsl:call-template name="h:immunisation">
          <xsl:with-param name="observations" select="n:VXU_V04.OBSERVATION/n:OBX"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
