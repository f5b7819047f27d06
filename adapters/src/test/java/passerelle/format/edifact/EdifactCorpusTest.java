package passerelle.format.edifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import passerelle.model.FileRules.WrongTotals;

/**
 * Published passenger lists: as they came by telex and mail, each beside its cleaned form. Skipped where the folder that
 * {@code passerelle.samples} names lacks them.
 */
class EdifactCorpusTest {
    private static final Path FOLDER = Path.of(System.getProperty("passerelle.samples", "../shared/samples"), "paxlst");

    private static List<Path> files(String ending) throws IOException {
        assumeThat(FOLDER).exists();
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    @Test
    void aListThatCameByTelexSaysWhatItsCleanedFormSays() throws IOException {
        var dirty = files("_dirty.edi");
        assertThat(dirty).isNotEmpty();
        for (var file : dirty) {
            var clean = Path.of(file.toString().replace("_dirty.edi", "_clean.expected.edi"));

            var asItCame = Interchanges.read(Files.readAllBytes(file), WrongTotals.WARN);
            var asExpected = Interchanges.read(Files.readAllBytes(clean), WrongTotals.WARN);

            assertThat(asItCame.documents()).as(file.toString()).isNotEmpty().isEqualTo(asExpected.documents());
            assertThat(withoutLines(asItCame.totalFaults())).isEqualTo(withoutLines(asExpected.totalFaults()));
        }
    }

    private static List<String> withoutLines(List<String> faults) {
        return faults.stream().map(fault -> fault.replaceAll(", line \\d+", "")).toList();
    }

    /** Where a control total does not fit, the message is refused for just that. */
    @Test
    void eachListIsReadOrRefusedForItsTotals() throws IOException {
        for (var file : files(".edi")) {
            var outcome = Interchanges.read(Files.readAllBytes(file), WrongTotals.REFUSE);

            assertThat(outcome.totals().read()).as(file.toString()).isPositive();
            assertThat(outcome.faults()).as(file.toString()).allSatisfy(fault -> assertThat(fault)
                    .startsWith("READ-TOTAL at message "));
        }
    }
}
