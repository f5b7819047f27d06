package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import passerelle.config.JsonSchemaFile;
import passerelle.model.Problem;

/** The schema of format.yaml says what its reader says. */
class FormatSchemaTest {
    private static final Pattern KNOWN = Pattern.compile(".*unknown key 'zzz'; known keys: ([a-z, -]+).*");
    private static final String FORMAT =
            """
            syntax: xml
            title: T
            source: S
            messages:
              - {native: a, type: Acknowledgement, direction: out}
            losses:
              - {what: w, why: y}
            """;

    private final JsonSchemaFile schema = new JsonSchemaFile("format-1");

    @TempDir
    Path home;

    static Stream<Path> shipped() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("xslt"))) {
            return folders
                    .map(folder -> folder.resolve("format.yaml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void acceptsEveryShippedFormat(Path file) {
        assertThat(schema.complaints(JsonSchemaFile.yaml(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void refusesEachMisspeltKey(Path file) {
        for (var misspelt : JsonSchemaFile.misspelt(JsonSchemaFile.yaml(file))) {
            assertThat(schema.complaints(misspelt)).as("%s", misspelt).isNotEmpty();
        }
    }

    @Test
    void describesEveryKey() {
        assertThat(schema.undescribed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|title: T|zzz: 1", "message|{native: a|{zzz: 1, native: a", "loss|{what: w|{zzz: 1, what: w"})
    void knowsTheKeysOfItsReader(String shape, String line, String edited) throws IOException {
        var text = shape.isEmpty() ? FORMAT + edited + "\n" : FORMAT.replace(line, edited);

        assertThat(schema.keys(shape)).isEqualTo(known(text));
    }

    private Set<String> known(String text) throws IOException {
        var file = home.resolve("format.yaml");
        Files.writeString(file, text);
        List<Problem> problems = new ArrayList<>();
        FormatFile.read(home, file, Set.of("Acknowledgement"), problems);
        return problems.stream()
                .map(problem -> KNOWN.matcher(problem.text()))
                .filter(found -> found.matches())
                .flatMap(found -> Arrays.stream(found.group(1).split(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
