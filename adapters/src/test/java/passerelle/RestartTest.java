package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static passerelle.GatewayHarness.reference;
import static passerelle.GatewayHarness.until;
import static passerelle.GatewayHarness.untilTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.adapter.WholeFile;
import passerelle.vault.Vault;

/** Stops, crashes and damage: what was accepted stays accepted, and what is not as it was left is said. */
class RestartTest {
    private static final String XBB = "xbb-immigration";

    @TempDir
    private Path home;

    private GatewayHarness gateway;

    @BeforeEach
    void prepare() throws Exception {
        gateway = GatewayHarness.in(home);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void goesOnAfterAStopWithItsQueueItsNextTriesItsMemoryAndARebuiltIndex() throws Exception {
        gateway.edit("config/partners/xbb-immigration.yaml", "first-delay: PT0.2S", "first-delay: PT4S")
                .start();
        var answer = gateway.soap(Samples.crossing("stop-1"));
        var id = reference(answer);
        var before =
                until(() -> Optional.of(gateway.delivery(id, XBB, "waiting")).filter(d -> d.has("next-try")));
        gateway.delivery(id, "xaa-registry", "delivered");

        gateway.stop();
        delete(gateway.data().resolve("index"));
        gateway.start();

        var after = gateway.delivery(id, XBB, "waiting");
        assertThat(after).isEqualTo(before);
        assertThat(gateway.soap(Samples.crossing("stop-1")).body()).isEqualTo(answer.body());
        assertThat(gateway.run("show", id, "--payload").out())
                .isEqualTo(Samples.soap11(Samples.crossing("stop-1")) + "\n");
        gateway.recipient().goUp();
        gateway.delivery(id, XBB, "delivered");
        assertThat(gateway.recipient().calls(id)).hasSize(1);
        try (var registry = gateway.registry()) {
            assertThat(gateway.outbox(registry).lines())
                    .filteredOn(line -> line.contains(id))
                    .hasSize(1);
        }
        assertThat(gateway.run("audit", "verify").exit()).isZero();
    }

    @Test
    void losesNothingAndRepeatsNothingWhenItIsKilledAtWork() throws Exception {
        gateway.recipient().goUp();
        var killed = gateway.startProcess();
        var answers = new ConcurrentHashMap<String, String>();
        var isOver = new AtomicBoolean();
        var number = new AtomicInteger();
        var senders = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            senders.execute(() -> send(answers, isOver, number));
        }
        untilTrue(() -> answers.size() >= 60);
        killed.kill();
        isOver.set(true);
        senders.shutdown();
        assertThat(senders.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        gateway.start();

        for (var sent : answers.entrySet()) {
            assertThat(gateway.soap(Samples.crossing(sent.getKey())).body()).isEqualTo(sent.getValue());
        }
        untilTrue(() -> gateway.operate("messages?state=waiting")
                        .path("messages")
                        .isEmpty()
                && gateway.operate("messages?state=delivering").path("messages").isEmpty());
        Map<String, Long> texts = gateway.recipient().calls().stream()
                .collect(Collectors.groupingBy(
                        SoapRecipient.Call::key,
                        Collectors.mapping(
                                SoapRecipient.Call::text,
                                Collectors.collectingAndThen(Collectors.toSet(), set -> (long) set.size()))));
        // A call under way at the kill is made again under the same key, with the same bytes.
        assertThat(texts.values()).containsOnly(1L);
        assertThat(gateway.recipient().calls().size() - texts.size()).isLessThanOrEqualTo(4);
        for (var body : answers.values()) {
            assertThat(texts).containsKey(body.replaceAll("(?s).*<reference>|</reference>.*", ""));
        }
        assertThat(gateway.run("audit", "verify").out()).startsWith("Intact");
    }

    private void send(Map<String, String> answers, AtomicBoolean isOver, AtomicInteger number) {
        while (!isOver.get()) {
            var id = "kill-" + number.incrementAndGet();
            try {
                var answer = gateway.soap(Samples.crossing(id));
                if (answer.statusCode() == 200) {
                    answers.put(id, answer.body());
                }
            } catch (Exception e) {
                // The gateway was killed; this message has no answer, and is nobody's.
                return;
            }
        }
    }

    @Test
    void stopsCleanlyWhenItIsAskedTo() throws Exception {
        var process = gateway.startProcess();
        var id = gateway.accepted(Samples.crossing("term-1"));
        gateway.delivery(id, "xaa-registry", "delivered");

        assertThat(process.terminate()).isIn(0, 143);

        assertThat(gateway.data().resolve("ports.properties")).doesNotExist();
        assertThat(gateway.run("audit", "verify").out()).startsWith("Intact");
        assertThat(process.output()).doesNotContain("ERROR");
    }

    @Test
    void refusesToStartASecondTimeOnTheSameData() throws Exception {
        gateway.startProcess();

        var second = gateway.run("start");

        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.err()).contains("Another gateway is running on " + gateway.data());
        assertThat(gateway.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void namesTheRecordOfTheAuditLogInWhichOneByteChanged() throws Exception {
        gateway.start();
        gateway.delivery(gateway.accepted(Samples.crossing("flip-1")), "xaa-registry", "delivered");
        gateway.stop();
        var segment = gateway.data().resolve("audit/wal/000001.seg");
        var bytes = Files.readAllBytes(segment);
        int at = indexOf(bytes, "utopia-border");

        bytes[at] ^= 1;
        Files.write(segment, bytes);

        var verdict = gateway.run("audit", "verify", "--json");
        assertThat(verdict.exit()).isEqualTo(1);
        assertThat(verdict.json().path("intact").asBoolean()).isFalse();
        assertThat(verdict.json().path("record").asInt()).isEqualTo(2);
        assertThat(gateway.run("audit", "verify").out()).startsWith("DAMAGED at record 2: ");
        assertThatThrownBy(() -> gateway.start()).hasMessageContaining("record 2");
    }

    @Test
    void refusesToStartOnAnOlderCopyOfItsAuditLog() throws Exception {
        gateway.start();
        gateway.stop();
        GatewayHarness.copy(gateway.data().resolve("audit"), home.resolve("older"));
        gateway.start();
        gateway.delivery(gateway.accepted(Samples.crossing("back-1")), "xaa-registry", "delivered");
        gateway.stop();
        delete(gateway.data().resolve("audit"));
        GatewayHarness.copy(home.resolve("older"), gateway.data().resolve("audit"));

        var start = gateway.run("start");

        assertThat(start.exit()).isEqualTo(1);
        assertThat(start.err()).contains("older");
        assertThat(gateway.run("audit", "verify").exit()).isEqualTo(1);
    }

    @Test
    void acceptsNothingWithoutEnoughSpaceAndAllOfItOnceThereIs() throws Exception {
        gateway.set("limits.free-bytes", Long.toString(1L << 50)).start();
        gateway.recipient().goUp();

        var busy = gateway.soap(Samples.crossing("space-1"));
        assertThat(busy.statusCode()).isEqualTo(500);
        assertThat(busy.body()).contains("GATEWAY-BUSY", ":Server</faultcode>");
        assertThat(gateway.xml(Samples.question("Q-SPACE")).statusCode()).isEqualTo(503);
        assertThat(gateway.get("/health").statusCode()).isEqualTo(503);
        var file = new RegistryFile().person("SPACE-1", "Kamil", "D-SPACE").bytes();
        try (var registry = gateway.registry()) {
            assertThatThrownBy(() -> registry.put("SPACE.TXT", file)).hasMessageContaining("disk is full");
        }
        layDown("SPACE.TXT", file);
        var working = gateway.data().resolve("sftp/xaa-registry/.working");
        untilTrue(() -> working.toFile().list().length == 1);
        gateway.stop();
        assertThat(gateway.recipient().calls()).isEmpty();

        gateway.set("limits.free-bytes", "1000").start();

        gateway.delivery(gateway.accepted(Samples.crossing("space-1")), XBB, "delivered");
        untilTrue(() -> gateway.recipient().calls().stream()
                .anyMatch(call -> call.text().contains("D-SPACE")));
        assertThat(gateway.recipient().calls()).hasSize(2);
    }

    /** A file that came in while there was space. */
    private void layDown(String name, byte[] bytes) throws IOException {
        var inbox = gateway.data().resolve("sftp/xaa-registry/inbox");
        var vault = Vault.open(gateway.data().resolve("keys"));
        WholeFile.write(inbox.resolve("." + name), inbox.resolve(name), to -> {
            try (var plain = vault.sealing(to, "xaa-registry/received")) {
                plain.write(ByteBuffer.wrap(bytes));
            }
        });
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
