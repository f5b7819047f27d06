<?xml version="1.0" encoding="UTF-8"?>
<!-- How a stylesheet refuses: with a code of the failure catalogue, the node, and what would be right. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:e="urn:passerelle:errors"
                exclude-result-prefixes="#all">

  <!-- The failures that a stylesheet may report; one name, one cause. -->
  <xsl:variable name="e:UNKNOWN-CODE" as="xs:QName" static="yes" select="QName('urn:passerelle:errors', 'MAP-UNKNOWN-CODE')"/>
  <xsl:variable name="e:BAD-VALUE" as="xs:QName" static="yes" select="QName('urn:passerelle:errors', 'MAP-BAD-VALUE')"/>
  <xsl:variable name="e:MISSING" as="xs:QName" static="yes" select="QName('urn:passerelle:errors', 'MAP-MISSING')"/>
  <xsl:variable name="e:UNKNOWN-ELEMENT" as="xs:QName" static="yes" select="QName('urn:passerelle:errors', 'MAP-UNKNOWN-ELEMENT')"/>
  <xsl:variable name="e:UNWRITABLE" as="xs:QName" static="yes" select="QName('urn:passerelle:errors', 'MAP-UNWRITABLE')"/>

  <!-- Stops the message. The gateway makes the place from the node; the value found goes to the sender only. -->
  <xsl:function name="e:refuse" as="item()*">
    <xsl:param name="code" as="xs:QName"/>
    <xsl:param name="node" as="node()"/>
    <xsl:param name="expected" as="xs:string"/>
    <xsl:sequence select="e:refuse($code, $node, string($node), $expected)"/>
  </xsl:function>

  <!-- The same with the part of the node that was found wrong. -->
  <xsl:function name="e:refuse" as="item()*">
    <xsl:param name="code" as="xs:QName"/>
    <xsl:param name="node" as="node()"/>
    <xsl:param name="found" as="xs:string"/>
    <xsl:param name="expected" as="xs:string"/>
    <xsl:sequence select="error($code, 'The message is refused', map{'node': $node, 'found': $found, 'expected': $expected})"/>
  </xsl:function>

  <!-- Something that the target needs is not in this node: named as $what. -->
  <xsl:function name="e:missing" as="item()*">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="what" as="xs:string"/>
    <xsl:sequence select="e:refuse($e:MISSING, $node, '', $what)"/>
  </xsl:function>

  <!-- An element that the importing stylesheet does not know stops the message and is named. -->
  <xsl:template match="*">
    <xsl:sequence select="e:refuse($e:UNKNOWN-ELEMENT, ., local-name(), 'an element that the translation knows')"/>
  </xsl:template>

</xsl:stylesheet>
