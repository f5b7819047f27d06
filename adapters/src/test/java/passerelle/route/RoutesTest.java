package passerelle.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every route file is in Camel's canonical notation, and its file, id and endpoint have one name. */
class RoutesTest {
    private static final Pattern ID = Pattern.compile("    id: ([a-z-]+)\n");

    private final ObjectMapper json = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> everyRouteFileIsCanonical() throws IOException {
        var canonical = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(RoutesTest.class.getResourceAsStream("/schema/camelYamlDsl-canonical.json"));
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    var tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
                    assertThat(canonical.validate(json.valueToTree(tree))).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyRouteIsNamedLikeItsFile() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    var id = ID.matcher(Files.readString(file));
                    assertThat(id.find()).isTrue();
                    assertThat(file.getFileName().toString().replaceAll("^\\d-", ""))
                            .isEqualTo(id.group(1) + ".camel.yaml");
                }));
    }

    private static List<Path> files() throws IOException {
        try (var walk = Files.walk(Path.of("routes"))) {
            return walk.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        }
    }
}
