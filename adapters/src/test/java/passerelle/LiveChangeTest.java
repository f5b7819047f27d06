package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.GatewayHarness.untilTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;

/**
 * A change of the configuration while messages are under way. {@code -Dpasserelle.changes=50 -Dpasserelle.callers=200} is
 * the long run.
 */
class LiveChangeTest {
    private static final int CHANGES = Integer.getInteger("passerelle.changes", 10);
    private static final int CALLERS = Integer.getInteger("passerelle.callers", 40);
    private static final String ANSWER = "xslt/utopia-border-v1/from-common.xsl";
    private static final Pattern ANSWERED =
            Pattern.compile("<reference>(\\S+) (v\\d+)</reference>\\s*<status>ACCEPTED</status>");

    @TempDir
    private Path home;

    private GatewayHarness gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = GatewayHarness.in(home).set("changes", "applied").start();
        gateway.recipient().goUp();
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void everyAnswerComesFromOneVersionWhileTheMappingOfThePartnerIsChanged() throws Exception {
        gateway.edit(ANSWER, "{(c:message-id, '0')[1]}</reference>", "{(c:message-id, '0')[1]} v0</reference>");
        gateway.run("apply");
        var answers = new ConcurrentLinkedQueue<String>();
        var stop = new AtomicBoolean();
        var callers = Executors.newFixedThreadPool(CALLERS);
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            callers.submit(() -> {
                for (int n = 0; !stop.get(); n++) {
                    answers.add(gateway.soap(Samples.crossing("live-" + caller + "-" + n))
                            .body());
                }
                return stop;
            });
        }

        var refused = new ArrayList<String>();
        for (int version = 1; version <= CHANGES; version++) {
            boolean faulty = version % 10 == 0;
            gateway.edit(ANSWER, " v" + (version - 1) + "</reference>", " v" + version + "</reference>");
            if (faulty) {
                gateway.edit(ANSWER, "<xsl:template match=\"c:code\">", "<xsl:template match=\"c:code[\">");
            }
            var ran = gateway.run("apply", "--note=change " + version);
            assertThat(ran.exit()).as(ran.out()).isEqualTo(faulty ? 1 : 0);
            if (faulty) {
                assertThat(ran.out()).contains(ANSWER + ":");
                refused.add("v" + version);
                gateway.edit(ANSWER, "<xsl:template match=\"c:code[\">", "<xsl:template match=\"c:code\">");
            }
        }
        stop.set(true);
        callers.shutdown();
        assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        var versions = versionsByMessage(answers);
        assertThat(versions.values()).doesNotContainAnyElementsOf(refused);
        assertThat(stylesheetsByVersion(versions).values())
                .allSatisfy(digests -> assertThat(digests).hasSize(1));
        assertThat(gateway.audit().stream().filter(event -> event.type() == Type.CHANGE_REFUSED))
                .hasSize(refused.size())
                .allSatisfy(event -> assertThat(event.fact(Fact.CONFIGURATION)).isPresent());
    }

    /** Which version answered, by the message's id: each answer is one. */
    private static Map<String, String> versionsByMessage(Collection<String> answers) {
        var versions = new HashMap<String, String>();
        for (var answer : answers) {
            var found = ANSWERED.matcher(answer);
            assertThat(found.find()).as(answer).isTrue();
            versions.put(found.group(1), found.group(2));
        }
        assertThat(versions).hasSize(answers.size());
        return versions;
    }

    /** Which stylesheets read the messages that a version answered. */
    private Map<String, Set<String>> stylesheetsByVersion(Map<String, String> versions) throws Exception {
        var stylesheets = new HashMap<String, Set<String>>();
        for (var event : gateway.audit()) {
            var version = event.fact(Fact.MESSAGE).map(versions::get);
            if (event.type() == Type.RECEIVED && version.isPresent()) {
                stylesheets
                        .computeIfAbsent(version.get(), none -> new HashSet<>())
                        .add(event.fact(Fact.STYLESHEET).orElseThrow());
            }
        }
        return stylesheets;
    }

    @Test
    void aChangeOfOnePartnerLeavesTheOthersAlone() throws Exception {
        gateway.edit("config/partners/xbb-immigration.yaml", "connections: 4", "connections: 2");

        var planned = gateway.run("plan");
        var applied = gateway.run("apply");

        var effect = "deliver-soap.xbb-immigration: closed and opened again";
        assertThat(planned.out())
                .contains(effect, "-  connections: 4", "+  connections: 2", "1 files changed since version 1")
                .doesNotContain("utopia-border: closed", "xaa-registry: closed");
        assertThat(applied.out()).contains(effect, "Version 2 is live");
        gateway.delivery(gateway.accepted(Samples.crossing("after-change")), "xbb-immigration", "delivered");
    }

    @Test
    void aFaultyChangeStaysOutAndIsToldWithFileAndLine() throws Exception {
        gateway.edit("config/partners/utopia-border.yaml", "purpose: border-management", "porpose: border-management");

        var applied = gateway.run("apply");

        assertThat(applied.exit()).isEqualTo(1);
        assertThat(applied.out())
                .contains("config/partners/utopia-border.yaml:", "did you mean 'purpose'?", "Version 1 goes on");
        assertThat(gateway.run("status").out()).contains("not live: config/partners/utopia-border.yaml:");
        gateway.delivery(gateway.accepted(Samples.crossing("still")), "xbb-immigration", "delivered");
    }

    @Test
    void aSavedChangeGoesLiveByItselfAndAFaultyOneStaysOut() throws Exception {
        gateway.stop();
        gateway.set("changes", "saved").start();

        gateway.edit("config/partners/xbb-immigration.yaml", "connections: 4", "connections: 2");
        untilTrue(() -> gateway.run("history").out().contains("as it was saved"));
        gateway.edit("config/partners/xbb-immigration.yaml", "connections: 2", "conections: 2");
        untilTrue(() -> gateway.run("status").out().contains("did you mean 'connections'?"));
        gateway.delivery(gateway.accepted(Samples.crossing("still-live")), "xbb-immigration", "delivered");
        gateway.edit("config/partners/xbb-immigration.yaml", "conections: 2", "connections: 3");
        untilTrue(() -> !gateway.run("status").out().contains("not live"));

        // It waits for a secret, and goes live when that is made.
        gateway.edit("config/partners/xbb-immigration.yaml", "xbb-gateway.password", "xbb-other.password");
        untilTrue(() -> gateway.run("status").out().contains("not live"));
        gateway.run("secret");
        untilTrue(() -> !gateway.run("status").out().contains("not live"));

        assertThat(gateway.run("history", "--json").json().path("versions")).hasSize(4);
    }

    @Test
    void aPartnerComesAndGoesWithoutARestart() throws Exception {
        var file = home.resolve("config/partners/xcc-archive.yaml");
        Files.writeString(
                file,
                """
                partner: xcc-archive
                title: Archive of Xcc
                state: XCC
                receives:
                  protocol: folder
                  format: xaa-registry-v1
                  path: archive
                  file-prefix: ARCHIVE
                  file-extension: TXT
                  most-records: 1
                  linger: PT0.1S
                """);
        var agreement = Files.readString(home.resolve("config/agreements/utopia-border-xaa-registry.yaml"))
                .replace("xaa-registry", "xcc-archive")
                .replace("state: XAA", "state: XCC");
        Files.writeString(home.resolve("config/agreements/utopia-border-xcc-archive.yaml"), agreement);

        assertThat(gateway.run("apply").out()).contains("deliver-folder.xcc-archive: opened");
        var id = gateway.accepted(Samples.crossing("to-the-archive"));
        gateway.delivery(id, "xcc-archive", "delivered");

        Files.delete(file);
        Files.delete(home.resolve("config/agreements/utopia-border-xcc-archive.yaml"));
        assertThat(gateway.run("apply").out()).contains("deliver-folder.xcc-archive: closed");
        gateway.delivery(gateway.accepted(Samples.crossing("without-it")), "xbb-immigration", "delivered");
    }

    @Test
    void rollbackPutsTheFilesBackAndHistoryTellsWhoDidWhat() throws Exception {
        var partner = home.resolve("config/partners/xbb-immigration.yaml");
        var before = Files.readString(partner);
        gateway.edit("config/partners/xbb-immigration.yaml", "connections: 4", "connections: 2");
        gateway.run("apply", "--note=fewer connections");

        var back = gateway.run("rollback", "1");

        assertThat(back.out()).contains("Version 3 is live");
        assertThat(Files.readString(partner)).isEqualTo(before);
        assertThat(gateway.run("history").out())
                .contains("fewer connections", "back to version 1", System.getProperty("user.name"));
        assertThat(gateway.run("diff", "2").out()).contains("+  connections: 2");
        assertThat(gateway.run("rollback", "9").exit()).isEqualTo(1);
        assertThat(List.of(
                        gateway.run("history", "--json")
                                .json()
                                .path("versions")
                                .get(0)
                                .path("digest")
                                .asText(),
                        gateway.run("history", "--json")
                                .json()
                                .path("versions")
                                .get(2)
                                .path("digest")
                                .asText()))
                .containsOnly(gateway.audit().stream()
                        .filter(event -> event.type() == Type.CONFIGURED)
                        .findFirst()
                        .flatMap(event -> event.fact(Fact.CONFIGURATION))
                        .orElseThrow());
    }

    @Test
    void aStepOfTheRoadIsExchangedWhileMessagesAreUnderWay() throws Exception {
        gateway.edit(
                "routes/flow/3-decide.camel.yaml",
                "description: The data-sharing agreements",
                "description: Now the data-sharing agreements");

        assertThat(gateway.run("apply").out())
                .contains("routes/flow/3-decide.camel.yaml: the road's step is exchanged");
        gateway.delivery(gateway.accepted(Samples.crossing("new-step")), "xbb-immigration", "delivered");
    }

    /** A record of the old layout in the file would shift every field behind it. */
    @Test
    void aFileThatIsOpenWhileItsLayoutChangesIsBegunAgainInTheNewOne() throws Exception {
        gateway.edit("config/partners/xaa-registry.yaml", "linger: PT0.1S", "linger: PT1H");
        gateway.run("apply");
        var first = gateway.accepted(Samples.crossing("before-layout"));
        untilTrue(() -> gateway.operate("messages/" + first).toString().contains("xaa-registry"));
        var layout = Files.readString(home.resolve("xslt/xaa-registry-v1/layout.xml"));
        Files.writeString(
                home.resolve("xslt/xaa-registry-v1/layout.xml"),
                layout.replace("</record>", "<filler length=\"3\"/></record>"));

        gateway.edit("config/partners/xaa-registry.yaml", "linger: PT1H", "linger: PT0.1S");
        assertThat(gateway.run("apply").out()).contains("xaa-registry-v1: mapping of xaa-registry exchanged");
        var second = gateway.accepted(Samples.crossing("after-layout"));
        gateway.delivery(first, "xaa-registry", "delivered");
        gateway.delivery(second, "xaa-registry", "delivered");

        try (var registry = gateway.registry()) {
            assertThat(gateway.outbox(registry).lines().filter(line -> line.startsWith("P")))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).hasSize(312));
        }
    }
}
