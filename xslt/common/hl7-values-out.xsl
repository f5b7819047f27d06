<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of a health record to fields of HL7 v2, by the tables of hl7-fields.xsl. -->
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

  <xsl:import href="dates.xsl"/>
  <xsl:import href="errors.xsl"/>
  <xsl:import href="hl7-fields.xsl"/>

  <!-- The fields of a segment or component in the order of their numbers. What has no field stops the message, but for what
       goes $elsewhere. -->
  <xsl:function name="h:write-fields" as="element()*">
    <xsl:param name="common" as="element()"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="elsewhere" as="xs:string*"/>
    <xsl:variable name="entries" as="map(xs:string, array(xs:string))" select="$h:elements($id)"/>
    <xsl:variable name="prefix" as="xs:string" select="substring($id, 1, 3) || '.'"/>
    <xsl:for-each select="$common/*[map:contains($entries, local-name())]">
      <xsl:sort select="xs:integer($entries(local-name())(1))"/>
      <xsl:variable name="entry" as="array(xs:string)" select="$entries(local-name())"/>
      <xsl:sequence select="if ($entry(3) = 'value') then h:write-observed(.) else h:write(., $entry(3), $prefix || $entry(1))"/>
    </xsl:for-each>
    <xsl:apply-templates select="$common/*[not(map:contains($entries, local-name()) or local-name() = $elsewhere)]"/>
  </xsl:function>

  <!-- One segment of a part, if any of its fields is there: $first stands before them. -->
  <xsl:function name="h:write-segment" as="element()?">
    <xsl:param name="common" as="element()"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="first" as="xs:integer?"/>
    <xsl:param name="elsewhere" as="xs:string*"/>
    <xsl:variable name="fields" as="element()*" select="h:write-fields($common, $id, $elsewhere)"/>
    <xsl:if test="exists($fields)">
      <xsl:element name="{$id}">
        <xsl:if test="exists($first)"><xsl:element name="{$id}.1">{$first}</xsl:element></xsl:if>
        <xsl:sequence select="$fields"/>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:write" as="element()">
    <xsl:param name="common" as="element()"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="as" as="xs:string"/>
    <xsl:element name="{$as}">
      <xsl:choose>
        <xsl:when test="$type = ('text', 'token')"><xsl:sequence select="h:characters($common)"/></xsl:when>
        <xsl:when test="$type = 'time'">{h:digits($common)}</xsl:when>
        <xsl:when test="$type = 'first'"><FN.1><xsl:sequence select="h:characters($common)"/></FN.1></xsl:when>
        <xsl:when test="$type = 'CWE'"><xsl:sequence select="h:write-coding($common)"/></xsl:when>
        <xsl:when test="$type = 'EI'">
          <EI.1>{$common}</EI.1>
          <xsl:sequence select="h:write-parts($common/@issuer, 'EI', 1)"/>
        </xsl:when>
        <xsl:when test="$type = 'HD'"><xsl:sequence select="h:write-parts($common, 'HD', 0)"/></xsl:when>
        <xsl:when test="$type = 'CX'"><xsl:sequence select="h:write-identifier($common)"/></xsl:when>
        <xsl:when test="$type = 'XPN'"><xsl:sequence select="h:write-name($common, 'L')"/></xsl:when>
        <xsl:when test="$type = 'XAD'"><xsl:sequence select="h:write-address($common)"/></xsl:when>
        <xsl:when test="$type = 'XTN'"><xsl:sequence select="h:write-contact($common)"/></xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="h:write-fields($common, $type, ())"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:function>

  <!-- A new line is .br. -->
  <xsl:function name="h:characters" as="item()*">
    <xsl:param name="node" as="node()"/>
    <xsl:for-each select="tokenize($node, '\n')">
      <xsl:if test="position() gt 1"><escape V=".br"/></xsl:if>
      <xsl:value-of select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- 2026-11-23T14:05+01:00 becomes 202611231405+0100. -->
  <xsl:function name="h:digits" as="xs:string">
    <xsl:param name="time" as="node()"/>
    <xsl:variable name="date" as="xs:string" select="translate(substring-before($time || 'T', 'T'), '-', '')"/>
    <xsl:sequence select="$date || translate(substring-after($time, 'T'), ':', '')"/>
  </xsl:function>

  <xsl:variable name="h:marks" as="map(xs:string, xs:integer)" static="yes" select="map{
    'title': 2, 'system': 3, 'other': 4, 'other-title': 5, 'other-system': 6, 'version': 7, 'other-version': 8, 'words': 9}"/>

  <xsl:function name="h:write-coding" as="element()*">
    <xsl:param name="code" as="element()"/>
    <xsl:if test="$code != ''"><CWE.1><xsl:sequence select="h:characters($code)"/></CWE.1></xsl:if>
    <xsl:for-each select="$code/@*[map:contains($h:marks, local-name())]">
      <xsl:sort select="$h:marks(local-name())"/>
      <xsl:element name="CWE.{$h:marks(local-name())}"><xsl:sequence select="h:characters(.)"/></xsl:element>
    </xsl:for-each>
  </xsl:function>

  <!-- &amp;1.2&amp;ISO becomes the second and third part after $before others. -->
  <xsl:function name="h:write-parts" as="element()*">
    <xsl:param name="joined" as="node()?"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="before" as="xs:integer"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($joined, '&amp;')"/>
    <xsl:if test="count($parts) gt 3">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, $joined, 'a name, an OID and its kind at most, joined by &amp;')"/>
    </xsl:if>
    <xsl:for-each select="$parts">
      <xsl:if test=". != ''"><xsl:element name="{$type}.{position() + $before}">{.}</xsl:element></xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- A value of an observation, as its type says. -->
  <xsl:function name="h:write-observed" as="element()">
    <xsl:param name="value" as="element()"/>
    <xsl:variable name="observation" as="element()" select="$value/.."/>
    <xsl:variable name="types" as="map(xs:string, xs:string+)" select="map{
      'value': ('ST', 'NM', 'TX', 'FT', 'TM', 'ID', 'IS', 'SI'), 'coded-value': ('CWE', 'CE', 'CNE', 'CF'), 'number-value': 'SN',
      'time-value': ('DTM', 'DT', 'TS'), 'copy': 'ED'}"/>
    <xsl:for-each select="$value">
      <xsl:if test="not($observation/c:value-type = $types(local-name()))">
        <xsl:sequence select="
          if ($observation/c:value-type) then e:refuse($e:UNWRITABLE, ., string($observation/c:value-type), 'a value-type among ' || string-join($types(local-name()), ', ') || ', as ' || local-name() || ' is written')
          else e:missing($observation, 'value-type, one of ' || string-join($types(local-name()), ', '))"/>
      </xsl:if>
      <OBX.5>
        <xsl:choose>
          <xsl:when test="self::c:value"><xsl:sequence select="h:characters(.)"/></xsl:when>
          <xsl:when test="self::c:coded-value"><xsl:sequence select="h:write-coding(.)"/></xsl:when>
          <xsl:when test="self::c:number-value"><xsl:sequence select="h:write-fields(., 'SN', ())"/></xsl:when>
          <xsl:when test="self::c:time-value">{h:digits(.)}</xsl:when>
          <xsl:otherwise><xsl:sequence select="h:write-attachment(.)"/></xsl:otherwise>
        </xsl:choose>
      </OBX.5>
    </xsl:for-each>
  </xsl:function>

  <!-- ED: AP and its subtype, by Base64. -->
  <xsl:function name="h:write-attachment" as="element()+">
    <xsl:param name="copy" as="element(c:copy)"/>
    <xsl:variable name="attachment" as="element()?" select="$copy/ancestor::c:message/c:attachments/c:attachment[@id = $copy/@attachment]"/>
    <xsl:variable name="subtypes" as="map(xs:string, xs:string)" select="map{
      'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG', 'image/tiff': 'TIFF', 'image/gif': 'GIF', 'application/dicom': 'DICOM',
      'text/rtf': 'RTF', 'text/html': 'HTML', 'text/xml': 'XML', 'text/plain': 'PLAIN'}"/>
    <xsl:apply-templates select="$copy/*"/>
    <xsl:choose>
      <xsl:when test="empty($attachment/c:content/c:base64)">
        <xsl:sequence select="e:refuse($e:UNWRITABLE, $copy, string($copy/@attachment), 'an attachment whose bytes are in the message')"/>
      </xsl:when>
      <xsl:when test="not(map:contains($subtypes, $attachment/c:media-type))">
        <xsl:sequence select="e:refuse($e:UNWRITABLE, $attachment/c:media-type, 'one of ' || string-join(sort(map:keys($subtypes)), ', '))"/>
      </xsl:when>
    </xsl:choose>
    <ED.2>AP</ED.2>
    <ED.3>{$subtypes($attachment/c:media-type)}</ED.3>
    <ED.4>Base64</ED.4>
    <ED.5>{$attachment/c:content/c:base64}</ED.5>
  </xsl:function>

</xsl:stylesheet>
