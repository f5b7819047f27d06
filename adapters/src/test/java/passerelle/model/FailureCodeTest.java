package passerelle.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureCodeTest {

    @Test
    void standsInTheReadmeWithItsSentenceAndRemedyAndNoOtherDoes() throws IOException {
        var expected = Arrays.stream(FailureCode.values())
                .map(code -> "| `%s` | %s | %s |"
                        .formatted(code.code(), code.sentence(), code.isTransient() ? "trying again" : "mending"))
                .toList();

        try (var lines = Files.lines(Path.of("README.md"))) {
            assertThat(lines.filter(line -> line.matches("\\| `(READ|MAP|MODEL|POLICY|DELIVER|GATEWAY)-.*")))
                    .containsExactlyElementsOf(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void readsItsOwnCodeBack(FailureCode code) {
        assertThat(FailureCode.parse(code.code())).isEqualTo(code);
    }
}
