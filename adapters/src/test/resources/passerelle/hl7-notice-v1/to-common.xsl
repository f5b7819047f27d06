<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:name="urn:passerelle:names"
                xmlns:h="urn:hl7-org:v2xml"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/envelope.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/names.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="h:ADT_A01" as="element(c:message)">
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'BorderCrossingRecord'"/>
      </xsl:call-template>
      <body>
        <border-crossing-record>
          <subject-reference>{h:PID/h:PID.3/h:CX.1}</subject-reference>
          <person>
            <xsl:apply-templates select="h:PID/h:PID.5, h:PID/h:PID.8"/>
            <protection-status>never</protection-status>
          </person>
          <crossing>
            <direction verbatim="A04">entry</direction>
            <time>2026-11-23T00:30:00+01:00</time>
          </crossing>
        </border-crossing-record>
      </body>
    </message>
  </xsl:template>

  <xsl:template match="h:PID.5">
    <xsl:variable name="family" as="xs:string" select="string(h:XPN.1/h:FN.1)"/>
    <name>
      <full script="{name:script($family)}">{$family}</full>
      <single>{$family}</single>
    </name>
  </xsl:template>

  <xsl:template match="h:PID.8[. = 'F']">
    <sex verbatim="F">female</sex>
  </xsl:template>

  <xsl:template match="h:PID.8[not(. = 'F')]">
    <xsl:sequence select="e:refuse($e:UNKNOWN-CODE, ., 'F')"/>
  </xsl:template>

</xsl:stylesheet>
