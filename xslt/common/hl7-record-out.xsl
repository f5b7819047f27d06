<?xml version="1.0" encoding="UTF-8"?>
<!-- Parts of a health record to segments of HL7 v2, and the message around them. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:h="urn:passerelle:hl7"
                xmlns:k="urn:passerelle:codes"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:n="urn:hl7-org:v2xml"
                xmlns:name="urn:passerelle:names"
                xmlns="urn:hl7-org:v2xml"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="errors.xsl"/>
  <!-- Last, since its templates go before those that the others import. -->
  <xsl:import href="hl7-person-out.xsl"/>

  <!-- MSH: from the sender, under the id of the gateway, which is the same at each try. A record without its patient is nobody's. -->
  <xsl:template name="h:header" as="element(n:MSH)">
    <xsl:param name="event" as="xs:string+"/>
    <xsl:variable name="envelope" as="element(c:envelope)" select="ancestor-or-self::c:message/c:envelope"/>
    <xsl:if test="not(c:person)">
      <xsl:sequence select="e:missing(., 'person')"/>
    </xsl:if>
    <MSH>
      <MSH.1>|</MSH.1>
      <MSH.2>^~\&amp;</MSH.2>
      <MSH.3><HD.1>{$envelope/c:sender}</HD.1></MSH.3>
      <xsl:for-each select="$envelope/c:recipient[1]"><MSH.5><HD.1>{.}</HD.1></MSH.5></xsl:for-each>
      <MSH.7>{translate(substring($envelope/c:received, 1, 19), '-T:', '')}+0000</MSH.7>
      <MSH.9>
        <MSG.1>{$event[1]}</MSG.1>
        <MSG.2>{$event[2]}</MSG.2>
        <MSG.3>{$event[3]}</MSG.3>
      </MSH.9>
      <MSH.10>{$envelope/c:id}</MSH.10>
      <MSH.11><PT.1>P</PT.1></MSH.11>
      <MSH.12><VID.1>2.6</VID.1></MSH.12>
      <MSH.18>UNICODE UTF-8</MSH.18>
    </MSH>
  </xsl:template>

  <xsl:template match="c:allergy"><xsl:sequence select="h:write-segment(., 'AL1', position(), ())"/></xsl:template>
  <xsl:template match="c:condition"><xsl:sequence select="h:write-segment(., 'DG1', position(), ())"/></xsl:template>
  <xsl:template match="c:procedure"><xsl:sequence select="h:write-segment(., 'PR1', position(), ())"/></xsl:template>
  <xsl:template match="c:retired-identity[not(c:identifier)]" priority="1">
    <xsl:sequence select="e:missing(., 'retired-identity/identifier')"/>
  </xsl:template>
  <xsl:template match="c:retired-identity"><xsl:sequence select="h:write-segment(., 'MRG', (), ())"/></xsl:template>
  <xsl:template match="c:referral"><xsl:sequence select="h:write-segment(., 'RF1', (), ())"/></xsl:template>
  <xsl:template match="c:provider"><xsl:sequence select="h:write-segment(., 'PRD', (), ())"/></xsl:template>
  <xsl:template match="c:request"><xsl:sequence select="h:write-segment(., 'ORC', (), ())"/></xsl:template>
  <xsl:template match="c:route"><xsl:sequence select="h:write-segment(., 'RXR', (), ())"/></xsl:template>
  <xsl:template match="c:remark | c:closing-remark | c:note"><xsl:sequence select="h:write-segment(., 'NTE', position(), ())"/></xsl:template>
  <xsl:variable name="h:empty-visit" as="element(n:PV1)"><PV1><PV1.1>1</PV1.1></PV1></xsl:variable>

  <!-- PV2 belongs to a PV1; without one it would be read as a part of the group before. -->
  <xsl:template match="c:visit">
    <xsl:variable name="visit" as="element()?" select="h:write-segment(., 'PV1', (), $h:segments('PV2') ! .(2))"/>
    <xsl:variable name="more" as="element()?" select="h:write-segment(., 'PV2', (), $h:segments('PV1') ! .(2))"/>
    <xsl:sequence select="$visit"/>
    <xsl:sequence select="if ($more and not($visit)) then $h:empty-visit else (), $more"/>
  </xsl:template>

  <!-- Whether it is a result must show in its status, and the other way round. -->
  <xsl:template match="c:observation | c:void-observation">
    <xsl:if test="not(c:status)">
      <xsl:sequence select="e:missing(., 'status')"/>
    </xsl:if>
    <xsl:if test="exists(self::c:void-observation) != (c:status = ('W', 'D', 'X', 'N'))">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, c:status, 'W, D, X or N of what is no result, and another of a result')"/>
    </xsl:if>
    <xsl:sequence select="h:write-segment(., 'OBX', count(preceding-sibling::c:observation | preceding-sibling::c:void-observation) + 1, 'note')"/>
    <xsl:apply-templates select="c:note"/>
  </xsl:template>

  <!-- RXA-1 and RXA-2 count, and are needed. -->
  <xsl:template name="h:vaccination" as="element(n:RXA)">
    <xsl:variable name="void" as="xs:boolean" select="c:completion = ('RE', 'NA') or c:action = 'D' or c:vaccine = '998'"/>
    <xsl:if test="$void != exists(self::c:void-immunisation)">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, (c:completion, c:action, c:vaccine, .)[1], 'RE, NA or D of what is no vaccination, and none of them of a vaccination')"/>
    </xsl:if>
    <RXA>
      <RXA.1>0</RXA.1>
      <RXA.2>1</RXA.2>
      <xsl:sequence select="h:write-fields(., 'RXA', ('request', 'route', 'observation', 'void-observation'))"/>
    </RXA>
  </xsl:template>

  <xsl:template name="h:order" as="element(n:OBR)">
    <OBR>
      <OBR.1>{count(preceding-sibling::c:order) + 1}</OBR.1>
      <xsl:sequence select="h:write-fields(., 'OBR', ('request', 'note', 'observation', 'void-observation', 'specimen'))"/>
    </OBR>
  </xsl:template>

</xsl:stylesheet>
