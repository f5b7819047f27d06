package passerelle.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.model.Problem;

class YamlMapTest {
    @TempDir
    Path home;

    private final List<Problem> problems = new ArrayList<>();

    @Test
    void keepsEveryValueAsItIsWritten() throws IOException {
        var map = read("state: NO\nversion: 007\nlist: [yes, 1e3]\n");

        assertThat(map.text("state") + " " + map.text("version") + " "
                        + map.list("list").stream().map(YamlMap.Text::value).toList())
                .isEqualTo("NO 007 [yes, 1e3]");
    }

    @Test
    void namesAnUnknownKeyWithItsPlaceAndWhatWasProbablyMeant() throws IOException {
        var map = read("format: notice-v2\n  # a comment\nreceivs: soap\n");

        map.text("format");
        map.optional("receives");
        map.done();

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly("file.yaml:3:1: unknown key 'receivs'; known keys: format, receives;"
                        + " did you mean 'receives'?");
    }

    @Test
    void reportsAMissingKeyAtItsMapping() throws IOException {
        read("inner:\n  a: 1\n").map("inner").orElseThrow().text("url");

        assertThat(problems).extracting(Problem::toString).containsExactly("file.yaml:2:3: key 'url' is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a: &x 1\nb: *x\n", "a: !!java.net.URL x\n", "a: 1\n---\nb: 2\n", "a: 1\na: 2\n", "a: [1\n", ""})
    void refusesWhatAPersonWouldNotReadAloud(String text) throws IOException {
        Files.writeString(home.resolve("file.yaml"), text);

        YamlMap.read(home, home.resolve("file.yaml"), problems);

        assertThat(problems).hasSize(1);
    }

    private YamlMap read(String text) throws IOException {
        Files.writeString(home.resolve("file.yaml"), text);
        return YamlMap.read(home, home.resolve("file.yaml"), problems).orElseThrow();
    }
}
