package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.Problem;

/** The functions of {@code xslt/common/identifiers.xsl}. */
class IdentifiersTest {
    private static final String STYLESHEET =
            """
            <xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:id="urn:passerelle:identifiers">
              <xsl:import href="common/identifiers.xsl"/>
              <xsl:template match="id"><r>{id:valid(., @type)}</r></xsl:template>
            </xsl:stylesheet>
            """;

    @TempDir
    static Path home;

    private static Stylesheet functions;

    @BeforeAll
    static void compile() throws IOException {
        Files.createDirectories(home.resolve("xslt/common"));
        for (var file : new String[] {"xslt/common/identifiers.xsl", "xslt/common/errors.xsl"}) {
            Files.copy(Path.of(file), home.resolve(file));
        }
        var stylesheet = Files.writeString(home.resolve("xslt/identifiers.xsl"), STYLESHEET);
        var problems = new ArrayList<Problem>();
        functions = new StylesheetCompiler(home, new XdmMap())
                .compile(stylesheet, problems)
                .orElseThrow(() -> new AssertionError(problems));
    }

    @ParameterizedTest
    @CsvSource({
        "us-vlp-case,6000060033064OC",
        "unhcr-individual,417-00001552",
        "no-duf,201012345678",
        "no-duf,000012345678",
        "ecris-message,NO-SE-REQ-000000000000001",
        "uuid,0f8fad5b-d9cb-469f-a165-70867728950e",
        "dk-cpr,2802791234",
        "dk-cpr,280279-1234"
    })
    void keepsAnIdentifierAsItCame(String type, String text) {
        assertThat(result(type, text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us-vlp-case|60000600330640C|13 digits and two letters",
                "unhcr-individual|41700001552|3 digits, a hyphen and 8 digits",
                "no-duf|DUF 201012345678|12 digits",
                "no-duf|20101234567|12 digits",
                "ecris-message|NO-SE-REQ-00000000000001|as NO-SE-REQ-000000000000001",
                "uuid|0f8fad5b-d9cb-469f-a165-70867728950|a UUID of RFC 9562",
                "dk-cpr|3202791234|DDMMYY and 4 digits",
                "dk-cpr|2813791234|DDMMYY and 4 digits",
                "dk-cpr|''|DDMMYY and 4 digits"
            })
    void refusesWhatItsTypeCannotBe(String type, String text, String expected) {
        var found = text.isEmpty() ? "" : ": found '" + text + "'";

        assertThat(result(type, text)).isEqualTo("MAP-BAD-VALUE at line 1, /id" + found + "; expected " + expected);
    }

    private static String result(String type, String text) {
        var element = "<id type='" + type + "'>" + text + "</id>";
        var node = HardenedXml.parse(element.getBytes(StandardCharsets.UTF_8)).match(read -> read, failure -> {
            throw new AssertionError(failure.forSender());
        });
        return functions.apply(node, Map.of()).match(XdmNode::getStringValue, Failure::forSender);
    }
}
