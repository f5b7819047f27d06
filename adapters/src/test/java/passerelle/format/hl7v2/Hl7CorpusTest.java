package passerelle.format.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import passerelle.model.Failure;
import passerelle.model.Result;

/** Published messages; skipped where the folder that {@code passerelle.samples} names lacks them. */
class Hl7CorpusTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("passerelle.samples", "../shared/samples"), "hl7v2");

    private final Hl7Syntax syntax = new Hl7Syntax();

    @Test
    void everyPublishedMessageIsReadWholeOrRefusedWithTheTrueReason() throws IOException {
        assumeThat(FOLDER).exists();
        var outcomes = new TreeMap<String, String>();

        try (var files = Files.list(FOLDER)) {
            for (var file : files.filter(f -> f.toString().endsWith(".hl7")).toList()) {
                outcomes.put(file.getFileName().toString(), outcome(Files.readAllBytes(file)));
            }
        }

        System.out.println(outcomes.toString().replace(", ", "\n"));
    }

    private String outcome(byte[] raw) {
        return syntax.read(raw).match(
                document -> {
                    var again = syntax.write(document).then(syntax::read).then(syntax::write);
                    return again.match(b -> "read", Failure::forSender);
                },
                Failure::forSender);
    }
}
