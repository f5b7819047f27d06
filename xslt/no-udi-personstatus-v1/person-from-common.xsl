<?xml version="1.0" encoding="UTF-8"?>
<!-- GjeldendePerson, a part of from-common.xsl. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:n="http://udi.no/MT_1067_NAV_Data/v1"
                xmlns:name="urn:passerelle:names"
                xmlns="http://udi.no/MT_1067_NAV_Data/v1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/names.xsl"/>

  <!-- Aliases keep the order of their references; what has none comes last. -->
  <xsl:template match="c:person">
    <xsl:apply-templates select="* except (c:name, c:other-name, c:birth, c:identifier)"/>
    <GjeldendePerson>
      <xsl:if test="c:identifier[not(@alias)]">
        <Fodselsnummer>{n:number(c:identifier[not(@alias)], ., 'person/identifier')}</Fodselsnummer>
      </xsl:if>
      <xsl:apply-templates select="c:name, c:birth"/>
      <xsl:where-populated>
        <Alias>
          <xsl:for-each-group select="c:other-name, c:identifier[@alias]" group-by="(@reference, @alias, generate-id())[1]">
            <xsl:sort select="if (current-grouping-key() castable as xs:integer) then xs:integer(current-grouping-key()) else 1000000"/>
            <Alias>
              <xsl:apply-templates select="current-group()[self::c:other-name]"/>
              <xsl:if test="current-group()[self::c:identifier]">
                <Fodselsnummer>{n:number(current-group()[self::c:identifier], ., 'person/identifier')}</Fodselsnummer>
              </xsl:if>
            </Alias>
          </xsl:for-each-group>
        </Alias>
      </xsl:where-populated>
    </GjeldendePerson>
  </xsl:template>

  <xsl:template match="c:name | c:other-name[@use = 'alias' or not(@use)]">
    <xsl:variable name="placeholder" as="xs:string"
                  select="if (c:given or c:single) then '-' else 'XXX'"/>
    <xsl:variable name="two" as="map(xs:string, xs:string)" select="name:for-two-fields(n:as-name(.), $placeholder)"/>
    <xsl:if test="$two?rule = 'FULL_NAME_AS_SURNAME'">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., string(c:full[1]), 'a single name, or one in parts: which part is the surname is not guessed')"/>
    </xsl:if>
    <Navn>
      <Fornavn>{$two?given}</Fornavn>
      <xsl:for-each select="c:middle">
        <Mellomnavn>{.}</Mellomnavn>
      </xsl:for-each>
      <Etternavn>{$two?family}</Etternavn>
    </Navn>
  </xsl:template>

  <xsl:template match="c:other-name">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., @use, 'an alias: UDI has no place for other further names')"/>
  </xsl:template>

  <!-- Year, month and day as they were sent, where that means the same; else those that are known. -->
  <xsl:template match="c:birth">
    <xsl:variable name="sent" as="map(xs:string, xs:string)?" select="n:sent-parts(@verbatim)"/>
    <xsl:variable name="known" as="map(xs:string, xs:string)" select="
      if (exists($sent) and d:from-parts($sent?Ar, $sent?Maned, $sent?Dag) = d:text(.)) then $sent
      else let $parts := d:parts(.) return map:merge((
        $parts?year ! map{'Ar': .}, $parts?month ! map{'Maned': .}, $parts?day ! map{'Dag': .}))"/>
    <Fodselsdato>
      <xsl:sequence select="('Ar', 'Maned', 'Dag') ! n:nillable(., $known(.))"/>
    </Fodselsdato>
  </xsl:template>

  <!-- Ar=1978 Dag=12 becomes map{'Ar': '1978', 'Dag': '12'}; any other text the empty sequence. -->
  <xsl:function name="n:sent-parts" as="map(xs:string, xs:string)?">
    <xsl:param name="verbatim" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($verbatim)"/>
    <xsl:if test="every $part in $parts satisfies matches($part, '^(Ar|Maned|Dag)=[0-9]{1,4}$')">
      <xsl:sequence select="map:merge($parts ! map{substring-before(., '='): substring-after(., '=')})"/>
    </xsl:if>
  </xsl:function>

  <!-- A further name as the name that it is. -->
  <xsl:function name="n:as-name" as="element(c:name)">
    <xsl:param name="name" as="element()"/>
    <xsl:choose>
      <xsl:when test="$name/self::c:name">
        <xsl:sequence select="$name"/>
      </xsl:when>
      <xsl:otherwise>
        <c:name>
          <xsl:copy-of select="$name/*"/>
        </c:name>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
