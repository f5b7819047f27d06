package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.FilesBetween.documents;
import static passerelle.FilesBetween.file;
import static passerelle.GatewayHarness.eventually;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Type;

/** What a partner's file says about its files is what becomes of them. */
class FileRulesTest {
    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static FilesBetween files;

    @BeforeAll
    static void start() throws Exception {
        files = FilesBetween.in(folder)
                .rules("wrong-totals: hold", "same-file: repeat", "most-refused: 1", "chunk: 1")
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        files.close();
    }

    @Test
    void countsARecordOfABundleThatComesAgainAsRepeated() throws Exception {
        files.put("R1.TXT", file("R-1", "R-2"));
        files.fileWith("D-R-2");

        files.put("R2.TXT", file("R-1", "R-2"));
        assertThat(files.report("R2.TXT")).contains("\"R2.TXT\",read,0,2,0");
        files.put("R3.TXT", file("R-2", "R-3"));
        assertThat(files.report("R3.TXT")).contains("\"R3.TXT\",read,1,1,0");

        assertThat(documents(files.fileWith("D-R-3"))).containsExactly("D-R-3");
        assertThat(files.filesWith("D-R-2")).hasSize(1);
    }

    @Test
    void holdsAFileWithWrongTotalsUntilAPersonLetsItGo() throws Exception {
        files.put("H1.TXT", new RegistryFile().person("H-1", "Ali", "D-H-1").bytes(7));
        var held = files.held();
        files.put("N1.TXT", file("N-1"));
        assertThat(files.report("N1.TXT")).contains("\"N1.TXT\",read,1,0,0");
        assertThat(files.filesWith("D-H-1")).isEmpty();

        files.release(held);

        assertThat(files.report("H1.TXT")).contains("\"H1.TXT\",read,1,0,0", "READ-TOTAL");
        files.fileWith("D-H-1");
        eventually(() ->
                assertThat(files.gateway().audit()).extracting(AuditEvent::type).contains(Type.HELD, Type.RELEASED));
    }

    @Test
    void refusesAHeldFileWholeWhenAPersonSaysSo() throws Exception {
        files.put("H2.TXT", new RegistryFile().person("H-2", "Ali", "D-H-2").bytes(7));

        files.release("--refuse", files.held());

        assertThat(files.report("H2.TXT")).contains("\"H2.TXT\",refused,0,0,0", "READ-FILE-HELD");
        assertThat(files.filesWith("D-H-2")).isEmpty();
    }

    @Test
    void stopsAFileWithMoreRefusedRecordsThanTheRuleAllows() throws Exception {
        files.put("M1.TXT", faulty("M"));
        var held = files.heldFile();
        assertThat(held.path("done").asLong()).isEqualTo(3);

        files.release(held.path("file").asText());

        assertThat(files.report("M1.TXT")).contains("\"M1.TXT\",read,2,0,2");
        files.fileWith("D-M-4");
    }

    @Test
    void reportsWhatWasSentOfAStoppedFileThatAPersonRefuses() throws Exception {
        files.put("P1.TXT", faulty("P"));

        files.release("--refuse", files.held());

        assertThat(files.report("P1.TXT")).contains("\"P1.TXT\",stopped,1,0,2", "MAP-BAD-VALUE", "READ-FILE-HELD");
        files.fileWith("D-P-1");
        assertThat(files.filesWith("D-P-4")).isEmpty();
    }

    /** Four persons, of whom the second and third crossed at a moment that is none. */
    private static byte[] faulty(String prefix) {
        return new RegistryFile()
                .person(prefix + "-1", "Ali", "D-" + prefix + "-1")
                .person(prefix + "-2", "Badr", "D-" + prefix + "-2", "20261399999999")
                .person(prefix + "-3", "Cyra", "D-" + prefix + "-3", "20261399999999")
                .person(prefix + "-4", "Dina", "D-" + prefix + "-4")
                .bytes();
    }
}
