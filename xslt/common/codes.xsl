<?xml version="1.0" encoding="UTF-8"?>
<!-- Codes by the lists of config/codes. The common model writes a state as ISO 3166-1 alpha-3 or ICAO 9303 part 3 does, a
     former one as ISO 3166-3 does, and Kosovo as RKS. A list is named by its id, which is the system of a code. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:p="urn:passerelle:functions"
                exclude-result-prefixes="#all">

  <xsl:import href="errors.xsl"/>

  <!-- The lists: id to map{'of', 'in': code to map{'to', 'kind', 'name', …}, 'out': common value to codes}. -->
  <xsl:param name="codes" as="map(*)" required="yes"/>

  <!-- Facts of the gateway. With the profile production the state of specimens, UTO, is refused. -->
  <xsl:param name="gateway" as="map(xs:string, xs:string)" required="yes"/>

  <xsl:variable name="k:of-states" as="xs:string+" static="yes" select="'state', 'specimen'"/>
  <xsl:variable name="k:of-nationals" as="xs:string+" static="yes"
                select="'state', 'nationality-class', 'status', 'unspecified', 'specimen'"/>
  <xsl:variable name="k:of-births" as="xs:string+" static="yes" select="'state', 'specimen', 'historic'"/>
  <xsl:variable name="k:of-issuers" as="xs:string+" static="yes" select="'state', 'nationality-class', 'issuer', 'specimen'"/>

  <!-- Where somebody is, lives or travels: AUS by 'unhcr' becomes AUT. No former state, no class of nationality. -->
  <xsl:function name="k:state" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="system" as="xs:string"/>
    <xsl:sequence select="k:of-kind($node, $system, $k:of-states, 'a present state')"/>
  </xsl:function>

  <!-- Whose national somebody is: GBN by 'icao-9303' stays GBN, ZZZ by 'unhcr' becomes XXA. No former state, no issuer. -->
  <xsl:function name="k:nationality" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="system" as="xs:string"/>
    <xsl:sequence select="k:of-kind($node, $system, $k:of-nationals, 'a present nationality')"/>
  </xsl:function>

  <!-- Where somebody was born, in a present or a former state: SOV by 'unhcr' becomes SUN. -->
  <xsl:function name="k:birth-state" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="system" as="xs:string"/>
    <xsl:sequence select="k:of-kind($node, $system, $k:of-births, 'a present or former state')"/>
  </xsl:function>

  <!-- Who issued a document: a state, or one of the organisations of ICAO 9303, as UNO. -->
  <xsl:function name="k:issuer" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="system" as="xs:string"/>
    <xsl:sequence select="k:of-kind($node, $system, $k:of-issuers, 'an issuer of documents')"/>
  </xsl:function>

  <!-- Why there is no value, when the code says so: - by 'unhcr' is not-recorded. Of any other node, the empty sequence. -->
  <xsl:function name="k:absent" as="xs:string?">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="list" as="xs:string"/>
    <xsl:sequence select="k:list($list)?in(string($node))[?kind = 'absent']?reason"/>
  </xsl:function>

  <!-- A code by a list: 2 by 'iso-5218', or by map{'2': 'female'}, becomes female. A code that the list lacks stops the
       message, and so does one that says that there is no value: ask k:absent before. -->
  <xsl:function name="k:code" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="list" as="item()"/>
    <xsl:choose>
      <xsl:when test="$list instance of map(*)">
        <xsl:sequence select="
          if (map:contains($list, string($node))) then $list(string($node))
          else e:refuse($e:UNKNOWN-CODE, $node, 'one of ' || string-join(sort(map:keys($list)), ', '))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="entry" as="map(*)?" select="k:list($list)?in(string($node))"/>
        <xsl:sequence select="
          if (exists($entry?to)) then $entry?to
          else k:refuse($node, $list, $entry, (), 'a code')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- What a list calls a code: MUS by 'unhcr-religion' is Islam. Of a code that it lacks, the empty sequence. -->
  <xsl:function name="k:title" as="xs:string?">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="list" as="xs:string"/>
    <xsl:sequence select="k:list($list)?in(string($node))?name"/>
  </xsl:function>

  <!-- A common value by a list: AUT by 'unhcr' becomes AUS. What came from the same list goes back as it was written. A
       list without a code for it, or with several and none preferred, stops the message. -->
  <xsl:function name="k:code-to" as="xs:string">
    <xsl:param name="common" as="element()"/>
    <xsl:param name="list" as="xs:string"/>
    <xsl:variable name="known" as="map(*)" select="k:list($list)"/>
    <xsl:variable name="written" as="xs:string*" select="$known?out(string($common))"/>
    <xsl:sequence select="
      if ($common/@system = $list and $known?in(string($common/@verbatim))?to = string($common)) then string($common/@verbatim)
      else if (count($written) = 1) then $written
      else e:refuse($e:UNWRITABLE, $common,
        if (empty($written)) then 'a value that ' || $list || ' has a code for'
        else 'a value with one code of ' || $list || '; it has ' || string-join(sort($written), ', '))"/>
  </xsl:function>

  <!-- A state, nationality or issuer of the common model as a system writes it. -->
  <xsl:function name="k:to-system" as="xs:string">
    <xsl:param name="common" as="element()"/>
    <xsl:param name="system" as="xs:string"/>
    <xsl:sequence select="k:code-to($common, $system)"/>
  </xsl:function>

  <!-- Whether a person can be a national: a state, a class of ICAO 9303, or a code that ISO 3166-1 leaves to its users. -->
  <xsl:function name="k:is-nationality" as="xs:boolean">
    <xsl:param name="code" as="xs:string"/>
    <xsl:sequence select="exists(k:list('icao-9303')?in($code)[?to = $code and ?kind = $k:of-nationals])"/>
  </xsl:function>

  <!-- Whether a document can come from there: whatever has nationals, and the organisations. -->
  <xsl:function name="k:is-issuer" as="xs:boolean">
    <xsl:param name="code" as="xs:string"/>
    <xsl:sequence select="exists(k:list('icao-9303')?in($code)[?to = $code and ?kind = ($k:of-nationals, 'issuer')])"/>
  </xsl:function>

  <!-- The meaning of a code of a state, if it is of a kind that fits. -->
  <xsl:function name="k:of-kind" as="xs:string" visibility="private">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="system" as="xs:string"/>
    <xsl:param name="kinds" as="xs:string+"/>
    <xsl:param name="what" as="xs:string"/>
    <xsl:variable name="entry" as="map(*)?" select="k:list($system)?in(string($node))"/>
    <xsl:sequence select="
      if ($entry?kind = $kinds and not($entry?kind = 'specimen' and $gateway?profile = 'production')) then $entry?to
      else k:refuse($node, $system, $entry, $kinds, $what)"/>
  </xsl:function>

  <!-- A list that is not there is a fault of the stylesheet, not of the message. -->
  <xsl:function name="k:list" as="map(*)" visibility="private">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="$codes($id)"/>
  </xsl:function>

  <!-- Says what would be right: of a known code why it does not fit, of an unknown one which codes are near. -->
  <xsl:function name="k:refuse" as="item()*" visibility="private">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="list" as="xs:string"/>
    <xsl:param name="entry" as="map(*)?"/>
    <xsl:param name="kinds" as="xs:string*"/>
    <xsl:param name="what" as="xs:string"/>
    <xsl:variable name="known" as="map(*)" select="k:list($list)?in"/>
    <xsl:variable name="near" as="xs:string*" select="
      if (exists($entry)) then ()
      else p:nearest(string($node), map:keys($known)[$known(.) ! (exists(?name) and exists(?to) and (empty($kinds) or ?kind = $kinds))])
           ! (. || ' (' || $known(.)?name || ')')"/>
    <xsl:variable name="why" as="xs:string" select="
      if (exists($near)) then '; near it: ' || string-join($near, ', ')
      else if (empty($entry)) then ''
      else if ($entry?kind = 'absent') then '; this one says ' || $entry?reason
      else if ($entry?kind = 'refused') then '; ' || $entry?note
      else if ($entry?kind = 'historic') then
        '; this one was withdrawn in ' || $entry?withdrawn || ', followed by ' || string-join($entry?successors, ', ')
      else '; this one is of the kind ' || $entry?kind"/>
    <xsl:sequence select="e:refuse($e:UNKNOWN-CODE, $node, $what || ' of ' || $list || $why)"/>
  </xsl:function>

</xsl:stylesheet>
