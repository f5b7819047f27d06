package passerelle.draft;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The parts of a drafted stylesheet that are of HL7 v2 alone. */
final class Hl7Body {
    private Hl7Body() {}

    /** What shared functions make of a health record, in its order. @param segments paths of those that they map */
    static String of(List<String> segments) {
        var out = new StringBuilder(
                """
                <xsl:call-template name="h:event">
                  <xsl:with-param name="structure" select="local-name()"/>
                </xsl:call-template>
                """);
        List.of("PID", "NK1").forEach(name -> apply(segments, name, out));
        var visit = segments.stream()
                .filter(path -> path.endsWith("PV1") || path.endsWith("PV2"))
                .map(Hl7Body::path)
                .collect(Collectors.joining(", "));
        if (!visit.isEmpty()) {
            out.append("<xsl:call-template name=\"h:visit\">\n  <xsl:with-param name=\"segments\" select=\"")
                    .append(visit)
                    .append("\"/>\n</xsl:call-template>\n");
        }
        List.of("AL1", "DG1").forEach(name -> apply(segments, name, out));
        return out.toString();
    }

    private static void apply(List<String> segments, String name, StringBuilder out) {
        segments.stream().filter(path -> path.endsWith(name)).forEach(path -> out.append(
                        "<xsl:apply-templates select=\"")
                .append(path(path))
                .append("\"/>\n"));
    }

    private static String path(String plain) {
        return "n:" + plain.replace("/", "/n:");
    }

    /** Which fields are open: all but those that shared functions map. @param segments of each message, by its element */
    static String functions(Map<String, List<String>> segments) {
        var places = segments.entrySet().stream()
                .flatMap(message ->
                        message.getValue().stream().map(path -> message.getKey().substring(2) + "/" + path))
                .map(XmlText::string)
                .collect(Collectors.joining(", "));
        return """
                <!-- Segments that functions of xslt/common map. -->
                <xsl:variable name="n:segments" as="xs:string*" static="yes" select="%s"/>

                <!-- Their fields that these functions map with nothing left behind; format.yaml has what of the header is. -->
                <xsl:variable name="n:fields" as="xs:string" static="yes"
                              select="'%s'"/>

                <!-- Everything else that says something, each field by itself. -->
                <xsl:function name="n:open" as="element()*">
                  <xsl:param name="message" as="element()"/>
                  <xsl:sequence select="$message//*[not(*) or text()][not(n:is-mapped(.))]"/>
                </xsl:function>

                <!-- MSH of ADT_A01/MSH/MSH.7 is the segment, MSH.7 the field. -->
                <xsl:function name="n:is-mapped" as="xs:boolean">
                  <xsl:param name="node" as="element()"/>
                  <xsl:variable name="segment" as="element()?" select="$node/ancestor::*[string-length(local-name()) = 3][1]"/>
                  <xsl:variable name="field" as="xs:string" select="string-join($node/ancestor-or-self::*[not(self::n:escape)][. >> $segment]/local-name(), '/')"/>
                  <xsl:sequence select="string-join($segment/ancestor-or-self::*/local-name(), '/') = $n:segments and matches($field, $n:fields)"/>
                </xsl:function>

                """
                .formatted(places.isEmpty() ? "()" : places, XmlText.escaped(Hl7Fields.regex()));
    }
}
