package passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.AuditEvent.Type;

/** What came, through a mapping that was changed on disk while the gateway runs the old one. */
class TryLastTest {
    private static final String STYLESHEET = "xslt/utopia-border-v1/to-common.xsl";

    @TempDir
    private static Path home;

    private static GatewayHarness gateway;
    private static String first;
    private static String second;
    private static String stylesheet;

    @BeforeAll
    static void start() throws Exception {
        gateway = GatewayHarness.in(home).set("changes", "applied").start();
        gateway.recipient().goUp();
        stylesheet = Files.readString(home.resolve(STYLESHEET));
        first = gateway.accepted(Samples.crossing("last-1"));
        second = gateway.accepted(Samples.crossing("last-2")
                .replace("<sex>H</sex>", "<sex>M</sex>")
                .replace("Brana North", "Brana East"));
        for (var id : List.of(first, second)) {
            for (var recipient : List.of("xaa-registry", "xbb-immigration")) {
                gateway.delivery(id, recipient, "delivered");
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @BeforeEach
    void asItRuns() throws Exception {
        Files.writeString(home.resolve(STYLESHEET), stylesheet);
    }

    private static List<String> changes(JsonNode answer) {
        return StreamSupport.stream(answer.path("changes").spliterator(), false)
                .map(change ->
                        change.path("stage").asText() + " " + change.path("for").asText() + " "
                                + change.path("path").asText() + " "
                                + change.path("what").asText() + " "
                                + change.path("count").asText())
                .toList();
    }

    @Test
    void provesThatTheMappingThatRunsMakesWhatWentOutAndLeavesAnEventForEachMessage() throws Exception {
        long before = viewed(first) + viewed(second);

        var run = gateway.run("try", "utopia-border-v1", "--last", "2", "--json");

        var answer = run.json();
        assertThat(run.exit()).isEqualTo(0);
        assertThat(answer.path("messages").asInt()).isEqualTo(2);
        assertThat(answer.path("same").asInt()).isEqualTo(2);
        assertThat(answer.path("views").asInt()).isEqualTo(4);
        assertThat(answer.path("views-as-they-went-out").asInt()).isEqualTo(4);
        assertThat(changes(answer)).isEmpty();
        assertThat(viewed(first) + viewed(second)).isEqualTo(before + 2);
    }

    @Test
    void namesWhatWouldBeDifferentWithoutItsValue() throws Exception {
        gateway.edit(STYLESHEET, "'M': 'female'", "'M': 'unspecified'");

        var run = gateway.run("try", "utopia-border-v1", "--last", "10", "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.json().path("different").asInt()).isEqualTo(1);
        assertThat(changes(run.json()))
                .containsExactly(
                        "common  /message/body/border-crossing-record/person/sex changed 1",
                        "view xaa-registry /message/body/border-crossing-record/person/sex changed 1",
                        "out xaa-registry /person/sex changed 1");
        assertThat(run.out()).doesNotContain("unspecified", "female");
    }

    @Test
    void showsValuesToWhoMaySeeThem() throws Exception {
        gateway.edit(STYLESHEET, "'M': 'female'", "'M': 'unspecified'");

        var run = gateway.run("try", "utopia-border-v1", "--last", "1", "--show");

        assertThat(run.out())
                .startsWith("1 messages: 0 would come out the same, 1 would not.\n")
                .contains(second + ": then 'female', now 'unspecified'")
                .doesNotContain(first);
    }

    @Test
    void namesWhatWouldBeRefused() throws Exception {
        gateway.edit(STYLESHEET, "'M': 'female', ", "");

        var run = gateway.run("try", "utopia-border-v1", "--last", "2", "--json");

        assertThat(changes(run.json()))
                .contains(
                        "common  MAP-UNKNOWN-CODE at /reportCrossing/person/sex refused now 1",
                        "out xbb-immigration / gone 1");
    }

    @Test
    void opensOnlyWhatThePartnerSent() {
        assertThat(gateway.run("try", "utopia-border-v1", "--last", "2", "--partner", "xbb-immigration")
                        .out())
                .startsWith("0 messages");
    }

    /** Counted in the log, which has the event before the answer goes; the index learns of it later. */
    private static long viewed(String id) throws Exception {
        return gateway.audit(id, Type.VIEWED).size();
    }

    @Test
    void saysWhyAChangedMappingDoesNotLoad() throws Exception {
        gateway.edit(STYLESHEET, "match=\"n:sex\"", "mach=\"n:sex\"");

        var run = gateway.run("try", "utopia-border-v1", "--last", "1");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).startsWith(STYLESHEET + ":");
    }
}
