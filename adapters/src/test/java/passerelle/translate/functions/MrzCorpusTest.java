package passerelle.translate.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Zones of real specimens, where a folder of public samples is there ({@code -Dpasserelle.samples=FOLDER}). */
class MrzCorpusTest {
    private static final Path ZONES = Path.of(
            System.getProperty("passerelle.samples", "../shared/samples"), "mrz/cheminfo_mrz_cases.tsv");

    /** One row. @param garbled the same document as the row before, as a camera misread it */
    private record Row(String kind, String title, List<String> lines, boolean garbled) {
        boolean isWrong() {
            return garbled
                    || title.contains("wrong")
                    || title.startsWith("Wrong")
                    || title.startsWith("More than")
                    || title.startsWith("invalid");
        }
    }

    @Test
    void everyZoneOfASpecimenHoldsAndEveryWrongOneIsFaulted() throws IOException {
        for (var row : rows()) {
            var reading = MrzReading.of(row.lines());

            assertThat(reading.faults().isEmpty())
                    .as(row.kind() + ": " + row.title())
                    .isEqualTo(!row.isWrong());
        }
    }

    @Test
    void whatACameraMisreadIsSuggestedAndNeverTaken() throws IOException {
        var rows = rows();
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).garbled()) {
                assertThat(MrzReading.of(rows.get(i).lines()).suggestion())
                        .as(rows.get(i).kind())
                        .contains(rows.get(i - 1).lines());
            }
        }
    }

    private static List<Row> rows() throws IOException {
        assumeTrue(Files.exists(ZONES), "no samples here");
        var rows = new ArrayList<Row>();
        for (var line : Files.readAllLines(ZONES)) {
            if (!line.startsWith("#")) {
                var cells = line.split("\t");
                var lines = Arrays.stream(cells).skip(2).filter(cell -> !cell.isEmpty()).toList();
                boolean garbled = cells[1].startsWith("Use autocorrect")
                        && !rows.isEmpty()
                        && rows.get(rows.size() - 1).title().equals(cells[1])
                        && !rows.get(rows.size() - 1).lines().equals(lines);
                rows.add(new Row(cells[0], cells[1], lines, garbled));
            }
        }
        return rows;
    }
}
