package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.GatewayHarness.eventually;
import static passerelle.GatewayHarness.reference;
import static passerelle.GatewayHarness.untilTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/** Messages of Utopia on a way with a step before translation and a step after it. */
class OwnStepsTest {
    private static final PartnerId UTOPIA = new PartnerId("utopia-border");

    @TempDir
    static Path home;

    @SuppressWarnings("NullAway.Init")
    private static GatewayHarness gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = GatewayHarness.in(home)
                .set("changes", "applied")
                .edit(
                        "config/partners/utopia-border.yaml",
                        "    purpose: border-management",
                        "    purpose: border-management\n    steps: {before-translation: prepare, after-translation: only-entries}");
        StepsOfATeam.in(home)
                .stylesheet(
                        "prepare-message",
                        "<xsl:template match=\"n:point[. = 'Brana North']\"><n:point>{.} of {$gateway?sender}</n:point></xsl:template>",
                        "<xsl:template match=\"n:surname[. = 'Refused']\"><xsl:sequence select=\"e:refuse($e:BAD-VALUE, ., 'another name')\"/></xsl:template>",
                        "<xsl:template match=\"n:surname[. = 'Broken']\"><xsl:sequence select=\"error((), 'a text about ' || .)\"/></xsl:template>",
                        "<xsl:template match=\"n:reportCrossing[n:person/n:surname = 'Plain']\">only text</xsl:template>",
                        "<xsl:template match=\"n:reportCrossing[n:person/n:surname = 'Crowd']\"><s:messages>"
                                + "<xsl:for-each select=\"1 to 51\"><xsl:copy-of select=\"$top\"/></xsl:for-each></s:messages></xsl:template>",
                        "<xsl:template match=\"n:reportCrossing[n:crossing/n:point = 'Two Gates']\"><s:messages>"
                                + "<xsl:for-each select=\"'East Gate', 'West Gate'\"><xsl:apply-templates select=\"$top\" mode=\"gate\">"
                                + "<xsl:with-param name=\"gate\" select=\".\" tunnel=\"yes\"/></xsl:apply-templates></xsl:for-each></s:messages></xsl:template>",
                        "<xsl:variable name=\"top\" select=\"/*\"/>",
                        "<xsl:mode name=\"gate\" on-no-match=\"shallow-copy\"/>",
                        "<xsl:template match=\"n:point\" mode=\"gate\"><xsl:param name=\"gate\" tunnel=\"yes\"/><n:point>{$gate}</n:point></xsl:template>",
                        "<xsl:template match=\"n:surname[. = 'Unsaid']\" mode=\"gate\"><n:surname/></xsl:template>")
                .route(
                        "prepare",
                        "- log: {message: \"a message of ${variable.partner}\"}",
                        "- filter: {expression: {simple: {expression: \"${body} contains 'Nobody Here'\"}}, steps: [{stop: {}}]}",
                        "- to: {uri: direct:prepare-message}")
                .stylesheet(
                        "only-entries",
                        "<xsl:template match=\"c:message[.//c:direction = 'exit']\"/>",
                        "<xsl:template match=\"c:sender[//c:place = 'Other Sender']\"><c:sender>xbb-immigration</c:sender></xsl:template>",
                        "<xsl:template match=\"c:direction[//c:place = 'No Model']\"><c:direction>sideways</c:direction></xsl:template>");
        gateway.start();
        gateway.recipient().goUp();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @Test
    void aStepBeforeTranslationAddsToTheMessage() throws Exception {
        var id = gateway.accepted(Samples.crossing("enriched"));

        gateway.delivery(id, "xbb-immigration", "delivered");
        assertThat(gateway.recipient().calls(id)).hasSize(1);
        assertThat(gateway.recipient().calls(id).get(0).text()).contains("Brana North of utopia-border");
        assertThat(gateway.audit(id, Type.RECEIVED))
                .extracting(event -> event.fact(Fact.STEP).orElse(""))
                .containsExactly("prepare only-entries");
    }

    @Test
    void whatAStepEndsIsAcceptedAndGoesNowhere() throws Exception {
        var stopped = gateway.accepted(Samples.crossing("stopped").replace("Brana North", "Nobody Here"));
        var after = gateway.accepted(
                Samples.crossing("left").replace("<direction>I</direction>", "<direction>O</direction>"));

        for (var id : List.of(stopped, after)) {
            untilTrue(() -> shown(id).path("events").size() == 2);
            assertThat(shown(id).path("state").asText()).isEqualTo("ended");
            assertThat(gateway.run("show", id).out()).contains("ended", "step=prepare only-entries");
            assertThat(gateway.audit().stream()
                            .filter(event ->
                                    event.fact(Fact.MESSAGE).filter(id::equals).isPresent()))
                    .extracting(AuditEvent::type)
                    .containsExactly(Type.RECEIVED, Type.ENDED);
            assertThat(gateway.recipient().calls(id)).isEmpty();
        }
        assertThat(gateway.run("messages", "--state=ended").out()).contains(stopped, after);
        assertThat(gateway.accepted(Samples.crossing("stopped").replace("Brana North", "Nobody Here")))
                .isEqualTo(stopped);
        eventually(() -> assertThat(gateway.audit(stopped, Type.REPEATED)).hasSize(1));
    }

    @Test
    void aStepDividesAMessageIntoMessagesOfTheirOwn() throws Exception {
        var payload = Samples.crossing("two").replace("Brana North", "Two Gates");
        var whole = gateway.accepted(payload);
        var parts = List.of(part(whole, 1), part(whole, 2));

        for (int i = 0; i < 2; i++) {
            gateway.delivery(parts.get(i), "xbb-immigration", "delivered");
            var calls = gateway.recipient().calls(parts.get(i));
            assertThat(calls).hasSize(1);
            assertThat(calls.get(0).text())
                    .contains(i == 0 ? "East Gate" : "West Gate", parts.get(i))
                    .doesNotContain(whole);
            assertThat(gateway.audit(parts.get(i), Type.RECEIVED))
                    .extracting(event -> event.fact(Fact.WHOLE).orElse(""))
                    .containsExactly(whole);
        }
        assertThat(gateway.recipient().calls(whole)).isEmpty();
        assertThat(gateway.audit(whole, Type.RECEIVED))
                .extracting(event -> event.fact(Fact.PARTS).orElse(""))
                .containsExactly(String.join(" ", parts));
        assertThat(gateway.run("show", parts.get(1), "--payload").out()).contains("Two Gates");
        assertThat(reference(gateway.soap(payload))).isEqualTo(whole);
        assertThat(gateway.recipient().calls(parts.get(0))).hasSize(1);
    }

    @Test
    void aMessageIsRefusedWholeWhenAPartOfItIs() throws Exception {
        var answer = gateway.soap(
                Samples.crossing("two-bad").replace("Brana North", "Two Gates").replace("Okoro", "Unsaid"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("MODEL-INPUT", "part 1, ");
        assertThat(events("two-bad")).containsExactly(Type.REFUSED);
    }

    @Test
    void whatAStepRefusesIsToldToTheSenderWithTheStepAndThePlace() throws Exception {
        var answer = gateway.soap(Samples.crossing("refused").replace("Okoro", "Refused"));

        assertThat(answer.body())
                .contains("MAP-BAD-VALUE", "step prepare, prepare-message.xsl, ", "surname", "another name");
        assertThat(events("refused")).containsExactly(Type.REFUSED);
    }

    @Test
    void aStepThatFailsRefusesTheMessageWithoutTheTextOfTheFault() throws Exception {
        var answer = gateway.soap(Samples.crossing("broken").replace("Okoro", "Broken"));

        assertRefused(answer, "MAP-STEP", "step prepare");
        assertThat(answer.body()).doesNotContain("a text about");
    }

    @Test
    void whatAStepLeavesIsDocumentsAndNotTooMany() throws Exception {
        var plain = gateway.soap(Samples.crossing("plain").replace("Okoro", "Plain"));
        var crowd = gateway.soap(Samples.crossing("crowd").replace("Okoro", "Crowd"));

        assertRefused(plain, "MAP-STEP", "found 'text'; expected an element, or nothing");
        assertRefused(crowd, "MAP-STEP", "step prepare: found '51 messages'; expected at most 50");
    }

    @Test
    void aStepAfterTranslationLeavesAMessageOfTheCommonModel() throws Exception {
        var answer = gateway.soap(Samples.crossing("no-model").replace("Brana North", "No Model"));

        assertRefused(answer, "MODEL-COMMON", "step only-entries");
    }

    @Test
    void aStepAfterTranslationCannotMakeItAMessageOfSomebodyElse() throws Exception {
        var answer = gateway.soap(Samples.crossing("other").replace("Brana North", "Other Sender"));

        assertRefused(answer, "MAP-STEP", "step only-entries");
        assertThat(answer.body()).contains("another id or sender");
    }

    @Test
    void aStepAndItsStylesheetAreExchangedWithoutClosingAnything() throws Exception {
        var known = gateway.accepted(Samples.crossing("known"));
        gateway.delivery(known, "xbb-immigration", "delivered");
        gateway.edit("routes/partners/prepare-message.xsl", "{.} of {$gateway?sender}", "{.}, changed");
        gateway.edit("routes/partners/prepare.camel.yaml", "Nobody Here", "No One Here");
        var before =
                gateway.run("try", "utopia-border-v1", "--last=1", "--json").json();
        var applied = gateway.run("apply");
        var id = gateway.accepted(Samples.crossing("changed"));
        var passes = gateway.accepted(Samples.crossing("passes").replace("Brana North", "Nobody Here"));

        assertThat(before.path("changes"))
                .extracting(change -> change.path("stage").asText() + " "
                        + change.path("path").asText())
                .contains("before /reportCrossing/crossing/point");
        assertThat(applied.out())
                .contains(
                        "routes/partners/prepare-message.xsl: the stylesheet of a step is exchanged",
                        "routes/partners/prepare.camel.yaml: the team's own step is exchanged")
                .doesNotContain("closed", "opened");
        gateway.delivery(id, "xbb-immigration", "delivered");
        assertThat(gateway.recipient().calls(id).get(0).text()).contains("Brana North, changed");
        gateway.delivery(passes, "xbb-immigration", "delivered");

        assertThat(gateway.run("rollback", "1").exit()).isZero();
        var back = gateway.accepted(Samples.crossing("back").replace("Brana North", "Nobody Here"));
        untilTrue(() -> shown(back).path("state").asText().equals("ended"));
    }

    @Test
    void aStepWithAFaultIsToldAndNeverLive() throws Exception {
        gateway.edit("routes/partners/prepare.camel.yaml", "direct:prepare-message", "direct:queue");
        gateway.edit("routes/partners/only-entries.xsl", "= 'exit']\"", "= 'exit'\"");
        try {
            var applied = gateway.run("apply");
            var tried = tried(Samples.crossing("faulty"));
            var id = gateway.accepted(Samples.crossing("as-before"));

            assertThat(applied.exit()).isEqualTo(1);
            assertThat(applied.out())
                    .contains(
                            "routes/partners/prepare.camel.yaml:8:",
                            "routes/partners has no step 'queue'",
                            "routes/partners/only-entries.xsl:");
            assertThat(tried.exit()).isEqualTo(1);
            assertThat(tried.out()).isEmpty();
            assertThat(tried.err()).contains("routes/partners/prepare.camel.yaml:8:");
            gateway.delivery(id, "xbb-immigration", "delivered");
        } finally {
            gateway.edit("routes/partners/prepare.camel.yaml", "direct:queue", "direct:prepare-message");
            gateway.edit("routes/partners/only-entries.xsl", "= 'exit'\"", "= 'exit']\"");
        }
    }

    @Test
    void tryShowsWhatEachStepLeavesAsTheGatewayDoes() throws Exception {
        var usual = Samples.crossing("tried");

        assertThat(stages(usual))
                .containsExactly(
                        "raw", "native", "before", "common", "after", "decision", "view", "out", "view", "out");
        assertThat(tried(usual, "--stage=before").out()).contains("Brana North of utopia-border");
        assertThat(stages(usual.replace("Brana North", "Two Gates")))
                .startsWith("raw", "native", "before, part 1 of 2", "common, part 1 of 2")
                .endsWith("view, part 2 of 2", "out, part 2 of 2")
                .hasSize(2 + 2 * 8);
        assertThat(stages(usual.replace("Brana North", "Nobody Here"))).containsExactly("raw", "native", "before");
        assertThat(tried(usual.replace("Brana North", "Nobody Here")).out())
                .contains("the step prepare ends the message here: it is accepted, and goes nowhere");
        assertThat(stages(usual.replace("<direction>I</direction>", "<direction>O</direction>")))
                .containsExactly("raw", "native", "before", "common", "after");
    }

    @Test
    void tryRefusesWhatTheGatewayRefusesAtTheSameStep() throws Exception {
        var usual = Samples.crossing("tried");

        assertThat(stages(usual.replace("Okoro", "Broken"))).containsExactly("raw", "native", "before refused");
        assertThat(tried(usual.replace("Okoro", "Refused")).out())
                .contains("MAP-BAD-VALUE", "step prepare, prepare-message.xsl, ", "expected another name");
        assertThat(stages(usual.replace("Brana North", "No Model")))
                .containsExactly("raw", "native", "before", "common", "after refused");
        assertThat(stages(usual.replace("Brana North", "Two Gates").replace("Okoro", "Unsaid")))
                .containsExactly("raw", "native", "before, part 1 of 2 refused", "before, part 2 of 2 refused");
    }

    @Test
    void tryWithoutASenderSaysWhichStepsItDidNotRun() throws Exception {
        var sample = Files.writeString(home.resolve("sample.xml"), Samples.crossing("nobody"));

        var run = gateway.run("try", "utopia-border-v1", sample.toString());

        assertThat(run.out())
                .doesNotContain("-- before")
                .contains("note: what utopia-border sends takes steps of its own (prepare only-entries), which were not"
                        + " run here; --from utopia-border runs them");
    }

    private static GatewayHarness.Ran tried(String payload, String... more) throws Exception {
        var sample = Files.writeString(home.resolve("sample.xml"), payload);
        var command = new ArrayList<>(List.of("try", "utopia-border-v1", sample.toString(), "--from=utopia-border"));
        command.addAll(List.of(more));
        return gateway.run(command.toArray(String[]::new));
    }

    /** What {@code try} shows, a stage each. */
    private static List<String> stages(String payload) throws Exception {
        var stages = tried(payload, "--json").json().path("messages").path(0).path("stages");
        return StreamSupport.stream(stages.spliterator(), false)
                .map(stage -> stage.path("stage").asText()
                        + (stage.has("part") ? ", " + stage.path("part").asText() : "")
                        + (stage.path("good").asBoolean() ? "" : " refused"))
                .toList();
    }

    private static void assertRefused(HttpResponse<String> answer, String... told) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        assertThat(answer.body()).contains(told);
    }

    private static JsonNode shown(String id) throws Exception {
        untilTrue(() -> gateway.operate("messages/" + id).has("state"));
        return gateway.operate("messages/" + id);
    }

    private static String part(String whole, int number) {
        return MessageId.parse(whole).part(UTOPIA, number).toString();
    }

    /** What happened to the message that Utopia calls so. */
    private static List<Type> events(String sourceId) throws Exception {
        var id = MessageId.of(UTOPIA, "id " + sourceId).toString();
        return gateway.audit().stream()
                .filter(event -> event.fact(Fact.MESSAGE).filter(id::equals).isPresent())
                .map(AuditEvent::type)
                .toList();
    }
}
