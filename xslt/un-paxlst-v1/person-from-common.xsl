<?xml version="1.0" encoding="UTF-8"?>
<!-- Persons of the common model to those of a passenger list, a part of from-common.xsl. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:e="urn:passerelle:errors"
                xmlns:f="urn:passerelle:edifact"
                xmlns:k="urn:passerelle:codes"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:n="urn:passerelle:un-paxlst:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:variable name="n:roles" as="map(xs:string, xs:string)" static="yes"
                select="map{'passenger': 'FL', 'crew': 'FM', 'transit-passenger': 'DDU', 'transit-crew': 'DDT', 'other': 'ZZZ'}"/>

  <xsl:variable name="n:references" as="map(xs:string, xs:string)" static="yes"
                select="map{'booking-reference': 'AVF', 'passenger-reference': 'ABO'}"/>

  <xsl:template match="c:passenger | c:crew">
    <xsl:variable name="address" as="element()?" select="c:address[1]"/>
    <Person>
      <NAD>
        <e1>{n:role(.)}</e1>
        <xsl:sequence select="
          f:element('e4', c:name/f:name-out(.)), f:element('e5', $address/n:street(.)), f:element('e6', $address/c:city),
          f:element('e7', $address/n:region(.)), f:element('e8', $address/c:postal-code),
          f:element('e9', $address/c:state/k:to-system(., 'icao-9303'))"/>
      </NAD>
      <xsl:apply-templates select="c:sex, c:birth, c:baggage[@kind = ('count', 'weight')], c:verified, c:baggage[not(@kind = ('count', 'weight'))], c:note"/>
      <xsl:apply-templates select="c:first-clearance, c:residence, c:embarkation, c:debarkation"/>
      <xsl:call-template name="n:birth-place"/>
      <xsl:sequence select="n:contacts(c:contact)"/>
      <xsl:apply-templates select="c:position, c:nationality"/>
      <xsl:apply-templates select="c:identifier[n:reference(.) = 'AVF'], c:identifier[n:reference(.) = 'ABO'], c:seat, c:identifier[not(n:reference(.) = ('AVF', 'ABO'))]"/>
      <xsl:apply-templates select="c:document"/>
    </Person>
  </xsl:template>

  <!-- What the person is aboard; without a role, what the list says it is. -->
  <xsl:function name="n:role" as="xs:string">
    <xsl:param name="person" as="element()"/>
    <xsl:variable name="role" as="xs:string" select="($person/c:role, local-name($person))[1]"/>
    <xsl:if test="$role = ('passenger', 'transit-passenger') and $person/self::c:crew or $role = ('crew', 'transit-crew') and $person/self::c:passenger
                  or $role = 'other' and $person/self::c:crew">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, $person/c:role, 'a role of a ' || local-name($person))"/>
    </xsl:if>
    <xsl:sequence select="$n:roles($role)"/>
  </xsl:function>

  <!-- Lines of the street, as written; else street and number in one. -->
  <xsl:function name="n:street" as="element()*">
    <xsl:param name="address" as="element()"/>
    <xsl:variable name="lines" as="xs:string*" select="
      $address/c:line, string-join($address/(c:street, c:house-number), ' ')[. != '']"/>
    <xsl:if test="count($lines) gt 4">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, $address, string-join($lines, ' / '), 'four lines of a street at most')"/>
    </xsl:if>
    <xsl:sequence select="for $at in 1 to count($lines) return f:element('c' || $at, $lines[$at])"/>
  </xsl:function>

  <!-- The largest part of the state, by code or by name. -->
  <xsl:function name="n:region" as="element()*">
    <xsl:param name="address" as="element()"/>
    <xsl:variable name="levels" as="element()*" select="$address/c:level[@n = '1']"/>
    <xsl:sequence select="
      f:element('c1', $levels[@system = 'un-edifact-3229'][1]), f:element('c4', $levels[not(@system)][1])"/>
  </xsl:function>

  <xsl:template match="c:sex">
    <ATT><e1>2</e1><e3><c1>{k:code-to(., 'paxlst-sex')}</c1></e3></ATT>
  </xsl:template>

  <!-- A date that is not known is not written. -->
  <xsl:template match="c:birth[@precision = 'unknown'] | c:expiry[@precision = 'unknown'] | c:issue[@precision = 'unknown']" priority="2"/>

  <xsl:template match="c:birth">
    <xsl:sequence select="f:dtm('329', f:date-out(., f:birth#2, f:day(root()/c:message)))"/>
  </xsl:template>

  <xsl:template match="c:baggage[@kind = 'count']">
    <MEA><e1>CT</e1><e3><c2>{.}</c2></e3></MEA>
  </xsl:template>

  <xsl:template match="c:baggage[@kind = 'weight']">
    <MEA><e1>WT</e1><e3><xsl:sequence select="f:element('c1', @unit/string())"/><c2>{.}</c2></e3></MEA>
  </xsl:template>

  <xsl:template match="c:baggage">
    <FTX><e1>BAG</e1><e4><c1>{.}</c1><xsl:sequence select="f:element('c2', @pieces/string())"/></e4></FTX>
  </xsl:template>

  <xsl:template match="c:verified">
    <GEI><e1>4</e1><e2><c1>{if (. = ('true', '1')) then '173' else '174'}</c1></e2></GEI>
  </xsl:template>

  <xsl:template match="c:note">
    <FTX><e1>AAI</e1><e4><c1>{.}</c1></e4></FTX>
  </xsl:template>

  <xsl:template match="c:first-clearance | c:embarkation | c:debarkation">
    <LOC>
      <e1>{map{'first-clearance': '22', 'embarkation': '178', 'debarkation': '179'}(local-name())}</e1>
      <xsl:sequence select="f:element('e2', n:location(.))"/>
    </LOC>
  </xsl:template>

  <xsl:template match="c:residence">
    <LOC><e1>174</e1><e2><c1>{k:to-system(., 'icao-9303')}</c1></e2></LOC>
  </xsl:template>

  <xsl:template name="n:birth-place">
    <xsl:if test="c:birth-place or c:birth-country or c:birth-region">
      <LOC>
        <e1>180</e1>
        <xsl:sequence select="
          f:element('e2', (f:element('c1', c:birth-country/k:to-system(., 'icao-9303')), f:element('c4', c:birth-place))),
          f:element('e3', f:element('c4', c:birth-region))"/>
      </LOC>
    </xsl:if>
  </xsl:template>

  <xsl:template match="c:position">
    <xsl:if test="@system != 'un-paxlst-9005'">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'a position of the crew by un-paxlst-9005: CR1 to CR5')"/>
    </xsl:if>
    <EMP><e1>1</e1><e2><xsl:sequence select="f:components(., @verbatim)"/></e2></EMP>
  </xsl:template>

  <xsl:template match="c:nationality">
    <NAT><e1>2</e1><e2><c1>{k:to-system(., 'icao-9303')}</c1></e2></NAT>
  </xsl:template>

  <!-- The qualifier of a number; the empty sequence of one that a list has no place for. -->
  <xsl:function name="n:reference" as="xs:string?">
    <xsl:param name="identifier" as="element()"/>
    <xsl:sequence select="($n:references($identifier/@type), ('AEA', 'CR')[$identifier/@type = 'other'][$identifier/@verbatim = . || ':' || $identifier])[1]"/>
  </xsl:function>

  <xsl:template match="c:identifier">
    <xsl:variable name="qualifier" as="xs:string?" select="n:reference(.)"/>
    <xsl:if test="$qualifier">
      <RFF><e1><c1>{$qualifier}</c1><c2>{.}</c2></e1></RFF>
    </xsl:if>
  </xsl:template>

  <xsl:template match="c:seat">
    <RFF><e1><c1>SEA</c1><c2>{.}</c2></e1></RFF>
  </xsl:template>

  <xsl:template match="c:document">
    <Document>
      <DOC>
        <xsl:sequence select="f:element('e1', c:type/n:type(.)), f:element('e2', f:element('c1', c:number))"/>
      </DOC>
      <xsl:apply-templates select="c:expiry, c:issue"/>
      <xsl:if test="c:issuer or c:issuing-place">
        <LOC>
          <e1>91</e1>
          <e2><xsl:sequence select="f:element('c1', c:issuer/k:to-system(., 'icao-9303')), f:element('c4', c:issuing-place)"/></e2>
        </LOC>
      </xsl:if>
    </Document>
  </xsl:template>

  <!-- The type with its list as it was sent, where that means the same; else the preferred code. -->
  <xsl:function name="n:type" as="element()+">
    <xsl:param name="type" as="element()"/>
    <xsl:variable name="sent" as="xs:string" select="tokenize($type/@verbatim || ':', ':')[1]"/>
    <xsl:variable name="code" as="xs:string" select="
      if ($codes('paxlst-document-type')?in($sent)?to = string($type)) then $sent else k:code-to($type, 'paxlst-document-type')"/>
    <xsl:sequence select="f:components($code, $type/@verbatim)"/>
  </xsl:function>

  <xsl:template match="c:expiry">
    <xsl:sequence select="f:dtm('36', f:date-out(., f:expiry#2, f:day(root()/c:message)))"/>
  </xsl:template>

  <xsl:template match="c:issue">
    <xsl:sequence select="f:dtm('182', f:date-out(., f:birth#2, f:day(root()/c:message)))"/>
  </xsl:template>

</xsl:stylesheet>
