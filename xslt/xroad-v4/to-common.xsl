<?xml version="1.0" encoding="UTF-8"?>
<!-- An Envelope of X-Road to the common model: its headers as carrier, its body unread. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:id="http://x-road.eu/xsd/identifiers"
                xmlns:n="http://x-road.eu/xsd/xroad.xsd"
                xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/envelope.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/x-road.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <!-- No document may be deeper than 64 elements, and in the common message the body stands five deep, not two. -->
  <xsl:variable name="deepest" as="xs:integer" static="yes" select="59"/>

  <xsl:template match="s:Envelope" as="element(c:message)">
    <xsl:variable name="carrier" as="element(c:carrier)">
      <xsl:apply-templates select="." mode="carrier"/>
    </xsl:variable>
    <xsl:variable name="id" as="xs:string?" select="s:Header/n:id/normalize-space()[string-length() = 1 to 200]"/>
    <xsl:sequence select="s:Body[not(*)] ! e:missing(., 'exactly one element')"/>
    <!-- No namespace of ours reaches the payload: values in it may depend on those that it has. -->
    <message xsl:inherit-namespaces="no">
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'ServiceCall'"/>
        <!-- A query and its answer have one id. -->
        <xsl:with-param name="conversation" select="$id"/>
        <xsl:with-param name="reference" select="$id"/>
        <xsl:with-param name="carrier" select="$carrier"/>
      </xsl:call-template>
      <body xsl:inherit-namespaces="no">
        <service-call xsl:inherit-namespaces="no">
          <call>
            <xsl:apply-templates select="s:Body/*" mode="kind"/>
            <xsl:for-each select="s:Header">
              <service>{string-join(n:service/*, '/')}</service>
              <client>{string-join(n:client/*, '/')}</client>
            </xsl:for-each>
            <xsl:apply-templates select="s:Body/s:Fault/(faultcode, faultstring)"/>
          </call>
          <content xsl:inherit-namespaces="no">
            <payload xsl:inherit-namespaces="no">
              <xsl:apply-templates select="s:Body/*"/>
            </payload>
          </content>
        </service-call>
      </body>
    </message>
  </xsl:template>

  <!-- X-Road: the element in Body is named after the service's code, in an answer with Response behind it. -->
  <xsl:template match="s:Body/*" mode="kind" as="element(c:kind)">
    <xsl:variable name="code" as="xs:string?" select="/s:Envelope/s:Header/n:service/id:serviceCode"/>
    <xsl:choose>
      <xsl:when test="local-name() = $code"><kind verbatim="{local-name()}">request</kind></xsl:when>
      <xsl:when test="local-name() = $code || 'Response'"><kind verbatim="{local-name()}">response</kind></xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="e:refuse($e:BAD-VALUE, .., local-name(), $code || ' or ' || $code || 'Response, as service/serviceCode says')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="s:Fault" mode="kind" priority="2" as="element(c:kind)">
    <kind verbatim="Fault">fault</kind>
  </xsl:template>

  <xsl:template match="faultcode">
    <fault-code>{normalize-space()}</fault-code>
  </xsl:template>

  <xsl:template match="faultstring">
    <fault-text>{.}</fault-text>
  </xsl:template>

  <!-- An empty text says nothing; one too long for the field is whole in the payload. -->
  <xsl:template match="faultstring[. = '' or string-length() gt 2000]" priority="2"/>

  <xsl:template match="s:Body/*[descendant::*[not(*)][count(ancestor::*) - 1 gt $deepest]]" priority="2">
    <xsl:sequence select="e:refuse($e:BAD-VALUE, .., 'elements in elements, more than ' || $deepest || ' deep', 'a flatter body')"/>
  </xsl:template>

  <xsl:template match="s:Body/*">
    <xsl:copy-of select="."/>
  </xsl:template>

</xsl:stylesheet>
