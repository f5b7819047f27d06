<?xml version="1.0" encoding="UTF-8"?>
<!-- Persons of a Danish CPR extract to the common model. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:id="urn:passerelle:identifiers"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="urn:passerelle:dk-cpr:1"
                xmlns:name="urn:passerelle:names"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/codes.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/envelope.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/identifiers.xsl"/>
  <xsl:import href="../common/names.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <!-- Nobody asked by a message: the extract begins a conversation of its own. -->
  <xsl:template match="person" as="element(c:message)">
    <xsl:variable name="protected" as="xs:boolean" select="n:is-protected(.)"/>
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'ResidenceStatusResponse'"/>
        <xsl:with-param name="conversation" select="$gateway?id"/>
      </xsl:call-template>
      <body>
        <residence-status-response>
          <person>
            <xsl:apply-templates select="n:one(r020), r021, r001/foed-dt, n:one(r005), r001/koen, n:one(r040), r001/pnrgaeld, r001/pnr,
              n:one(r035)"/>
            <xsl:apply-templates select="(n:one(r025), n:one(r028))[not($protected)]"/>
            <xsl:apply-templates select="(n:one(r025), n:one(r028))[$protected]">
              <xsl:with-param name="element" select="'protected-address'"/>
            </xsl:apply-templates>
            <xsl:apply-templates select="r001/mornvn, r001/farnvn, r001/status[. = '90']"/>
          </person>
          <residence>
            <xsl:apply-templates select="r001/status" mode="n:residence"/>
          </residence>
          <xsl:apply-templates select="* except (r001, r005, r015, r016, r020, r021, r025, r028, r035, r040)"/>
          <xsl:apply-templates select="(r001, r005, r015, r016, r020, r021, r025, r028, r035, r040)/(* except (
            rec-type, pnr, pnrgaeld, status, statushaenstart, statusdto-umrk, koen, foed-dt, foed-dt-umrk, mornvn, farnvn, start-mynkod,
            myntxt, beskyttype, start-dt, slet-dt, slut-dt, annkor, fornvn, fornvn-mrk, melnvn, melnvn-mrk, efternvn, efternvn-mrk,
            komkod, vejkod, husnr, etage, sidedoer, bnr, convn, tilflydto, tilflydto-umrk, adr, udr-landekod, udlandadr, civst, landekod))"/>
        </residence-status-response>
      </body>
    </message>
  </xsl:template>

  <!-- A person is protected from the entry of a protection (015) until the day on which it is deleted, and while one of the
       history (016) has no end in the past. What is not certainly over protects. -->
  <xsl:function name="n:is-protected" as="xs:boolean">
    <xsl:param name="person" as="element(person)"/>
    <xsl:sequence select="exists($person/(r015[not(n:is-past(string(slet-dt)))], r016[not(n:is-past(string(slut-dt)))]))"/>
  </xsl:function>

  <!-- Whether every day that the date may be lies before the day of receipt. -->
  <xsl:function name="n:is-past" as="xs:boolean">
    <xsl:param name="date" as="xs:string"/>
    <xsl:sequence select="exists(d:from-danish($date)[d:latest(.) lt xs:date(substring($gateway?received, 1, 10))])"/>
  </xsl:function>

  <!-- The one record of its type: of two present ones nobody can say which is right. -->
  <xsl:function name="n:one" as="element()?">
    <xsl:param name="records" as="element()*"/>
    <xsl:sequence select="
      if ($records[2]) then e:refuse($e:BAD-VALUE, $records[2], count($records) || ' records ' || local-name($records[1]), 'one: it is the present one')
      else $records"/>
  </xsl:function>

  <!-- A blank field says nothing. -->
  <xsl:template match="person/*/*[. = '']" priority="2"/>

  <!-- Left behind on purpose: church, history, other persons, events. -->
  <xsl:template match="r010 | r011 | r026 | r029 | r036 | r041 | r046 | r050 | r065 | r099 | r900"/>

  <xsl:template match="r020">
    <xsl:if test="exists(n:texts(.))">
      <name>
        <xsl:call-template name="n:name"/>
      </name>
    </xsl:if>
  </xsl:template>

  <!-- A former name; one that the register cancelled or corrected was none. -->
  <xsl:template match="r021[annkor != '']"/>

  <xsl:template match="r021">
    <xsl:if test="exists(n:texts(.))">
      <other-name use="former">
        <xsl:call-template name="n:name"/>
      </other-name>
    </xsl:if>
  </xsl:template>

  <!-- A mark behind a part says that the register could not write it as it is. -->
  <xsl:template name="n:name" as="element()+">
    <xsl:variable name="full" as="xs:string" select="string-join(n:texts(.), ' ')"/>
    <full script="{name:script($full)}">
      <xsl:if test="(fornvn-mrk, melnvn-mrk, efternvn-mrk) != ''">
        <xsl:attribute name="lossy" select="'true'"/>
      </xsl:if>
      <xsl:value-of select="$full"/>
    </full>
    <xsl:sequence select="name:elements(('family', 'given', 'middle'), (efternvn, fornvn, melnvn) ! string())"/>
  </xsl:template>

  <!-- First names, middle name and last name, as far as there are. -->
  <xsl:function name="n:texts" as="xs:string*">
    <xsl:param name="record" as="element()"/>
    <xsl:sequence select="$record/(fornvn, melnvn, efternvn) ! name:part(.)"/>
  </xsl:function>

  <xsl:template match="foed-dt">
    <birth>
      <xsl:sequence select="n:date(., . || ../foed-dt-umrk, . || ../foed-dt-umrk)"/>
    </birth>
  </xsl:template>

  <!-- The place in words, or else the code of the authority that registered the birth. -->
  <xsl:template match="r005">
    <xsl:variable name="place" as="xs:string?" select="(myntxt[. != ''], start-mynkod[not(. = ('', '0000'))] ! ('CPR-myndighed ' || .))[1]"/>
    <xsl:for-each select="$place">
      <birth-place>{.}</birth-place>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="koen">
    <sex verbatim="{.}">{k:code(., 'dk-cpr-sex')}</sex>
  </xsl:template>

  <xsl:template match="r040">
    <xsl:apply-templates select="landekod"/>
  </xsl:template>

  <xsl:template match="landekod">
    <nationality system="dk-cpr-country" verbatim="{.}">{k:nationality(., 'dk-cpr-country')}</nationality>
  </xsl:template>

  <!-- The number that is valid now comes first, where it is another. -->
  <xsl:template match="pnr | pnrgaeld">
    <identifier type="national-number" issuer="DNK">{id:valid(., 'dk-cpr')}</identifier>
  </xsl:template>

  <xsl:template match="r035">
    <xsl:apply-templates select="civst"/>
  </xsl:template>

  <!-- Of the dead the register says here that they are dead. -->
  <xsl:template match="civst[exists(k:absent(., 'dk-cpr-civil-status'))]"/>

  <xsl:template match="civst">
    <marital-status system="dk-cpr-civil-status" verbatim="{.}">{k:code(., 'dk-cpr-civil-status')}</marital-status>
  </xsl:template>

  <!-- The codes of municipality and road stay codes, with CPR's word for each: their lists are not here. -->
  <xsl:template match="r025">
    <xsl:param name="element" as="xs:string" select="'address'"/>
    <xsl:variable name="codes" as="element()*" select="(komkod, vejkod, husnr, etage, sidedoer, bnr)[. != '']"/>
    <xsl:if test="exists(($codes, adr, convn)[. != ''])">
      <xsl:element name="{$element}">
        <kind verbatim="025">current</kind>
        <xsl:if test="exists($codes)">
          <line>{$codes ! (local-name() || ' ' || .) => string-join(', ')}</line>
        </xsl:if>
        <xsl:apply-templates select="adr, tilflydto, convn"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r028">
    <xsl:param name="element" as="xs:string" select="'address'"/>
    <xsl:if test="exists((udr-landekod, udlandadr)[. != ''])">
      <xsl:element name="{$element}">
        <kind verbatim="028">abroad</kind>
        <xsl:apply-templates select="udlandadr, udr-landekod"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <xsl:template match="adr | udlandadr">
    <line>{.}</line>
  </xsl:template>

  <xsl:template match="udr-landekod">
    <line>landekod {.}</line>
  </xsl:template>

  <xsl:template match="convn">
    <care-of>{.}</care-of>
  </xsl:template>

  <xsl:template match="tilflydto[matches(., '^0+$')]"/>

  <xsl:template match="tilflydto">
    <from>
      <xsl:sequence select="n:moment(., ../tilflydto-umrk)"/>
    </from>
  </xsl:template>

  <xsl:template match="mornvn">
    <mother-name>{.}</mother-name>
  </xsl:template>

  <xsl:template match="farnvn">
    <father-name>{.}</father-name>
  </xsl:template>

  <xsl:template match="status">
    <vital-status system="dk-cpr-status" verbatim="{.}">deceased</vital-status>
  </xsl:template>

  <!-- A status of the register, which is no permit: whether the person may stay is not CPR's to say. -->
  <xsl:template match="status" mode="n:residence">
    <xsl:if test=". = ''">
      <xsl:sequence select="e:missing(.., 'status')"/>
    </xsl:if>
    <kind system="dk-cpr-status" verbatim="{.}" title="{k:title(., 'dk-cpr-status')}">{k:code(., 'dk-cpr-status')}</kind>
    <xsl:if test="matches(../statushaenstart, '[1-9]')">
      <from>
        <xsl:sequence select="../statushaenstart/n:moment(., ../statusdto-umrk)"/>
      </from>
    </xsl:if>
  </xsl:template>

  <!-- 199103201200 and * become 1991-03-20, uncertain: the time stays behind and never moves the day. -->
  <xsl:function name="n:moment" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="mark" as="xs:string"/>
    <xsl:sequence select="n:date($node, replace($node, '^([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{4}$', '$1-$2-$3') || $mark, $node || $mark)"/>
  </xsl:function>

  <!-- 1882-01-31* becomes 1882-01-31, uncertain, with what was sent. -->
  <xsl:function name="n:date" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="sent" as="xs:string"/>
    <xsl:variable name="partial" as="xs:string?" select="d:from-danish($text)"/>
    <xsl:variable name="written" as="element()">
      <written>{$sent}</written>
    </xsl:variable>
    <xsl:sequence select="
      if (empty($partial)) then e:refuse($e:BAD-VALUE, $node, $sent, 'a date as YYYY-MM-DD, or digits with a time, and * for uncertain')
      else d:content($written, $partial, '')"/>
  </xsl:function>

</xsl:stylesheet>
