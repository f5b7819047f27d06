package passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;

/** What the gateway does not take: it tells its sender why, and its log that it happened. */
class RefusalTest {
    private static final String XAA = "xaa-registry";
    private static final String XBB = "xbb-immigration";

    @TempDir
    private static Path home;

    private static GatewayHarness gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = GatewayHarness.in(home)
                .edit(
                        "config/agreements/xbb-immigration-xaa-registry.yaml",
                        "until: \"2036-12-31T23:59:59Z\"",
                        "until: \"2026-01-02T00:00:00Z\"")
                .start();
        gateway.recipient().goUp();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @Test
    void refusesXmlThatIsNotWellFormed() throws Exception {
        var answer = gateway.soap(Samples.crossing("broken-1").replace("</person>", "</perso>"));

        refused(answer, "READ-SYNTAX", "line 1");
    }

    @Test
    void refusesADoctypeBeforeAnythingElse() throws Exception {
        var bomb = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + Samples.soap11("<x>&e;</x>");

        var answer = gateway.post(
                GatewayHarness.UTOPIA, GatewayHarness.SOAP_11, bomb, "Authorization", gateway.login("utopia-border"));

        refused(answer, "READ-DOCTYPE", "line 1");
        assertThat(answer.body()).doesNotContain("root:");
    }

    @Test
    void refusesACodeThatTheListLacksAndNamesItsPlace() throws Exception {
        var answer = gateway.soap(Samples.crossing("code-1").replace("<sex>H</sex>", "<sex>F</sex>"));

        refused(answer, "MAP-UNKNOWN-CODE", "/reportCrossing/person/sex");
        assertThat(answer.body()).contains("one of H, M, N, X");
    }

    @Test
    void refusesAnElementThatNobodyListed() throws Exception {
        var answer = gateway.soap(Samples.crossing("element-1")
                .replace("<asylum>", "<v:mood xmlns:v=\"urn:vendor\">good</v:mood><asylum>")
                .replace("<asylum>N</asylum>", ""));

        refused(answer, "MAP-UNKNOWN-ELEMENT", "line 1, /reportCrossing/person");
        assertThat(answer.body()).contains("mood");
    }

    @Test
    void refusesAPurposeThatNoAgreementNames() throws Exception {
        var answer = gateway.soap(
                Samples.crossing("purpose-1").replace("<officer>", "<purpose>marketing</purpose><officer>"));

        refused(answer, "POLICY-NO-AGREEMENT", "");
    }

    @Test
    void refusesUnderAnAgreementThatIsNotInForceAnyMore() throws Exception {
        var answer = gateway.xml(Samples.question("Q-EXPIRED"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("POLICY-EXPIRED");
        assertThat(last("POLICY-EXPIRED").fact(Fact.SENDER)).hasValue(XBB);
    }

    @Test
    void refusesARecipientWithoutAgreement() throws Exception {
        var answer = gateway.soap(
                Samples.crossing("recipient-1").replace("<officer>", "<recipient>nowhere</recipient><officer>"));

        refused(answer, "POLICY-RECIPIENT", "");
    }

    @Test
    void withholdsAnApplicantFromTheStateThatThePersonMayHaveFled() throws Exception {
        var payload = Samples.crossing("fled-1")
                .replace("<asylum>N</asylum>", "<asylum>P</asylum>")
                .replace("<formerResidence>XAA</formerResidence>", "")
                .replace("Okoro", "Fugitivo");

        var id = gateway.accepted(payload);

        gateway.delivery(id, XAA, "delivered");
        gateway.delivery(gateway.accepted(Samples.crossing("fled-2")), XBB, "delivered");
        assertThat(gateway.recipient().calls()).noneMatch(call -> call.text().contains("Fugitivo"));
        assertThat(gateway.recipient().calls(id)).isEmpty();
        try (var registry = gateway.registry()) {
            assertThat(gateway.outbox(registry)).contains("Nze Fugitivo");
        }
        assertThat(gateway.audit(id, Type.REFUSED)).singleElement().satisfies(event -> {
            assertThat(event.fact(Fact.RECIPIENT)).hasValue(XBB);
            assertThat(event.fact(Fact.CODE)).hasValue("POLICY-NON-REFOULEMENT");
        });
    }

    @Test
    void refusesAnApplicantWhomEveryRecipientsStateMayHavePersecuted() throws Exception {
        var answer = gateway.soap(Samples.crossing("fled-3").replace("<asylum>N</asylum>", ""));

        refused(answer, "POLICY-NON-REFOULEMENT", "");
    }

    /** A fault that names code and place, in the log with both and with nothing of the message. */
    private static void refused(HttpResponse<String> answer, String code, String place) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains(":Client</faultcode>", ">" + code + "<", place);
        var event = last(code);
        assertThat(event.fact(Fact.SENDER)).hasValue("utopia-border");
        assertThat(event.fact(Fact.PLACE))
                .hasValueSatisfying(found -> assertThat(found).contains(place));
        assertThat(event.facts().toString()).doesNotContain("Okoro", "Nze", "0047110815", "UTO-4711", "marketing");
    }

    private static AuditEvent last(String code) throws Exception {
        return gateway.audit().stream()
                .filter(event -> event.type() == Type.REFUSED
                        && event.fact(Fact.CODE).filter(code::equals).isPresent())
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
