<?xml version="1.0" encoding="UTF-8"?>
<!-- Health records to messages about patients of HL7 v2. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:h="urn:passerelle:hl7"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns="urn:hl7-org:v2xml"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/hl7-record-out.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="c:message" as="element()">
    <xsl:apply-templates select="c:body/*"/>
  </xsl:template>

  <!-- Each event has its structure (HL7 2.6). -->
  <xsl:variable name="h:structures" as="map(xs:string, xs:string)" static="yes" select="map{
    'A01': 'ADT_A01', 'A04': 'ADT_A01', 'A08': 'ADT_A01', 'A28': 'ADT_A05', 'A31': 'ADT_A05', 'A40': 'ADT_A39'}"/>

  <xsl:template match="c:health-record-transfer[not(c:event/c:code = map:keys($h:structures))]" priority="2">
    <xsl:sequence select="
      if (c:event/c:code) then e:refuse($e:UNWRITABLE, c:event/c:code, 'one of ' || string-join(sort(map:keys($h:structures)), ', '))
      else e:missing(., 'event/code')"/>
  </xsl:template>

  <xsl:template match="c:health-record-transfer[c:event/c:code != 'A40' and c:retired-identity]" priority="2">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, c:retired-identity, '', 'the event A40: no other retires a key')"/>
  </xsl:template>

  <xsl:template match="c:health-record-transfer[c:event/c:code = 'A40']" priority="1">
    <xsl:if test="not(c:retired-identity)">
      <xsl:sequence select="e:missing(., 'retired-identity')"/>
    </xsl:if>
    <ADT_A39>
      <xsl:call-template name="h:beginning"/>
      <ADT_A39.PATIENT>
        <xsl:apply-templates select="c:person, c:retired-identity, c:visit"/>
      </ADT_A39.PATIENT>
      <xsl:apply-templates select="* except (c:event, c:person, c:retired-identity, c:visit, c:subject-reference)" mode="h:unknown"/>
    </ADT_A39>
  </xsl:template>

  <xsl:template match="c:health-record-transfer">
    <xsl:element name="{h:structure(.)}">
      <xsl:call-template name="h:beginning"/>
      <xsl:apply-templates select="c:person"/>
      <xsl:apply-templates select="c:next-of-kin"/>
      <xsl:apply-templates select="c:visit"/>
      <xsl:apply-templates select="c:observation | c:void-observation"/>
      <xsl:apply-templates select="c:allergy"/>
      <xsl:apply-templates select="c:condition"/>
      <xsl:variable name="structure" as="xs:string" select="h:structure(.)"/>
      <xsl:for-each select="c:procedure">
        <xsl:element name="{$structure}.PROCEDURE">
          <xsl:sequence select="h:write-segment(., 'PR1', position(), ())"/>
        </xsl:element>
      </xsl:for-each>
      <xsl:apply-templates select="* except (c:event, c:person, c:next-of-kin, c:visit, c:observation, c:void-observation, c:allergy, c:condition, c:procedure, c:subject-reference)" mode="h:unknown"/>
    </xsl:element>
  </xsl:template>

  <!-- Before HL7 2.4 systems send A28 and A31 in an ADT_A01, and some send others in an ADT_A05: it goes as it came. -->
  <xsl:function name="h:structure" as="xs:string">
    <xsl:param name="record" as="element()"/>
    <xsl:variable name="usual" as="xs:string" select="$h:structures($record/c:event/c:code)"/>
    <xsl:variable name="said" as="element()?" select="$record/c:event/c:structure"/>
    <xsl:sequence select="
      if (empty($said) or $said = $usual) then $usual
      else if ($said = ('ADT_A01', 'ADT_A05') and $usual != 'ADT_A39') then string($said)
      else e:refuse($e:UNWRITABLE, $said, 'ADT_A01 or ADT_A05, and ADT_A39 for A40')"/>
  </xsl:function>

  <xsl:template name="h:beginning">
    <xsl:call-template name="h:header">
      <xsl:with-param name="event" select="'ADT', c:event/c:code, h:structure(.)"/>
    </xsl:call-template>
    <EVN>
      <xsl:sequence select="h:write-fields(c:event, 'EVN', ('code', 'structure'))"/>
    </EVN>
  </xsl:template>

</xsl:stylesheet>
