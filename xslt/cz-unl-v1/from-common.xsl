<?xml version="1.0" encoding="UTF-8"?>
<!-- The stay of one foreigner as a guest record of a UNL file of Ubyport, which brings its house along; and a refusal as a
     line of the report on such a file. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:d="urn:passerelle:dates"
                xmlns:e="urn:passerelle:errors"
                xmlns:k="urn:passerelle:codes"
                xmlns:n="urn:passerelle:cz-unl:1"
                xmlns:name="urn:passerelle:names"
                xmlns:ub="urn:passerelle:ubyport"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:import href="../common/codes.xsl"/>
  <xsl:import href="../common/dates.xsl"/>
  <xsl:import href="../common/errors.xsl"/>
  <xsl:import href="../common/names.xsl"/>
  <xsl:import href="../common/ubyport.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <!-- Fields of a guest by what the web service calls them: its list of errors goes by these names. -->
  <xsl:variable name="n:elements" as="map(xs:string, xs:string)" static="yes" select="map{
    'from': 'cFrom', 'until': 'cUntil', 'surname': 'cSurN', 'given-name': 'cFirstN', 'birth-date': 'cDate',
    'nationality': 'cNati', 'residence': 'cResi', 'document': 'cDocN', 'visa': 'cVisN', 'purpose': 'cPurp', 'note': 'cNote'}"/>

  <xsl:template match="c:message" as="element()">
    <xsl:apply-templates select="c:body/*"/>
  </xsl:template>

  <xsl:template match="c:stay-notification">
    <xsl:if test="c:guest[2]">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., count(c:guest) || ' guests', 'one guest: a record is about one')"/>
    </xsl:if>
    <guest>
      <xsl:apply-templates select="n:needed(., c:accommodation, 'accommodation'), n:needed(., c:guest, 'guest')"/>
    </guest>
  </xsl:template>

  <xsl:template match="c:accommodation">
    <xsl:variable name="numbers" as="xs:string*" select="n:numbers(c:address/c:house-number)"/>
    <accommodation>
      <rec-type>A</rec-type>
      <version>2</version>
      <idub>{n:needed(., c:reference, 'accommodation/reference')}</idub>
      <mark>{n:needed(., c:mark, 'accommodation/mark')}</mark>
      <name>{c:name}</name>
      <contact>{c:contact[1]/c:value}</contact>
      <district>{c:address/c:level[@n = '2'][1]}</district>
      <town>{c:address/c:city}</town>
      <town-part>{c:address/c:district}</town-part>
      <street>{c:address/c:street}</street>
      <house-number>{$numbers[1]}</house-number>
      <orientation-number>{$numbers[2]}</orientation-number>
      <postal-code>{c:address/c:postal-code}</postal-code>
      <created>{c:reported ! n:time(.)}</created>
      <reserve-1/>
      <reserve-2/>
    </accommodation>
  </xsl:template>

  <xsl:template match="c:guest">
    <xsl:variable name="name" as="map(xs:string, xs:string)" select="name:for-two-fields(n:needed(., c:name, 'guest/name'))"/>
    <xsl:apply-templates select="* except (c:name, c:birth, c:nationality, c:address, c:document, c:visa, c:arrival,
                                           c:departure, c:purpose-of-stay, c:note)"/>
    <rec-type>U</rec-type>
    <from>{n:day(n:needed(., c:arrival, 'guest/arrival'))}</from>
    <until>{n:day(n:needed(., c:departure, 'guest/departure'))}</until>
    <surname>{n:letters(c:name, $name?family)}</surname>
    <given-name>{n:letters(c:name, $name?given)[empty(current()/c:name/c:single)]}</given-name>
    <reserve-1/>
    <birth-date>{n:dotted(d:day-first(n:birth(.)))}</birth-date>
    <reserve-2/>
    <reserve-3/>
    <nationality>{k:to-system(n:nationality(.), 'icao-9303')}</nationality>
    <residence>{n:home(.)}</residence>
    <document>
      <xsl:apply-templates select="n:needed(., c:document, 'guest/document')"/>
    </document>
    <visa>{c:visa/c:number}</visa>
    <purpose>
      <xsl:apply-templates select="c:purpose-of-stay"/>
    </purpose>
    <reserve-7/>
    <note>{c:note}</note>
  </xsl:template>

  <!-- Left behind on purpose: a record has no field for it. -->
  <xsl:template match="c:guest/(c:other-name | c:birth-place | c:birth-country | c:sex | c:former-nationality
                       | c:former-residence | c:origin | c:feared-state | c:identifier | c:marital-status
                       | c:protected-address | c:contact | c:language | c:mother-name | c:father-name | c:relation
                       | c:vital-status | c:death | c:photo | c:protection-status | c:special-categories | c:vehicle)"/>

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
    <xsl:value-of select="$number"/>
  </xsl:template>

  <!-- The web service writes 1 where the file has 01. -->
  <xsl:template match="c:purpose-of-stay[@system = 'cz-ubyport-purpose']">
    <xsl:value-of select="."/>
  </xsl:template>

  <xsl:template match="c:purpose-of-stay">
    <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'a code of cz-ubyport-purpose')"/>
  </xsl:template>

  <!-- What was refused: one record, by its line, or the file as a whole, without one. -->
  <xsl:template match="c:acknowledgement">
    <xsl:variable name="lines" as="xs:string*" select="distinct-values(c:error/c:record)"/>
    <xsl:if test="not(c:status = 'refused')">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, (c:status, .)[1], 'a refusal: a report has no line for anything else')"/>
    </xsl:if>
    <xsl:if test="empty(c:error)">
      <xsl:sequence select="e:missing(., 'error')"/>
    </xsl:if>
    <xsl:if test="count($lines) gt 1">
      <xsl:sequence select="e:refuse($e:UNWRITABLE, ., count($lines) || ' records', 'the errors of one record')"/>
    </xsl:if>
    <xsl:apply-templates select="c:error/(* except (c:record, c:rule, c:place, c:text))"/>
    <refused>
      <rec-type>E</rec-type>
      <line>{$lines}</line>
      <errors>{n:errors(c:error)}</errors>
      <reasons>{string-join(c:error ! n:reason(.), '. ')}</reasons>
    </refused>
  </xsl:template>

  <!-- The police's numbers as the answer of the web service has them, ;106; and nothing where none is known. -->
  <xsl:function name="n:errors" as="xs:string?">
    <xsl:param name="errors" as="element(c:error)+"/>
    <xsl:variable name="known" as="xs:string*" select="distinct-values($errors ! $n:elements(n:place(.)) ! ub:error(.))"/>
    <xsl:sequence select="(';' || string-join($known ! (. || ';')))[exists($known)]"/>
  </xsl:function>

  <!-- MAP-BAD-VALUE document: found 'AB1'; expected 4 to 30 characters, or INPASS -->
  <xsl:function name="n:reason" as="xs:string">
    <xsl:param name="error" as="element(c:error)"/>
    <xsl:variable name="what" as="xs:string" select="string-join(($error/c:rule, n:place($error)[. != '']), ' ')"/>
    <xsl:sequence select="string-join(($what, $error/c:text), ': ')"/>
  </xsl:function>

  <!-- /guest/document becomes document, /guest becomes nothing; a place outside of a guest stays as it is. -->
  <xsl:function name="n:place" as="xs:string">
    <xsl:param name="error" as="element(c:error)"/>
    <xsl:sequence select="replace($error/c:place, '^(.*, )?/guest(/|$)', '', 's')"/>
  </xsl:function>

  <!-- House number and number in the street: 26/2 becomes 26 and 2, 26 becomes 26 and nothing. -->
  <xsl:function name="n:numbers" as="xs:string*">
    <xsl:param name="number" as="element()?"/>
    <xsl:sequence select="
      if (contains($number, '/')) then (replace($number, '/[^/]*$', ''), replace($number, '^.*/', ''))
      else $number ! string()"/>
  </xsl:function>

  <!-- 2018-06-27T22:57:00 becomes 27.06.2018 22:57:00. -->
  <xsl:function name="n:time" as="xs:string">
    <xsl:param name="moment" as="element()"/>
    <xsl:sequence select="
      if (contains($moment, 'T')) then n:day($moment) || ' ' || substring($moment, 12, 8)
      else e:refuse($e:UNWRITABLE, $moment, 'a day with its time')"/>
  </xsl:function>

  <!-- 2026-07-01T14:00:00 becomes 01.07.2026. With the offset of another place it may be another day there. -->
  <xsl:function name="n:day" as="xs:string">
    <xsl:param name="moment" as="element()"/>
    <xsl:sequence select="
      if (matches($moment, '^[^T]+(T[0-9:.]+(\+0[12]:00)?)?$')) then d:day-month-year(substring($moment, 1, 10), '.')
      else e:refuse($e:UNWRITABLE, $moment, 'a day, or a time of the Czech Republic')"/>
  </xsl:function>

  <!-- 00061980 becomes 00.06.1980. -->
  <xsl:function name="n:dotted" as="xs:string">
    <xsl:param name="digits" as="xs:string"/>
    <xsl:sequence select="replace($digits, '^(..)(..)(....)$', '$1.$2.$3')"/>
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

  <!-- The address at home in one line; other addresses stay behind. -->
  <xsl:function name="n:home" as="xs:string?">
    <xsl:param name="guest" as="element(c:guest)"/>
    <xsl:variable name="home" as="element()?" select="$guest/c:address[c:kind = 'home'][1]"/>
    <xsl:variable name="parts" as="xs:string*" select="
      if ($home/c:line) then $home/c:line
      else ($home/(c:street, c:house-number) => string-join(' '), $home/(c:postal-code, c:city) => string-join(' '),
            $home/c:district, reverse($home/c:level), $home/c:state)"/>
    <xsl:sequence select="string-join($parts[. != ''], ', ')"/>
  </xsl:function>

  <!-- Letters of the Latin alphabet, apostrophes, hyphens and blanks, as the police want names. -->
  <xsl:function name="n:letters" as="xs:string">
    <xsl:param name="name" as="element(c:name)"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="
      if (matches($text, '^([A-Za-zªº&#xC0;-&#x24F;&#x1E00;-&#x1EFF;]|\p{M}|['' ’-])+$')) then $text
      else e:refuse($e:UNWRITABLE, $name, $text, 'a name of Latin letters, apostrophes and hyphens')"/>
  </xsl:function>

  <!-- The police demand it: an agreement for this recipient must permit it. -->
  <xsl:function name="n:needed" as="element()">
    <xsl:param name="within" as="element()"/>
    <xsl:param name="field" as="element()?"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="if (exists($field)) then $field else e:missing($within, $path)"/>
  </xsl:function>

</xsl:stylesheet>
