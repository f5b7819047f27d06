package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.GatewayHarness.until;
import static passerelle.GatewayHarness.untilTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.demo.XaaRegistry;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;

/** Files of the registry from its inbox to the office of Xbb, on a whole gateway. */
class FileRoadTest {
    @TempDir
    private static Path home;

    private static GatewayHarness gateway;
    private static XaaRegistry registry;

    @BeforeAll
    static void start() throws Exception {
        gateway = GatewayHarness.in(home).start();
        gateway.recipient().goUp();
        registry = gateway.registry();
    }

    @AfterAll
    static void stop() throws Exception {
        registry.close();
        gateway.close();
    }

    @Test
    void deliversTheGoodRecordsOfAFileAndReportsTheBadOne() throws Exception {
        var file = new RegistryFile()
                .person("BAD-1", "Amal One", "D-BAD-1")
                .person("BAD-2", "Badr Two", "D-BAD-2", "20261399999999")
                .person("BAD-3", "Cyra Three", "D-BAD-3");

        registry.put("BAD.TXT", file.bytes());

        assertThat(report("BAD.TXT"))
                .containsSubsequence(
                        "\"BAD.TXT\",read,2,0,1",
                        "3,620,MAP-BAD-VALUE,",
                        "/person/time",
                        "\"20261399999999\"",
                        "UTC as YYYYMMDDHHMMSS");
        untilTrue(() -> called("D-BAD-1") == 1 && called("D-BAD-3") == 1);
        assertThat(called("D-BAD-2")).isZero();
    }

    @Test
    void refusesAWholeFileWhoseTrailerCountsOtherwise() throws Exception {
        var file = new RegistryFile().person("SUM-1", "Dina", "D-SUM-1").person("SUM-2", "Emad", "D-SUM-2");

        registry.put("SUM.TXT", file.bytes(3));

        assertThat(report("SUM.TXT")).contains("\"SUM.TXT\",refused,0,0,0", "READ-TOTAL", "person-count");
        assertThat(called("D-SUM-1") + called("D-SUM-2")).isZero();
        untilTrue(() -> gateway.audit().stream()
                .anyMatch(event ->
                        event.type() == Type.REFUSED && event.fact(Fact.CODE).equals(Optional.of("READ-TOTAL"))));
    }

    @Test
    void refusesTheSameFileWhenItComesAgain() throws Exception {
        var file = new RegistryFile().person("TWICE-1", "Farid", "D-TWICE-1").person("TWICE-2", "Ghada", "D-TWICE-2");
        registry.put("TWICE.TXT", file.bytes());
        assertThat(report("TWICE.TXT")).contains("\"TWICE.TXT\",read,2,0,0");

        registry.put("TWICE2.TXT", file.bytes());

        assertThat(report("TWICE2.TXT")).contains("\"TWICE2.TXT\",refused,0,0,0", "READ-FILE-REPEATED");
        untilTrue(() -> called("D-TWICE-1") == 1 && called("D-TWICE-2") == 1);
        passes("AFTER.TXT");
        assertThat(called("D-TWICE-1") + called("D-TWICE-2")).isEqualTo(2);
    }

    @Test
    void deliversTheMendedRecordOnlyWhenAMendedFileComes() throws Exception {
        registry.put(
                "MEND1.TXT",
                new RegistryFile()
                        .person("MEND-1", "Hadi", "D-MEND-1")
                        .person("MEND-2", "Iman", "D-MEND-2", "20261399999999")
                        .bytes());
        assertThat(report("MEND1.TXT")).contains("\"MEND1.TXT\",read,1,0,1");

        registry.put(
                "MEND2.TXT",
                new RegistryFile()
                        .person("MEND-1", "Hadi", "D-MEND-1")
                        .person("MEND-2", "Iman", "D-MEND-2")
                        .bytes());

        assertThat(report("MEND2.TXT")).contains("\"MEND2.TXT\",read,1,1,0");
        untilTrue(() -> called("D-MEND-2") == 1);
        passes("AFTERMEND.TXT");
        assertThat(called("D-MEND-1")).isEqualTo(1);
    }

    @Test
    void givesAFileOfAnUnexpectedNameBack() throws Exception {
        registry.put("wrong-name.csv", "x".getBytes(StandardCharsets.US_ASCII));

        // A file that was just put down may be renamed by its sender; one of a minute ago will not be.
        Files.setLastModifiedTime(
                gateway.data().resolve("sftp/xaa-registry/inbox/wrong-name.csv"),
                FileTime.from(Instant.now().minusSeconds(60)));
        passes("RING.TXT");

        untilTrue(() -> registry.rejected().contains("wrong-name.csv"));
        assertThat(registry.rejected("wrong-name.csv.report.txt")).contains("READ-UNEXPECTED");
        assertThat(registry.rejected("wrong-name.csv")).isEqualTo("x");
    }

    @Test
    void keepsNoUploadOnceItIsRead() throws Exception {
        registry.put(
                "GONE.TXT",
                new RegistryFile().person("GONE-1", "Jana", "D-GONE-1").bytes());
        report("GONE.TXT");

        untilTrue(() -> List.of("inbox", ".working", ".spool", "archive").stream()
                .map(gateway.data().resolve("sftp/xaa-registry")::resolve)
                .allMatch(folder -> folder.toFile().list().length == 0));
    }

    /** Sends one more record and waits for it: what came before has passed. */
    private static void passes(String name) throws Exception {
        registry.put(name, new RegistryFile().person(name, "Last", "D-" + name).bytes());
        untilTrue(() -> called("D-" + name) == 1);
    }

    private static long called(String documentNumber) {
        return gateway.recipient().calls().stream()
                .filter(call -> call.text().contains("<number>" + documentNumber + "<"))
                .count();
    }

    private static String report(String file) throws Exception {
        var name = until(() -> registry.outbox().stream()
                .filter(found -> found.startsWith(file + "-"))
                .findFirst());
        return registry.report(name);
    }
}
