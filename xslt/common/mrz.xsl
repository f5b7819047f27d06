<?xml version="1.0" encoding="UTF-8"?>
<!-- Machine readable zones by ICAO Doc 9303: TD1, TD2, TD3, MRV-A, MRV-B and the French identity card of 1988. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:mrz="urn:passerelle:mrz"
                xmlns:p="urn:passerelle:functions"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="errors.xsl"/>

  <!-- M, F and the filler; the filler is a sex that the issuer did not specify (ISO 5218: 0), not one that got lost. -->
  <xsl:variable name="mrz:sexes" as="map(xs:string, xs:string)" static="yes"
                select="map{'M': 'male', 'F': 'female', '&lt;': 'unspecified'}"/>

  <!-- How long the name field is in each layout. -->
  <xsl:variable name="mrz:name-lengths" as="map(xs:string, xs:integer)" static="yes"
                select="map{'TD1': 30, 'TD2': 31, 'TD3': 39, 'MRV-A': 39, 'MRV-B': 31}"/>

  <!-- The zone in a node, its lines apart by line ends, as p:mrz reads it: layout, fields, name, checks. A zone that does
       not hold stops the message with every fault; a suggestion goes to the sender beside what was found, never further. -->
  <xsl:function name="mrz:read" as="map(*)">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="reading" as="map(*)" select="p:mrz(tokenize(string($node), '\s+')[. != ''])"/>
    <xsl:sequence select="
      if ($reading?holds) then $reading
      else e:refuse($e:BAD-VALUE, $node, mrz:found($reading), mrz:expected($reading))"/>
  </xsl:function>

  <!-- What was found at each fault, and how it may have been meant: birth-check '3'; perhaps … -->
  <xsl:function name="mrz:found" as="xs:string">
    <xsl:param name="reading" as="map(*)"/>
    <xsl:sequence select="
      string-join($reading?faults ! (.?field || ' ''' || .?found || ''''), ', ')
      || string-join($reading?suggestion[1] ! ('; perhaps ' || string-join($reading?suggestion, ' ')))"/>
  </xsl:function>

  <!-- What would be right at each fault: birth-check in line 2, column 20: check digit 2. -->
  <xsl:function name="mrz:expected" as="xs:string">
    <xsl:param name="reading" as="map(*)"/>
    <xsl:sequence select="
      string-join($reading?faults ! (.?field || (if (.?line = 0) then '' else ' in line ' || .?line || ', column ' || .?column) || ': ' || .?expected), '; ')"/>
  </xsl:function>

  <!-- The name in a reading as an element of the common model. A sole identifier is a single name; that it stands where
       given names do, as in Indian passports, is told by the rule. -->
  <xsl:function name="mrz:name" as="element(c:name)">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="name" as="map(*)"/>
    <xsl:if test="empty(($name?primary, $name?secondary))">
      <xsl:sequence select="e:missing($node, 'a name in the machine readable zone')"/>
    </xsl:if>
    <c:name>
      <xsl:if test="empty($name?primary)">
        <xsl:attribute name="rule" select="'MRZ_PRIMARY_IDENTIFIER_ABSENT'"/>
      </xsl:if>
      <c:full script="Latn" system="mrz" lossy="true">
        <xsl:if test="$name?possible-truncation">
          <xsl:attribute name="truncated" select="true()"/>
        </xsl:if>
        <xsl:value-of select="$name?primary, $name?secondary"/>
      </c:full>
      <xsl:choose>
        <xsl:when test="exists($name?primary) and exists($name?secondary)">
          <c:family>{$name?primary}</c:family>
          <c:given>{$name?secondary}</c:given>
        </xsl:when>
        <xsl:otherwise>
          <c:single>{$name?primary, $name?secondary}</c:single>
        </xsl:otherwise>
      </xsl:choose>
    </c:name>
  </xsl:function>

  <!-- The name field of a layout: Smith-Jones and Jean-Paul for MRV-B becomes SMITH<JONES<<JEAN<PAUL and fillers up to 31. A single name is the primary identifier. What the tables of ICAO cannot write stops the message. -->
  <xsl:function name="mrz:name-field" as="xs:string">
    <xsl:param name="name" as="element(c:name)"/>
    <xsl:param name="language" as="xs:string?"/>
    <xsl:param name="layout" as="xs:string"/>
    <xsl:variable name="field" as="map(*)?"
                  select="p:mrz-name(($name/c:single, $name/c:family)[1], $name/c:given, $language, $mrz:name-lengths($layout))"/>
    <xsl:sequence select="
      if (exists($field)) then $field?field
      else e:refuse($e:UNWRITABLE, $name, 'a name that ICAO Doc 9303 has letters for, or its Latin form from the issuer')"/>
  </xsl:function>

</xsl:stylesheet>
