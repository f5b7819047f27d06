package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import passerelle.format.xml.HardenedXml;
import passerelle.format.xml.Serialization;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.Outcome;
import passerelle.model.PartnerId;
import passerelle.model.Question;
import passerelle.model.Result;

/** X-Road message protocol 4.0: any body comes back as it came, through a view and the bytes of a queue. */
class XroadTest {
    private static final PartnerId BORDER = new PartnerId("sample-sender");
    private static final Set<String> FIELDS =
            Set.of("call/kind", "call/service", "call/client", "content/payload", "envelope/carrier");

    private final Format xroad = ShippedFormats.format(new FormatId("xroad-v4"));

    private static String query(String body) throws IOException {
        return Files.readString(Path.of("xslt/xroad-v4/cases/minimal/input.xml"))
                .replaceAll("(?s)<soap:Body>.*</soap:Body>", "<soap:Body>" + body + "</soap:Body>");
    }

    private static String nested(int depth) {
        return "<residence>" + "<a>".repeat(depth - 1) + "</a>".repeat(depth - 1) + "</residence>";
    }

    private Result<XdmNode> common(String document) {
        return HardenedXml.parse(document.getBytes(StandardCharsets.UTF_8))
                .then(node -> xroad.toCommon(node, Cases.GATEWAY));
    }

    /** There, through a view, into the bytes of a queue, and back. */
    private String thereAndBack(String document) {
        return common(document)
                .then(message -> HardenedXml.parse(
                        Serialization.utf8(new View().of(message, FIELDS, "A v1", new PartnerId("registry")))))
                .then(message -> xroad.fromCommon(message, Cases.GATEWAY))
                .match(node -> new String(Serialization.utf8(node), StandardCharsets.UTF_8), Failure::forSender);
    }

    @Test
    void aBodyComesBackAsItCame() throws IOException {
        // With the namespaces of the Envelope, which are in its scope: a value may depend on them.
        var body = "<g:residence xmlns:g=\"urn:g\" xmlns:id=\"http://x-road.eu/xsd/identifiers\""
                + " xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:t=\"urn:types\""
                + " xmlns:xro=\"http://x-road.eu/xsd/xroad.xsd\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                + "\n <plain xsi:type=\"t:Full\" b=\"2\" a=\" 1\">  Õ &lt; <!-- kept --><?kept too?> </plain>"
                + "<d xmlns=\"urn:d\"><e xmlns=\"\">xro:word</e></d><empty/>\n</g:residence>";

        var back = thereAndBack(query(body));

        assertThat(back).contains("<s:Body>" + body + "</s:Body>");
    }

    @Test
    void aBodyIsAsDeepAsTheGatewayCanReadAgain() throws IOException {
        assertThat(thereAndBack(query(nested(59)))).contains("<s:Body><residence");
        assertThat(thereAndBack(query(nested(60))))
                .isEqualTo("MAP-BAD-VALUE at line 19, /Envelope/Body: found"
                        + " 'elements in elements, more than 59 deep'; expected a flatter body");
    }

    @Test
    void aFaultTextTooLongForItsFieldIsInThePayload() throws IOException {
        var fault = "<soap:Fault><faultcode>Server</faultcode><faultstring>" + "x".repeat(2001)
                + "</faultstring></soap:Fault>";

        var message = common(query(fault)).match(XdmNode::toString, Failure::forSender);

        assertThat(message).contains("<fault-code>Server</fault-code>").doesNotContain("<fault-text>");
        assertThat(thereAndBack(query(fault))).contains("x".repeat(2001));
    }

    /** Whom the body is about nobody here can say: names in it mean what its own standard says. */
    @Test
    void aPersonInTheBodyIsNobodyWhomTheGatewayKnows() throws IOException {
        var body = "<residence><person><nationality>XBB</nationality></person></residence>";

        var question = xroad.facts(
                common(query(body)).match(message -> message, failure -> {
                    throw new AssertionError(failure.forSender());
                }),
                BORDER);

        assertThat(question.subjects()).containsExactly(new Question.Subject(Set.of(), false));
        assertThat(question.fields())
                .containsExactlyInAnyOrder(
                        "call/kind",
                        "call/service",
                        "call/client",
                        "content/payload",
                        "envelope/carrier",
                        "envelope/reference");
    }

    @Test
    void anAcknowledgementHasTheHeadersOfWhatItAnswers() throws IOException {
        var input = Files.readString(Path.of("xslt/xroad-v4/cases/full/input.xml"));
        var outcome = new Outcome.Accepted(MessageId.of(BORDER, "1"), Instant.parse("2026-11-23T08:00:00Z"), false);

        var acknowledgement = Acknowledgements.of(
                outcome,
                BORDER,
                Instant.EPOCH,
                OptionalInt.empty(),
                common(input).match(Optional::of, failure -> Optional.empty()));
        var model = CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow();
        var answer = model.schema()
                .check(acknowledgement, FailureCode.MODEL_COMMON)
                .then(message -> xroad.fromCommon(message, Cases.GATEWAY))
                .match(node -> node, failure -> {
                    throw new AssertionError(failure.forSender());
                });

        assertThat(headers(answer))
                .isEqualTo(headers(HardenedXml.parse(input.getBytes(StandardCharsets.UTF_8))
                        .match(node -> node, failure -> {
                            throw new AssertionError(failure.forSender());
                        })))
                .startsWith("protocolVersion=4.0 id=9b1c5e0a")
                .contains("issue= partyClass=COM");
    }

    private static String headers(XdmNode envelope) {
        try {
            return HardenedXml.SAXON
                    .newXPathCompiler()
                    .evaluateSingle(
                            "string-join(/*/*:Header//*[not(*)] ! (local-name() || '=' || string()), ' ')", envelope)
                    .getStringValue();
        } catch (SaxonApiException e) {
            throw new AssertionError(e);
        }
    }
}
