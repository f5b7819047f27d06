package passerelle.draft;

/** The parts of drafted stylesheets that are the same in all. */
final class StylesheetHead {
    private static final String HEAD =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- %s -->
            <xsl:stylesheet version="3.0"
                            xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                            xmlns:xs="http://www.w3.org/2001/XMLSchema"
                            xmlns:c="urn:passerelle:common:1"
                            xmlns:d="urn:passerelle:dates"
                            xmlns:e="urn:passerelle:errors"
                            xmlns:k="urn:passerelle:codes"
                            xmlns:n="%s"
                            xmlns:name="urn:passerelle:names"%s
                            exclude-result-prefixes="%s"
                            expand-text="yes">

              <xsl:import href="../common/codes.xsl"/>
              <xsl:import href="../common/dates.xsl"/>
            %s  <xsl:import href="../common/errors.xsl"/>
              <xsl:import href="../common/names.xsl"/>
            %s
              <xsl:mode on-no-match="fail"/>
            """;

    private StylesheetHead() {}

    private static String namespace(Source source) {
        return source.namespace().isEmpty() ? "urn:passerelle:draft" : XmlText.escaped(source.namespace());
    }

    static String toCommon(Source source) {
        return HEAD.formatted(
                        "A draft: what was sure is mapped, and each field that is open stops the message. README.md has the reasons.",
                        namespace(source),
                        "\n                xmlns=\"urn:passerelle:common:1\""
                                + source.standard()
                                        .map(standard -> "\n                " + standard.namespace())
                                        .orElse(""),
                        "#all",
                        "  <xsl:import href=\"../common/envelope.xsl\"/>\n",
                        source.standard()
                                .map(standard -> "  <xsl:import href=\"" + standard.library() + "\"/>\n")
                                .orElse(""))
                + "\n";
    }

    private static final String UNDECIDED =
            """
              <!-- What nobody has decided stops the message: nothing is guessed. -->
              <xsl:function name="n:undecided" as="item()*">
                <xsl:param name="node" as="node()"/>
                <xsl:param name="subject" as="xs:string"/>
                <xsl:param name="what" as="xs:string"/>
                <xsl:sequence select="e:refuse($e:UNKNOWN-ELEMENT, $node, $subject, 'a decision in to-common.xsl: ' || $what)"/>
              </xsl:function>

            """;
    private static final String DAY =
            """
              <!-- A whole day; a part of a date is refused. -->
              <xsl:function name="n:day" as="xs:string">
                <xsl:param name="node" as="node()"/>
                <xsl:param name="partial" as="xs:string?"/>
                <xsl:param name="expected" as="xs:string"/>
                <xsl:sequence select="
                  if (matches($partial, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')) then $partial
                  else e:refuse($e:BAD-VALUE, $node, $expected)"/>
              </xsl:function>

            """;
    private static final String MOMENT =
            """
              <!-- A moment with its offset; hour 24 may mean either of two days and is none. -->
              <xsl:function name="n:moment" as="xs:string">
                <xsl:param name="node" as="node()"/>
                <xsl:sequence select="
                  if (matches($node, '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$')
                      and $node castable as xs:dateTime) then string($node)
                  else e:refuse($e:BAD-VALUE, $node, 'a moment as YYYY-MM-DDTHH:MM:SS+HH:MM')"/>
              </xsl:function>

            """;

    /** The functions that templates call. */
    static String toCommonEnd(boolean hasDays, boolean hasMoments) {
        return UNDECIDED + (hasDays ? DAY : "") + (hasMoments ? MOMENT : "") + "</xsl:stylesheet>\n";
    }

    static String fromCommon(Source source) {
        return HEAD.formatted(
                        "A draft of the way out: every field that is open stops the message, and so does whatever has no field.",
                        namespace(source),
                        "",
                        "c d e k name xs" + (source.namespace().isEmpty() ? " n" : ""),
                        "",
                        "")
                + "  <xsl:mode name=\"n:rest\" on-no-match=\"fail\"/>\n\n";
    }

    static String fromCommonEnd() {
        return """
              <!-- Whatever else the message holds has no field: it stops the message and is named. -->
              <xsl:template match="*" mode="n:rest">
                <xsl:sequence select="e:refuse($e:UNKNOWN-ELEMENT, ., local-name(), 'an element that the format has a field for')"/>
              </xsl:template>

              <xsl:template match="@*" mode="n:rest">
                <xsl:sequence select="e:refuse($e:UNWRITABLE, ., 'an attribute that the format has a field for')"/>
              </xsl:template>

              <!-- Left behind on purpose: how the sender of it wrote what is written here. -->
              <xsl:template match="@verbatim | @system | @precision | @script" mode="n:rest"/>

              <!-- What nobody has decided stops the message: nothing is guessed. -->
              <xsl:function name="n:undecided" as="item()*">
                <xsl:param name="node" as="node()"/>
                <xsl:param name="subject" as="xs:string"/>
                <xsl:sequence select="e:refuse($e:UNWRITABLE, $node, $subject, 'a decision in from-common.xsl: what is written there')"/>
              </xsl:function>

            </xsl:stylesheet>
            """;
    }
}
