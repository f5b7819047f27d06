<?xml version="1.0" encoding="UTF-8"?>
<!-- UNHCR's resettlement referral, version 3, to the common model. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:passerelle:errors"
                xmlns:u="urn:passerelle:unhcr"
                exclude-result-prefixes="#all">

  <xsl:import href="../common/unhcr-to-common.xsl"/>

  <!-- Version 3 demands a given name; a person without one has - there. -->
  <xsl:template match="*:GivenName[not(normalize-space())]" mode="u:rules">
    <xsl:sequence select="e:missing(., 'a given name, or -')"/>
  </xsl:template>

</xsl:stylesheet>
