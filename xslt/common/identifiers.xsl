<?xml version="1.0" encoding="UTF-8"?>
<!-- Identifiers: strings, kept as they came, zeros in front and all. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:e="urn:passerelle:errors"
                xmlns:id="urn:passerelle:identifiers"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                exclude-result-prefixes="#all">

  <xsl:import href="errors.xsl"/>

  <!-- Type to its form and to words for it. A CPR number is held against no check digit: since 2007 not all have one. -->
  <xsl:variable name="id:types" as="map(xs:string, xs:string+)" static="yes" select="map{
    'us-vlp-case': ('[0-9]{13}[A-Z]{2}', '13 digits and two letters'),
    'unhcr-individual': ('[0-9]{3}-[0-9]{8}', '3 digits, a hyphen and 8 digits'),
    'no-duf': ('[0-9]{12}', '12 digits'),
    'ecris-message': ('[A-Z]{2}-[A-Z]{2}-[A-Z]{3}-[0-9]{15}', 'as NO-SE-REQ-000000000000001'),
    'uuid': ('[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}', 'a UUID of RFC 9562'),
    'dk-cpr': ('(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])[0-9]{2}-?[0-9]{4}', 'DDMMYY and 4 digits')}"/>

  <!-- 417-00001552 is an 'unhcr-individual', 41700001552 is none. A type that is not there is a fault of the stylesheet. -->
  <xsl:function name="id:is-valid" as="xs:boolean">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="matches($text, '^(' || $id:types($type)[1] || ')$') and not(contains($text, '&#10;'))"/>
  </xsl:function>

  <!-- The identifier itself, unchanged; one that its type cannot be stops the message. -->
  <xsl:function name="id:valid" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="
      if (id:is-valid(string($node), $type)) then string($node)
      else e:refuse($e:BAD-VALUE, $node, $id:types($type)[2])"/>
  </xsl:function>

</xsl:stylesheet>
