<?xml version="1.0" encoding="UTF-8"?>
<!-- What SchXslt2 wrote, without what rules of ours never need: every message goes through it. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xsl:mode on-no-match="shallow-copy"/>

  <xsl:variable name="rules" as="element(xsl:template)*" select="//xsl:template[@match][starts-with(@mode, 'group.')]"/>

  <!-- What becomes of an element that no rule is about. A rule may be about every element, too. -->
  <xsl:variable name="default" as="element(xsl:template)*" select="$rules[@match = '*'][@priority = '-10']"/>

  <!-- With one pattern, no element is in the context of a second rule. -->
  <xsl:variable name="one-pattern" as="xs:boolean"
                select="count(distinct-values($rules/xsl:choose/xsl:when[xsl:next-match]/@test)) = 1"/>

  <xsl:variable name="meets-text" as="xs:boolean"
                select="some $match in $rules/@match satisfies matches($match, '(text|node|comment|processing-instruction)\(|(^|\|)\s*\.')"/>

  <!-- Severities: the rules have none, so that each assertion is above every threshold. -->
  <xsl:template match="xsl:variable[ends-with(@name, '}severity')]"/>
  <xsl:template match="xsl:choose[xsl:when[contains(@test, '}numeric-severity(')]]">
    <xsl:apply-templates select="xsl:when/node()"/>
  </xsl:template>

  <!-- Saxon finds a template by the name that it matches; one that matches several is asked at every element. -->
  <xsl:template match="xsl:template[$one-pattern][. intersect $rules][contains(@match, '|')][not(matches(@match, '[\[(]'))]">
    <xsl:variable name="rule" as="element(xsl:template)" select="."/>
    <xsl:for-each select="tokenize(@match, '\s*\|\s*')">
      <xsl:element name="xsl:template">
        <xsl:copy-of select="$rule/@*"/>
        <xsl:attribute name="match" select="."/>
        <xsl:apply-templates select="$rule/node()"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="xsl:template[$one-pattern][. intersect $rules]/xsl:choose[xsl:when/xsl:next-match]">
    <xsl:apply-templates select="xsl:otherwise/node()"/>
  </xsl:template>
  <xsl:template match="xsl:otherwise[$one-pattern]/xsl:next-match[ancestor::xsl:template[. intersect $rules]]">
    <xsl:apply-templates select="$default/node()"/>
  </xsl:template>

  <xsl:template match="xsl:template[. intersect $default]/xsl:apply-templates[@select = 'node()'][not($meets-text)]">
    <xsl:copy>
      <xsl:copy-of select="@mode"/>
      <xsl:attribute name="select" select="'*'"/>
    </xsl:copy>
  </xsl:template>
</xsl:stylesheet>
