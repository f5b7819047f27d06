package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.format.xml.HardenedXml;
import passerelle.format.xml.Serialization;
import passerelle.model.Failure;
import passerelle.model.FormatId;

/** Real messages of X-Road, where the folder of samples is; skipped where it is not. */
class XroadCorpusTest {
    private static final Path FOLDER = Path.of(System.getProperty("passerelle.samples", "../shared/samples"))
            .resolve("xroad");
    /** Headers by name and value in their sequence, and the body as it is. */
    private static final String SAID = "string-join((//*:Header//(*[not(*)] | @*)"
            + " ! (namespace-uri() || ' ' || local-name() || '=' || string()),"
            + " //*:Body/*/descendant-or-self::node()/(. | @*)"
            + " ! (namespace-uri() || ' ' || local-name() || '=' || string())), '; ')";

    private final Format xroad = ShippedFormats.format(new FormatId("xroad-v4"));

    private static byte[] bytes(String name) throws IOException {
        var file = FOLDER.resolve(name);
        Assumptions.assumeTrue(Files.isRegularFile(file), "no samples here");
        return Files.readAllBytes(file);
    }

    private static String said(XdmNode envelope) {
        try {
            return HardenedXml.SAXON
                    .newXPathCompiler()
                    .evaluateSingle(SAID, envelope)
                    .getStringValue();
        } catch (SaxonApiException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "simple.query.xml, request, 1234567890",
        "simple.answer.xml, response, 1234567890",
        "getstate-iso88591.answer.xml, response, 411d6755661409fed365ad8135f8210be07613da",
        "fault.query.xml, fault, ''"
    })
    void translatesAndComesBack(String name, String kind, String id) throws IOException {
        var document = HardenedXml.parse(bytes(name)).match(node -> node, failure -> {
            throw new AssertionError(failure.forSender());
        });

        var common = xroad.toCommon(document, Cases.GATEWAY);
        var back = common.then(message -> HardenedXml.parse(Serialization.utf8(message)))
                .then(message -> xroad.fromCommon(message, Cases.GATEWAY));

        assertThat(common.match(XdmNode::toString, Failure::forSender)).contains(">" + kind + "</kind>");
        assertThat(xroad.sourceId(document).orElse("")).isEqualTo(id);
        assertThat(back.match(XroadCorpusTest::said, Failure::forSender)).isEqualTo(said(document));
    }

    @ParameterizedTest
    @CsvSource({
        "wrong-protocolVersion.query.xml, 'MAP-BAD-VALUE at line 19, /Envelope/Header/protocolVersion'",
        "no-header.query.xml, 'MAP-MISSING at line 2, /Envelope'",
        "missing-body.query.xml, 'MODEL-INPUT at line 2, /Envelope'",
        "malformed-body1.query.xml, 'MODEL-INPUT at line 25, /Envelope/Body'",
        "inconsistent-headers.query.xml, 'MAP-BAD-VALUE at line 22, /Envelope/Body'",
        "attachm-mtom.query.mime, 'READ-SYNTAX at line 1, column 1'"
    })
    void refusesWithTheTrueReasonAndPlace(String name, String told) throws IOException {
        var result = HardenedXml.parse(bytes(name)).then(node -> xroad.toCommon(node, Cases.GATEWAY));

        assertThat(result.match(node -> "translated", Failure::toString)).isEqualTo(told);
    }

    @Test
    void everyFileOfTheFolderIsInOneOfTheTables() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "no samples here");

        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".md")))
                    .hasSize(10);
        }
    }
}
