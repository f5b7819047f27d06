<?xml version="1.0" encoding="UTF-8"?>
<!-- Which field of HL7 v2 is which element of a health record: read both ways, by hl7-in.xsl and hl7-out.xsl. Fields have
     the numbers of HL7 2.6, whose structures all versions are read by; what a later version added follows. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="urn:passerelle:hl7"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                exclude-result-prefixes="#all">

  <!-- Segment to its fields in their order: number, element, type of value, and * for one that repeats. A type in capitals is
       a data type of h:types or has functions of its own. -->
  <xsl:variable name="h:segments" as="map(xs:string, array(xs:string)+)" static="yes" select="map{
      'EVN': (
        ['2', 'recorded', 'time'], ['3', 'planned', 'time'], ['4', 'reason', 'CWE'], ['5', 'operator', 'XCN', '*'],
        ['6', 'occurred', 'time']),
      'PV1': (
        ['2', 'class', 'CWE'], ['3', 'place', 'PL'], ['4', 'admission-kind', 'CWE'], ['7', 'attending', 'XCN', '*'],
        ['8', 'referring', 'XCN', '*'], ['9', 'consulting', 'XCN', '*'], ['10', 'service', 'CWE'],
        ['13', 'readmission', 'CWE'], ['14', 'source', 'CWE'], ['15', 'condition', 'CWE', '*'],
        ['17', 'admitting', 'XCN', '*'], ['19', 'number', 'CX'], ['36', 'discharge', 'CWE'], ['38', 'diet', 'CWE'],
        ['44', 'from', 'time'], ['45', 'until', 'time', '*']),
      'PV2': (
        ['3', 'reason', 'CWE'], ['12', 'description', 'text']),
      'MRG': (
        ['1', 'identifier', 'CX', '*'], ['4', 'former-key', 'CX'], ['7', 'name', 'XPN', '*']),
      'AL1': (
        ['2', 'kind', 'CWE'], ['3', 'code', 'CWE'], ['4', 'severity', 'CWE'], ['5', 'reaction', 'text', '*'],
        ['6', 'since', 'time']),
      'DG1': (
        ['3', 'code', 'CWE'], ['4', 'title', 'text'], ['5', 'since', 'time'], ['6', 'kind', 'CWE'],
        ['15', 'priority', 'token'], ['16', 'clinician', 'XCN', '*'], ['17', 'classification', 'CWE'],
        ['18', 'confidential', 'token'], ['19', 'attested', 'time'], ['20', 'reference', 'EI']),
      'PR1': (
        ['3', 'code', 'CWE'], ['4', 'title', 'text'], ['5', 'time', 'time'], ['6', 'function', 'CWE'],
        ['8', 'anaesthetist', 'XCN', '*'], ['9', 'anaesthesia', 'CWE'], ['11', 'surgeon', 'XCN', '*'],
        ['12', 'practitioner', 'XCN', '*'], ['15', 'diagnosis', 'CWE'], ['16', 'modifier', 'CWE', '*'],
        ['18', 'tissue', 'CWE', '*'], ['19', 'reference', 'EI']),
      'ORC': (
        ['1', 'control', 'token'], ['2', 'placer', 'EI'], ['3', 'filler', 'EI'], ['4', 'group', 'EI'],
        ['5', 'status', 'token'], ['9', 'time', 'time'], ['10', 'entered-by', 'XCN', '*'],
        ['11', 'verified-by', 'XCN', '*'], ['12', 'ordered-by', 'XCN', '*'], ['15', 'effective', 'time'],
        ['16', 'reason', 'CWE'], ['21', 'body', 'XON', '*']),
      'OBR': (
        ['2', 'placer', 'EI'], ['3', 'filler', 'EI'], ['4', 'code', 'CWE'], ['5', 'priority', 'token'],
        ['6', 'requested', 'time'], ['7', 'taken', 'time'], ['8', 'taken-until', 'time'], ['11', 'action', 'token'],
        ['12', 'danger', 'CWE'], ['13', 'information', 'text'], ['14', 'received', 'time'], ['15', 'source', 'SPS'],
        ['16', 'ordered-by', 'XCN', '*'], ['22', 'reported', 'time'], ['24', 'section', 'token'],
        ['25', 'status', 'token'], ['26', 'parent-result', 'PRL'], ['28', 'copy-to', 'XCN', '*'],
        ['29', 'parent', 'EIP'], ['31', 'reason', 'CWE', '*'], ['39', 'comment', 'CWE', '*'],
        ['44', 'procedure', 'CWE'], ['47', 'supplement', 'CWE', '*']),
      'OBX': (
        ['2', 'value-type', 'token'], ['3', 'code', 'CWE'], ['4', 'sub-id', 'token'], ['5', 'value', 'value', '*'],
        ['6', 'unit', 'CWE'], ['7', 'range', 'text'], ['8', 'flag', 'CWE', '*'], ['9', 'probability', 'token', '*'],
        ['10', 'nature', 'token', '*'], ['11', 'status', 'token'], ['12', 'range-since', 'time'],
        ['14', 'taken', 'time'], ['15', 'producer', 'CWE'], ['16', 'observer', 'XCN', '*'],
        ['17', 'method', 'CWE', '*'], ['18', 'device', 'EI', '*'], ['19', 'analysed', 'time'],
        ['20', 'site', 'CWE', '*'], ['21', 'reference', 'EI'], ['23', 'laboratory', 'XON'],
        ['25', 'director', 'XCN'], ['29', 'kind', 'token']),
      'NTE': (
        ['2', 'source', 'token'], ['3', 'text', 'text', '*'], ['4', 'kind', 'CWE']),
      'SPM': (
        ['2', 'reference', 'EIP'], ['3', 'parent', 'EIP', '*'], ['4', 'kind', 'CWE'], ['5', 'modifier', 'CWE', '*'],
        ['6', 'additive', 'CWE', '*'], ['7', 'method', 'CWE'], ['8', 'site', 'CWE'],
        ['9', 'site-modifier', 'CWE', '*'], ['10', 'taken-at', 'CWE'], ['11', 'role', 'CWE', '*'],
        ['12', 'amount', 'CQ'], ['14', 'description', 'text', '*'], ['15', 'handling', 'CWE', '*'],
        ['16', 'risk', 'CWE', '*'], ['17', 'taken', 'DR'], ['18', 'received', 'time'], ['20', 'available', 'token'],
        ['21', 'rejected', 'CWE', '*'], ['22', 'quality', 'CWE'], ['23', 'appropriateness', 'CWE'],
        ['24', 'condition', 'CWE', '*']),
      'RXA': (
        ['3', 'given', 'time'], ['4', 'given-until', 'time'], ['5', 'vaccine', 'CWE'], ['6', 'amount', 'text'],
        ['7', 'unit', 'CWE'], ['8', 'form', 'CWE'], ['9', 'source', 'CWE', '*'], ['10', 'given-by', 'XCN', '*'],
        ['11', 'place', 'LA2'], ['15', 'lot', 'text', '*'], ['16', 'lot-until', 'time', '*'],
        ['17', 'maker', 'CWE', '*'], ['18', 'refusal', 'CWE', '*'], ['19', 'indication', 'CWE', '*'],
        ['20', 'completion', 'token'], ['21', 'action', 'token'], ['22', 'entered', 'time']),
      'RXR': (
        ['1', 'way', 'CWE'], ['2', 'site', 'CWE'], ['3', 'device', 'CWE'], ['4', 'method', 'CWE'],
        ['6', 'site-modifier', 'CWE']),
      'RF1': (
        ['1', 'status', 'CWE'], ['2', 'priority', 'CWE'], ['3', 'kind', 'CWE'], ['4', 'wish', 'CWE', '*'],
        ['5', 'category', 'CWE'], ['6', 'reference', 'EI'], ['7', 'from', 'time'], ['8', 'until', 'time'],
        ['9', 'processed', 'time'], ['10', 'reason', 'CWE', '*'], ['11', 'other-reference', 'EI', '*'],
        ['24', 'text', 'text']),
      'PRD': (
        ['1', 'role', 'CWE', '*'], ['2', 'name', 'XPNP', '*'], ['3', 'address', 'XAD', '*'], ['4', 'place', 'PL'],
        ['5', 'contact', 'XTN', '*'], ['7', 'key', 'PLN', '*'], ['8', 'from', 'time'], ['9', 'until', 'time', '*'],
        ['10', 'body', 'XON'])}"/>

  <!-- Data type to its components, in the same form. -->
  <xsl:variable name="h:types" as="map(xs:string, array(xs:string)+)" static="yes" select="map{
      'XCN': (
        ['1', 'reference', 'token'], ['2', 'family', 'first'], ['3', 'given', 'text'], ['4', 'middle', 'text'],
        ['5', 'suffix', 'text'], ['6', 'title', 'text'], ['7', 'degree', 'text'], ['9', 'authority', 'HD'],
        ['10', 'use', 'token'], ['13', 'kind', 'token']),
      'XON': (
        ['1', 'name', 'text'], ['2', 'kind', 'token'], ['6', 'authority', 'HD'], ['7', 'key-kind', 'token'],
        ['10', 'reference', 'token']),
      'PL': (
        ['1', 'point-of-care', 'HD'], ['2', 'room', 'HD'], ['3', 'bed', 'HD'], ['4', 'facility', 'HD'],
        ['5', 'status', 'token'], ['6', 'kind', 'token'], ['7', 'building', 'HD'], ['8', 'floor', 'HD'],
        ['9', 'description', 'text']),
      'LA2': (
        ['1', 'point-of-care', 'HD'], ['2', 'room', 'HD'], ['3', 'bed', 'HD'], ['4', 'facility', 'HD'],
        ['5', 'status', 'token'], ['6', 'kind', 'token'], ['7', 'building', 'HD'], ['8', 'floor', 'HD']),
      'CQ': (
        ['1', 'amount', 'text'], ['2', 'unit', 'CWE']),
      'DR': (
        ['1', 'from', 'time'], ['2', 'until', 'time']),
      'SN': (
        ['1', 'comparator', 'token'], ['2', 'first', 'text'], ['3', 'separator', 'token'], ['4', 'second', 'text']),
      'EIP': (
        ['1', 'placer', 'EI'], ['2', 'filler', 'EI']),
      'PRL': (
        ['1', 'code', 'CWE'], ['2', 'sub-id', 'token'], ['3', 'value', 'text']),
      'SPS': (
        ['1', 'kind', 'CWE'], ['2', 'additive', 'CWE'], ['3', 'method', 'text'], ['4', 'site', 'CWE'],
        ['5', 'site-modifier', 'CWE'], ['6', 'method-modifier', 'CWE'], ['7', 'role', 'CWE']),
      'PLN': (
        ['1', 'reference', 'token'], ['2', 'kind', 'token'], ['3', 'state', 'token'], ['4', 'until', 'time']),
      'XPNP': (
        ['1', 'family', 'first'], ['2', 'given', 'text'], ['3', 'middle', 'text'], ['4', 'suffix', 'text'],
        ['5', 'title', 'text'], ['6', 'degree', 'text'], ['7', 'use', 'token'])}"/>

  <!-- Fields and components that are left behind on purpose, by their numbers; format.yaml says why. -->
  <xsl:variable name="h:left" as="map(xs:string, xs:integer+)" static="yes" select="map{
      'EVN': (1, 7),
      'PV1': (1, 5, 6, 11, 12, 16, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 37, 39, 40, 41, 42, 43, 46, 47, 48, 49, 50, 51, 52, 53, 54),
      'PV2': (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50),
      'MRG': (2, 3, 5, 6),
      'AL1': (1),
      'DG1': (1, 2, 7, 8, 9, 10, 11, 12, 13, 14, 22, 23, 24, 25, 26),
      'PR1': (1, 2, 7, 10, 13, 14, 17, 21, 22, 23, 24, 25),
      'ORC': (6, 7, 8, 13, 14, 17, 18, 19, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31),
      'OBR': (1, 9, 10, 17, 18, 19, 20, 21, 23, 27, 30, 32, 33, 34, 35, 36, 37, 38, 40, 41, 42, 43, 45, 46, 48, 49, 50),
      'OBX': (1, 13, 22, 24, 26, 27, 28, 30),
      'NTE': (1, 5, 6, 7, 8, 9),
      'SPM': (1, 13, 19, 25, 26, 27, 28, 29, 30, 31),
      'RXA': (1, 2, 12, 13, 14, 23, 24, 25, 26, 27, 28, 29),
      'RXR': (5),
      'RF1': (12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25, 26),
      'PRD': (6, 11, 12, 13, 14, 15),
      'XCN': (8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25),
      'XON': (3, 4, 5, 8, 9, 11, 12, 13, 14),
      'PL': (10, 11),
      'LA2': (9, 10, 11, 12, 13, 14, 15, 16),
      'XPNP': (8, 9, 10, 11, 12, 13, 14, 15),
      'MSH': (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25),
      'PID': (1, 2, 4, 12, 18, 21, 27, 33, 34, 36, 37, 38, 39, 40),
      'PD1': (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23),
      'NK1': (1, 7, 8, 9, 10, 11, 12, 13, 14, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 34, 35, 36, 37, 38, 39, 40, 41),
      'XPN': (8, 9, 10, 11, 12, 13, 14, 15),
      'FN': (2, 3, 4, 5),
      'CX': (2, 3, 6, 7, 8, 9, 10, 11, 12),
      'XAD': (8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23),
      'DLN': (3),
      'CWE': (10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22)}"/>

  <!-- The first two tables by the name of the element that comes: AL1.2, XCN.3. -->
  <xsl:variable name="h:entries" as="map(xs:string, array(xs:string))" static="yes" select="map:merge((
      map:for-each($h:segments, function($id, $fields) { $fields ! map{$id || '.' || .(1): .} }),
      map:for-each($h:types, function($id, $fields) { $fields ! map{substring($id, 1, 3) || '.' || .(1): .} })))"/>

  <!-- The same by segment or data type and the name of the element that goes out; a value of OBX-5 is of one of several. -->
  <xsl:variable name="h:elements" as="map(xs:string, map(xs:string, array(xs:string)))" static="yes" select="map:merge(
      map:for-each(map:merge(($h:segments, $h:types)), function($id, $fields) {
        map{$id: map:merge($fields ! (let $entry := . return
          (if ($entry(3) = 'value') then ('value', 'coded-value', 'number-value', 'time-value', 'copy') else $entry(2)) ! map{.: $entry}))} }))"/>

  <!-- What is left behind, by the name of the element that comes. -->
  <xsl:variable name="h:left-names" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(
      map:for-each($h:left, function($id, $numbers) { $numbers ! map{substring($id, 1, 3) || '.' || .: true()} }))"/>

</xsl:stylesheet>
