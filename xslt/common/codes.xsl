<?xml version="1.0" encoding="UTF-8"?>
<!-- Codes of states, organisations and classes of nationality. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                exclude-result-prefixes="#all">

  <xsl:import href="errors.xsl"/>

  <!-- ISO 3166-1 alpha-3, all 249. -->
  <xsl:variable name="k:states" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(tokenize(normalize-space('
      ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM
      BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR
      CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB
      GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA
      JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA
      MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR
      NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS
      SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON
      TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
    '), ' ') ! map{.: true()})"/>

  <!-- ICAO 9303 part 3: classes of British nationality, Kosovo, stateless, refugees, unspecified, the specimen state. -->
  <xsl:variable name="k:icao-nationalities" as="xs:string+" static="yes"
                select="'GBD', 'GBN', 'GBO', 'GBP', 'GBS', 'RKS', 'XXA', 'XXB', 'XXC', 'XXX', 'UTO'"/>

  <!-- ICAO 9303 part 3: issuers of documents of which nobody is a national. -->
  <xsl:variable name="k:icao-issuers" as="xs:string+" static="yes"
                select="'EUE', 'UNO', 'UNA', 'UNK'"/>

  <!-- ICAO 9303 part 3 gives these of the codes that ISO 3166-1 leaves to its users to organisations. -->
  <xsl:variable name="k:organisations" as="xs:string+" static="yes"
                select="'XBA', 'XCE', 'XCO', 'XDC', 'XEC', 'XES', 'XIM', 'XMP', 'XOM', 'XPO'"/>

  <!-- Whether a person can be a national: a state, a class of ICAO 9303, or a code that ISO 3166-1 leaves to its users. -->
  <xsl:function name="k:is-nationality" as="xs:boolean">
    <xsl:param name="code" as="xs:string"/>
    <xsl:sequence select="
      map:contains($k:states, $code) or $code = $k:icao-nationalities
      or matches($code, '^(AA[A-Z]|Q[M-Z][A-Z]|X[A-W][A-Z]|ZZ[A-Z])$')
      and not($code = $k:organisations)"/>
  </xsl:function>

  <!-- Whether a document can come from there: whatever has nationals, and the organisations. -->
  <xsl:function name="k:is-issuer" as="xs:boolean">
    <xsl:param name="code" as="xs:string"/>
    <xsl:sequence select="k:is-nationality($code) or $code = ($k:icao-issuers, $k:organisations)"/>
  </xsl:function>

  <!-- A code by a list: H by map{'H': 'male'} becomes male. A code that the list lacks stops the message. -->
  <xsl:function name="k:code" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="codes" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="
      if (map:contains($codes, string($node))) then $codes($node)
      else e:refuse($e:UNKNOWN-CODE, $node, 'one of ' || string-join(sort(map:keys($codes)), ', '))"/>
  </xsl:function>

</xsl:stylesheet>
