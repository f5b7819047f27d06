<?xml version="1.0" encoding="UTF-8"?>
<!-- Results of HL7 v2 (ORU R01) to health records. -->
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
                select="'ORU_R01/MSH', 'ORU_R01.PATIENT/PID', 'ORU_R01.PATIENT/PD1', 'ORU_R01.PATIENT/NTE', 'ORU_R01.PATIENT/NK1', 'ORU_R01.VISIT/PV1', 'ORU_R01.VISIT/PV2',
                        'ORU_R01.ORDER_OBSERVATION/ORC', 'ORU_R01.ORDER_OBSERVATION/OBR', 'ORU_R01.ORDER_OBSERVATION/NTE',
                        'ORU_R01.OBSERVATION/OBX', 'ORU_R01.OBSERVATION/NTE', 'ORU_R01.SPECIMEN/SPM', 'ORU_R01.SPECIMEN/OBX'"/>

  <xsl:template match="n:ORU_R01" as="element(c:message)">
    <xsl:call-template name="h:message">
      <xsl:with-param name="known" select="$h:known"/>
      <xsl:with-param name="type" select="'ORU'"/>
      <xsl:with-param name="events" select="'R01'"/>
      <xsl:with-param name="parts" select="h:parts#1"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="h:parts" as="element()*">
    <xsl:param name="message" as="element()"/>
    <xsl:for-each select="$message">
      <xsl:variable name="patient" as="element()*" select="*/n:ORU_R01.PATIENT"/>
      <xsl:apply-templates select="$patient/n:PD1, $patient/n:PID"/>
      <xsl:for-each select="$patient/n:NTE">
        <xsl:call-template name="h:note">
          <xsl:with-param name="as" select="'remark'"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:apply-templates select="$patient/n:NK1"/>
      <xsl:call-template name="h:visit">
        <xsl:with-param name="segments" select="$patient/n:ORU_R01.VISIT/(n:PV1, n:PV2)"/>
      </xsl:call-template>
      <xsl:for-each select="*/n:ORU_R01.ORDER_OBSERVATION">
        <xsl:call-template name="h:order">
          <xsl:with-param name="observations" select="n:ORU_R01.OBSERVATION/n:OBX"/>
          <xsl:with-param name="specimens" select="n:ORU_R01.SPECIMEN"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
