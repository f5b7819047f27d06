<?xml version="1.0" encoding="UTF-8"?>
<!-- Persons of a health record to PID and NK1 of HL7 v2. -->
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

  <xsl:import href="codes.xsl"/>
  <xsl:import href="dates.xsl"/>
  <xsl:import href="hl7-values-out.xsl"/>

  <!-- Fields in the order of their numbers, each made by one template. -->
  <xsl:template match="c:person">
    <xsl:variable name="fields" as="element()*">
      <xsl:apply-templates select="* except (c:name, c:other-name)"/>
      <xsl:sequence select="h:write-names(.)"/>
    </xsl:variable>
    <xsl:if test="empty($fields[self::n:PID.3])">
      <xsl:sequence select="e:missing(., 'person/identifier')"/>
    </xsl:if>
    <PID>
      <PID.1>1</PID.1>
      <xsl:perform-sort select="$fields">
        <xsl:sort select="number(substring-after(local-name(), '.'))" data-type="number" stable="yes"/>
      </xsl:perform-sort>
    </PID>
  </xsl:template>

  <xsl:template match="c:next-of-kin">
    <xsl:variable name="fields" as="element()*">
      <xsl:apply-templates select="*" mode="h:near"/>
    </xsl:variable>
    <NK1>
      <NK1.1>{position()}</NK1.1>
      <xsl:perform-sort select="$fields">
        <xsl:sort select="number(substring-after(local-name(), '.'))" data-type="number" stable="yes"/>
      </xsl:perform-sort>
    </NK1>
  </xsl:template>

  <xsl:mode name="h:near" on-no-match="fail"/>

  <xsl:template match="c:name" mode="h:near"><xsl:sequence select="h:write(., 'XPN', 'NK1.2')"/></xsl:template>
  <xsl:template match="c:kind" mode="h:near">
    <NK1.3>
      <CWE.1>{k:code-to(., 'hl7-0063')}</CWE.1>
      <CWE.3>HL70063</CWE.3>
    </NK1.3>
  </xsl:template>
  <xsl:template match="c:address" mode="h:near"><xsl:sequence select="h:write(., 'XAD', 'NK1.4')"/></xsl:template>
  <xsl:template match="c:contact" mode="h:near"><xsl:sequence select="h:write(., 'XTN', 'NK1.5')"/></xsl:template>
  <xsl:template match="c:sex" mode="h:near"><NK1.15>{h:write-sex(.)}</NK1.15></xsl:template>
  <xsl:template match="c:birth" mode="h:near"><NK1.16>{h:write-date(.)}</NK1.16></xsl:template>
  <xsl:template match="c:identifier" mode="h:near"><xsl:sequence select="h:write(., 'CX', 'NK1.33')"/></xsl:template>
  <xsl:template match="*" mode="h:near"><xsl:apply-templates select="." mode="h:unknown"/></xsl:template>

  <xsl:mode name="h:unknown" on-no-match="fail"/>
  <xsl:template match="*" mode="h:unknown">
    <xsl:sequence select="e:refuse($e:UNKNOWN-ELEMENT, ., local-name(), 'an element that the translation knows')"/>
  </xsl:template>

  <xsl:template match="c:person/c:birth"><PID.7>{h:write-date(.)}</PID.7></xsl:template>
  <xsl:template match="c:person/c:birth-place"><PID.23><xsl:sequence select="h:characters(.)"/></PID.23></xsl:template>
  <xsl:template match="c:person/c:sex"><PID.8>{h:write-sex(.)}</PID.8></xsl:template>
  <xsl:template match="c:person/c:nationality"><PID.26><xsl:sequence select="h:write-state(.)"/></PID.26></xsl:template>
  <xsl:template match="c:person/c:origin"><PID.28><xsl:sequence select="h:write-state(.)"/></PID.28></xsl:template>
  <xsl:template match="c:person/c:identifier"><xsl:sequence select="h:write(., 'CX', 'PID.3')"/></xsl:template>
  <xsl:template match="c:person/c:identifier[@code = 'PID-19']" priority="1"><PID.19>{.}</PID.19></xsl:template>
  <xsl:template match="c:person/c:identifier[@code = 'PID-20']" priority="1">
    <PID.20>
      <DLN.1>{.}</DLN.1>
      <xsl:for-each select="@issuer"><DLN.2>{.}</DLN.2></xsl:for-each>
    </PID.20>
  </xsl:template>
  <xsl:template match="c:person/c:marital-status"><PID.16><CWE.1>{k:code-to(., 'hl7-0002')}</CWE.1></PID.16></xsl:template>
  <xsl:template match="c:person/c:address"><xsl:sequence select="h:write(., 'XAD', 'PID.11')"/></xsl:template>
  <xsl:template match="c:person/c:contact"><xsl:sequence select="h:write(., 'XTN', 'PID.13')"/></xsl:template>
  <xsl:template match="c:person/c:language">
    <xsl:apply-templates select="* except c:code"/>
    <xsl:if test="not(@preferred = ('true', '1')) or preceding-sibling::c:language">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., string(c:code), 'the one language that the person prefers')"/>
    </xsl:if>
    <PID.15><xsl:sequence select="h:write-code(c:code)"/></PID.15>
  </xsl:template>
  <xsl:template match="c:person/c:mother-name"><PID.6><XPN.1><FN.1>{.}</FN.1></XPN.1></PID.6></xsl:template>
  <xsl:template match="c:person/c:vital-status"><PID.30>{k:code(., map{'deceased': 'Y', 'living': 'N'})}</PID.30></xsl:template>
  <xsl:template match="c:person/c:death"><PID.29>{h:write-date(.)}</PID.29></xsl:template>
  <xsl:template match="c:person/c:special-categories"><xsl:apply-templates select="*"/></xsl:template>
  <xsl:template match="c:special-categories/c:religion[1]"><PID.17><xsl:sequence select="h:write-code(.)"/></PID.17></xsl:template>
  <xsl:template match="c:special-categories/c:ethnicity"><PID.22><xsl:sequence select="h:write-code(.)"/></PID.22></xsl:template>
  <xsl:template match="c:special-categories/c:race"><PID.10><xsl:sequence select="h:write-code(.)"/></PID.10></xsl:template>
  <xsl:template match="c:person/c:multiple-birth"><PID.24>{.}</PID.24></xsl:template>
  <xsl:template match="c:person/c:birth-order"><PID.25>{.}</PID.25></xsl:template>
  <xsl:template match="c:person/c:identity-unknown"><PID.31>{.}</PID.31></xsl:template>
  <xsl:template match="c:person/c:identity-reliability"><xsl:sequence select="h:write(., 'CWE', 'PID.32')"/></xsl:template>

  <!-- Left behind on purpose: whether somebody sought protection is no business of a hospital. -->
  <xsl:template match="c:person/c:protection-status"/>

  <!-- Names in the order in which they came: the reference PID-5.2 M says the place and kind of one. -->
  <xsl:function name="h:write-names" as="element()*">
    <xsl:param name="person" as="element()"/>
    <xsl:variable name="places" as="xs:integer*" select="$person/c:other-name/@reference[matches(., '^PID-5\.[0-9]+( |$)')] ! xs:integer(replace(., '^PID-5\.([0-9]+).*$', '$1'))"/>
    <xsl:variable name="free" as="xs:integer" select="(1 to count($places) + 1)[not(. = $places)][1]"/>
    <xsl:variable name="names" as="map(*)*">
      <xsl:sequence select="$person/c:name ! map{'at': $free, 'as': 'PID.5', 'name': h:write-name(., 'L')}"/>
      <xsl:for-each select="$person/c:other-name">
        <xsl:variable name="said" as="xs:string*" select="analyze-string(@reference, '^PID-(5|9)\.([0-9]+)(?: ([A-Z]+))?$')//*:group/string()"/>
        <xsl:variable name="kinds" as="map(xs:string, xs:string)" select="map{
          'alias': 'A', 'birth': 'B', 'former': 'M', 'married': 'P', 'religious': 'REL', 'preferred': 'D', 'document': 'R', 'other': 'U'}"/>
        <xsl:sequence select="
          if (exists($said)) then map{'at': xs:integer($said[2]), 'as': 'PID.' || $said[1], 'name': h:write-name(., $said[3])}
          else map{'at': 1000 + position(), 'as': 'PID.5', 'name': h:write-name(., $kinds('' || (@use, 'other')[1]))}"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="sort($names, (), function($name) { $name?at })">
      <xsl:element name="{?as}"><xsl:sequence select="?name"/></xsl:element>
    </xsl:for-each>
  </xsl:function>

  <!-- XPN. A single name stands where the family name does. -->
  <xsl:function name="h:write-name" as="element()+">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="kind" as="xs:string?"/>
    <xsl:apply-templates select="$name/(* except (c:full, c:single, c:family, c:given, c:middle, c:title, c:suffix, c:degree))"/>
    <xsl:if test="empty($name/(c:single, c:family, c:given, c:middle, c:title, c:suffix, c:degree))">
      <xsl:sequence select="e:refuse($e:MISSING, $name, '', 'a family name, given name or single name: a whole name is not cut into parts')"/>
    </xsl:if>
    <xsl:if test="$name/c:single and $name/c:family">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, $name/c:single, 'a single name, or a family name')"/>
    </xsl:if>
    <xsl:for-each select="$name/(c:single, c:family)"><XPN.1><FN.1>{.}</FN.1></XPN.1></xsl:for-each>
    <xsl:for-each select="$name/c:given"><XPN.2>{.}</XPN.2></xsl:for-each>
    <xsl:for-each select="$name/c:middle"><XPN.3>{.}</XPN.3></xsl:for-each>
    <xsl:for-each select="$name/c:suffix"><XPN.4>{.}</XPN.4></xsl:for-each>
    <xsl:for-each select="$name/c:title"><XPN.5>{.}</XPN.5></xsl:for-each>
    <xsl:for-each select="$name/c:degree"><XPN.6>{.}</XPN.6></xsl:for-each>
    <xsl:for-each select="$kind"><XPN.7>{.}</XPN.7></xsl:for-each>
  </xsl:function>

  <xsl:function name="h:write-date" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="d:as-sent($date, d:from-hl7#1, d:hl7#1)"/>
  </xsl:function>

  <!-- M, F, U; A or O as it was sent. -->
  <xsl:function name="h:write-sex" as="xs:string">
    <xsl:param name="sex" as="element()"/>
    <xsl:sequence select="
      if ($sex = 'unspecified' and $sex/@verbatim = ('A', 'O')) then string($sex/@verbatim)
      else k:code-to($sex, 'hl7-0001')"/>
  </xsl:function>

  <xsl:function name="h:write-state" as="element()+">
    <xsl:param name="state" as="element()"/>
    <CWE.1>{h:state-code($state)}</CWE.1>
    <CWE.3>ISO3166</CWE.3>
  </xsl:function>

  <!-- By two letters where it came so, else by three. -->
  <xsl:function name="h:state-code" as="xs:string">
    <xsl:param name="state" as="element()"/>
    <xsl:sequence select="k:to-system($state, if ($state/@system = 'iso-3166-1-alpha-2') then 'iso-3166-1-alpha-2' else 'icao-9303')"/>
  </xsl:function>

  <!-- A code with its list; L, the sender's own, is not written. -->
  <xsl:function name="h:write-code" as="element()+">
    <xsl:param name="code" as="element()"/>
    <CWE.1>{$code}</CWE.1>
    <xsl:for-each select="$code/@title"><CWE.2>{.}</CWE.2></xsl:for-each>
    <xsl:for-each select="$code/@system[not(. = 'L')]"><CWE.3>{.}</CWE.3></xsl:for-each>
  </xsl:function>

  <xsl:function name="h:write-identifier" as="element()+">
    <xsl:param name="identifier" as="element()"/>
    <xsl:variable name="kind" as="xs:string?" select="
      ($identifier/@code, map{'national-number': 'NI', 'tax-number': 'TAX', 'health-number': 'PI'}($identifier/@type))[1] ! string()"/>
    <CX.1>{$identifier}</CX.1>
    <xsl:for-each select="$identifier/@issuer"><CX.4><xsl:sequence select="h:write-parts(., 'HD', 0)"/></CX.4></xsl:for-each>
    <xsl:for-each select="$kind"><CX.5>{.}</CX.5></xsl:for-each>
  </xsl:function>

  <xsl:function name="h:write-address" as="element()*">
    <xsl:param name="address" as="element()"/>
    <xsl:apply-templates select="$address/(* except (c:kind, c:line, c:street, c:house-number, c:postal-code, c:city, c:district, c:level[@n = '1'], c:state))"/>
    <xsl:for-each select="$address/c:line[3]">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'two lines at most')"/>
    </xsl:for-each>
    <xsl:if test="$address/(c:line[1], c:street, c:house-number)">
      <XAD.1>
        <xsl:for-each select="$address/c:line[1]"><SAD.1>{.}</SAD.1></xsl:for-each>
        <xsl:for-each select="$address/c:street"><SAD.2>{.}</SAD.2></xsl:for-each>
        <xsl:for-each select="$address/c:house-number"><SAD.3>{.}</SAD.3></xsl:for-each>
      </XAD.1>
    </xsl:if>
    <xsl:for-each select="$address/c:line[2]"><XAD.2>{.}</XAD.2></xsl:for-each>
    <xsl:for-each select="$address/c:city"><XAD.3>{.}</XAD.3></xsl:for-each>
    <xsl:for-each select="$address/c:level[@n = '1']"><XAD.4>{.}</XAD.4></xsl:for-each>
    <xsl:for-each select="$address/c:postal-code"><XAD.5>{.}</XAD.5></xsl:for-each>
    <xsl:for-each select="$address/c:state"><XAD.6>{h:state-code(.)}</XAD.6></xsl:for-each>
    <xsl:for-each select="$address/c:kind"><XAD.7>{k:code-to(., 'hl7-0190')}</XAD.7></xsl:for-each>
    <xsl:for-each select="$address/c:district"><XAD.9>{.}</XAD.9></xsl:for-each>
  </xsl:function>

  <xsl:function name="h:write-contact" as="element()+">
    <xsl:param name="contact" as="element()"/>
    <xsl:apply-templates select="$contact/(* except (c:kind, c:value))"/>
    <xsl:variable name="kind" as="xs:string" select="map{'telephone': 'PH', 'mobile': 'CP', 'fax': 'FX', 'email': 'Internet', 'other': 'PH'}(($contact/c:kind, 'telephone')[1])"/>
    <XTN.3>{$kind}</XTN.3>
    <xsl:choose>
      <xsl:when test="$kind = 'Internet'"><XTN.4>{$contact/c:value}</XTN.4></xsl:when>
      <xsl:otherwise><XTN.12>{$contact/c:value}</XTN.12></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
