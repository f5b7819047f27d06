package passerelle.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas of partners and agreements say what the readers say: the same keys, the same ways, nothing else. */
class EditorSchemasTest {
    private static final Pattern KNOWN = Pattern.compile(".*unknown key 'zzz'; known keys: ([a-z, -]+).*");
    private static final Pattern WAYS = Pattern.compile(".*'protocol' is 'zzz'; expected one of ([a-z, ]+).*");
    private static final String AGREEMENT = "config/agreements/utopia-border-xaa-registry.yaml";

    private final JsonSchemaFile partner = new JsonSchemaFile("partner-1");
    private final JsonSchemaFile agreement = new JsonSchemaFile("agreement-1");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"partner", "agreement"})
    void acceptsEveryShippedFile(String kind) throws IOException {
        for (var file : files("config/" + kind + "s")) {
            assertThat(schema(kind).complaints(JsonSchemaFile.yaml(file))).isEmpty();
            assertThat(Files.readString(file)).contains("$schema=../schemas/" + kind + "-1.json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"partner", "agreement"})
    void refusesEachMisspeltKey(String kind) throws IOException {
        for (var file : files("config/" + kind + "s")) {
            for (var misspelt : JsonSchemaFile.misspelt(JsonSchemaFile.yaml(file))) {
                assertThat(schema(kind).complaints(misspelt)).as("%s", misspelt).isNotEmpty();
            }
        }
    }

    @Test
    void describesEveryKey() {
        assertThat(partner.undescribed()).isEmpty();
        assertThat(agreement.undescribed()).isEmpty();
    }

    @Test
    void knowsTheKeysOfAPartner() {
        assertThat(partner.keys("")).isEqualTo(known("partner: probe\nzzz: 1\n"));
        assertThat(partner.keys("redelivery")).isEqualTo(known("partner: probe\nredelivery: {zzz: 1}\n"));
    }

    @Test
    void knowsTheWaysOfAPartner() {
        assertThat(partner.shapes("sends-")).isEqualTo(ways("sends: [{protocol: zzz}]"));
        assertThat(partner.shapes("receives-")).isEqualTo(ways("receives: {protocol: zzz}"));
    }

    static Stream<String> ways() {
        var schema = new JsonSchemaFile("partner-1");
        return Stream.concat(
                schema.shapes("sends-").stream().map(way -> "sends-" + way),
                schema.shapes("receives-").stream().map(way -> "receives-" + way));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void knowsTheKeysOfAWay(String way) {
        var protocol = way.substring(way.indexOf('-') + 1);
        var known = new TreeSet<String>();
        for (var more : List.of("ready: stable, after: delete", "ready: done-file, after: move")) {
            var keys = "{protocol: " + protocol + (way.equals("sends-sftp") ? ", " + more : "") + ", zzz: 1}";
            known.addAll(known(
                    "partner: probe\n" + (way.startsWith("sends-") ? "sends: [" + keys + "]" : "receives: " + keys)));
        }

        assertThat(partner.keys(way)).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|version: 1",
                "parties|  sender: {id",
                "party|state: UTO",
                "in-force|from: \"2026",
                "message|    from: sender"
            })
    void knowsTheKeysOfAnAgreement(String place) {
        var shape = place.substring(0, place.indexOf('|'));
        var line = place.substring(place.indexOf('|') + 1);
        var indent = line.replaceAll("\\S.*", "");
        var edited = shape.equals("party") || shape.equals("in-force") ? "zzz: 1, " + line : indent + "zzz: 1\n" + line;
        var home = Home.shipped(folder).edit(AGREEMENT, line, edited);

        assertThat(agreement.keys(shape)).isEqualTo(words(home, KNOWN));
    }

    private JsonSchemaFile schema(String kind) {
        return kind.equals("partner") ? partner : agreement;
    }

    private Set<String> known(String text) {
        return words(Home.shipped(folder).write("config/partners/probe.yaml", text), KNOWN);
    }

    private Set<String> ways(String text) {
        return words(Home.shipped(folder).write("config/partners/probe.yaml", "partner: probe\n" + text + "\n"), WAYS);
    }

    private static Set<String> words(Home home, Pattern told) {
        return home.read(Map.of(), Map.of()).problems().stream()
                .map(problem -> told.matcher(problem.text()))
                .filter(found -> found.matches())
                .flatMap(found -> Arrays.stream(found.group(1).split(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
