<?xml version="1.0" encoding="UTF-8"?>
<!-- Names: kept whole, never split on blanks unless the format declares an order. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:c="urn:passerelle:common:1"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:name="urn:passerelle:names"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- The script of the first letter (ISO 15924): Okoro becomes Latn; letters of other scripts become Zyyy. -->
  <xsl:function name="name:script" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="letter" as="xs:string" select="replace($text, '^\P{L}*(.).*$', '$1', 's')"/>
    <xsl:sequence select="
      if (matches($letter, '[A-Za-zªº&#xC0;-&#x24F;&#x1E00;-&#x1EFF;]')) then 'Latn'
      else if (matches($letter, '[&#x600;-&#x6FF;&#x750;-&#x77F;&#xFB50;-&#xFDFF;&#xFE70;-&#xFEFC;]')) then 'Arab'
      else if (matches($letter, '[&#x400;-&#x52F;]')) then 'Cyrl'
      else if (matches($letter, '[&#x370;-&#x3FF;&#x1F00;-&#x1FFF;]')) then 'Grek'
      else if (matches($letter, '[&#x1200;-&#x139F;]')) then 'Ethi'
      else 'Zyyy'"/>
  </xsl:function>

  <!-- The best whole name in a script: the one that the sender wrote, else the one that was put together. -->
  <xsl:function name="name:in-script" as="xs:string?">
    <xsl:param name="name" as="element(c:name)?"/>
    <xsl:param name="script" as="xs:string"/>
    <xsl:sequence select="$name/c:full[@script = $script][1]/string()"/>
  </xsl:function>

  <!-- What systems write where there is no name, in capitals, and what it means. First and last name unknown (FNU, LNU)
       are the practice of the United States. -->
  <xsl:variable name="name:placeholders" as="map(xs:string, xs:string)" static="yes"
                select="map{'FNU': 'unknown', 'LNU': 'unknown', 'XXX': 'unknown', 'UNKNOWN': 'unknown', '-': 'not-given', '.': 'not-given',
                            '': 'not-given'}"/>

  <!-- Why a field holds no name: FNU becomes unknown, - becomes not-given, Okoro the empty sequence. -->
  <xsl:function name="name:absence" as="xs:string?">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="$name:placeholders(upper-case(normalize-space($text)))"/>
  </xsl:function>

  <!-- A part of a name as written: Nze becomes Nze, LNU the empty sequence. -->
  <xsl:function name="name:part" as="xs:string?">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="$text[empty(name:absence(.))]"/>
  </xsl:function>

  <!-- The parts of a whole name in the order that the format declares; the empty sequence where the text has another
       shape, for then only the whole is known. full-only: never parts. comma: 'Okoro, Nze' is family and given.
       family-first, given-first: two words. family-given-patronymic: three words. given-father-grandfather: two or
       three words, and no family name. nasab: see name:nasab. -->
  <xsl:function name="name:parts" as="element()*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="order" as="xs:string"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($text)"/>
    <xsl:variable name="sides" as="xs:string*" select="tokenize($text, ',') ! normalize-space()"/>
    <xsl:choose>
      <xsl:when test="$order = 'full-only'"/>
      <xsl:when test="$order = 'comma'">
        <xsl:sequence select="if (count($sides) = 2) then name:elements(('family', 'given'), $sides) else ()"/>
      </xsl:when>
      <xsl:when test="$order = 'family-first'">
        <xsl:sequence select="if (count($words) = 2) then name:elements(('family', 'given'), $words) else ()"/>
      </xsl:when>
      <xsl:when test="$order = 'given-first'">
        <xsl:sequence select="if (count($words) = 2) then name:elements(('family', 'given'), reverse($words)) else ()"/>
      </xsl:when>
      <xsl:when test="$order = 'family-given-patronymic'">
        <xsl:sequence select="if (count($words) = 3) then name:elements(('family', 'given', 'patronymic'), $words) else ()"/>
      </xsl:when>
      <xsl:when test="$order = 'given-father-grandfather'">
        <xsl:sequence select="if (count($words) = (2, 3)) then name:elements(('given', 'father', 'grandfather'), $words) else ()"/>
      </xsl:when>
      <xsl:when test="$order = 'nasab'">
        <xsl:sequence select="name:nasab($text)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="error(QName('urn:passerelle:names', 'name:ORDER'), 'No such order of names: ' || $order)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Kinds of part and their texts as elements; a placeholder makes none. -->
  <xsl:function name="name:elements" as="element()*">
    <xsl:param name="kinds" as="xs:string*"/>
    <xsl:param name="texts" as="xs:string*"/>
    <xsl:for-each select="$kinds">
      <xsl:variable name="at" as="xs:integer" select="position()"/>
      <xsl:for-each select="name:part($texts[$at])">
        <xsl:element name="{$kinds[$at]}" namespace="urn:passerelle:common:1">{.}</xsl:element>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

  <!-- The connectors of an Arabic genealogy: son of, son of, daughter of. -->
  <xsl:variable name="name:connectors" as="xs:string" static="yes" select="'بن|ابن|بنت'"/>

  <!-- Words that belong to the word after them, as in Abd al-Rahman. -->
  <xsl:variable name="name:bound" as="xs:string+" static="yes" select="'عبد', 'أبو', 'أبي', 'أبا', 'أم', 'ذو', 'آل'"/>

  <!-- Given name, father, grandfather and name of origin of an Arabic name with connectors: محمد بن أحمد بن علي التميمي
       is given محمد, father أحمد, grandfather علي, nisba التميمي. Without a connector, or with a longer line of
       ancestors, the empty sequence: only the whole is known. -->
  <xsl:function name="name:nasab" as="element()*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="line" as="xs:string*"
                  select="tokenize('  ' || replace(normalize-space($text), ' ', '  ') || '  ', ' (' || $name:connectors || ') ') ! normalize-space()"/>
    <xsl:variable name="last" as="xs:string*" select="tokenize($line[last()])"/>
    <xsl:variable name="nisba" as="xs:string?"
                  select="$last[last()][count($last) ge 2][starts-with(., 'ال')][not($last[last() - 1] = $name:bound)]"/>
    <xsl:variable name="names" as="xs:string*"
                  select="$line[position() lt last()], string-join($last[position() lt last() or empty($nisba)], ' ')"/>
    <xsl:if test="count($line) = (2, 3) and (every $name in $names satisfies $name != '')">
      <xsl:sequence select="name:elements(('given', 'father', 'grandfather')[position() le count($names)], $names),
                            name:elements('nisba', $nisba)"/>
    </xsl:if>
  </xsl:function>

  <!-- A name for a target that demands a family and a given name; - stands where there is none. -->
  <xsl:function name="name:for-two-fields" as="map(xs:string, xs:string)">
    <xsl:param name="name" as="element(c:name)"/>
    <xsl:sequence select="name:for-two-fields($name, '-')"/>
  </xsl:function>

  <!-- The same with the target's own word for no name, which must be one of the placeholders. The rule says how the way
       back is; left-behind names the parts that the two fields do not hold, so that the format can declare the loss.
       One name Okoro becomes map{'family': 'Okoro', 'given': '-', 'rule': 'SINGLE_NAME_AS_SURNAME', 'left-behind': ''}. -->
  <xsl:function name="name:for-two-fields" as="map(xs:string, xs:string)">
    <xsl:param name="name" as="element(c:name)"/>
    <xsl:param name="placeholder" as="xs:string"/>
    <xsl:if test="empty(name:absence($placeholder))">
      <xsl:sequence select="error(QName('urn:passerelle:names', 'name:PLACEHOLDER'), 'No word for an absent name: ' || $placeholder)"/>
    </xsl:if>
    <xsl:variable name="surname" as="element()?" select="$name/(c:family, c:nisba, c:father, c:patronymic, c:matronymic)[1]"/>
    <xsl:variable name="whole" as="element(c:full)" select="($name/c:full[@script = 'Latn'], $name/c:full)[1]"/>
    <xsl:variable name="used" as="element()*" select="
      if ($name/c:single) then $name/c:single
      else if ($surname or $name/c:given) then ($surname, $name/c:given)
      else $whole"/>
    <xsl:sequence select="map{
      'family': string(($name/c:single, $surname, $whole[empty($name/c:given)], $placeholder)[1]),
      'given': string(($name/c:given[empty($name/c:single)], $placeholder)[1]),
      'rule': name:rule($name, $surname),
      'left-behind': string-join($name/(* except (c:full, c:former, c:alias, $used))/local-name(), ' ')}"/>
  </xsl:function>

  <!-- The rule by which a name goes into two fields. -->
  <xsl:function name="name:rule" as="xs:string">
    <xsl:param name="name" as="element(c:name)"/>
    <xsl:param name="surname" as="element()?"/>
    <xsl:sequence select="
      if ($name/c:single) then 'SINGLE_NAME_AS_SURNAME'
      else if (empty($surname) and $name/c:given) then 'SURNAME_ABSENT'
      else if (empty($surname)) then 'FULL_NAME_AS_SURNAME'
      else $name:surname-rules(local-name($surname)) || '_GIVEN_ABSENT'[empty($name/c:given)]"/>
  </xsl:function>

  <!-- Which part stands for the surname, and the rule's name. -->
  <xsl:variable name="name:surname-rules" as="map(xs:string, xs:string)" static="yes"
                select="map{'family': 'FAMILY_AS_SURNAME', 'nisba': 'NISBA_AS_SURNAME', 'father': 'PATRONYM_AS_SURNAME',
                            'patronymic': 'PATRONYMIC_AS_SURNAME', 'matronymic': 'MATRONYM_AS_SURNAME'}"/>

  <!-- The parts that two fields hold, by the rule that filled them: Okoro, -, SINGLE_NAME_AS_SURNAME is a single name
       again. Without a rule they are what they say: family name and given name. -->
  <xsl:function name="name:from-two-fields" as="element()*">
    <xsl:param name="family" as="xs:string?"/>
    <xsl:param name="given" as="xs:string?"/>
    <xsl:param name="rule" as="xs:string?"/>
    <xsl:variable name="base" as="xs:string" select="replace($rule, '_GIVEN_ABSENT$', '')"/>
    <xsl:variable name="part" as="xs:string?"
                  select="map:keys($name:surname-rules)[$name:surname-rules(.) = $base]"/>
    <xsl:choose>
      <xsl:when test="$base = 'SINGLE_NAME_AS_SURNAME'">
        <xsl:sequence select="name:elements('single', $family)"/>
      </xsl:when>
      <xsl:when test="$base = 'FULL_NAME_AS_SURNAME'"/>
      <xsl:when test="$part = ('nisba', 'father', 'patronymic', 'matronymic')">
        <xsl:sequence select="name:elements(('given', $part), (string($given), $family))"/>
      </xsl:when>
      <xsl:when test="$base = ('', 'SURNAME_ABSENT', 'FAMILY_AS_SURNAME')">
        <xsl:sequence select="name:elements(('family', 'given'), (string($family), $given))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="error(QName('urn:passerelle:names', 'name:RULE'), 'No such rule for two name fields: ' || $rule)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
