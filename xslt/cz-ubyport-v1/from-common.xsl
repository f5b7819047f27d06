<?xml version="1.0" encoding="UTF-8"?>
<!-- Stays of foreigners as a call of the Ubyport web service, and an acknowledgement as its answer. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="http://schemas.datacontract.org/2004/07/WS_UBY"
                xmlns:name="urn:passerelle:names"
                xmlns:u="http://UBY.pcr.cz/WS_UBY"
                xmlns:ub="urn:passerelle:ubyport"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                exclude-result-prefixes="c d e k name ub xs"
                expand-text="yes">

  <xsl:import href="../common/codes.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/names.xsl"/>
  <xsl:import href="../common/ubyport.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <!-- Longest list that the service takes. -->
  <xsl:variable name="n:most" as="xs:integer" static="yes" select="32"/>

  <xsl:template match="c:message" as="element()">
    <xsl:apply-templates select="c:body/*"/>
  </xsl:template>

  <xsl:template match="c:stay-notification">
    <xsl:variable name="house" as="element(c:accommodation)" select="n:needed(., c:accommodation, 'accommodation')"/>
    <xsl:variable name="guests" as="element(c:guest)+" select="n:needed(., c:guest[1], 'guest'), c:guest[position() gt 1]"/>
    <xsl:if test="count($guests) gt $n:most">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., count($guests) || ' guests', 'at most ' || $n:most || ' guests')"/>
    </xsl:if>
    <u:ZapisUbytovane>
      <u:AutentificationCode>X</u:AutentificationCode>
      <u:Seznam>
        <n:Ubytovani>
          <xsl:apply-templates select="$guests"/>
        </n:Ubytovani>
        <n:VracetPDF>false</n:VracetPDF>
        <xsl:apply-templates select="$house"/>
      </u:Seznam>
    </u:ZapisUbytovane>
  </xsl:template>

  <xsl:template match="c:accommodation">
    <xsl:variable name="numbers" as="xs:string*" select="n:numbers(c:address/c:house-number)"/>
    <xsl:sequence select="
      n:element('uCont', c:contact[1]/c:value), n:element('uHomN', $numbers[1]),
      n:element('uIdub', n:needed(., c:reference, 'accommodation/reference')),
      n:element('uMark', n:needed(., c:mark, 'accommodation/mark')), n:element('uName', c:name),
      n:element('uOb', c:address/c:city), n:element('uObCa', c:address/c:district),
      n:element('uOkr', c:address/c:level[@n = '2'][1]), n:element('uOriN', $numbers[2]),
      n:element('uPsc', c:address/c:postal-code), n:element('uStr', c:address/c:street)"/>
  </xsl:template>

  <xsl:template match="c:guest">
    <xsl:variable name="name" as="map(xs:string, xs:string)" select="name:for-two-fields(n:needed(., c:name, 'guest/name'))"/>
    <xsl:apply-templates select="* except (c:name, c:birth, c:birth-place, c:nationality, c:address, c:document, c:visa,
                                           c:arrival, c:departure, c:purpose-of-stay, c:vehicle, c:note)"/>
    <n:Ubytovany>
      <n:cDate>{d:as-sent(n:birth(.), d:from-day-first#1, d:day-first#1)}</n:cDate>
      <n:cDocN>
        <xsl:apply-templates select="n:needed(., c:document, 'guest/document')"/>
      </n:cDocN>
      <xsl:sequence select="n:element('cFirstN', n:letters(c:name, $name?given)[empty(current()/c:name/c:single)])"/>
      <n:cFrom>{n:moment(n:needed(., c:arrival, 'guest/arrival'))}</n:cFrom>
      <n:cNati>{k:to-system(n:nationality(.), 'icao-9303')}</n:cNati>
      <xsl:sequence select="
        n:element('cNote', n:fitting(c:note, 255)), n:element('cPlac', n:fitting(c:birth-place, 48))"/>
      <n:cPurp>
        <xsl:apply-templates select="c:purpose-of-stay"/>
        <xsl:if test="empty(c:purpose-of-stay)">
          <xsl:attribute name="xsi:nil" select="'true'"/>
        </xsl:if>
      </n:cPurp>
      <xsl:sequence select="
        n:element('cResi', n:home(.)), n:element('cSpz', n:fitting(c:vehicle, 15)),
        n:element('cSurN', n:letters(c:name, $name?family))"/>
      <n:cUntil>{n:moment(n:needed(., c:departure, 'guest/departure'))}</n:cUntil>
      <xsl:sequence select="n:element('cVisN', n:fitting(c:visa/c:number, 15))"/>
    </n:Ubytovany>
  </xsl:template>

  <!-- Left behind on purpose: a record of the service has no field for it. -->
  <xsl:template match="c:guest/(c:other-name | c:birth-country | c:sex | c:former-nationality | c:former-residence | c:origin
                       | c:feared-state | c:identifier | c:marital-status | c:protected-address | c:contact | c:language
                       | c:mother-name | c:father-name | c:relation | c:vital-status | c:death | c:photo
                       | c:protection-status | c:special-categories)"/>

  <!-- A child in the passport of a parent: the note says in which. -->
  <xsl:template match="c:document[c:type/@verbatim = 'INPASS']">
    <xsl:if test="empty(../c:note)">
      <xsl:sequence select="e:missing(.., 'guest/note with the number of the parent''s passport')"/>
    </xsl:if>
    <xsl:text>INPASS</xsl:text>
  </xsl:template>

  <xsl:template match="c:document">
    <xsl:variable name="number" as="element()" select="n:needed(.., c:number, 'guest/document/number')"/>
    <xsl:if test="string-length($number) lt 4">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, $number, '4 to 30 characters')"/>
    </xsl:if>
    <xsl:value-of select="n:fitting($number, 30)"/>
  </xsl:template>

  <!-- A number: 01 becomes 1. -->
  <xsl:template match="c:purpose-of-stay[@system = 'cz-ubyport-purpose']">
    <xsl:value-of select="xs:int(k:code-to(., 'cz-ubyport-purpose'))"/>
  </xsl:template>

  <xsl:template match="c:purpose-of-stay">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'a code of cz-ubyport-purpose')"/>
  </xsl:template>

  <!-- More than any list has: the gateway reads no document with more elements. -->
  <xsl:variable name="n:most-records" as="xs:integer" static="yes" select="200000"/>

  <!-- Each record has a place in the answer, with a semicolon alone where nothing is wrong with it. -->
  <xsl:template match="c:acknowledgement">
    <xsl:variable name="at-fault" as="xs:integer" select="n:record-at-fault(.)"/>
    <xsl:variable name="number" as="xs:string?" select="c:code ! n:error(.)"/>
    <xsl:apply-templates select="c:error"/>
    <xsl:if test="xs:integer((c:records, 0)[1]) &gt; $n:most-records or $at-fault &gt; $n:most-records">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, (c:records, c:place)[1], 'at most ' || $n:most-records || ' records')"/>
    </xsl:if>
    <u:ZapisUbytovaneResponse>
      <u:ZapisUbytovaneResult>
        <n:ChybyHlavicky>{$number[$at-fault = 0] ! (. || ';')}</n:ChybyHlavicky>
        <n:ChybyZaznamu>
          <xsl:for-each select="1 to max((xs:integer((c:records, 0)[1]), $at-fault))">
            <a:string>;{$number[current() = $at-fault] ! (. || ';')}</a:string>
          </xsl:for-each>
        </n:ChybyZaznamu>
        <xsl:sequence select="
          n:element('DokumentChybyPotvrzeni', ()), n:element('DokumentPotvrzeni', ()),
          n:element('PseudoRazitko', c:message-id ! upper-case(.))"/>
      </u:ZapisUbytovaneResult>
    </u:ZapisUbytovaneResponse>
  </xsl:template>

  <!-- The record that a place is in: /ZapisUbytovane/Seznam/Ubytovani/Ubytovany[2]/cDocN becomes 2, one without number 1,
       a place outside of the records 0. -->
  <xsl:function name="n:record-at-fault" as="xs:integer">
    <xsl:param name="acknowledgement" as="element(c:acknowledgement)"/>
    <xsl:variable name="record" as="xs:string" select="'^.*/Ubytovany(\[([0-9]+)\])?(/.*)?$'"/>
    <xsl:variable name="place" as="xs:string" select="string($acknowledgement/c:place)"/>
    <xsl:sequence select="
      if (not(matches($place, $record))) then 0
      else xs:integer((replace($place, $record, '$2')[. != ''], '1')[1])"/>
  </xsl:function>

  <!-- The police's number for a failure; a failure that it has none for is told as a SOAP fault instead. -->
  <xsl:function name="n:error" as="xs:string">
    <xsl:param name="code" as="element(c:code)"/>
    <xsl:variable name="number" as="xs:string?" select="ub:error(replace($code/../c:place, '^.*/', '', 's'))"/>
    <xsl:sequence select="
      if (exists($number)) then $number
      else e:refuse($e:UNWRITABLE, $code, 'a failure that the list of errors of Ubyport has a number for')"/>
  </xsl:function>

  <!-- An element of the list or of a record; nil without a text. -->
  <xsl:function name="n:element" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="text" as="item()?"/>
    <xsl:element name="n:{$name}">
      <xsl:choose>
        <xsl:when test="empty($text) or string($text) = ''">
          <xsl:attribute name="xsi:nil" select="'true'"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="$text"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:function>

  <!-- House number and number in the street: 26/2 becomes 26 and 2, 26 becomes 26 and nothing. -->
  <xsl:function name="n:numbers" as="xs:string*">
    <xsl:param name="number" as="element()?"/>
    <xsl:sequence select="
      if (contains($number, '/')) then (replace($number, '/[^/]*$', ''), replace($number, '^.*/', ''))
      else $number ! string()"/>
  </xsl:function>

  <!-- The birth, of which the year must be known. -->
  <xsl:function name="n:birth" as="element(c:birth)">
    <xsl:param name="guest" as="element(c:guest)"/>
    <xsl:variable name="birth" as="element()" select="n:needed($guest, $guest/c:birth, 'guest/birth')"/>
    <xsl:sequence select="if (d:not-nothing($birth)) then $birth else ()"/>
  </xsl:function>

  <!-- The one nationality that a record has room for. -->
  <xsl:function name="n:nationality" as="element()">
    <xsl:param name="guest" as="element(c:guest)"/>
    <xsl:sequence select="
      if ($guest/c:nationality[2]) then e:refuse($e:UNWRITABLE, $guest/c:nationality[2], 'one nationality')
      else n:needed($guest, $guest/c:nationality, 'guest/nationality')"/>
  </xsl:function>

  <!-- A day becomes its first moment, 2026-07-01T00:00:00; a moment stays as it is, with its offset. -->
  <xsl:function name="n:moment" as="xs:string">
    <xsl:param name="moment" as="element()"/>
    <xsl:sequence select="if ($moment castable as xs:dateTime) then string($moment) else d:date-time(string($moment))"/>
  </xsl:function>

  <!-- The address at home in one line; other addresses stay behind. -->
  <xsl:function name="n:home" as="xs:string?">
    <xsl:param name="guest" as="element(c:guest)"/>
    <xsl:variable name="home" as="element()?" select="$guest/c:address[c:kind = 'home'][1]"/>
    <xsl:variable name="parts" as="xs:string*" select="
      if ($home/c:line) then $home/c:line
      else ($home/(c:street, c:house-number) => string-join(' '), $home/(c:postal-code, c:city) => string-join(' '),
            $home/c:district, reverse($home/c:level), $home/c:state)"/>
    <xsl:sequence select="$home ! n:fitting(., string-join($parts[. != ''], ', '), 128)"/>
  </xsl:function>

  <!-- Letters of the Latin alphabet, apostrophes, hyphens and blanks, as the service wants names. -->
  <xsl:function name="n:letters" as="xs:string">
    <xsl:param name="name" as="element(c:name)"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="
      if (matches($text, '^([A-Za-zªº&#xC0;-&#x24F;&#x1E00;-&#x1EFF;]|\p{M}|['' ’-])+$')) then $text
      else e:refuse($e:UNWRITABLE, $name, $text, 'a name of Latin letters, apostrophes and hyphens')"/>
  </xsl:function>

  <!-- A text that is not longer than the field. -->
  <xsl:function name="n:fitting" as="xs:string?">
    <xsl:param name="node" as="element()?"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:sequence select="$node ! n:fitting(., string(.), $most)"/>
  </xsl:function>

  <xsl:function name="n:fitting" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:sequence select="
      if (string-length($text) le $most) then $text
      else e:refuse($e:UNWRITABLE, $node, $text, 'at most ' || $most || ' characters')"/>
  </xsl:function>

  <!-- The police demand it: an agreement for this recipient must permit it. -->
  <xsl:function name="n:needed" as="element()">
    <xsl:param name="within" as="element()"/>
    <xsl:param name="field" as="element()?"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="if (exists($field)) then $field else e:missing($within, $path)"/>
  </xsl:function>

</xsl:stylesheet>
