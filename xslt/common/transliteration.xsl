<?xml version="1.0" encoding="UTF-8"?>
<!-- Names across scripts. A Latin form is made only by the table of a standard; for a script without one the issuer's own
     Latin form is needed. Systems: icao (Doc 9303 part 3 section 6: Latin, Cyrillic, Arabic), elot-743 (Greek), and for
     Russian odni, gost-52535, mvd-310, mvd-310-fr, under which older documents show the same name. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:name="urn:passerelle:names"
                xmlns:p="urn:passerelle:functions"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="errors.xsl"/>
  <xsl:import href="names.xsl"/>

  <!-- A name in Latin letters by a system: Юлия in ru by icao becomes Iuliia. A name that the system cannot write stops the
       message; without @lang that is also a name which two languages write differently. -->
  <xsl:function name="name:latin" as="xs:string">
    <xsl:param name="full" as="element()"/>
    <xsl:param name="system" as="xs:string"/>
    <xsl:variable name="latin" as="xs:string?" select="p:transliterate(string($full), $system, $full/@lang)"/>
    <xsl:sequence select="
      if (exists($latin)) then $latin
      else e:refuse($e:UNWRITABLE, $full, 'a Latin form from the issuer, since ' || $system || ' has no table for this name')"/>
  </xsl:function>

  <!-- The same as an element of the common model that says how it was made. -->
  <xsl:function name="name:latin-full" as="element(c:full)">
    <xsl:param name="full" as="element(c:full)"/>
    <xsl:param name="system" as="xs:string"/>
    <c:full script="Latn" system="{$system}" lossy="true">{name:latin($full, $system)}</c:full>
  </xsl:function>

  <!-- The name in Latin letters: the issuer's own form, else one made by the system. -->
  <xsl:function name="name:in-latin" as="xs:string">
    <xsl:param name="name" as="element(c:name)"/>
    <xsl:param name="system" as="xs:string"/>
    <xsl:sequence select="(name:in-script($name, 'Latn'), $name/c:full[1][empty($name/c:full[@script = 'Latn'])] ! name:latin(., $system))[1]"/>
  </xsl:function>

  <!-- Whether two names are one: true, possible or false. A script that both names are written in decides, if it is not
       Latin; else the forms by icao and the other systems do. A form that was cut agrees as far as it goes: possible.
       A candidate for a human being, never a decision on a person. -->
  <xsl:function name="name:matches" as="xs:string">
    <xsl:param name="one" as="element(c:name)"/>
    <xsl:param name="other" as="element(c:name)"/>
    <xsl:variable name="shared" as="xs:string*"
                  select="distinct-values($one/c:full/name:script(.)[. = $other/c:full/name:script(.)][not(. = ('Latn', 'Zyyy'))])"/>
    <xsl:variable name="answers" as="xs:string*" select="
      if (exists($shared)) then
        for $a in $one/c:full[name:script(.) = $shared], $b in $other/c:full[name:script(.) = name:script($a)]
        return name:compare($a, $b)
      else
        (for $a in name:comparable($one), $b in name:comparable($other) return name:compare($a, $b))"/>
    <xsl:sequence select="('true', 'possible', 'false')[. = $answers][1]"/>
  </xsl:function>

  <!-- The whole names, and family and given name in this order, as machine readable zones have them. -->
  <xsl:function name="name:comparable" as="element(c:full)+">
    <xsl:param name="name" as="element(c:name)"/>
    <xsl:sequence select="$name/c:full"/>
    <xsl:if test="$name/c:family and $name/c:given">
      <c:full>
        <xsl:copy-of select="$name/c:full[name:script(.) = name:script($name/c:family)][1]/(@lang, @truncated)"/>
        <xsl:value-of select="$name/c:family, $name/c:given"/>
      </c:full>
    </xsl:if>
  </xsl:function>

  <!-- One written name with another. -->
  <xsl:function name="name:compare" as="xs:string">
    <xsl:param name="one" as="element(c:full)"/>
    <xsl:param name="other" as="element(c:full)"/>
    <xsl:sequence select="p:name-compare(string($one), $one/@lang, $one/@truncated = ('true', '1'),
                                         string($other), $other/@lang, $other/@truncated = ('true', '1'))"/>
  </xsl:function>

</xsl:stylesheet>
