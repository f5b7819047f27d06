package passerelle.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Outcome;
import passerelle.translate.Answer;

class XmlComponentTest {
    private static final String CANARY = "Okoro";

    private final TestGateway gateway = new TestGateway(100_000);
    private final String address = gateway.address("/xml/border");

    @BeforeEach
    void start() throws Exception {
        gateway.camel.addComponent("xml", new XmlComponent(gateway.server, gateway.door, gateway::partner));
        gateway.route("xml:border");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void handsTheBytesOnAsTheyCame() throws Exception {
        var body = "<n:notice xmlns:n='urn:n'>\r\n  é</n:notice>";

        var answer = Post.send(address, "text/xml; charset=utf-8", body);

        var message = gateway.received.get(0);
        assertThat(message.raw()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        assertThat(message.protocol()).isEqualTo("xml");
        assertThat(message.terms().purpose()).isEqualTo("border-management");
        assertThat(message.parsed()).isEmpty();
        assertThat(message.sourceId()).isEmpty();
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .endsWith("<accepted xmlns=\"urn:passerelle:answer:1\" id=\"" + TestGateway.id(message)
                        + "\" received-at=\"2026-11-23T10:00:00Z\" repeated=\"false\"/>");
    }

    @Test
    void answersARepeatWith200() throws Exception {
        gateway.road = message -> TestGateway.accepted(message, true);

        var answer = Post.send(address, "application/xml", "<a/>");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("repeated=\"true\"");
    }

    @Test
    void answersWithTheDocumentOfTheSendersFormat() throws Exception {
        var receipt = HardenedXml.parse("<r:receipt xmlns:r='urn:r'>7</r:receipt>".getBytes(StandardCharsets.UTF_8));
        gateway.road = message -> new Answer(
                TestGateway.accepted(message, false).outcome(),
                receipt.match(Optional::of, failure -> Optional.empty()));

        var answer = Post.send(address, "application/soap+xml", "<a/>");

        assertThat(answer.body()).endsWith("<r:receipt xmlns:r=\"urn:r\">7</r:receipt>");
    }

    @ParameterizedTest
    @CsvSource({
        "READ_SYNTAX, 400",
        "READ_ID_REUSED, 409",
        "READ_LIMIT, 413",
        "MAP_UNKNOWN_CODE, 422",
        "MODEL_INPUT, 422",
        "POLICY_RECIPIENT, 403",
        "GATEWAY_BUSY, 503",
        "GATEWAY_FAULT, 500"
    })
    void answersARefusalWithAStatusThatFits(FailureCode code, int status) throws Exception {
        gateway.road = message -> refused(new Failure(code, "line 3", "<\u0001&", "a code"));

        var answer = Post.send(address, "application/xml", "<a/>");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .endsWith("<refused xmlns=\"urn:passerelle:answer:1\"><code>" + code.code()
                        + "</code><place>line 3</place><found>&lt;\uFFFD&amp;</found><expected>a code</expected><reason>"
                        + code.sentence() + "</reason></refused>");
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
    }

    @Test
    void tellsNothingOfAnException() throws Exception {
        gateway.road = message -> {
            throw new IllegalArgumentException(CANARY, new IllegalStateException(CANARY));
        };

        var answer = Post.send(address, "application/xml", "<a/>");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("<code>GATEWAY-FAULT</code><place>reference ")
                .doesNotContain(CANARY, "Exception", "passerelle.adapter");
    }

    @Test
    void letsNoHeaderOfTheSenderThrough() throws Exception {
        var request = Post.to(address + "?CamelFileName=x&operationName=y")
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString("<a/>"));
        Post.storm(request);

        Post.send(request);

        assertThat(gateway.headers.get(0)).isEmpty();
    }

    @Test
    void takesOnlyPosts() throws Exception {
        var answer = Post.send(Post.to(address).GET());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/json", "application/x-java-serialized-object"})
    void takesOnlyXml(String type) throws Exception {
        assertThat(Post.send(address, type, "<a/>").statusCode()).isEqualTo(415);
        assertThat(gateway.received).isEmpty();
    }

    @Test
    void refusesAStrangerAtEveryPathAlike() throws Exception {
        var known = Post.send(Post.anonymousTo(address).header("Authorization", Post.basic("border", "no")));
        var unknown = Post.send(
                Post.anonymousTo(gateway.address("/xml/nobody")).header("Authorization", Post.basic("border", "no")));

        assertThat(known.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(known.body());
        assertThat(unknown.headers().map().keySet())
                .isEqualTo(known.headers().map().keySet());
        assertThat(gateway.verified).hasValue(2);
    }

    @Test
    void asksAPartnerToComeBackWhileItsRouteIsExchanged() throws Exception {
        gateway.camel.getRouteController().stopRoute("xml:border");

        var answer = Post.send(address, "application/xml", "<a/>");
        gateway.camel.getRouteController().startRoute("xml:border");
        var later = Post.send(address, "application/xml", "<a/>");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(later.statusCode()).isEqualTo(202);
    }

    private static Answer refused(Failure failure) {
        return new Answer(new Outcome.Refused(Optional.empty(), failure), Optional.empty());
    }
}
