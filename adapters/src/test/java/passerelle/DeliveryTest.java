package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.GatewayHarness.until;
import static passerelle.GatewayHarness.untilTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;

/** What becomes of a message whose recipient does not take it. */
class DeliveryTest {
    private static final String XBB = "xbb-immigration";

    @TempDir
    private Path home;

    private GatewayHarness gateway;

    @BeforeEach
    void prepare() throws Exception {
        gateway = GatewayHarness.in(home).edit("config/partners/xbb-immigration.yaml", "jitter: 0.2", "jitter: 0");
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void triesAgainAfterGrowingGapsAndDeliversOnceWhenTheRecipientIsBack() throws Exception {
        gateway.start();
        var id = gateway.accepted(Samples.crossing("down-1"));
        var waiting = until(() -> Optional.of(gateway.delivery(id, XBB, "waiting"))
                .filter(delivery -> delivery.path("attempts").asInt() >= 4));
        assertThat(waiting.path("code").asText()).isEqualTo("DELIVER-UNREACHABLE");
        assertThat(Instant.parse(waiting.path("next-try").asText()))
                .isAfter(Instant.now().minusSeconds(1));

        gateway.recipient().goUp();

        var delivered = gateway.delivery(id, XBB, "delivered");
        assertThat(gateway.recipient().calls(id)).hasSize(1);
        var attempts = gateway.audit(id, Type.ATTEMPTED).stream()
                .filter(event -> event.fact(Fact.RECIPIENT).filter(XBB::equals).isPresent())
                .toList();
        assertThat(delivered.path("attempts").asInt()).isEqualTo(attempts.size());
        for (int i = 1; i < attempts.size(); i++) {
            var gap =
                    Duration.between(attempts.get(i - 1).time(), attempts.get(i).time());
            assertThat(gap).isGreaterThanOrEqualTo(Duration.ofMillis(200L << (i - 1)));
        }
        var shown = gateway.run("show", id).out();
        assertThat(shown).contains("to " + XBB + ": delivered, attempts " + attempts.size(), "next-try=");
    }

    @Test
    void givesUpAfterTheLastAttemptAndReplaysWhenAsked() throws Exception {
        gateway.edit("config/partners/xbb-immigration.yaml", "attempts: 12", "attempts: 3")
                .start();
        var id = gateway.accepted(Samples.crossing("tired-1"));
        var dead = gateway.delivery(id, XBB, "dead");
        assertThat(dead.path("code").asText()).isEqualTo("DELIVER-EXHAUSTED");
        assertThat(dead.path("attempts").asInt()).isEqualTo(3);

        gateway.recipient().goUp();
        var replay = gateway.run("replay", id);

        assertThat(replay.out()).isEqualTo("1 replayed.\n");
        assertThat(replay.exit()).isZero();
        gateway.delivery(id, XBB, "delivered");
        assertThat(gateway.recipient().calls(id)).hasSize(1);
        assertThat(gateway.audit(id, Type.REPLAYED)).hasSize(1);
        assertThat(gateway.run("dead").exit()).isZero();
    }

    @Test
    void stepsOverAMessageThatTheRecipientRefusesForGoodAndReplaysItOnceMended() throws Exception {
        gateway.start();
        gateway.recipient().goUp();
        gateway.recipient().objectsTo("Poison");
        var before = gateway.accepted(Samples.crossing("lane-1"));
        var poisoned = gateway.accepted(Samples.crossing("lane-2").replace("Brana North", "Poison"));
        var behind = gateway.accepted(Samples.crossing("lane-3"));

        gateway.delivery(before, XBB, "delivered");
        gateway.delivery(behind, XBB, "delivered");
        var dead = gateway.delivery(poisoned, XBB, "dead");
        assertThat(dead.path("code").asText()).isEqualTo("DELIVER-REJECTED");
        assertThat(dead.path("place").asText()).isEqualTo("HTTP 500, fault Client");
        assertThat(dead.path("attempts").asInt()).isEqualTo(1);
        var listed = gateway.run("dead");
        assertThat(listed.exit()).isEqualTo(1);
        assertThat(listed.out()).contains(poisoned, XBB, "DELIVER-REJECTED").doesNotContain("Poison");
        assertThat(gateway.run("status").exit()).isEqualTo(1);

        gateway.recipient().objectsTo("");
        assertThat(gateway.run("replay", "--all", "--to", XBB).exit()).isZero();

        gateway.delivery(poisoned, XBB, "delivered");
        assertThat(gateway.recipient().calls(poisoned)).hasSize(1);
        untilTrue(() -> gateway.run("status").exit() == 0);
    }

    @Test
    void keepsTheOrderOfMessagesAboutOnePerson() throws Exception {
        gateway.start();
        gateway.recipient().goUp();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            ids.add(gateway.accepted(Samples.crossing("order-" + i)));
        }

        gateway.delivery(ids.get(19), XBB, "delivered");

        assertThat(gateway.recipient().calls())
                .extracting(SoapRecipient.Call::key)
                .containsExactlyElementsOf(ids);
    }
}
