package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.FilesBetween.documents;
import static passerelle.FilesBetween.file;
import static passerelle.FilesBetween.id;
import static passerelle.FilesBetween.lines;
import static passerelle.FilesBetween.number;
import static passerelle.GatewayHarness.until;
import static passerelle.GatewayHarness.untilTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;

/** A file of records comes in and goes out as another file, in bundles. */
class FileToFileTest {
    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static FilesBetween files;

    @BeforeAll
    static void start() throws Exception {
        files = FilesBetween.in(folder).start();
    }

    @AfterAll
    static void stop() throws Exception {
        files.close();
    }

    @Test
    void bundlesTheRecordsOfAFileAndStillKnowsEachOfThem() throws Exception {
        var gateway = files.gateway();
        files.put("BUNDLE.TXT", file("B-1", "B-2", "B-3"));

        var out = files.fileWith("D-B-2");

        assertThat(documents(out)).containsExactly("D-B-1", "D-B-2", "D-B-3");
        assertThat(lines(out)).hasSize(5);
        var second = until(() -> Optional.of(gateway.operate("messages/" + id("B-2")))
                .filter(found ->
                        found.path("deliveries").path(0).path("state").asText().equals("delivered")));
        assertThat(second.path("line").asLong()).isEqualTo(3);
        var bundle = second.path("bundle").asText();
        assertThat(gateway.audit(bundle, Type.RECEIVED)).singleElement().satisfies(event -> {
            assertThat(event.fact(Fact.COUNT)).hasValue("3");
            assertThat(event.fact(Fact.ROLL)).isPresent();
        });
        assertThat(gateway.operate("messages/" + id("B-2") + "/payload")
                        .path("payload")
                        .asText())
                .contains("D-B-2")
                .doesNotContain("D-B-1", "D-B-3");
    }

    @Test
    void sendsAFileAgainAsItWas() throws Exception {
        var gateway = files.gateway();
        files.put("AGAIN.TXT", file("G-1"));
        var out = files.fileWith("D-G-1");
        var bytes = Files.readAllBytes(out);
        untilTrue(() -> gateway.operate("messages/" + id("G-1"))
                .path("deliveries")
                .path(0)
                .path("state")
                .asText()
                .equals("delivered"));
        Files.delete(out);

        var name = String.valueOf(out.getFileName());
        assertThat(gateway.run("replay", "--file", name, "--to", "xcc-labour").exit())
                .isZero();

        untilTrue(() -> Files.exists(out));
        assertThat(Files.readAllBytes(out)).isEqualTo(bytes);
        assertThat(gateway.run("replay", "--file", "NONE.TXT", "--to", "xcc-labour")
                        .exit())
                .isEqualTo(1);
    }

    /** After the restart the rule is to warn. */
    @Test
    void numbersFilesWithoutAGapThroughARestartAndSendsWhatARuleOnlyWarnsOf() throws Exception {
        files.put("FIRST.TXT", file("S-1", "S-2"));
        var first = Integer.parseInt(number(files.fileWith("D-S-1")));
        files.stop();
        files.rules("wrong-totals: warn").start();

        files.put("WARN.TXT", new RegistryFile().person("S-3", "Ali", "D-S-3").bytes(7));

        assertThat(files.report("WARN.TXT")).contains("\"WARN.TXT\",read,1,0,0", "READ-TOTAL");
        assertThat(Integer.parseInt(number(files.fileWith("D-S-3")))).isEqualTo(first + 1);
    }
}
