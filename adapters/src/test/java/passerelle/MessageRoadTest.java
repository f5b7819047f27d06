package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.GatewayHarness.eventually;
import static passerelle.GatewayHarness.reference;
import static passerelle.GatewayHarness.untilTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;

/** Messages from door to door, on a whole gateway whose road stops at any header. */
class MessageRoadTest {
    private static final String XAA = "xaa-registry";
    private static final String XBB = "xbb-immigration";
    private static final String STOP_AT_A_HEADER =
            """
                    - filter:
                        expression: {simple: {expression: "${headers.size} > 0"}}
                        steps:
                          - throwException: {exceptionType: java.lang.IllegalStateException, message: header}
            """;

    @TempDir
    private static Path home;

    private static GatewayHarness gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = GatewayHarness.in(home)
                .edit("routes/flow/1-receive.camel.yaml", "        - setBody:", STOP_AT_A_HEADER + "        - setBody:")
                .start();
        gateway.recipient().goUp();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @Test
    void takesASoapMessageToTheRegistrysFileWithThePermittedFieldsOnly() throws Exception {
        var id = gateway.accepted(Samples.crossing("file-1").replace("0047110815", "DOC-FILE-1"));
        gateway.delivery(id, XAA, "delivered");

        try (var registry = gateway.registry()) {
            assertThat(gateway.outbox(registry).lines())
                    .filteredOn(line -> line.startsWith("P" + id))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .hasSize(309)
                            .contains(
                                    "P-1980-77",
                                    "Nze Okoro",
                                    "19801231",
                                    "XBB",
                                    "DOC-FILE-1",
                                    "20310630",
                                    "Brana North")
                            .contains("20261122233000120270221")
                            .doesNotContain("Nova Brana", "XAA", "UTO-4711", "file-1"));
        }
    }

    @Test
    void takesASoapMessageToTheSoapRecipientWithThePermittedFieldsOnly() throws Exception {
        var id = gateway.accepted(Samples.crossing("call-1"));
        gateway.delivery(id, XBB, "delivered");

        var call = gateway.recipient().calls(id);
        assertThat(call).hasSize(1);
        assertThat(call.get(0).authorization()).startsWith("Basic ");
        assertThat(call.get(0).text())
                .contains("Okoro", "Nze", "31.12.1980", "XBB", "0047110815", "Brana North", "P-1980-77")
                .contains("2026-11-23T00:30:00+01:00", "utopia-border-xbb-immigration v1")
                .doesNotContain(
                        "Nova Brana", "30.6.2031", "21.2.2027", "let-through", "<sex>", "XAA", "UTO-4711", "call-1");
    }

    @Test
    void answersSoap12InItsOwnVersion() throws Exception {
        var answer = gateway.soap12(Samples.crossing("version-12"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/soap+xml"));
        assertThat(answer.body()).contains("http://www.w3.org/2003/05/soap-envelope", "ACCEPTED");
        gateway.delivery(reference(answer), XBB, "delivered");
    }

    @Test
    void takesAQuestionByXmlToTheRegistrysFile() throws Exception {
        var answer = gateway.xml(Samples.question("Q-1").replace("0047110815", "DOC-QUESTION"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("receipt", "ok=\"true\"");
        try (var registry = gateway.registry()) {
            untilTrue(() -> gateway.outbox(registry)
                    .lines()
                    .anyMatch(line -> line.startsWith("Q") && line.contains("DOC-QUESTION")));
        }
    }

    @Test
    void answersARepeatAsTheFirstTimeAndSendsNothing() throws Exception {
        var first = gateway.soap(Samples.crossing("repeat-1"));
        var id = reference(first);
        gateway.delivery(id, XBB, "delivered");

        var second = gateway.soap(Samples.crossing("repeat-1"));

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        eventually(() -> assertThat(gateway.audit(id, Type.REPEATED)).hasSize(1));
        assertThat(gateway.audit(id, Type.QUEUED)).hasSize(2);
        assertThat(gateway.recipient().calls(id)).hasSize(1);
    }

    @Test
    void refusesOtherBytesUnderTheSameId() throws Exception {
        gateway.accepted(Samples.crossing("reused-1"));

        var answer = gateway.soap(Samples.crossing("reused-1").replace("Okoro", "Adeyemi"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("READ-ID-REUSED").doesNotContain("ACCEPTED");
    }

    @Test
    void takesOneOfFiftyCopiesThatComeAtOnce() throws Exception {
        var pool = Executors.newFixedThreadPool(50);
        var copies = Collections.<Callable<HttpResponse<String>>>nCopies(
                50, () -> gateway.soap(Samples.crossing("fifty-1")));
        var answers = new ArrayList<HttpResponse<String>>();
        try {
            for (var answer : pool.invokeAll(copies)) {
                answers.add(answer.get());
            }
        } finally {
            pool.shutdownNow();
        }

        var id = reference(answers.get(0));
        assertThat(answers)
                .hasSize(50)
                .extracting(HttpResponse::body)
                .containsOnly(answers.get(0).body());
        gateway.delivery(id, XAA, "delivered");
        gateway.delivery(id, XBB, "delivered");
        assertThat(gateway.audit(id, Type.RECEIVED)).hasSize(1);
        eventually(() -> assertThat(gateway.audit(id, Type.REPEATED)).hasSize(49));
        assertThat(gateway.recipient().calls(id)).hasSize(1);
        try (var registry = gateway.registry()) {
            assertThat(gateway.outbox(registry).lines())
                    .filteredOn(line -> line.contains(id))
                    .hasSize(1);
        }
    }

    @Test
    void letsNoHeaderOfTheSenderOntoTheRoad() throws Exception {
        var storm = new ArrayList<>(List.of("Authorization", gateway.login("utopia-border")));
        for (var name : List.of(
                "CamelHttpUri",
                "CamelFileName",
                "CamelBeanMethodName",
                "CamelExecCommandExecutable",
                "CAMELHTTPPATH",
                "org.apache.cxf.operation",
                "JMSReplyTo",
                "JMSXGroupID",
                "breadcrumbId",
                "messageId",
                "partner",
                "Idempotency-Key",
                "SOAPAction")) {
            storm.addAll(List.of(name, "bean:secrets"));
        }
        for (int i = 0; i < 80; i++) {
            storm.addAll(List.of("X-Storm-" + i, "evil"));
        }

        var answer = gateway.post(
                GatewayHarness.UTOPIA,
                GatewayHarness.SOAP_11,
                Samples.soap11(Samples.crossing("storm-1")),
                storm.toArray(String[]::new));

        assertThat(answer.body()).contains("ACCEPTED");
        gateway.delivery(reference(answer), XBB, "delivered");
    }

    @Test
    void recordsEveryStepOfAMessageWithoutItsContent() throws Exception {
        var id = gateway.accepted(Samples.crossing("steps-1"));
        gateway.delivery(id, XAA, "delivered");
        gateway.delivery(id, XBB, "delivered");

        var events = gateway.audit().stream()
                .filter(event -> event.fact(Fact.MESSAGE).filter(id::equals).isPresent())
                .toList();
        assertThat(events)
                .extracting(AuditEvent::type)
                .containsExactlyInAnyOrder(
                        Type.RECEIVED,
                        Type.QUEUED,
                        Type.QUEUED,
                        Type.ATTEMPTED,
                        Type.ATTEMPTED,
                        Type.DELIVERED,
                        Type.DELIVERED);
        assertThat(events.toString()).doesNotContain("Okoro", "Nze", "0047110815", "P-1980-77", "steps-1");
    }

    @Test
    void keepsTheBytesThatCameAndRecordsWhoLooked() throws Exception {
        var id = gateway.accepted(Samples.crossing("looked-1"));

        untilTrue(() -> gateway.operate("messages/" + id + "/payload").has("payload"));

        assertThat(gateway.run("show", id, "--payload").out())
                .isEqualTo(Samples.soap11(Samples.crossing("looked-1")) + "\n");
        assertThat(gateway.audit(id, Type.VIEWED)).isNotEmpty();
    }
}
