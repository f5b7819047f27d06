<?xml version="1.0" encoding="UTF-8"?>
<!-- Messages about patients of HL7 v2 (ADT A01 A04 A08 A28 A31 A40) to health records. -->
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
                select="'ADT_A01/MSH', 'ADT_A01/EVN', 'ADT_A01/PID', 'ADT_A01/PD1', 'ADT_A01/NK1', 'ADT_A01/PV1', 'ADT_A01/PV2', 'ADT_A01/OBX', 'ADT_A01/AL1', 'ADT_A01/DG1', 'ADT_A01.PROCEDURE/PR1',
                        'ADT_A05/MSH', 'ADT_A05/EVN', 'ADT_A05/PID', 'ADT_A05/PD1', 'ADT_A05/NK1', 'ADT_A05/PV1', 'ADT_A05/PV2', 'ADT_A05/OBX', 'ADT_A05/AL1', 'ADT_A05/DG1', 'ADT_A05.PROCEDURE/PR1',
                        'ADT_A39/MSH', 'ADT_A39/EVN', 'ADT_A39.PATIENT/PID', 'ADT_A39.PATIENT/PD1', 'ADT_A39.PATIENT/MRG', 'ADT_A39.PATIENT/PV1'"/>

  <xsl:template match="n:ADT_A01 | n:ADT_A05 | n:ADT_A39" as="element(c:message)">
    <xsl:sequence select="h:merge(.)"/>
    <xsl:call-template name="h:message">
      <xsl:with-param name="known" select="$h:known"/>
      <xsl:with-param name="type" select="'ADT'"/>
      <xsl:with-param name="events" select="'A01', 'A04', 'A08', 'A28', 'A31', 'A40'"/>
      <xsl:with-param name="parts" select="h:parts#1"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="h:parts" as="element()*">
    <xsl:param name="message" as="element()"/>
    <xsl:for-each select="$message">
      <xsl:call-template name="h:event">
        <xsl:with-param name="structure" select="
          if (self::n:ADT_A39) then 'ADT_A39'
          else if (h:part(n:MSH/n:MSH.9[not(h:is-empty(.))], 2) = ('A28', 'A31')) then 'ADT_A05'
          else 'ADT_A01'"/>
      </xsl:call-template>
      <xsl:apply-templates select="descendant::n:PD1, descendant::n:PID, descendant::n:MRG, n:NK1"/>
      <xsl:call-template name="h:visit">
        <xsl:with-param name="segments" select="descendant::n:PV1, n:PV2"/>
      </xsl:call-template>
      <xsl:apply-templates select="n:OBX, n:AL1, n:DG1, */n:PR1"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Nothing, where a merge names both keys of one patient. -->
  <xsl:function name="h:merge" as="empty-sequence()">
    <xsl:param name="message" as="element()"/>
    <xsl:variable name="event" as="element()?" select="h:part($message/n:MSH/n:MSH.9[not(h:is-empty(.))][1], 2)"/>
    <xsl:choose>
      <xsl:when test="$event = 'A40' and not($message[self::n:ADT_A39]) or exists($message[self::n:ADT_A39]) and $event = ('A01', 'A04', 'A08', 'A28', 'A31')">
        <xsl:sequence select="e:refuse($e:BAD-VALUE, $event, 'A40 in an ADT_A39, and in no other message')"/>
      </xsl:when>
      <xsl:when test="$message[self::n:ADT_A39] and count($message/*/n:MRG) != count($message/*/n:PID)">
        <xsl:sequence select="e:missing(($message/*[n:PID], $message)[1], 'MRG, the key that is retired')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
