<?xml version="1.0" encoding="UTF-8"?>
<!-- Headers of the X-Road message protocol 4.0 (PR-MESS 2.2), in and out, for every format that X-Road carries: a
     format of a service's own body takes the whole Envelope and imports this. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:id="http://x-road.eu/xsd/identifiers"
                xmlns:n="http://x-road.eu/xsd/xroad.xsd"
                xmlns:r="http://x-road.eu/xsd/representation.xsd"
                xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="errors.xsl"/>

  <xsl:template match="s:Envelope[not(s:Header) and not(s:Body/s:Fault)]" mode="carrier">
    <xsl:sequence select="e:missing(., 'Header with client, service, id and protocolVersion')"/>
  </xsl:template>

  <xsl:template match="s:Envelope[s:Header]" mode="carrier" priority="2">
    <xsl:variable name="header" as="element(s:Header)" select="s:Header"/>
    <xsl:sequence select="('client', 'service', 'id', 'protocolVersion')[not(. = $header/n:*/local-name())] ! e:missing($header, .)"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="s:Envelope" mode="carrier" as="element(c:carrier)">
    <carrier protocol="X-Road 4.0">
      <xsl:apply-templates select="s:Header/*"/>
    </carrier>
  </xsl:template>

  <xsl:template match="n:protocolVersion[string() != '4.0']" priority="2">
    <xsl:sequence select="e:refuse($e:BAD-VALUE, ., '4.0')"/>
  </xsl:template>

  <!-- MEMBER at a client with a subsystem, and the like, would name somebody else. -->
  <xsl:template match="n:client[@id:objectType != (if (id:subsystemCode) then 'SUBSYSTEM' else 'MEMBER')]
                       | n:service[@id:objectType != 'SERVICE'] | n:centralService[@id:objectType != 'CENTRALSERVICE']
                       | n:securityServer[@id:objectType != 'SERVER']" priority="2">
    <xsl:sequence select="e:refuse($e:BAD-VALUE, @id:objectType, 'the type of identifier that its parts are')"/>
  </xsl:template>

  <xsl:template match="n:userId | n:id | n:issue | n:protocolVersion | n:requestHash">
    <xsl:apply-templates select="@*"/>
    <header name="{local-name()}">{.}</header>
  </xsl:template>

  <xsl:template match="n:client | n:service | n:centralService | n:securityServer | r:representedParty">
    <xsl:apply-templates select="@*, *"/>
  </xsl:template>

  <xsl:template match="id:* | r:partyClass | r:partyCode">
    <header name="{local-name(..)}/{local-name()}">{.}</header>
  </xsl:template>

  <xsl:template match="@id:objectType | n:requestHash/@algorithmId">
    <header name="{local-name(..)}/@{local-name()}">{.}</header>
  </xsl:template>

  <!-- Left behind on purpose: it is said to the gateway, which understands every header that it lets in. -->
  <xsl:template match="@s:mustUnderstand"/>

  <!-- The blocks of X-Road 4.0 with their parts, as a carrier writes them. -->
  <xsl:variable name="headers" as="xs:string+" static="yes"
                select="for $member in ('@objectType', 'xRoadInstance', 'memberClass', 'memberCode')
                        return ('client/', 'service/', 'securityServer/') ! (. || $member),
                        'client/subsystemCode', 'service/subsystemCode', 'service/serviceCode', 'service/serviceVersion',
                        'securityServer/serverCode', 'centralService/@objectType', 'centralService/xRoadInstance',
                        'centralService/serviceCode', 'representedParty/partyClass', 'representedParty/partyCode',
                        'userId', 'id', 'issue', 'protocolVersion', 'requestHash', 'requestHash/@algorithmId'"/>

  <!-- A Fault may come without headers. -->
  <xsl:template match="c:envelope">
    <xsl:apply-templates select="c:carrier[c:header]"/>
  </xsl:template>

  <xsl:template match="c:envelope[not(c:carrier)]">
    <xsl:sequence select="e:missing(., 'carrier, the headers of X-Road')"/>
  </xsl:template>

  <xsl:template match="c:carrier[@protocol != 'X-Road 4.0']" priority="2">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, @protocol, 'X-Road 4.0')"/>
  </xsl:template>

  <xsl:template match="c:carrier">
    <xsl:variable name="carrier" as="element(c:carrier)" select="."/>
    <xsl:variable name="blocks" as="xs:string*" select="c:header ! tokenize(@name, '/')[1]"/>
    <xsl:sequence select="('client', 'service', 'id', 'protocolVersion')[not(. = $blocks)] ! e:missing($carrier, .)"/>
    <s:Header>
      <xsl:for-each-group select="c:header" group-adjacent="tokenize(@name, '/')[1]">
        <xsl:variable name="part" as="element(c:header)*" select="current-group()[contains(@name, '/')]"/>
        <xsl:variable name="block" as="element(c:header)*" select="current-group() except $part"/>
        <xsl:element name="{if (current-grouping-key() = 'representedParty') then 'r' else 'n'}:{current-grouping-key()}">
          <xsl:apply-templates select="$part[contains(@name, '@')], $part[not(contains(@name, '@'))], $block"/>
        </xsl:element>
      </xsl:for-each-group>
    </s:Header>
  </xsl:template>

  <xsl:template match="c:header[not(@name = $headers)]" priority="2">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, @name, 'a header of X-Road 4.0')"/>
  </xsl:template>

  <xsl:template match="c:header[ends-with(@name, '/@objectType')]">
    <xsl:attribute name="id:objectType" select="."/>
  </xsl:template>

  <xsl:template match="c:header[@name = 'requestHash/@algorithmId']">
    <xsl:attribute name="algorithmId" select="."/>
  </xsl:template>

  <xsl:template match="c:header[starts-with(@name, 'representedParty/')]">
    <xsl:element name="r:{tokenize(@name, '/')[2]}">{.}</xsl:element>
  </xsl:template>

  <xsl:template match="c:header[contains(@name, '/')]" priority="-1">
    <xsl:element name="id:{tokenize(@name, '/')[2]}">{.}</xsl:element>
  </xsl:template>

  <xsl:template match="c:header" priority="-2">{.}</xsl:template>

  <!-- getState, of the service that the carrier of this message names. -->
  <xsl:function name="n:service-code" as="xs:string?">
    <xsl:param name="inside" as="element()"/>
    <xsl:sequence select="$inside/ancestor::c:message/c:envelope/c:carrier/c:header[@name = 'service/serviceCode']"/>
  </xsl:function>

</xsl:stylesheet>
