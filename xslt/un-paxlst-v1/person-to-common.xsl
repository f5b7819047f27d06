<?xml version="1.0" encoding="UTF-8"?>
<!-- Persons of a passenger list to the common model, a part of to-common.xsl. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:e="urn:passerelle:errors"
                xmlns:f="urn:passerelle:edifact"
                xmlns:k="urn:passerelle:codes"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:n="urn:passerelle:un-paxlst:1"
                xmlns="urn:passerelle:common:1"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- FL passenger, FM crew, DDU and DDT the same in transit; ZZZ is somebody of whom a reference only is told. -->
  <xsl:variable name="n:roles" as="map(xs:string, xs:string)" static="yes"
                select="map{'FL': 'passenger', 'FM': 'crew', 'DDU': 'transit-passenger', 'DDT': 'transit-crew', 'ZZZ': 'other'}"/>

  <xsl:variable name="n:references" as="map(xs:string, xs:string)" static="yes"
                select="map{'AVF': 'booking-reference', 'ABO': 'passenger-reference', 'AEA': 'other', 'CR': 'other'}"/>

  <xsl:template match="Person">
    <xsl:sequence select="
      f:known(NAD, ('e1', 'e4/c1', 'e4/c2', 'e4/c3', 'e5/c1', 'e5/c2', 'e5/c3', 'e5/c4', 'e6', 'e7/c1', 'e7/c4', 'e8', 'e9')),
      f:fixed(NAD, NAD/e1, sort(map:keys($n:roles))),
      f:qualified(ATT/e1, '2', ()), f:qualified(DTM/e1/c1, '329', ()), f:qualified(MEA/e1, ('CT', 'WT'), ('CT', 'WT')),
      f:qualified(GEI/e1, '4', ()), f:qualified(FTX/e1, ('BAG', 'AAI'), ('BAG', 'AAI')),
      f:qualified(LOC/e1, ('22', '174', '178', '179', '180'), ()), f:qualified(EMP/e1, '1', ()), f:qualified(NAT/e1, '2', '2'),
      f:qualified(RFF/e1/c1, ('AVF', 'ABO', 'SEA', 'AEA', 'CR'), ('AVF', 'ABO', 'SEA', 'AEA', 'CR'))"/>
    <xsl:element name="{if (NAD/e1 = ('FM', 'DDT')) then 'crew' else 'passenger'}">
      <xsl:for-each select="NAD/e4"><name><xsl:sequence select="f:name(.)"/></name></xsl:for-each>
      <xsl:apply-templates select="DTM, LOC[e1 = '180'], ATT, NAT, RFF[e1/c1 != 'SEA']"/>
      <xsl:where-populated>
        <address>
          <xsl:apply-templates select="NAD/e5/*, NAD/e8, NAD/e6, NAD/e7/*, NAD/e9"/>
        </address>
      </xsl:where-populated>
      <xsl:for-each select="COM">
        <xsl:call-template name="n:contacts">
          <xsl:with-param name="as" select="'contact'"/>
        </xsl:call-template>
      </xsl:for-each>
      <role verbatim="{NAD/e1}">{$n:roles(NAD/e1)}</role>
      <xsl:apply-templates select="Document, LOC[e1 = '174'], LOC[e1 = '178'], LOC[e1 = '179'], LOC[e1 = '22'], RFF[e1/c1 = 'SEA']"/>
      <xsl:apply-templates select="MEA, FTX[e1 = 'BAG'], GEI, FTX[e1 = 'AAI'], EMP, LOC[e1 = '180']/e3"/>
      <xsl:apply-templates select="* except (NAD, ATT, DTM, MEA, GEI, FTX, LOC, COM, EMP, NAT, RFF, Document)"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="Person/DTM">
    <xsl:sequence select="f:known(., ('e1/c1', 'e1/c2', 'e1/c3'))"/>
    <xsl:for-each select="e1/c2">
      <birth><xsl:sequence select="f:date(., ../c3, f:birth#2, n:day(.))"/></birth>
    </xsl:for-each>
  </xsl:template>

  <!-- Place, state and region of birth. -->
  <xsl:template match="Person/LOC[e1 = '180']">
    <xsl:sequence select="f:known(., ('e1', 'e2/c1', 'e2/c4', 'e3/c4'))"/>
    <xsl:for-each select="e2/c4"><birth-place>{.}</birth-place></xsl:for-each>
    <xsl:for-each select="e2/c1"><birth-country system="icao-9303" verbatim="{.}">{k:birth-state(., 'icao-9303')}</birth-country></xsl:for-each>
  </xsl:template>

  <xsl:template match="Person/LOC/e3">
    <birth-region>{c4}</birth-region>
  </xsl:template>

  <xsl:template match="ATT">
    <xsl:sequence select="f:known(., ('e1', 'e3/c1'))"/>
    <xsl:for-each select="e3/c1"><sex verbatim="{.}">{k:code(., 'paxlst-sex')}</sex></xsl:for-each>
  </xsl:template>

  <xsl:template match="NAT">
    <xsl:sequence select="f:known(., ('e1', 'e2/c1'))"/>
    <xsl:for-each select="e2/c1"><nationality system="icao-9303" verbatim="{.}">{k:nationality(., 'icao-9303')}</nationality></xsl:for-each>
  </xsl:template>

  <!-- AVF is the booking, ABO the passenger at the carrier; AEA is of an agency, CR of a customer. -->
  <xsl:template match="Person/RFF">
    <xsl:sequence select="f:known(., ('e1/c1', 'e1/c2'))"/>
    <xsl:for-each select="e1[c2]">
      <identifier type="{$n:references(c1)}">
        <xsl:if test="c1 = ('AEA', 'CR')"><xsl:attribute name="verbatim" select="c1 || ':' || c2"/></xsl:if>
        <xsl:value-of select="c2"/>
      </identifier>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="Person/RFF[e1/c1 = 'SEA']" priority="2">
    <xsl:sequence select="f:known(., ('e1/c1', 'e1/c2'))"/>
    <xsl:for-each select="e1/c2"><seat>{.}</seat></xsl:for-each>
  </xsl:template>

  <xsl:template match="NAD/e5/*">
    <line>{.}</line>
  </xsl:template>

  <xsl:template match="NAD/e6">
    <city>{.}</city>
  </xsl:template>

  <!-- A part of a state, by code or by name. -->
  <xsl:template match="NAD/e7/c1">
    <level n="1" system="un-edifact-3229">{.}</level>
  </xsl:template>

  <xsl:template match="NAD/e7/c4">
    <level n="1">{.}</level>
  </xsl:template>

  <xsl:template match="NAD/e8">
    <postal-code>{.}</postal-code>
  </xsl:template>

  <xsl:template match="NAD/e9">
    <state system="icao-9303" verbatim="{.}">{k:state(., 'icao-9303')}</state>
  </xsl:template>

  <xsl:template match="Person/LOC[e1 = '174']">
    <xsl:sequence select="f:known(., ('e1', 'e2/c1'))"/>
    <xsl:for-each select="e2/c1"><residence system="icao-9303" verbatim="{.}">{k:state(., 'icao-9303')}</residence></xsl:for-each>
  </xsl:template>

  <xsl:template match="Person/LOC[e1 = ('22', '178', '179')]">
    <xsl:if test="e2">
      <xsl:element name="{map{'22': 'first-clearance', '178': 'embarkation', '179': 'debarkation'}(e1)}">
        <xsl:sequence select="n:location(.)"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- CT is a number of pieces, WT a weight with its unit. -->
  <xsl:template match="MEA">
    <xsl:for-each select="self::MEA[e1 = 'CT']/e3/c1">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'no unit of a number of pieces; the number is the second component, as in MEA+CT++:2')"/>
    </xsl:for-each>
    <xsl:sequence select="f:known(., if (e1 = 'WT') then ('e1', 'e3/c1', 'e3/c2') else ('e1', 'e3/c2'))"/>
    <xsl:for-each select="e3">
      <xsl:if test="not(c2)">
        <xsl:sequence select="e:missing(., 'c2, the value, behind the unit')"/>
      </xsl:if>
      <baggage kind="{if (../e1 = 'CT') then 'count' else 'weight'}">
        <xsl:for-each select="c1"><xsl:attribute name="unit" select="."/></xsl:for-each>
        <xsl:value-of select="c2"/>
      </baggage>
    </xsl:for-each>
  </xsl:template>

  <!-- The tag of a piece, and how many pieces have the tags that follow it. -->
  <xsl:template match="FTX[e1 = 'BAG']">
    <xsl:sequence select="f:known(., ('e1', 'e4/c1', 'e4/c2'))"/>
    <xsl:for-each select="e4">
      <xsl:if test="not(c1)">
        <xsl:sequence select="e:missing(., 'c1, the tag')"/>
      </xsl:if>
      <baggage kind="tag">
        <xsl:for-each select="c2"><xsl:attribute name="pieces" select="."/></xsl:for-each>
        <xsl:value-of select="c1"/>
      </baggage>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="FTX">
    <xsl:sequence select="f:known(., ('e1', 'e4/c1'))"/>
    <xsl:for-each select="e4/c1"><note>{.}</note></xsl:for-each>
  </xsl:template>

  <!-- 173: the carrier saw the document; 174: it did not. -->
  <xsl:template match="GEI">
    <xsl:sequence select="f:known(., ('e1', 'e2/c1')), f:fixed(., e2/c1, ('173', '174'))"/>
    <verified>{e2/c1 = '173'}</verified>
  </xsl:template>

  <xsl:template match="EMP">
    <xsl:sequence select="f:known(., ('e1', 'e2/c1', 'e2/c2', 'e2/c3'))"/>
    <xsl:for-each select="e2">
      <xsl:sequence select="f:fixed(.., c1, ('CR1', 'CR2', 'CR3', 'CR4', 'CR5'))"/>
      <position system="un-paxlst-9005" verbatim="{f:coded(*)}">{c1}</position>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="Document">
    <xsl:sequence select="
      f:known(DOC, ('e1/c1', 'e1/c2', 'e1/c3', 'e2/c1')), f:qualified(DTM/e1/c1, ('36', '182'), ()), f:qualified(LOC/e1, '91', ()),
      DTM ! f:known(., ('e1/c1', 'e1/c2', 'e1/c3')), LOC ! f:known(., ('e1', 'e2/c1', 'e2/c4'))"/>
    <xsl:if test="DOC/e1[not(c1)]">
      <xsl:sequence select="e:missing(DOC, 'e1/c1, the type of document')"/>
    </xsl:if>
    <document>
      <xsl:for-each select="DOC/e1"><type verbatim="{f:coded(*)}">{k:code(c1, 'paxlst-document-type')}</type></xsl:for-each>
      <xsl:for-each select="DOC/e2/c1"><number>{.}</number></xsl:for-each>
      <xsl:for-each select="LOC/e2/c1"><issuer system="icao-9303" verbatim="{.}">{k:issuer(., 'icao-9303')}</issuer></xsl:for-each>
      <xsl:for-each select="LOC/e2/c4"><issuing-place>{.}</issuing-place></xsl:for-each>
      <!-- A document was issued in the past, as a person was born. -->
      <xsl:for-each select="DTM/e1[c1 = '182']/c2"><issue><xsl:sequence select="f:date(., ../c3, f:birth#2, n:day(.))"/></issue></xsl:for-each>
      <xsl:for-each select="DTM/e1[c1 = '36']/c2"><expiry><xsl:sequence select="f:date(., ../c3, f:expiry#2, n:day(.))"/></expiry></xsl:for-each>
      <xsl:apply-templates select="* except (DOC, DTM, LOC)"/>
    </document>
  </xsl:template>

</xsl:stylesheet>
