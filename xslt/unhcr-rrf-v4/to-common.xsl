<?xml version="1.0" encoding="UTF-8"?>
<!-- UNHCR's resettlement referral, version 4, to the common model: nothing here is of this version only. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:import href="../common/unhcr-to-common.xsl"/>

</xsl:stylesheet>
