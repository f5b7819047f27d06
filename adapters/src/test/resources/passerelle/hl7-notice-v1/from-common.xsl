<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns="urn:hl7-org:v2xml"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="c:message" as="element()">
    <ADT_A01>
      <MSH>
        <MSH.1>|</MSH.1>
        <MSH.2>^~\&amp;</MSH.2>
        <MSH.3><HD.1>PASSERELLE</HD.1></MSH.3>
        <MSH.9><MSG.1>ADT</MSG.1><MSG.2>A04</MSG.2><MSG.3>ADT_A01</MSG.3></MSH.9>
        <MSH.10>{substring(translate(c:envelope/c:id, '-', ''), 1, 20)}</MSH.10>
        <MSH.11><PT.1>P</PT.1></MSH.11>
        <MSH.12><VID.1>2.6</VID.1></MSH.12>
      </MSH>
      <PID>
        <PID.3><CX.1>{c:body/*/c:subject-reference}</CX.1></PID.3>
        <xsl:for-each select="c:body/*/c:person/c:name">
          <PID.5><XPN.1><FN.1>{c:full}</FN.1></XPN.1></PID.5>
        </xsl:for-each>
      </PID>
    </ADT_A01>
  </xsl:template>

</xsl:stylesheet>
