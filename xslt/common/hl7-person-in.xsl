<?xml version="1.0" encoding="UTF-8"?>
<!-- The patient and those near: PID and NK1 of HL7 v2 to persons of the common model. -->
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
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="codes.xsl"/>
  <xsl:import href="dates.xsl"/>
  <xsl:import href="hl7-values-in.xsl"/>
  <xsl:import href="names.xsl"/>

  <!-- HL7 table 0203, as far as the common model has a word for it; every code is kept. -->
  <xsl:variable name="h:kinds" as="map(xs:string, xs:string)" static="yes" select="map{
    'NI': 'national-number', 'SS': 'national-number', 'PN': 'national-number', 'TAX': 'tax-number', 'MR': 'health-number', 'PI': 'health-number',
    'PT': 'health-number', 'HC': 'health-number', 'MA': 'health-number', 'MC': 'health-number', 'JHN': 'health-number', 'NH': 'health-number'}"/>

  <!-- HL7 table 0200: what a name is. -->
  <xsl:variable name="h:uses" as="map(xs:string, xs:string)" static="yes" select="map{
    'A': 'alias', 'B': 'birth', 'BAD': 'other', 'C': 'other', 'D': 'preferred', 'F': 'other', 'I': 'other', 'K': 'other', 'L': 'other', 'M': 'birth',
    'MSK': 'alias', 'N': 'alias', 'NAV': 'other', 'NB': 'other', 'NOUSE': 'other', 'P': 'married', 'R': 'document', 'REL': 'religious', 'S': 'alias',
    'T': 'other', 'TEMP': 'other', 'U': 'other', '': 'other'}"/>

  <xsl:variable name="h:known-of-persons" as="xs:string+" static="yes" select="
    (3, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 19, 20, 22, 23, 24, 25, 26, 28, 29, 30, 31, 32, 35) ! ('PID.' || .)"/>

  <xsl:template match="n:PID" as="element(c:person)">
    <xsl:for-each select="h:others(., 'PID', $h:known-of-persons)">
      <xsl:sequence select="h:unknown(.)"/>
    </xsl:for-each>
    <xsl:for-each select="n:PID.35[not(h:is-empty(.))][not(h:part(., 1) = ('337915000', 'HUMAN', 'Homo sapiens'))]">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., h:shown(.), 'a human being, or nothing: this patient is of another species')"/>
    </xsl:for-each>
    <xsl:if test="empty(n:PID.3[h:part(., 1)])">
      <xsl:sequence select="e:missing(., 'PID.3, the identifier of the patient')"/>
    </xsl:if>
    <xsl:for-each select="(n:PID.5, n:PID.9)[not(h:is-empty(.))][not(h:is-named(.))]">
      <xsl:sequence select="e:missing(., 'a part of the name')"/>
    </xsl:for-each>
    <xsl:variable name="main" as="element()?" select="(n:PID.5[h:is-named(.)][h:part(., 7) = 'L'], n:PID.5[h:is-named(.)][not(h:part(., 7))])[1]"/>
    <person>
      <xsl:sequence select="$main ! h:name(., 'name')"/>
      <xsl:for-each select="n:PID.5[h:is-named(.)] except $main">
        <xsl:sequence select="h:other-name(., 'PID-5.' || count(preceding-sibling::n:PID.5) + 1)"/>
      </xsl:for-each>
      <xsl:for-each select="n:PID.9[h:is-named(.)]">
        <xsl:sequence select="h:other-name(., 'PID-9.' || count(preceding-sibling::n:PID.9) + 1)"/>
      </xsl:for-each>
      <xsl:apply-templates select="n:PID.7, n:PID.23, n:PID.8, n:PID.26, n:PID.28"/>
      <xsl:sequence select="n:PID.3[not(h:is-empty(.))] ! h:identifier(., 'identifier')"/>
      <xsl:apply-templates select="n:PID.19, n:PID.20, n:PID.16"/>
      <xsl:sequence select="n:PID.11[not(h:is-empty(.))] ! h:address(., 'address')"/>
      <xsl:sequence select="(n:PID.13, n:PID.14)[not(h:is-empty(.))] ! h:contacts(., 'contact')"/>
      <xsl:apply-templates select="n:PID.15, n:PID.6, n:PID.30, n:PID.29"/>
      <xsl:if test="(n:PID.10, n:PID.17, n:PID.22)[not(h:is-empty(.))]">
        <special-categories>
          <xsl:apply-templates select="n:PID.17, n:PID.22, n:PID.10"/>
        </special-categories>
      </xsl:if>
      <xsl:sequence select="n:PID.24[not(h:is-empty(.))] ! h:value(., 'multiple-birth', 'token'), n:PID.25[not(h:is-empty(.))] ! h:value(., 'birth-order', 'token'),
        n:PID.31[not(h:is-empty(.))] ! h:value(., 'identity-unknown', 'token'), n:PID.32[not(h:is-empty(.))] ! h:value(., 'identity-reliability', 'CWE')"/>
    </person>
  </xsl:template>

  <!-- A record that its sender protects does not leave (PD1-12). -->
  <xsl:template match="n:PD1" as="empty-sequence()">
    <xsl:for-each select="*[not(h:is-empty(.))]">
      <xsl:choose>
        <xsl:when test="h:number(.) = 12 and not(. = 'N')">
          <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'N or nothing: a record that its sender protects does not leave')"/>
        </xsl:when>
        <xsl:when test="not(local-name() = 'PD1.12' or map:contains($h:left-names, local-name()))">
          <xsl:sequence select="h:unknown(.)"/>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="n:NK1" as="element(c:next-of-kin)">
    <xsl:for-each select="h:others(., 'NK1', (2, 3, 4, 5, 6, 15, 16, 33) ! ('NK1.' || .))">
      <xsl:sequence select="h:unknown(.)"/>
    </xsl:for-each>
    <xsl:for-each select="n:NK1.2[not(h:is-empty(.))][2]">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., h:shown(.), 'one name, not several')"/>
    </xsl:for-each>
    <xsl:for-each select="n:NK1.2[not(h:is-empty(.))][not(h:is-named(.))]">
      <xsl:sequence select="e:missing(., 'a part of the name')"/>
    </xsl:for-each>
    <next-of-kin>
      <xsl:sequence select="n:NK1.2[h:is-named(.)] ! h:legal-name(., 'name')"/>
      <xsl:apply-templates select="n:NK1.16, n:NK1.15"/>
      <xsl:sequence select="n:NK1.33[not(h:is-empty(.))] ! h:identifier(., 'identifier'), n:NK1.4[not(h:is-empty(.))] ! h:address(., 'address'),
        (n:NK1.5, n:NK1.6)[not(h:is-empty(.))] ! h:contacts(., 'contact')"/>
      <xsl:apply-templates select="n:NK1.3"/>
    </next-of-kin>
  </xsl:template>

  <!-- A repetition or field that holds nothing. -->
  <xsl:template match="*[starts-with(local-name(), 'PID.') or starts-with(local-name(), 'NK1.')][h:is-empty(.)]" priority="3" as="empty-sequence()"/>

  <!-- What the common model has once, stands once. -->
  <xsl:template priority="2" match="n:PID.6[2] | n:PID.7[2] | n:PID.8[2] | n:PID.15[2] | n:PID.16[2] | n:PID.19[2] | n:PID.20[2] | n:PID.23[2] | n:PID.28[2]
                                    | n:PID.29[2] | n:PID.30[2] | n:NK1.3[2] | n:NK1.15[2] | n:NK1.16[2]">
    <xsl:sequence select="e:refuse($e:BAD-VALUE, ., h:shown(.), 'one value, not several')"/>
  </xsl:template>

  <xsl:template match="n:PID.7 | n:NK1.16"><birth><xsl:sequence select="h:date(.)"/></birth></xsl:template>

  <xsl:template match="n:PID.23"><birth-place>{h:text(.)}</birth-place></xsl:template>

  <xsl:template match="n:PID.8 | n:NK1.15">
    <xsl:variable name="code" as="element()" select="h:coded(.)"/>
    <sex verbatim="{$code}">{k:code($code, 'hl7-0001')}</sex>
  </xsl:template>

  <xsl:template match="n:PID.26"><xsl:sequence select="h:state(., 'nationality')"/></xsl:template>

  <!-- The nation that the person belongs to, which may be another than the citizenship. -->
  <xsl:template match="n:PID.28"><xsl:sequence select="h:state(., 'origin')"/></xsl:template>

  <!-- The number of social security. -->
  <xsl:template match="n:PID.19"><identifier type="national-number" code="PID-19">{h:text(.)}</identifier></xsl:template>

  <!-- The driving licence: its number and who issued it. -->
  <xsl:template match="n:PID.20">
    <xsl:for-each select="h:others(., 'DLN', ('DLN.1', 'DLN.2'))">
      <xsl:sequence select="h:unknown(.)"/>
    </xsl:for-each>
    <identifier type="other" code="PID-20">
      <xsl:for-each select="h:part(., 2)"><xsl:attribute name="issuer" select="h:text(.)"/></xsl:for-each>
      <xsl:text>{if (h:part(., 1)) then h:text(h:part(., 1)) else e:missing(., 'the number, DLN.1')}</xsl:text>
    </identifier>
  </xsl:template>

  <xsl:template match="n:PID.16">
    <xsl:variable name="code" as="element()" select="h:coded(.)"/>
    <marital-status system="hl7-0002" verbatim="{$code}">{k:code($code, 'hl7-0002')}</marital-status>
  </xsl:template>

  <xsl:template match="n:PID.15"><language preferred="true"><xsl:sequence select="h:code(., 'code')"/></language></xsl:template>

  <!-- Written as one text: given names, then the family name. -->
  <xsl:template match="n:PID.6">
    <mother-name>{string-join((h:part(., 2), h:part(., 3), h:part(., 1)) ! (if (h:number(.) = 1) then h:surname(.) else h:text(.)), ' ')}</mother-name>
  </xsl:template>

  <xsl:template match="n:PID.30">
    <vital-status verbatim="{.}">{k:code(., map{'Y': 'deceased', 'N': 'living'})}</vital-status>
  </xsl:template>

  <xsl:template match="n:PID.29"><death><xsl:sequence select="h:date(.)"/></death></xsl:template>

  <xsl:template match="n:PID.17"><xsl:sequence select="h:code(., 'religion')"/></xsl:template>

  <xsl:template match="n:PID.22"><xsl:sequence select="h:code(., 'ethnicity')"/></xsl:template>

  <xsl:template match="n:PID.10"><xsl:sequence select="h:code(., 'race')"/></xsl:template>

  <xsl:template match="n:NK1.3">
    <xsl:variable name="code" as="element()" select="h:coded(.)"/>
    <kind system="hl7-0063" verbatim="{$code}">{k:code($code, 'hl7-0063')}</kind>
  </xsl:template>

  <!-- A date that may be partial; the hour that some write with it stays in what was sent. -->
  <xsl:function name="h:date" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="date" as="element()" select="if (h:part($node, 1)) then h:part($node, 1) else $node"/>
    <xsl:sequence select="d:content($date, d:from-hl7(h:text($date)), 'a date, as 1984, 198406 or 19840612')"/>
  </xsl:function>

  <!-- The component with the code itself. -->
  <xsl:function name="h:coded" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="if (h:part($node, 1)) then h:part($node, 1)[h:text(.) != '&quot;'] else e:missing($node, 'a code')"/>
  </xsl:function>

  <!-- A code with its list and title; L is the sender's own list, and so is none. -->
  <xsl:function name="h:code" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="code" as="element()" select="h:coded($node)"/>
    <xsl:element name="{$name}">
      <xsl:attribute name="system" select="(h:part($node, 3) ! h:text(.), 'L')[1]"/>
      <xsl:attribute name="verbatim" select="h:text($code)"/>
      <xsl:for-each select="h:part($node, 2)"><xsl:attribute name="title" select="h:text(.)"/></xsl:for-each>
      <xsl:text>{h:text($code)}</xsl:text>
    </xsl:element>
  </xsl:function>

  <!-- A state, by two letters or three of ISO 3166-1; another list stops the message. -->
  <xsl:function name="h:state" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="code" as="element()" select="h:coded($node)"/>
    <xsl:variable name="system" as="element()?" select="h:part($node, 3)"/>
    <xsl:for-each select="$system[not(matches(., '^(ISO[ -]?3166.*|HL70171|HL70399|HL70212|L)$', 'i'))]">
      <xsl:sequence select="e:refuse($e:UNKNOWN-CODE, ., 'ISO3166_1: a state by another list is not guessed')"/>
    </xsl:for-each>
    <xsl:variable name="list" as="xs:string" select="if (string-length($code) = 2) then 'iso-3166-1-alpha-2' else 'icao-9303'"/>
    <xsl:element name="{$name}">
      <xsl:attribute name="system" select="$list"/>
      <xsl:attribute name="verbatim" select="$code"/>
      <xsl:text>{if ($name = 'nationality') then k:nationality($code, $list) else k:state($code, $list)}</xsl:text>
    </xsl:element>
  </xsl:function>

  <!-- CX: a key, who gave it, and what kind it is. -->
  <xsl:function name="h:identifier" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:for-each select="h:others($node, 'CX', ('CX.1', 'CX.4', 'CX.5'))">
      <xsl:sequence select="h:unknown(.)"/>
    </xsl:for-each>
    <xsl:variable name="kind" as="xs:string?" select="h:part($node, 5) ! h:text(.)"/>
    <xsl:element name="{$name}">
      <xsl:attribute name="type" select="($kind ! $h:kinds(.), 'other')[1]"/>
      <xsl:for-each select="h:part($node, 4)"><xsl:attribute name="issuer" select="h:authority(.)"/></xsl:for-each>
      <xsl:for-each select="$kind"><xsl:attribute name="code" select="."/></xsl:for-each>
      <xsl:text>{if (h:part($node, 1)) then h:text(h:part($node, 1)) else e:missing($node, 'the identifier itself, CX.1')}</xsl:text>
    </xsl:element>
  </xsl:function>

  <!-- Whether there is any part of a name. -->
  <xsl:function name="h:is-named" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="exists((1 to 6) ! h:part($node, .))"/>
  </xsl:function>

  <!-- A name in a place that has one; another kind than the legal one cannot be told there. -->
  <xsl:function name="h:legal-name" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:for-each select="h:part($node, 7)[not(. = 'L')]">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'L or nothing: of this person the record has the legal name only')"/>
    </xsl:for-each>
    <xsl:sequence select="h:name($node, $name)"/>
  </xsl:function>

  <xsl:function name="h:other-name" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="place" as="xs:string"/>
    <xsl:variable name="kind" as="xs:string" select="'' || h:part($node, 7) ! h:text(.)"/>
    <xsl:if test="not(map:contains($h:uses, $kind))">
      <xsl:sequence select="e:refuse($e:UNKNOWN-CODE, h:part($node, 7), 'a kind of name of HL7 table 0200, as L, M or A')"/>
    </xsl:if>
    <other-name use="{if (starts-with($place, 'PID-9')) then 'alias' else $h:uses($kind)}" reference="{normalize-space($place || ' ' || $kind)}">
      <xsl:sequence select="h:name($node, 'name')/*"/>
    </other-name>
  </xsl:function>

  <!-- XPN: the whole name as people write it, and its parts. A single name stays in the part that it came in. -->
  <xsl:function name="h:name" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:for-each select="h:others($node, 'XPN', (1 to 7) ! ('XPN.' || .))">
      <xsl:sequence select="h:unknown(.)"/>
    </xsl:for-each>
    <xsl:variable name="family" as="xs:string?" select="h:part($node, 1) ! h:surname(.)"/>
    <xsl:variable name="parts" as="map(xs:integer, xs:string)" select="map:merge((2 to 6) ! (for $part in h:part($node, .) return map{.: h:text($part)}))"/>
    <xsl:variable name="full" as="xs:string" select="string-join(($parts(5), $parts(2), $parts(3), $family, $parts(4), $parts(6)), ' ')"/>
    <xsl:element name="{$name}">
      <full script="{name:script($full)}">{$full}</full>
      <xsl:for-each select="$family"><family>{.}</family></xsl:for-each>
      <xsl:for-each select="$parts(2)"><given>{.}</given></xsl:for-each>
      <xsl:for-each select="$parts(3)"><middle>{.}</middle></xsl:for-each>
      <xsl:for-each select="$parts(5)"><title>{.}</title></xsl:for-each>
      <xsl:for-each select="$parts(4)"><suffix>{.}</suffix></xsl:for-each>
      <xsl:for-each select="$parts(6)"><degree>{.}</degree></xsl:for-each>
    </xsl:element>
  </xsl:function>

  <!-- XAD: the first line is SAD.1, the second what is more to it, as a flat; the state or province is the first level. -->
  <xsl:function name="h:address" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:for-each select="h:others($node, 'XAD', (1 to 7, 9) ! ('XAD.' || .))">
      <xsl:sequence select="h:unknown(.)"/>
    </xsl:for-each>
    <xsl:variable name="street" as="element()?" select="h:part($node, 1)"/>
    <xsl:element name="{$name}">
      <xsl:for-each select="h:part($node, 7)"><kind system="hl7-0190" verbatim="{.}">{k:code(., 'hl7-0190')}</kind></xsl:for-each>
      <xsl:for-each select="h:part($street, 1)"><line>{h:text(.)}</line></xsl:for-each>
      <xsl:for-each select="h:part($node, 2)">
        <line>{if (h:part($street, 1)) then h:text(.) else e:missing($node, 'the first line of the address, SAD.1, ahead of the second')}</line>
      </xsl:for-each>
      <xsl:for-each select="h:part($street, 2)"><street>{h:text(.)}</street></xsl:for-each>
      <xsl:for-each select="h:part($street, 3)"><house-number>{h:text(.)}</house-number></xsl:for-each>
      <xsl:for-each select="h:part($node, 5)"><postal-code>{h:text(.)}</postal-code></xsl:for-each>
      <xsl:for-each select="h:part($node, 3)"><city>{h:text(.)}</city></xsl:for-each>
      <xsl:for-each select="h:part($node, 9)"><district>{h:text(if (h:is-divided(.)) then *[not(h:is-empty(.))][1] else .)}</district></xsl:for-each>
      <xsl:for-each select="h:part($node, 4)"><level n="1">{h:text(.)}</level></xsl:for-each>
      <xsl:for-each select="h:part($node, 6)">
        <xsl:variable name="list" as="xs:string" select="if (string-length(h:text(.)) = 2) then 'iso-3166-1-alpha-2' else 'icao-9303'"/>
        <state system="{$list}" verbatim="{.}">{k:state(., $list)}</state>
      </xsl:for-each>
    </xsl:element>
  </xsl:function>

  <!-- XTN: a telephone number, an address of mail, or both; each becomes one text. -->
  <xsl:function name="h:contacts" as="element()*">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="kind" as="xs:string" select="'' || h:part($node, 3)"/>
    <xsl:variable name="parts" as="xs:string" select="
      string-join((h:part($node, 5) ! ('+' || h:text(.)), h:part($node, 6) ! h:text(.), h:part($node, 7) ! h:text(.), h:part($node, 8) ! ('ext. ' || h:text(.))), ' ')"/>
    <xsl:variable name="number" as="xs:string" select="(h:part($node, 1) ! h:text(.), h:part($node, 12) ! h:text(.), $parts)[1]"/>
    <xsl:if test="$number != ''">
      <xsl:element name="{$name}">
        <kind system="hl7-0202" verbatim="{$kind}">{(map{'PH': 'telephone', 'CP': 'mobile', 'FX': 'fax', '': 'telephone', 'Internet': 'email'}($kind), 'other')[1]}</kind>
        <value>{$number}</value>
      </xsl:element>
    </xsl:if>
    <xsl:for-each select="h:part($node, 4)">
      <xsl:element name="{$name}">
        <kind system="hl7-0202" verbatim="Internet">email</kind>
        <value>{h:text(.)}</value>
      </xsl:element>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
