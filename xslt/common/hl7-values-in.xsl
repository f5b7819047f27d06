<?xml version="1.0" encoding="UTF-8"?>
<!-- Fields of HL7 v2 to elements of a health record, by the tables of hl7-fields.xsl. -->
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

  <xsl:import href="dates.xsl"/>
  <xsl:import href="hl7-fields.xsl"/>

  <!-- What a segment or component holds, as elements in the order of its fields. What the tables do not have stops the message,
       but for what is $known elsewhere. Repetitions follow each other. -->
  <xsl:function name="h:fields" as="element()*">
    <xsl:param name="of" as="element()"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="known" as="xs:string*"/>
    <xsl:for-each select="$of/*[not(h:is-empty(.))]">
      <xsl:variable name="id" as="xs:string" select="h:id(., $type)"/>
      <xsl:variable name="entry" as="array(xs:string)?" select="$h:entries($id)"/>
      <xsl:choose>
        <xsl:when test="exists($entry) and array:size($entry) = 3 and preceding-sibling::*[1][local-name() = local-name(current())]">
          <xsl:sequence select="e:refuse($e:BAD-VALUE, ., h:shown(.), 'one value, not several')"/>
        </xsl:when>
        <xsl:when test="exists($entry)">
          <xsl:sequence select="h:value(., $entry(2), $entry(3))"/>
        </xsl:when>
        <xsl:when test="not(map:contains($h:left-names, $id) or $id = $known)">
          <xsl:sequence select="h:unknown(.)"/>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="h:segment" as="element()*">
    <xsl:param name="segment" as="element()"/>
    <xsl:sequence select="h:fields($segment, local-name($segment), ())"/>
  </xsl:function>

  <!-- One field or component as an element of this name; nothing when all in it is left behind. -->
  <xsl:function name="h:value" as="element()*">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$type = ('text', 'token')"><xsl:element name="{$name}">{h:text($node)}</xsl:element></xsl:when>
      <xsl:when test="$type = 'time'"><xsl:element name="{$name}">{h:time($node)}</xsl:element></xsl:when>
      <xsl:when test="$type = 'first'"><xsl:element name="{$name}">{h:surname($node)}</xsl:element></xsl:when>
      <xsl:when test="$type = 'CWE'"><xsl:sequence select="h:coding($node, $name)"/></xsl:when>
      <xsl:when test="$type = 'EI'"><xsl:sequence select="h:reference($node, $name)"/></xsl:when>
      <xsl:when test="$type = 'HD'"><xsl:element name="{$name}">{h:authority($node)}</xsl:element></xsl:when>
      <xsl:when test="$type = 'CX'"><xsl:sequence select="h:identifier($node, $name)"/></xsl:when>
      <xsl:when test="$type = 'XPN'"><xsl:sequence select="h:legal-name($node, $name)"/></xsl:when>
      <xsl:when test="$type = 'XAD'"><xsl:sequence select="h:address($node, $name)"/></xsl:when>
      <xsl:when test="$type = 'XTN'"><xsl:sequence select="h:contacts($node, $name)"/></xsl:when>
      <xsl:when test="$type = 'value'"><xsl:sequence select="h:observed($node)"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="parts" as="element()*" select="h:fields(h:divided($node, $type), substring($type, 1, 3), ())"/>
        <xsl:if test="exists($parts)">
          <xsl:element name="{$name}"><xsl:sequence select="$parts"/></xsl:element>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A field that is not divided is its own first component. -->
  <xsl:function name="h:divided" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="h:is-divided($node)"><xsl:sequence select="$node"/></xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="e:refuse($e:BAD-VALUE, $node, h:shown($node), 'components, as ' || $type || ' of HL7 2.6 has them')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="h:is-divided" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="exists($node/*[not(self::n:escape)])"/>
  </xsl:function>

  <!-- CX.4 of the fourth component of a CX, whatever the structure calls it: that of a withdrawn field is NULLDT.4. -->
  <xsl:function name="h:id" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="$type || '.' || substring-after(local-name($node), '.')"/>
  </xsl:function>

  <!-- 3 of PID.3. -->
  <xsl:function name="h:number" as="xs:integer">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="xs:integer(substring-after(local-name($node), '.'))"/>
  </xsl:function>

  <!-- The component of a number; a field that is not divided is its first. -->
  <xsl:function name="h:part" as="element()?">
    <xsl:param name="node" as="element()?"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="
      if (empty($node)) then ()
      else if (h:is-divided($node)) then $node/*[ends-with(local-name(), '.' || $number)][not(h:is-empty(.))]
      else $node[$number = 1][not(h:is-empty(.))]"/>
  </xsl:function>

  <!-- A repetition that keeps the place of the next, and components that hold nothing. -->
  <xsl:function name="h:is-empty" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="empty($node/descendant::text()) and empty($node/descendant-or-self::n:escape)"/>
  </xsl:function>

  <!-- Components that are neither known here nor left behind. -->
  <xsl:function name="h:others" as="element()*">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="known" as="xs:string*"/>
    <xsl:if test="h:is-divided($node)">
      <xsl:sequence select="$node/*[let $id := h:id(., $type) return not(map:contains($h:left-names, $id) or $id = $known)][not(h:is-empty(.))]"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:shown" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="if (h:is-divided($node)) then string-join($node/*, '^') else string($node)"/>
  </xsl:function>

  <xsl:function name="h:unknown" as="item()*">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="e:refuse($e:UNKNOWN-ELEMENT, $node, local-name($node), 'an element that the translation knows')"/>
  </xsl:function>

  <!-- A text; .br is a new line, highlighting is left behind. Two quotes and nothing else tell the recipient to delete what it
       has (HL7 2.9 2.5.3): a health record cannot say that, and absence is another thing. -->
  <xsl:function name="h:text" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="text" as="xs:string" select="
      if (empty($node/*)) then string($node) else string-join($node/(text() | n:escape) ! (if (. instance of element()) then h:escape(.) else string()))"/>
    <xsl:sequence select="
      if (h:is-divided($node)) then e:refuse($e:BAD-VALUE, $node, h:shown($node), 'one value, without components')
      else if ($text = '&quot;&quot;') then e:refuse($e:BAD-VALUE, $node, 'a value, or nothing: &quot;&quot; says that what the recipient has is to be deleted, which a health record cannot say')
      else $text"/>
  </xsl:function>

  <xsl:function name="h:escape" as="xs:string">
    <xsl:param name="escape" as="element()"/>
    <xsl:sequence select="
      if ($escape/@V = '.br') then '&#10;'
      else if ($escape/@V = ('H', 'N')) then ''
      else e:refuse($e:BAD-VALUE, $escape/.., string($escape/@V), 'a text without formatting but for .br, H and N')"/>
  </xsl:function>

  <!-- 202611231405+0100 becomes 2026-11-23T14:05+01:00, 202611 becomes 2026-11: as precise as it came, and never shifted. -->
  <xsl:function name="h:time" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="text" as="xs:string" select="h:text(if (h:is-divided($node) and count($node/*) = 1) then h:part($node, 1) else $node)"/>
    <xsl:variable name="form" as="xs:string" select="'^([0-9]{4,8})(([0-9]{2})([0-9]{2})?([0-9]{2}(\.[0-9]{1,4})?)?)?(([+\-][0-9]{2})([0-9]{2}))?$'"/>
    <xsl:variable name="date" as="xs:string?" select="if (matches($text, '^[0-9]{4,8}[+\-]')) then () else d:from-hl7($text)"/>
    <xsl:variable name="clock" as="xs:string" select="replace(substring($text, 9), '[+\-].*$', '')"/>
    <xsl:variable name="offset" as="xs:string" select="replace($text, '^[^+\-]+', '')"/>
    <xsl:sequence select="
      if (empty($date)) then e:refuse($e:BAD-VALUE, $node, $text, 'a moment, as 2026, 20261123, 202611231405 or 20261123140509+0100')
      else $date
        || (if ($clock = '') then '' else 'T' || string-join((substring($clock, 1, 2), substring($clock, 3, 2), substring($clock, 5))[. != ''], ':'))
        || (if ($offset = '') then '' else substring($offset, 1, 3) || ':' || substring($offset, 4))"/>
  </xsl:function>

  <!-- FN.1, which is the surname as a whole. -->
  <xsl:function name="h:surname" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:for-each select="h:others($node, 'FN', 'FN.1')">
      <xsl:sequence select="h:unknown(.)"/>
    </xsl:for-each>
    <xsl:sequence select="if (h:part($node, 1)) then h:text(h:part($node, 1)) else e:missing($node, 'the surname as a whole, FN.1')"/>
  </xsl:function>

  <!-- CWE, CE, or a code alone. -->
  <xsl:function name="h:coding" as="element()*">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="marks" as="map(xs:integer, xs:string)" select="map{
      2: 'title', 3: 'system', 4: 'other', 5: 'other-title', 6: 'other-system', 7: 'version', 8: 'other-version', 9: 'words'}"/>
    <xsl:variable name="code" as="element()?" select="h:part($node, 1)"/>
    <xsl:variable name="marked" as="item()*">
      <xsl:for-each select="if (h:is-divided($node)) then $node/*[not(h:is-empty(.))] else ()">
        <xsl:variable name="number" as="xs:integer" select="h:number(.)"/>
        <xsl:choose>
          <xsl:when test="map:contains($marks, $number)"><xsl:attribute name="{$marks($number)}" select="h:text(.)"/></xsl:when>
          <xsl:when test="not($number = (1, $h:left('CWE')))"><xsl:sequence select="h:unknown(.)"/></xsl:when>
        </xsl:choose>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="exists($marked) or $code">
      <xsl:element name="{$name}">
        <xsl:sequence select="$marked"/>
        <xsl:text>{$code ! h:text(.)}</xsl:text>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <!-- EI: the key, and who gave it. -->
  <xsl:function name="h:reference" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="issuer" as="xs:string" select="if (h:is-divided($node)) then h:joined($node/*[h:number(.) = (2, 3, 4)], 1) else ''"/>
    <xsl:for-each select="if (h:is-divided($node)) then $node/*[h:number(.) gt 4] else ()">
      <xsl:sequence select="h:unknown(.)"/>
    </xsl:for-each>
    <xsl:element name="{$name}">
      <xsl:if test="$issuer != ''"><xsl:attribute name="issuer" select="$issuer"/></xsl:if>
      <xsl:text>{h:part($node, 1) ! h:text(.)}</xsl:text>
    </xsl:element>
  </xsl:function>

  <!-- HD: a name alone, or a name, an OID and its kind joined by &amp;. -->
  <xsl:function name="h:authority" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="if (h:is-divided($node)) then h:joined($node/*, 0) else h:joined($node, h:number($node) - 1)"/>
  </xsl:function>

  <!-- Up to three parts, each at its place after $before others: ('', '1.2', 'ISO') becomes &amp;1.2&amp;ISO. -->
  <xsl:function name="h:joined" as="xs:string">
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="before" as="xs:integer"/>
    <xsl:for-each select="$parts[not(h:is-empty(.))][contains(., '&amp;') or h:number(.) - $before gt 3]">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'a name, an OID and its kind, none with &amp;')"/>
    </xsl:for-each>
    <xsl:variable name="filled" as="element()*" select="$parts[not(h:is-empty(.))][h:text(.) != '']"/>
    <xsl:variable name="last" as="xs:integer" select="max((0, $filled ! h:number(.))) - $before"/>
    <xsl:sequence select="string-join(for $i in 1 to $last return '' || $filled[h:number(.) - $before = $i] ! h:text(.), '&amp;')"/>
  </xsl:function>

</xsl:stylesheet>
