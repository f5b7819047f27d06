package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static passerelle.GatewayHarness.eventually;
import static passerelle.GatewayHarness.untilTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;

/** Two messages of Utopia about one person go on as one. */
class PairTest {
    private static final String PARTNER = "config/partners/utopia-border.yaml";

    @TempDir
    static Path home;

    @SuppressWarnings("NullAway.Init")
    private static GatewayHarness gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = GatewayHarness.in(home)
                .set("changes", "applied")
                .edit(
                        PARTNER,
                        "    purpose: border-management",
                        "    purpose: border-management\n    steps: {pair: {key: \"*:person/*:personRef\", within: PT1H}, before-translation: join}");
        StepsOfATeam.in(home)
                .stylesheet(
                        "join",
                        "<xsl:template match=\"pair[*/n:crossing/n:point = 'Nowhere']\"><xsl:sequence select=\"e:refuse($e:BAD-VALUE, (.//n:point)[2], 'a place')\"/></xsl:template>",
                        "<xsl:template match=\"pair\"><xsl:apply-templates select=\"*[2]\"/></xsl:template>",
                        "<xsl:template match=\"n:point\"><n:point>{/pair/*[1]//n:point} then {.}</n:point></xsl:template>");
        gateway.start();
        gateway.recipient().goUp();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    private static String crossing(String id, String person, String point) {
        return Samples.crossing(id).replace("P-1980-77", person).replace("Brana North", point);
    }

    private static List<Type> events(String id) throws Exception {
        return gateway.audit().stream()
                .filter(event -> event.fact(Fact.MESSAGE).filter(id::equals).isPresent())
                .map(AuditEvent::type)
                .filter(type -> type != Type.ATTEMPTED)
                .toList();
    }

    private static void within(String before, String after) throws Exception {
        gateway.edit(PARTNER, "within: " + before, "within: " + after);
        assertThat(gateway.run("apply").exit()).isZero();
    }

    @Test
    void theFirstWaitsAndTheSecondTakesItFurtherAsOneDocument() throws Exception {
        var first = gateway.accepted(crossing("one", "P-1", "East"));

        assertThat(gateway.accepted(crossing("one", "P-1", "East"))).isEqualTo(first);
        untilTrue(() -> events(first).contains(Type.REPEATED));
        assertThat(events(first)).containsExactlyInAnyOrder(Type.RECEIVED, Type.QUEUED, Type.REPEATED);
        eventually(() -> assertThat(gateway.run("show", first).out()).contains("its other half: waited for, until 20"));
        assertThat(gateway.recipient().calls(first)).isEmpty();

        var second = gateway.accepted(crossing("two", "P-1", "West"));

        gateway.delivery(second, "xbb-immigration", "delivered");
        assertThat(gateway.recipient().calls(second)).hasSize(1);
        assertThat(gateway.recipient().calls(second).get(0).text()).contains("East then West");
        assertThat(gateway.recipient().calls(first)).isEmpty();
        assertThat(gateway.audit(second, Type.RECEIVED))
                .extracting(event -> event.fact(Fact.PAIR).orElse(""), event -> event.fact(Fact.STEP)
                        .orElse(""))
                .containsExactly(tuple(first, "pair join"));
        untilTrue(() -> gateway.run("show", first).out().contains("its other half: came, and both went on as one"));
        assertThat(gateway.audit(first, Type.DELIVERED))
                .extracting(event -> event.fact(Fact.PAIR).orElse(""))
                .containsExactly(second);
    }

    @Test
    void whatTheBrokerKeepsSaysNothingOfTheMessageAndIsThereAfterARestart() throws Exception {
        var first = gateway.accepted(crossing("kept", "P-ZQ-CANARY", "East"));
        gateway.stop();

        assertThat(everythingIn(gateway.data().resolve("broker"))).doesNotContain("P-ZQ-CANARY", "Okoro");
        gateway.start();
        var second = gateway.accepted(crossing("kept-two", "P-ZQ-CANARY", "West"));

        gateway.delivery(second, "xbb-immigration", "delivered");
        assertThat(gateway.audit(first, Type.DELIVERED)).hasSize(1);
    }

    private static String everythingIn(Path folder) throws Exception {
        var all = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void aSecondThatIsRefusedLeavesTheFirstWaiting() throws Exception {
        var first = gateway.accepted(crossing("stays", "P-2", "East"));

        assertThat(gateway.soap(crossing("bad", "P-2", "Nowhere")).body()).contains("MAP-BAD-VALUE");
        eventually(() -> assertThat(events(first)).containsExactly(Type.RECEIVED, Type.QUEUED));
        var second = gateway.accepted(crossing("good", "P-2", "West"));

        gateway.delivery(second, "xbb-immigration", "delivered");
        assertThat(gateway.audit(first, Type.DELIVERED)).hasSize(1);
    }

    @Test
    void aMessageWithoutTheKeyIsRefusedWithThePath() throws Exception {
        var none = gateway.soap(crossing("none", "", "East"));

        assertThat(none.statusCode()).isEqualTo(500);
        assertThat(none.body()).contains("MAP-STEP", "one value of *:person/*:personRef");
    }

    @Test
    void ofManyAtTheSameTimeEachHasOneOther() throws Exception {
        var callers = Executors.newFixedThreadPool(8);
        var ids = IntStream.range(0, 8)
                .mapToObj(n -> callers.submit(() -> gateway.accepted(crossing("many-" + n, "P-3", "Gate"))))
                .toList();
        callers.shutdown();
        assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        int seconds = 0;
        for (var id : ids) {
            untilTrue(() -> !gateway.audit(id.get(), Type.RECEIVED).isEmpty());
            boolean isSecond = gateway.audit(id.get(), Type.RECEIVED)
                    .get(0)
                    .fact(Fact.PAIR)
                    .isPresent();
            seconds += isSecond ? 1 : 0;
            eventually(() -> assertThat(gateway.audit(id.get(), Type.QUEUED)).hasSize(isSecond ? 2 : 1));
        }
        assertThat(seconds).isEqualTo(4);
    }

    @Test
    void whoseOtherHalfDoesNotComeIsADeadLetterUntilAPersonLetsItWaitAgain() throws Exception {
        within("PT1H", "PT1S");
        var alone = gateway.accepted(crossing("alone", "P-4", "East"));
        untilTrue(() -> gateway.run("dead").out().contains(alone));

        assertThat(gateway.run("dead").out()).contains("MAP-UNPAIRED");
        eventually(() -> assertThat(gateway.run("show", alone).out())
                .contains("its other half: did not come in time", "MAP-UNPAIRED"));
        assertThat(events(alone)).containsExactly(Type.RECEIVED, Type.QUEUED, Type.DEAD);

        within("PT1S", "PT1H");
        assertThat(gateway.run("replay", alone).out()).contains("1 replayed");
        untilTrue(() -> gateway.run("show", alone).out().contains("its other half: waited for"));
        var late = gateway.accepted(crossing("late", "P-4", "West"));

        gateway.delivery(late, "xbb-immigration", "delivered");
        assertThat(gateway.recipient().calls(late).get(0).text()).contains("East then West");
        assertThat(events(alone)).containsExactly(Type.RECEIVED, Type.QUEUED, Type.DEAD, Type.REPLAYED, Type.DELIVERED);
    }

    @Test
    void aDeadLetterWhoseOtherHalfWaitsByNowStaysOneAndSaysWhatHelps() throws Exception {
        within("PT1H", "PT1S");
        var early = gateway.accepted(crossing("early", "P-5", "East"));
        untilTrue(() -> gateway.run("dead").out().contains(early));
        within("PT1S", "PT1H");
        var late = gateway.accepted(crossing("too-late", "P-5", "West"));

        var replay = gateway.run("replay", early);

        assertThat(replay.exit()).isEqualTo(1);
        assertThat(replay.err())
                .contains("its other half " + late + " came too late and waits now", "again, under a new id");
        assertThat(gateway.run("dead").out()).contains(early);
        var again = gateway.accepted(crossing("early-again", "P-5", "East"));
        gateway.delivery(again, "xbb-immigration", "delivered");
    }

    @Test
    void aKeyThatIsNoXPathIsToldAndOneThatReachesOutFindsNothing() throws Exception {
        gateway.edit(PARTNER, "*:person/*:personRef", "*:person[");
        var broken = gateway.run("apply");
        gateway.edit(
                PARTNER, "*:person[", "unparsed-text('" + home.resolve(PARTNER).toUri() + "')");
        assertThat(gateway.run("apply").exit()).isZero();
        var reaching = gateway.soap(crossing("reaching", "P-8", "East"));
        gateway.edit(PARTNER, "unparsed-text('" + home.resolve(PARTNER).toUri() + "')", "*:person/*:personRef");
        assertThat(gateway.run("apply").exit()).isZero();

        assertThat(broken.out()).contains(PARTNER + ":15: 'key' is not an XPath: ");
        assertThat(reaching.statusCode()).isEqualTo(500);
        assertThat(reaching.body()).contains("MAP-STEP", "one value of unparsed-text");
    }

    @Test
    void trySaysThatTheMessageWouldWaitAndWhatItDidNotRun() throws Exception {
        var sample = Files.writeString(home.resolve("sample.xml"), crossing("tried", "P-6", "East"));

        var run = gateway.run("try", "utopia-border-v1", sample.toString(), "--from=utopia-border");

        assertThat(run.out())
                .contains(
                        "it waits for its other half, of which *:person/*:personRef is 'P-6' as well, for PT1H; the step"
                                + " join and what follows take both, and were not run here")
                .doesNotContain("-- common");
    }
}
