package passerelle.adapter.soap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.adapter.http.Post;
import passerelle.adapter.http.TestGateway;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.Outbound;
import passerelle.model.Outcome;
import passerelle.model.Result;
import passerelle.translate.Acknowledgements;
import passerelle.translate.Answer;
import passerelle.translate.Format;
import passerelle.translate.Received;
import passerelle.translate.ShippedFormats;

/** A format that is the whole Envelope, as X-Road is: in by HTTP with its headers, and out with them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SoapEnvelopeTest {
    private static final FormatId XROAD = new FormatId("xroad-v4");
    private static final Path CASES = Path.of("xslt/xroad-v4/cases");

    private final TestGateway gateway = new TestGateway(1 << 20);
    private final String address = gateway.address("/soap/border");
    private final List<String> called = new CopyOnWriteArrayList<>();
    private final Format xroad = ShippedFormats.format(XROAD);
    private HttpServer partner;
    private volatile String reply = "";

    @BeforeEach
    void start() throws Exception {
        partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        partner.createContext("/service", exchange -> {
            called.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var bytes = reply.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml;charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        partner.start();
        var url = URI.create("http://127.0.0.1:" + partner.getAddress().getPort() + "/service");
        gateway.receives(new Outbound.Soap(
                XROAD, url, "1.1", "", Optional.empty(), Duration.ofSeconds(2), Duration.ofSeconds(5), 1));
        gateway.camel.addComponent(
                "soap",
                new SoapComponent(
                        gateway.server,
                        gateway.door,
                        gateway::partner,
                        format -> xroad.wsdl().orElseThrow(),
                        format -> xroad.isWholeEnvelope()));
        gateway.road = this::road;
        gateway.route("soap:border");
        gateway.camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:deliver").to("soap:border");
            }
        });
    }

    @AfterEach
    void stop() {
        gateway.close();
        partner.stop(0);
    }

    /** Translates and acknowledges, as the road does. */
    private Answer road(Received message) {
        return message.parsed()
                .orElseThrow()
                .then(this::common)
                .match(
                        common -> acknowledge(message, common),
                        failure -> new Answer(new Outcome.Refused(Optional.empty(), failure), Optional.empty()));
    }

    private Answer acknowledge(Received message, XdmNode common) {
        var outcome = new Outcome.Accepted(TestGateway.id(message), TestGateway.RECEIVED, false);
        var document = xroad.fromCommon(
                Acknowledgements.of(
                        outcome, TestGateway.BORDER, TestGateway.RECEIVED, OptionalInt.empty(), Optional.of(common)),
                Map.of());
        return new Answer(outcome, document.match(Optional::of, failure -> Optional.empty()));
    }

    private Result<XdmNode> common(XdmNode document) {
        return xroad.toCommon(
                document,
                Map.of(
                        "id", "00000000-0000-5000-8000-000000000001",
                        "sender", "border",
                        "purpose", "border-management",
                        "received", "2026-11-23T10:00:00Z"));
    }

    private static String sample(String name) throws Exception {
        return Files.readString(CASES.resolve(name).resolve("input.xml"));
    }

    private HttpResponse<String> call(String envelope, String type, Charset charset) throws Exception {
        return Post.send(Post.to(address)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope.getBytes(charset))));
    }

    private HttpResponse<String> call(String envelope) throws Exception {
        return call(envelope, "text/xml; charset=utf-8", StandardCharsets.UTF_8);
    }

    private static XdmNode read(String document) {
        return HardenedXml.parse(document.getBytes(StandardCharsets.UTF_8)).match(node -> node, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    private static String evaluated(String path, String document) throws SaxonApiException {
        var compiler = HardenedXml.SAXON.newXPathCompiler();
        compiler.declareNamespace("s", "http://schemas.xmlsoap.org/soap/envelope/");
        compiler.declareNamespace("x", "http://x-road.eu/xsd/xroad.xsd");
        return compiler.evaluate(path, read(document)).toString();
    }

    /** Names and values of all headers, in their sequence. */
    private static String headers(String document) throws SaxonApiException {
        return evaluated(
                "string-join(/s:Envelope/s:Header//(*[not(*)] | @* except @s:*)"
                        + " ! (namespace-uri() || local-name() || '=' || string()), ' ')",
                document);
    }

    private Result<?> deliver(String document) throws Exception {
        var exchange = gateway.camel.createProducerTemplate().send("direct:deliver", sent -> {
            sent.getMessage().setBody(read(document));
            sent.setVariable("messageId", "6d89c81c-f997-5976-bd76-b3d6122b75f6");
        });
        assertThat(exchange.getException()).isNull();
        return (Result<?>) exchange.getMessage().getMandatoryBody(Result.class);
    }

    @Test
    void takesHeadersAndBodyAndAnswersWithTheSameHeaders() throws Exception {
        var query = sample("full");

        var answer = call(query);

        var message = gateway.received.get(0);
        assertThat(message.sourceId()).contains("9b1c5e0a-7a53-4f0e-9d6a-0c2f6b7d1e42");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(headers(answer.body())).isEqualTo(headers(query)).contains("xroad.xsdissue= ");
        assertThat(evaluated("count(/s:Envelope/s:Body/*)", answer.body())).isEqualTo("1");
        assertThat(answer.body())
                .contains("<residenceResponse xmlns=\"urn:passerelle:answer:1\"><a:accepted ")
                .contains("id=\"" + TestGateway.id(message) + "\"");
    }

    @Test
    void readsTheEncodingOfTheContentType() throws Exception {
        var query = sample("full").replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "");

        var answer = call(query, "text/xml; charset=\"ISO-8859-1\"", StandardCharsets.ISO_8859_1);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(gateway.received.get(0).parsed().orElseThrow().match(XdmNode::getStringValue, Failure::forSender))
                .contains("Nze \u00d5koro");
    }

    @Test
    void refusesTwoEncodings() throws Exception {
        var answer = call(sample("full"), "text/xml; charset=ISO-8859-1", StandardCharsets.ISO_8859_1);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("READ-CHARSET at line 1").doesNotContain("koro");
    }

    @Test
    void understandsTheHeadersThatItTakesAndRefusesOthers() throws Exception {
        var query = sample("minimal");

        var known = call(query.replace("<xro:id>", "<xro:id soap:mustUnderstand=\"1\">"));
        var unknown = call(query.replace(
                "<xro:id>", "<t:token xmlns:t=\"urn:t\" soap:mustUnderstand=\"1\">secret</t:token><xro:id>"));

        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(unknown.statusCode()).isEqualTo(500);
        assertThat(unknown.body())
                .contains("<faultcode>soap:Client</faultcode>", "MODEL-INPUT at line 16, /Envelope/Header")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "wrong-protocol-version, MAP-BAD-VALUE at line 17",
        "no-header, MAP-MISSING at line 2",
        "missing-body, MODEL-INPUT at line 2",
        "two-elements-in-body, MODEL-INPUT at line 23",
        "other-service-in-body, MAP-BAD-VALUE at line 19"
    })
    void tellsWhatIsWrongByAFault(String sample, String told) throws Exception {
        var answer = call(sample(sample));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("<soap:Fault>", told);
    }

    @Test
    void refusesAnEnvelopeOfSoap12() throws Exception {
        var envelope = sample("minimal")
                .replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope");

        var answer = call(envelope, "application/soap+xml; charset=utf-8", StandardCharsets.UTF_8);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("READ-UNEXPECTED", "{http://schemas.xmlsoap.org/soap/envelope/}Envelope");
    }

    @Test
    void takesAFaultAsAnAnswer() throws Exception {
        assertThat(call(sample("fault-with-headers")).statusCode()).isEqualTo(200);
        assertThat(gateway.received.get(0).sourceId()).contains("q-2026-000001");
    }

    @Test
    void callsWithHeadersInTheHeaderAndTheBodyInTheBody() throws Exception {
        var query = Files.readString(CASES.resolve("full/back-expected.xml"));
        reply = sample("full");

        var result = deliver(query);

        assertThat(result).isEqualTo(Result.ok("HTTP 200"));
        assertThat(headers(called.get(0))).isEqualTo(headers(query));
        assertThat(evaluated(
                        "count(//s:Envelope) || ' ' || count(//s:Header) || ' ' || count(//s:Body)", called.get(0)))
                .isEqualTo("1 1 1");
        assertThat(evaluated("/s:Envelope/s:Body/*", called.get(0)))
                .contains("<g:residence ", "xmlns:g=\"urn:xaa:register\"", "<person xsi:type=\"g:Foreigner\">")
                .contains("<name xml:lang=\"et\">Nze \u00d5koro</name>");
    }

    @Test
    void callsWithoutHeadersIfThereAreNone() throws Exception {
        reply = sample("fault-without-headers").replaceAll("(?s)<soap:Fault>.*</soap:Fault>", "<ok/>");

        assertThat(deliver(sample("fault-without-headers"))).isEqualTo(Result.ok("HTTP 200"));
        assertThat(called.get(0))
                .doesNotContain("Header>")
                .contains("<faultcode>Server.ServerProxy.AccessDenied</faultcode>");
    }

    @ParameterizedTest
    @CsvSource({
        "<id:memberCode>70001<, <id:memberCode>70009<",
        "<id:serviceCode>residence<, <id:serviceCode>health<",
        "q-2026-000001, q-2026-000002",
        "<xro:id>q-2026-000001</xro:id>, ''"
    })
    void takesNoAnswerToAnotherCallForAReceipt(String header, String other) throws Exception {
        reply = sample("minimal").replace(header, other);

        assertThat(deliver(sample("minimal")))
                .isEqualTo(Result.failed(
                        new Failure(FailureCode.DELIVER_BUSY, "HTTP 200, answer to another call", "", "")));
    }

    @Test
    void publishesTheContractOfAnyService() throws Exception {
        var wsdl = Post.send(Post.to(address + "?wsdl").GET());
        var headers = Post.send(Post.to(address + "?xsd=xroad.xsd").GET());

        assertThat(wsdl.body()).contains("<soap:address location=\"" + address + "\"/>");
        assertThat(headers.body()).contains("schemaLocation=\"" + address + "?xsd=identifiers.xsd\"");
    }
}
