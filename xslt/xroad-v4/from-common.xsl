<?xml version="1.0" encoding="UTF-8"?>
<!-- The common model to an Envelope of X-Road: headers in the sequence in which they came, the body as it came. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:a="urn:passerelle:answer:1"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:n="http://x-road.eu/xsd/xroad.xsd"
                xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/x-road.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="c:message" as="element(s:Envelope)">
    <xsl:apply-templates select="c:attachments"/>
    <s:Envelope xsl:inherit-namespaces="no">
      <xsl:apply-templates select="c:envelope"/>
      <s:Body xsl:inherit-namespaces="no">
        <xsl:apply-templates select="c:body/*"/>
      </s:Body>
    </s:Envelope>
  </xsl:template>

  <!-- X-Road has no place for it beside headers and body, and what is in the body is not ours to change. -->
  <xsl:template match="c:subject-reference | c:person | c:attachments">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., '', 'headers and the body only')"/>
  </xsl:template>

  <xsl:template match="c:service-call">
    <xsl:apply-templates select="* except c:call"/>
    <xsl:if test="not(c:content/c:payload/*)">
      <xsl:apply-templates select="c:call"/>
    </xsl:if>
    <xsl:if test="not(c:content/c:payload/* or c:call/c:kind = 'fault')">
      <xsl:sequence select="e:missing(., 'content/payload')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="c:content">
    <xsl:apply-templates select="c:payload"/>
  </xsl:template>

  <!-- X-Road: the element in Body is named after the service's code, in an answer with Response behind it. -->
  <xsl:template match="c:payload">
    <xsl:variable name="code" as="xs:string" select="string(n:service-code(.))"/>
    <xsl:if test="not(s:Fault) and * and not(local-name(*[1]) = ($code, $code || 'Response'))">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., local-name(*[1]), $code || ' or ' || $code || 'Response, as service/serviceCode says')"/>
    </xsl:if>
    <xsl:copy-of select="*"/>
  </xsl:template>

  <!-- The payload, if it goes along, says it all; without it a fault still has its code and text. -->
  <xsl:template match="c:call[c:kind = 'fault']">
    <s:Fault>
      <faultcode>{(c:fault-code, e:missing(., 'fault-code'))[1]}</faultcode>
      <faultstring>{(c:fault-text, e:missing(., 'fault-text'))[1]}</faultstring>
    </s:Fault>
  </xsl:template>

  <xsl:template match="c:call"/>

  <!-- Accepted: the gateway has it. The service itself answers by a message of its own. -->
  <xsl:template match="c:acknowledgement[c:status = 'accepted']">
    <xsl:variable name="name" as="xs:string" select="n:service-code(.) || 'Response'"/>
    <xsl:if test="not($name castable as xs:NCName)">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., $name, 'a serviceCode that can name an element')"/>
    </xsl:if>
    <xsl:apply-templates select="c:error"/>
    <xsl:element name="{$name}" namespace="urn:passerelle:answer:1">
      <a:accepted id="{c:message-id}" received-at="{c:received-at}"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="c:acknowledgement">
    <xsl:apply-templates select="c:error"/>
    <s:Fault>
      <faultcode>Client.{c:code}</faultcode>
      <faultstring>{string-join((c:code || c:place ! (' at ' || .), c:found ! ('found ' || .), c:expected ! ('expected ' || .)), '; ')}</faultstring>
    </s:Fault>
  </xsl:template>

</xsl:stylesheet>
