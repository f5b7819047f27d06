package passerelle.adapter.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.adapter.http.Post;
import passerelle.adapter.http.TestGateway;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Outcome;
import passerelle.translate.Answer;

class SoapInTest {
    private static final String ENVELOPE_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String ENVELOPE_12 = "http://www.w3.org/2003/05/soap-envelope";
    private static final String REPORT =
            "<t:report xmlns:t='urn:test:crossing:1'><t:surname>Okoro</t:surname></t:report>";

    private final TestGateway gateway = new TestGateway(33 << 20);
    private final String address = gateway.address("/soap/border");

    @BeforeEach
    void start() throws Exception {
        var wsdl = Path.of(SoapInTest.class.getResource("service.wsdl").toURI());
        gateway.camel.addComponent(
                "soap",
                new SoapComponent(gateway.server, gateway.door, gateway::partner, format -> wsdl, format -> false));
        gateway.route("soap:border");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static String envelope(String namespace, String headers, String body) {
        return "<s:Envelope xmlns:s='" + namespace + "'><s:Header>" + headers + "</s:Header><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    private HttpResponse<String> call11(String headers, String body) throws Exception {
        return Post.send(address, "text/xml; charset=utf-8", envelope(ENVELOPE_11, headers, body));
    }

    private HttpResponse<String> call12(String headers, String body) throws Exception {
        return Post.send(address, "application/soap+xml; charset=utf-8", envelope(ENVELOPE_12, headers, body));
    }

    private void refuse(FailureCode code) {
        gateway.road = message -> new Answer(
                new Outcome.Refused(
                        Optional.of(TestGateway.id(message)),
                        new Failure(code, "t:report/t:sex", "it's {0} <é>", "M, F or X")),
                Optional.empty());
    }

    /** Refuses what could not be read, as the road does. */
    private void refuseTheUnreadable() {
        gateway.road = message -> message.parsed()
                .orElseThrow()
                .match(
                        document -> TestGateway.accepted(message, false),
                        failure -> new Answer(new Outcome.Refused(Optional.empty(), failure), Optional.empty()));
    }

    private XdmNode parsed() {
        return gateway.received.get(0).parsed().orElseThrow().match(document -> document, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    @Test
    void takesSoap11() throws Exception {
        var answer = call11("", REPORT);

        var message = gateway.received.get(0);
        assertThat(message.raw()).isEqualTo(envelope(ENVELOPE_11, "", REPORT).getBytes(StandardCharsets.UTF_8));
        assertThat(message.protocol()).isEqualTo("soap");
        assertThat(message.sourceId()).isEmpty();
        assertThat(parsed().getStringValue()).isEqualTo("Okoro");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
        assertThat(answer.body())
                .isEqualTo("<soap:Envelope xmlns:soap=\"" + ENVELOPE_11
                        + "\"><soap:Body><accepted xmlns=\"urn:passerelle:answer:1\" id=\""
                        + TestGateway.id(message)
                        + "\" received-at=\"2026-11-23T10:00:00Z\" repeated=\"false\"/></soap:Body></soap:Envelope>");
    }

    @Test
    void takesSoap12AtTheSameAddress() throws Exception {
        var answer = call12("", REPORT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/soap+xml");
        assertThat(answer.body()).startsWith("<soap:Envelope xmlns:soap=\"" + ENVELOPE_12 + "\"><soap:Body><accepted");
    }

    @Test
    void answersInTheSendersFormat() throws Exception {
        var receipt =
                "<t:receipt xmlns:t=\"urn:test:crossing:1\" t:kind=\"t:full\"><t:number>7 &lt; é</t:number></t:receipt>";
        gateway.road = message -> new Answer(
                TestGateway.accepted(message, false).outcome(),
                HardenedXml.parse(receipt.getBytes(StandardCharsets.UTF_8))
                        .match(Optional::of, failure -> Optional.empty()));

        assertThat(call11("", REPORT).body()).contains("<soap:Body>" + receipt + "</soap:Body>");
    }

    @Test
    void keepsNamespacesThatAreDeclaredAroundThePayload() throws Exception {
        var body = "<s:Envelope xmlns:s='" + ENVELOPE_11 + "' xmlns:t='urn:outer' xmlns:x='urn:x'>"
                + "<s:Body xmlns:t='urn:test:crossing:1'><t:report t:kind='x:full'/></s:Body></s:Envelope>";

        Post.send(address, "text/xml", body);

        var compiler = HardenedXml.SAXON.newXPathCompiler();
        compiler.declareNamespace("t", "urn:test:crossing:1");
        var kind = compiler.evaluateSingle(
                "count(/node()) || ' ' || namespace-uri-from-QName(resolve-QName(/t:report/@t:kind, /t:report))",
                parsed());
        assertThat(kind.getStringValue()).isEqualTo("1 urn:x");
    }

    @Test
    void takesTheSendersOwnId() throws Exception {
        call11("<a:MessageID xmlns:a='http://www.w3.org/2005/08/addressing'> urn:uuid:1 </a:MessageID>", REPORT);
        call11("<a:MessageID xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing'>2</a:MessageID>", REPORT);
        call12(
                "<x:client xmlns:x='urn:x'><x:id>no</x:id></x:client><x:id xmlns:x='http://x-road.eu/xsd/xroad.xsd'>3</x:id>",
                REPORT);
        call12("<x:id xmlns:x='urn:other'>4</x:id>", REPORT);

        assertThat(gateway.received.stream().map(message -> message.sourceId().orElse("none")))
                .containsExactly("urn:uuid:1", "2", "3", "none");
    }

    @Test
    void ignoresTheSoapAction() throws Exception {
        var answer = Post.send(Post.to(address)
                .header("Content-Type", "text/xml")
                .header("SOAPAction", "\"urn:evil:delete\"")
                .POST(HttpRequest.BodyPublishers.ofString(envelope(ENVELOPE_11, "", REPORT))));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void tellsARefusalAsAFaultOfSoap11() throws Exception {
        refuse(FailureCode.MAP_UNKNOWN_CODE);

        var answer = call11("", REPORT);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .isEqualTo("<soap:Envelope xmlns:soap=\"" + ENVELOPE_11 + "\"><soap:Body><soap:Fault>"
                        + "<faultcode>soap:Client</faultcode>"
                        + "<faultstring>MAP-UNKNOWN-CODE at t:report/t:sex: found 'it's {0} &lt;é>'; expected M, F or X</faultstring>"
                        + "<detail><p:failure xmlns:p=\"urn:passerelle:failure:1\"><p:code>MAP-UNKNOWN-CODE</p:code>"
                        + "<p:place>t:report/t:sex</p:place><p:found>it's {0} &lt;é></p:found><p:expected>M, F or X</p:expected>"
                        + "<p:message-id>" + TestGateway.id(gateway.received.get(0))
                        + "</p:message-id></p:failure></detail></soap:Fault></soap:Body></soap:Envelope>");
    }

    @Test
    void tellsARefusalAsAFaultOfSoap12() throws Exception {
        refuse(FailureCode.MAP_UNKNOWN_CODE);

        var answer = call12("", REPORT);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/soap+xml");
        assertThat(answer.body())
                .contains("<soap:Value>soap:Sender</soap:Value>", "<soap:Detail><p:failure", "found 'it's {0} &lt;é>'");
    }

    @Test
    void saysThatItIsItsOwnFaultWhenItIs() throws Exception {
        refuse(FailureCode.GATEWAY_BUSY);

        assertThat(call11("", REPORT).body()).contains("<faultcode>soap:Server</faultcode>");
        assertThat(call12("", REPORT).body()).contains("<soap:Value>soap:Receiver</soap:Value>");
        assertThat(call12("", REPORT).statusCode()).isEqualTo(500);
    }

    @Test
    void tellsNothingOfAnException() throws Exception {
        gateway.road = message -> {
            throw new IllegalArgumentException("Okoro", new IllegalStateException("Okoro"));
        };

        var answer = call11("", REPORT);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("GATEWAY-FAULT at reference ", "<faultcode>soap:Server")
                .doesNotContain("Okoro", "Exception", "org.apache", "passerelle.adapter");
    }

    static Stream<String[]> unreadable() {
        return Stream.of(
                new String[] {
                    "<!DOCTYPE a [<!ENTITY x 'y'>]>" + envelope(ENVELOPE_11, "", REPORT), "READ-DOCTYPE at line 1"
                },
                new String[] {"<a>\n<b>\n</a>", "READ-SYNTAX at line 3"},
                new String[] {"", "READ-SYNTAX"},
                new String[] {envelope(ENVELOPE_11, "", REPORT) + "<a", "READ-SYNTAX at line 1"},
                new String[] {
                    envelope(ENVELOPE_11, "", REPORT + REPORT), "found 'a second element in Body'; expected exactly one"
                },
                new String[] {envelope(ENVELOPE_11, "", " "), "found 'an empty Body'"},
                new String[] {"<s:Envelope xmlns:s='" + ENVELOPE_11 + "'/>", "found 'an Envelope without Body'"},
                new String[] {envelope("urn:soap:next", "", REPORT), "expected a SOAP 1.1 or 1.2 Envelope"},
                new String[] {envelope(ENVELOPE_11, "", "<a>".repeat(70) + "</a>".repeat(70)), "READ-LIMIT"});
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void handsOnWhatItCannotReadAndTellsWhy(String body, String told) throws Exception {
        refuseTheUnreadable();

        var answer = Post.send(address, "text/xml", body);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("<faultcode>soap:Client</faultcode>", told);
        assertThat(gateway.received).hasSize(1);
        assertThat(gateway.received.get(0).raw()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tellsTheUnreadableInTheVersionOfItsContentType() throws Exception {
        refuseTheUnreadable();

        assertThat(Post.send(address, "application/soap+xml", "<a").body()).contains(ENVELOPE_12, "READ-SYNTAX");
    }

    @Test
    void acceptsTheUnreadableIfTheRoadDoes() throws Exception {
        var answer = Post.send(address, "text/xml", "<a/>");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<soap:Body><accepted ");
    }

    @Test
    void refusesMoreThanTheServerTakes() throws Exception {
        var head = "POST /soap/border HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n"
                .formatted((33 << 20) + 1);

        try (var socket = new Socket("127.0.0.1", gateway.server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);

            assertThat(answer).isEqualTo("HTTP/1.1 413");
        }
        assertThat(gateway.received).isEmpty();
    }

    @Test
    void refusesMoreThanADocumentMayHave() throws Exception {
        refuseTheUnreadable();

        var answer = call11("", "<a>" + "x".repeat(HardenedXml.MOST_BYTES) + "</a>");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("READ-LIMIT");
    }

    @Test
    void refusesAHeaderThatItMustUnderstandAndDoesNot() throws Exception {
        var v11 = call11("<x:secret xmlns:x='urn:x' s:mustUnderstand='1'>Okoro</x:secret>", REPORT);
        var v12 = call12("<x:secret xmlns:x='urn:x' s:mustUnderstand='true'/>", REPORT);
        var known = call11(
                "<a:To xmlns:a='http://www.w3.org/2005/08/addressing' s:mustUnderstand='1'>urn:us</a:To>", REPORT);

        assertThat(v11.statusCode()).isEqualTo(500);
        assertThat(v11.body())
                .contains("<faultcode>soap:MustUnderstand</faultcode>", "<p:code>READ-UNEXPECTED</p:code>")
                .doesNotContain("Okoro", "urn:x");
        assertThat(v12.body()).contains("<soap:Value>soap:MustUnderstand</soap:Value>");
        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(gateway.received).hasSize(1);
    }

    @Test
    void letsNoHeaderOfTheSenderThrough() throws Exception {
        var request = Post.to(address + "?CamelHttpUri=x")
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(
                        envelope(ENVELOPE_11, "<CamelFileName xmlns=''>x</CamelFileName>", REPORT)));
        Post.storm(request);

        var answer = Post.send(request);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(gateway.headers.get(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "multipart/related; type=\"application/xop+xml\""})
    void takesOnlySoap(String type) throws Exception {
        assertThat(Post.send(address, type, envelope(ENVELOPE_11, "", REPORT)).statusCode())
                .isEqualTo(415);
    }

    @Test
    void saysThatItTakesNoAttachments() throws Exception {
        var answer = Post.send(address, "multipart/related; type=\"text/xml\"; boundary=x", "--x\r\n\r\n--x--");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).startsWith("415 Attachments are not taken:");
        assertThat(gateway.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "PATCH"})
    void takesOnlyPosts(String method) throws Exception {
        var answer = Post.send(Post.to(address).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(gateway.received).isEmpty();
    }

    @Test
    void publishesTheContractWithTheAddressItWasAskedAt() throws Exception {
        var byName = gateway.address("/soap/border").replace("127.0.0.1", "localhost");

        var wsdl = Post.send(Post.to(byName + "?wsdl").GET());
        var schema = Post.send(Post.to(byName + "?xsd=crossing.xsd").GET());
        var part = Post.send(Post.to(byName + "?xsd=parts.xsd").GET());

        assertThat(wsdl.statusCode()).isEqualTo(200);
        assertThat(wsdl.body())
                .contains(
                        "<soap:address location=\"" + byName + "\"/>",
                        "<soap12:address location=\"" + byName + "\"/>",
                        "schemaLocation=\"" + byName + "?xsd=crossing.xsd\"");
        assertThat(schema.body()).contains("schemaLocation=\"" + byName + "?xsd=parts.xsd\"");
        assertThat(part.body()).contains("maxLength");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?xsd=service.wsdl", "?xsd=../soap/parts.xsd", "?xsd=", "?xsd=/etc/passwd", "?wsdl2", "?a=wsdl"})
    void publishesNothingElse(String query) throws Exception {
        assertThat(Post.send(Post.to(address + query).GET()).statusCode()).isEqualTo(404);
    }

    @Test
    void showsAStrangerNothing() throws Exception {
        var wsdl = Post.send(Post.anonymousTo(address + "?wsdl").GET());
        var call = Post.send(Post.anonymousTo(address)
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(envelope(ENVELOPE_11, "", REPORT))));
        var nobody = Post.send(Post.to(gateway.address("/soap/nobody?wsdl")));

        assertThat(wsdl.statusCode()).isEqualTo(401);
        assertThat(call.statusCode()).isEqualTo(401);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(gateway.received).isEmpty();
    }

    @Test
    void unpublishesWhenTheRouteStops() throws Exception {
        gateway.camel.getRouteController().stopRoute("soap:border");
        var stopped = call11("", REPORT);
        gateway.camel.getRouteController().startRoute("soap:border");
        var started = call11("", REPORT);

        assertThat(stopped.statusCode()).isEqualTo(503);
        assertThat(stopped.headers().firstValue("Retry-After")).contains("5");
        assertThat(started.statusCode()).isEqualTo(200);
    }
}
