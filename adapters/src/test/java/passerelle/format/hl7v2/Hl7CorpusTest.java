package passerelle.format.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import passerelle.format.BadRecord;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.model.Failure;
import passerelle.model.FileRules.WrongTotals;

/** Published messages; skipped where the folder that {@code passerelle.samples} names lacks them. */
class Hl7CorpusTest {
    private static final Path FOLDER = Path.of(System.getProperty("passerelle.samples", "../shared/samples"), "hl7v2");

    private final Hl7Syntax syntax = new Hl7Syntax();

    @Test
    void everyPublishedMessageIsReadWholeOrRefusedAtItsPlace() throws IOException {
        assumeThat(FOLDER).exists();
        var lost = new ArrayList<String>();
        var refused = new ArrayList<String>();

        for (var file : files()) {
            for (var message : messages(file, refused)) {
                String back = syntax.read(message)
                        .then(syntax::write)
                        .match(bytes -> new String(bytes, StandardCharsets.UTF_8), Failure::forSender);
                if (!back.equals(plain(new String(message, StandardCharsets.UTF_8)))) {
                    lost.add(file.getFileName() + ": " + back);
                }
            }
        }

        assertThat(lost).isEmpty();
        assertThat(refused)
                .allMatch(
                        text -> text.matches("lfh_sample_.*: READ-SYNTAX at MSH-2, line 1: found '\\^~\\\\\\\\&';.*"));
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".hl7"))
                    .sorted()
                    .toList();
        }
    }

    /** The good messages of a file. */
    private List<byte[]> messages(Path file, List<String> refused) throws IOException {
        var messages = new ArrayList<byte[]>();
        var sink = new FileReading.Sink() {
            @Override
            public void good(FileRecord record) {
                messages.add(record.raw());
            }

            @Override
            public void bad(BadRecord record) {
                refused.add(file.getFileName() + ": "
                        + record.faults().get(0).toFailure().forSender());
            }
        };
        try (InputStream in = Files.newInputStream(file)) {
            var totals = syntax.files(WrongTotals.REFUSE).orElseThrow().read(in, sink);
            assertThat(totals.faults()).isEmpty();
        }
        return messages;
    }

    /** A message as we write it, made by hand: one line end, and no delimiters that say nothing. */
    private static String plain(String message) {
        var lines = new StringBuilder();
        for (var line : message.split("[\r\n]+")) {
            var header = line.startsWith("MSH") ? line.substring(0, 8) : "";
            var rest = line.substring(header.length())
                    .replaceAll("&+(?=[\\^~|]|$)", "")
                    .replaceAll("[\\^&]+(?=[~|]|$)", "")
                    .replaceAll("~+(?=\\||$)", "")
                    .replaceAll("\\|+$", "");
            lines.append(header).append(rest).append('\r');
        }
        return lines.toString();
    }
}
