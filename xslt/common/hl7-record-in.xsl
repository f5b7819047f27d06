<?xml version="1.0" encoding="UTF-8"?>
<!-- Segments of HL7 v2 to the parts of a health record, and the message around them. -->
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

  <xsl:import href="envelope.xsl"/>
  <xsl:import href="errors.xsl"/>
  <!-- Last, since its templates go before those that the others import. -->
  <xsl:import href="hl7-person-in.xsl"/>

  <!-- Segments of accounts and of the machines between: no part of a health record. format.yaml says why. -->
  <xsl:variable name="h:left-segments" as="xs:string+" static="yes"
                select="'SFT', 'UAC', 'ROL', 'GT1', 'IN1', 'IN2', 'IN3', 'ACC', 'UB1', 'UB2', 'DRG', 'AUT', 'CTD', 'CTI', 'FT1', 'TQ1', 'TQ2', 'PRT'"/>

  <!-- The media type of an attachment by ED-3, HL7 tables 0191 and 0291. -->
  <xsl:variable name="h:media" as="map(xs:string, xs:string)" static="yes" select="map{
    'PDF': 'application/pdf', 'JPEG': 'image/jpeg', 'JPG': 'image/jpeg', 'PNG': 'image/png', 'TIFF': 'image/tiff', 'GIF': 'image/gif',
    'DICOM': 'application/dicom', 'RTF': 'text/rtf', 'HTML': 'text/html', 'XML': 'text/xml', 'PLAIN': 'text/plain'}"/>

  <!-- OBX-11 of what is no result (HL7 table 0085). -->
  <xsl:variable name="h:void" as="xs:string+" static="yes" select="'W', 'D', 'X', 'N'"/>

  <!-- The message: its envelope, and the body that the format makes. -->
  <xsl:template name="h:message" as="element(c:message)">
    <xsl:param name="known" as="xs:string+"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="events" as="xs:string+"/>
    <xsl:param name="parts" as="function(element()) as element()*"/>
    <xsl:variable name="message" as="element()" select="."/>
    <xsl:variable name="unknown" as="xs:string*" select="h:unknown-segments(., $known)"/>
    <xsl:sequence select="h:header(n:MSH, $type, $events)"/>
    <message>
      <xsl:call-template name="c:envelope">
        <xsl:with-param name="type" select="'HealthRecordTransfer'"/>
        <xsl:with-param name="sent" select="h:sent(n:MSH/n:MSH.7[not(h:is-empty(.))])"/>
        <xsl:with-param name="reference" select="n:MSH/n:MSH.10[not(h:is-empty(.))] ! h:text(.)"/>
        <xsl:with-param name="omitted" select="distinct-values($unknown)"/>
      </xsl:call-template>
      <body>
        <health-record-transfer>
          <xsl:sequence select="$parts($message)"/>
        </health-record-transfer>
      </body>
      <xsl:if test="descendant::n:OBX[n:OBX.2 = 'ED']/n:OBX.5[not(h:is-empty(.))]">
        <attachments>
          <xsl:apply-templates select="descendant::n:OBX[n:OBX.2 = 'ED']/n:OBX.5[not(h:is-empty(.))]" mode="h:attachment"/>
        </attachments>
      </xsl:if>
    </message>
  </xsl:template>

  <!-- Nothing, where the header is of a message that goes on. Tests and training look like patients and are none. -->
  <xsl:function name="h:header" as="empty-sequence()">
    <xsl:param name="header" as="element(n:MSH)"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="events" as="xs:string+"/>
    <xsl:for-each select="$header/(n:MSH.7[2], n:MSH.9[2], n:MSH.10[2], n:MSH.11[2])">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., h:shown(.), 'one value, not several')"/>
    </xsl:for-each>
    <xsl:for-each select="h:part($header/n:MSH.9[not(h:is-empty(.))][1], 1)[not(. = $type)]">
      <xsl:sequence select="e:refuse($e:UNKNOWN-CODE, ., $type)"/>
    </xsl:for-each>
    <xsl:variable name="event" as="element()?" select="h:part($header/n:MSH.9[not(h:is-empty(.))][1], 2)"/>
    <xsl:variable name="kind" as="element()?" select="h:part($header/n:MSH.11[not(h:is-empty(.))][1], 1)"/>
    <xsl:choose>
      <xsl:when test="empty(h:part($header/n:MSH.9[not(h:is-empty(.))][1], 1))"><xsl:sequence select="e:missing($header, 'the type, MSG.1 of MSH.9')"/></xsl:when>
      <xsl:when test="empty($event)"><xsl:sequence select="e:missing($header, 'the event, MSG.2 of MSH.9')"/></xsl:when>
      <xsl:when test="not($event = $events)">
        <xsl:sequence select="e:refuse($e:UNKNOWN-CODE, $event, 'one of ' || string-join($events, ', '))"/>
      </xsl:when>
      <xsl:when test="empty($kind)"><xsl:sequence select="e:missing($header, 'MSH.11, P for production')"/></xsl:when>
      <xsl:when test="not($kind = 'P')">
        <xsl:sequence select="e:refuse($e:BAD-VALUE, $kind, 'P: what is sent for a test or for training must not become the record of a patient')"/>
      </xsl:when>
      <xsl:when test="empty($header/n:MSH.10[not(h:is-empty(.))])">
        <xsl:sequence select="e:missing($header, 'MSH.10, the id of the message')"/>
      </xsl:when>
      <xsl:when test="exists($header/n:MSH.14[not(h:is-empty(.))])">
        <xsl:sequence select="e:refuse($e:BAD-VALUE, $header/n:MSH.14, 'a whole message: the rest of another one cannot stand alone')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- MSH-7 where it is exact to the second. -->
  <xsl:function name="h:sent" as="xs:string?">
    <xsl:param name="time" as="element()?"/>
    <xsl:variable name="iso" as="xs:string?" select="$time[not(h:is-empty(.))] ! h:time(.)"/>
    <xsl:sequence select="$iso[matches(., '^[^T]*T[0-9]{2}:[0-9]{2}:[0-9]{2}')]"/>
  </xsl:function>

  <!-- Names of segments that the partner lets be left behind. Any other that is not in its place stops the message. -->
  <xsl:function name="h:unknown-segments" as="xs:string*">
    <xsl:param name="message" as="element()"/>
    <xsl:param name="known" as="xs:string+"/>
    <xsl:variable name="ids" as="xs:string*" select="$known ! substring-after(., '/')"/>
    <xsl:for-each select="h:segments-of($message)">
      <xsl:variable name="id" as="xs:string" select="local-name()"/>
      <xsl:choose>
        <xsl:when test="$id = $h:left-segments or local-name(..) || '/' || $id = $known"/>
        <xsl:when test="$gateway?unknown-segments = 'leave' and not($id = $ids)"><xsl:sequence select="$id"/></xsl:when>
        <xsl:when test="$id = $ids">
          <xsl:sequence select="e:refuse($e:UNKNOWN-ELEMENT, ., $id, 'a segment in its place: not in ' || local-name(..))"/>
        </xsl:when>
        <xsl:otherwise><xsl:sequence select="e:refuse($e:UNKNOWN-ELEMENT, ., $id, 'a segment that the translation knows')"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:for-each select="($message/descendant::n:PID)[2]">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., '', 'one patient in a message')"/>
    </xsl:for-each>
    <xsl:if test="empty($message/descendant::n:PID)">
      <xsl:sequence select="e:missing($message, 'PID, the patient')"/>
    </xsl:if>
  </xsl:function>

  <!-- The segments of a message, in whatever groups. -->
  <xsl:function name="h:segments-of" as="element()*">
    <xsl:param name="group" as="element()"/>
    <xsl:sequence select="$group/* ! (if (string-length(local-name()) = 3) then . else h:segments-of(.))"/>
  </xsl:function>

  <!-- Segments that are a part by themselves. -->
  <xsl:template match="n:AL1"><allergy><xsl:sequence select="h:segment(.)"/></allergy></xsl:template>
  <xsl:template match="n:MRG"><retired-identity><xsl:sequence select="h:segment(.)"/></retired-identity></xsl:template>
  <xsl:template match="n:RF1"><referral><xsl:sequence select="h:segment(.)"/></referral></xsl:template>
  <xsl:template match="n:PRD"><provider><xsl:sequence select="h:segment(.)"/></provider></xsl:template>
  <xsl:template match="n:RXR"><route><xsl:sequence select="h:segment(.)"/></route></xsl:template>

  <!-- An MRG that retires no key merges nothing. -->
  <xsl:template match="n:MRG[empty(n:MRG.1[h:part(., 1)])]" priority="2">
    <xsl:sequence select="e:missing(., 'MRG.1, the key that is retired')"/>
  </xsl:template>

  <!-- A is an entry, U and X leave it as it is; D deletes one. -->
  <xsl:template match="n:DG1[n:DG1.21[not(h:is-empty(.))]] | n:PR1[n:PR1.20[not(h:is-empty(.))]]" priority="2">
    <xsl:for-each select="(n:DG1.21, n:PR1.20)[not(. = ('A', 'U', 'X'))]">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'A, U or X: that an entry is deleted cannot be told')"/>
    </xsl:for-each>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="n:DG1"><condition><xsl:sequence select="h:fields(., 'DG1', 'DG1.21')"/></condition></xsl:template>
  <xsl:template match="n:PR1"><procedure><xsl:sequence select="h:fields(., 'PR1', 'PR1.20')"/></procedure></xsl:template>

  <!-- An order that is cancelled or changed is not one whose results come. -->
  <xsl:template match="n:ORC">
    <xsl:for-each select="n:ORC.1[not(h:is-empty(.))][not(. = ('RE', 'NW', 'OK', 'SN', 'PA', 'CH', 'IN'))]">
      <xsl:sequence select="e:refuse($e:BAD-VALUE, ., 'RE, or another word for an order that stands')"/>
    </xsl:for-each>
    <request><xsl:sequence select="h:segment(.)"/></request>
  </xsl:template>

  <xsl:template name="h:event" as="element(c:event)">
    <xsl:param name="structure" as="xs:string"/>
    <event>
      <code>{h:text(h:part(n:MSH/n:MSH.9[not(h:is-empty(.))], 2))}</code>
      <xsl:if test="local-name() != $structure"><structure>{local-name()}</structure></xsl:if>
      <xsl:sequence select="n:EVN ! h:segment(.)"/>
    </event>
  </xsl:template>

  <xsl:template name="h:visit" as="element(c:visit)?">
    <xsl:param name="segments" as="element()*"/>
    <xsl:variable name="parts" as="element()*" select="$segments ! h:segment(.)"/>
    <xsl:if test="exists($parts)">
      <visit><xsl:sequence select="$parts"/></visit>
    </xsl:if>
  </xsl:template>

  <xsl:template name="h:note" as="element()?">
    <xsl:param name="as" as="xs:string" select="'note'"/>
    <xsl:variable name="parts" as="element()*" select="h:segment(.)"/>
    <xsl:if test="exists($parts)">
      <xsl:element name="{$as}"><xsl:sequence select="$parts"/></xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- A result with its remarks. What is withdrawn, deleted or not to be had does not stand among results. -->
  <xsl:template match="n:OBX" as="element()">
    <xsl:if test="empty(n:OBX.11[not(h:is-empty(.))])">
      <xsl:sequence select="e:missing(., 'OBX.11, whether it is a result')"/>
    </xsl:if>
    <xsl:element name="{if (n:OBX.11 = $h:void) then 'void-observation' else 'observation'}">
      <xsl:sequence select="h:segment(.)"/>
      <xsl:for-each select="h:notes(.)"><xsl:call-template name="h:note"/></xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- The remarks that follow a segment, up to the next of another kind. -->
  <xsl:function name="h:notes" as="element(n:NTE)*">
    <xsl:param name="segment" as="element()"/>
    <xsl:variable name="end" as="element()?" select="$segment/following-sibling::*[not(self::n:NTE)][not(local-name() = $h:left-segments)][1]"/>
    <xsl:sequence select="$segment/following-sibling::n:NTE[empty($end) or . &lt;&lt; $end]"/>
  </xsl:function>

  <!-- OBX-5 as OBX-2 says that it is written. -->
  <xsl:function name="h:observed" as="element()*">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="type" as="xs:string" select="'' || $node/../n:OBX.2"/>
    <xsl:choose>
      <xsl:when test="$type = 'NM' and not(matches(h:text($node), '^ *[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+) *$'))">
        <xsl:sequence select="e:refuse($e:BAD-VALUE, $node, 'a number, as OBX.2 says; a text has another type there')"/>
      </xsl:when>
      <xsl:when test="$type = 'TM' and not(matches(h:text($node), '^([01][0-9]|2[0-3])([0-5][0-9]([0-5][0-9](\.[0-9]{1,4})?)?)?([+\-][0-9]{4})?$'))">
        <xsl:sequence select="e:refuse($e:BAD-VALUE, $node, 'a time of day, as 1405')"/>
      </xsl:when>
      <xsl:when test="$type = ('NM', 'ST', 'TX', 'FT', 'TM', 'ID', 'IS', 'SI')"><value>{h:text($node)}</value></xsl:when>
      <xsl:when test="$type = ('CE', 'CWE', 'CNE', 'CF')"><xsl:sequence select="h:coding($node, 'coded-value')"/></xsl:when>
      <xsl:when test="$type = ('DT', 'TS', 'DTM')"><time-value>{h:time($node)}</time-value></xsl:when>
      <xsl:when test="$type = 'SN'"><xsl:sequence select="h:value($node, 'number-value', 'SN')"/></xsl:when>
      <xsl:when test="$type = 'ED'"><copy attachment="{h:attachment($node)}"/></xsl:when>
      <xsl:when test="$type = ''"><xsl:sequence select="e:missing($node/.., 'OBX.2, how the value is written')"/></xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="e:refuse($e:UNKNOWN-CODE, $node/../n:OBX.2, 'a type of value that the translation knows: NM, SN, ST, TX, FT, CE, CWE, CNE, CF, DT, TM, TS, DTM, ID, IS, SI or ED')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- attachment-1 for the first in the message. -->
  <xsl:function name="h:attachment" as="xs:string">
    <xsl:param name="value" as="element()"/>
    <xsl:sequence select="'attachment-' || count($value/preceding::n:OBX.5[../n:OBX.2 = 'ED'][not(h:is-empty(.))]) + 1"/>
  </xsl:function>

  <xsl:template match="n:OBX.5" mode="h:attachment" as="element(c:attachment)">
    <xsl:variable name="subtype" as="xs:string" select="upper-case('' || h:part(., 3))"/>
    <xsl:variable name="data" as="element()" select="(h:part(., 5), .)[1]"/>
    <xsl:choose>
      <xsl:when test="not(map:contains($h:media, $subtype))">
        <xsl:sequence select="e:refuse($e:UNKNOWN-CODE, (h:part(., 3), .)[1], 'one of ' || string-join(sort(map:keys($h:media)), ', '))"/>
      </xsl:when>
      <xsl:when test="not(upper-case('' || h:part(., 4)) = 'BASE64')">
        <xsl:sequence select="e:refuse($e:BAD-VALUE, (h:part(., 4), .)[1], 'Base64')"/>
      </xsl:when>
      <xsl:when test="not(h:part(., 5)) or not($data castable as xs:base64Binary)">
        <xsl:sequence select="e:refuse($e:BAD-VALUE, $data, '', 'the bytes of a document by Base64')"/>
      </xsl:when>
    </xsl:choose>
    <xsl:variable name="text" as="xs:string" select="h:text($data)"/>
    <attachment id="{h:attachment(.)}">
      <media-type>{$h:media($subtype)}</media-type>
      <size>{string-length(translate($text, ' =&#10;', '')) * 3 idiv 4}</size>
      <content><base64>{$text}</base64></content>
    </attachment>
  </xsl:template>

  <!-- A vaccination with its order, route and observations. What was refused, not given or is deleted does not stand among vaccinations. -->
  <xsl:template name="h:immunisation" as="element()">
    <xsl:param name="observations" as="element()*"/>
    <xsl:for-each select="n:RXA/n:RXA.21[not(h:is-empty(.))][not(. = ('A', 'U', 'D'))]">
      <xsl:sequence select="e:refuse($e:UNKNOWN-CODE, ., 'A, U or D')"/>
    </xsl:for-each>
    <xsl:for-each select="n:RXA/n:RXA.20[not(h:is-empty(.))][not(. = ('CP', 'PA', 'RE', 'NA'))]">
      <xsl:sequence select="e:refuse($e:UNKNOWN-CODE, ., 'CP, PA, RE or NA')"/>
    </xsl:for-each>
    <xsl:if test="empty(n:RXA)">
      <xsl:sequence select="e:missing(., 'RXA, the vaccination')"/>
    </xsl:if>
    <xsl:variable name="void" as="xs:boolean" select="n:RXA/n:RXA.20 = ('RE', 'NA') or n:RXA/n:RXA.21 = 'D' or n:RXA/n:RXA.5[1] ! h:part(., 1) = '998'"/>
    <xsl:element name="{if ($void) then 'void-immunisation' else 'immunisation'}">
      <xsl:apply-templates select="n:ORC"/>
      <xsl:sequence select="n:RXA ! h:segment(.)"/>
      <xsl:apply-templates select="n:RXR"/>
      <xsl:apply-templates select="$observations"/>
    </xsl:element>
  </xsl:template>

  <!-- Something ordered, with its remarks, results and specimens. -->
  <xsl:template name="h:order" as="element(c:order)">
    <xsl:param name="observations" as="element()*"/>
    <xsl:param name="specimens" as="element()*"/>
    <xsl:if test="empty(n:OBR)">
      <xsl:sequence select="e:missing(., 'OBR, what was ordered')"/>
    </xsl:if>
    <order>
      <xsl:apply-templates select="n:ORC"/>
      <xsl:sequence select="n:OBR ! h:segment(.)"/>
      <xsl:for-each select="n:OBR ! h:notes(.)"><xsl:call-template name="h:note"/></xsl:for-each>
      <xsl:apply-templates select="$observations"/>
      <xsl:for-each select="$specimens">
        <specimen>
          <xsl:sequence select="n:SPM ! h:segment(.)"/>
          <xsl:apply-templates select="n:OBX"/>
        </specimen>
      </xsl:for-each>
    </order>
  </xsl:template>

</xsl:stylesheet>
