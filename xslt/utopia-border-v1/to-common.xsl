<?xml version="1.0" encoding="UTF-8"?>
<!-- Crossing reports of the Utopia Border Guard to the common model. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:name="urn:passerelle:names"
                xmlns:n="urn:uto:border:1"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/codes.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/envelope.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/names.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <!-- H is hombre; M is mujer, and so female. -->
  <xsl:variable name="sexes" as="map(xs:string, xs:string)" static="yes"
                select="map{'H': 'male', 'M': 'female', 'X': 'unspecified', 'N': 'unknown'}"/>

  <!-- Utopia's list of states is alpha-3 but for these four: its XBB is ISO XCC, and ISO XBB is its XBS. -->
  <xsl:variable name="deviations" as="map(xs:string, xs:string)" static="yes"
                select="map{'XBB': 'XCC', 'XBS': 'XBB', 'UTP': 'UTO', 'STL': 'XXA'}"/>

  <!-- Codes of ISO that Utopia's list does not have, since it writes them otherwise. -->
  <xsl:variable name="not-in-list" as="xs:string+" static="yes" select="'XCC', 'UTO', 'XXA'"/>

  <xsl:variable name="documents" as="map(xs:string, xs:string)" static="yes"
                select="map{'P': 'passport', 'I': 'identity-card', 'R': 'refugee-travel-document', 'S': 'stateless-travel-document',
                            'L': 'laissez-passer', 'T': 'residence-permit', 'V': 'visa', 'O': 'other'}"/>
  <xsl:variable name="directions" as="map(xs:string, xs:string)" static="yes" select="map{'I': 'entry', 'O': 'exit'}"/>
  <xsl:variable name="decisions" as="map(xs:string, xs:string)" static="yes"
                select="map{'A': 'admitted', 'R': 'refused', 'T': 'referred'}"/>
  <xsl:variable name="protection" as="map(xs:string, xs:string)" static="yes"
                select="map{'P': 'applicant', 'G': 'protected', 'R': 'refused', 'N': 'never', 'U': 'unknown'}"/>

  <xsl:template match="n:reportCrossing" as="element(c:message)">
    <message>
      <xsl:apply-templates select="n:header"/>
      <body>
        <border-crossing-record>
          <xsl:apply-templates select="n:person/n:personRef, n:person, n:document, n:crossing"/>
        </border-crossing-record>
      </body>
    </message>
  </xsl:template>

  <!-- Left behind on purpose: officer, who is the Border Guard's own matter. -->
  <xsl:template match="n:header" as="element(c:envelope)">
    <xsl:call-template name="c:envelope">
      <xsl:with-param name="type" select="'BorderCrossingRecord'"/>
      <xsl:with-param name="recipients" select="n:recipient ! normalize-space()"/>
      <xsl:with-param name="sent" select="n:sentAt ! normalize-space()"/>
      <xsl:with-param name="purpose" select="n:purpose ! normalize-space()"/>
      <xsl:with-param name="agreement" select="n:agreement ! normalize-space()"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="n:personRef">
    <subject-reference>{normalize-space()}</subject-reference>
  </xsl:template>

  <xsl:template match="n:person">
    <person>
      <xsl:apply-templates select="* except (n:personRef, n:givenNames)"/>
    </person>
  </xsl:template>

  <!-- One name is a single name: nothing is invented for the other. -->
  <xsl:template match="n:surname[not(../n:givenNames)]">
    <name>
      <full script="{name:script(.)}">{.}</full>
      <single>{.}</single>
    </name>
  </xsl:template>

  <xsl:template match="n:surname">
    <name>
      <xsl:variable name="full" as="xs:string" select="../n:givenNames || ' ' || ."/>
      <full script="{name:script($full)}">{$full}</full>
      <family>{.}</family>
      <given>{../n:givenNames}</given>
    </name>
  </xsl:template>

  <xsl:template match="n:birthDate">
    <birth>
      <xsl:sequence select="n:date(.)"/>
    </birth>
  </xsl:template>

  <xsl:template match="n:birthPlace">
    <birth-place>{.}</birth-place>
  </xsl:template>

  <xsl:template match="n:sex">
    <sex verbatim="{.}">{k:code(., $sexes)}</sex>
  </xsl:template>

  <xsl:template match="n:nationality">
    <nationality system="utopia" verbatim="{.}">{n:state(., k:is-nationality#1)}</nationality>
  </xsl:template>

  <xsl:template match="n:formerResidence">
    <former-residence system="utopia" verbatim="{.}">{n:state(., k:is-nationality#1)}</former-residence>
  </xsl:template>

  <xsl:template match="n:asylum">
    <protection-status>{k:code(., $protection)}</protection-status>
  </xsl:template>

  <xsl:template match="n:document">
    <document>
      <xsl:apply-templates select="*"/>
    </document>
  </xsl:template>

  <xsl:template match="n:kind">
    <type verbatim="{.}">{k:code(., $documents)}</type>
  </xsl:template>

  <xsl:template match="n:number">
    <number>{.}</number>
  </xsl:template>

  <xsl:template match="n:issuer">
    <issuer system="utopia" verbatim="{.}">{n:state(., k:is-issuer#1)}</issuer>
  </xsl:template>

  <xsl:template match="n:validUntil">
    <expiry>
      <xsl:sequence select="n:date(.)"/>
    </expiry>
  </xsl:template>

  <xsl:template match="n:crossing">
    <crossing>
      <xsl:apply-templates select="*"/>
    </crossing>
  </xsl:template>

  <xsl:template match="n:direction">
    <direction verbatim="{.}">{k:code(., $directions)}</direction>
  </xsl:template>

  <xsl:template match="n:point">
    <place>{.}</place>
  </xsl:template>

  <xsl:template match="n:time">
    <time>{normalize-space()}</time>
  </xsl:template>

  <xsl:template match="n:decision">
    <decision verbatim="{.}">{k:code(., $decisions)}</decision>
  </xsl:template>

  <xsl:template match="n:stayUntil">
    <stay-until>
      <xsl:sequence select="n:date(.)"/>
    </stay-until>
  </xsl:template>

  <!-- 00031978 becomes 1978-03 with its precision and what was sent. -->
  <xsl:function name="n:date" as="node()+">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="d:content($node, d:from-day-first($node), 'a date as DDMMYYYY with zeros for what is unknown')"/>
  </xsl:function>

  <!-- XBS becomes XBB; XAA stays XAA. -->
  <xsl:function name="n:state" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="is-known" as="function(xs:string) as xs:boolean"/>
    <xsl:variable name="code" as="xs:string" select="($deviations($node), string($node))[1]"/>
    <xsl:sequence select="
      if ($is-known($code) and not($node = $not-in-list)) then $code
      else e:refuse($e:UNKNOWN-CODE, $node, 'a code of Utopia''s list of states')"/>
  </xsl:function>

</xsl:stylesheet>
