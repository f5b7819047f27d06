package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import passerelle.format.xml.HardenedXml;

/** Keeps docs/model.md in step with the schema; -Dmodel.write=true writes it. */
class ModelPageTest {
    private static final Path PAGE = Path.of("docs/model.md");

    @Test
    void thePageSaysWhatTheSchemaSays() throws IOException {
        var text = page();
        if (Boolean.getBoolean("model.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, text);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/model.md is not of this schema; mvn test -Dtest=ModelPageTest -Dmodel.write=true writes it")
                .isEqualTo(text);
    }

    @Test
    void thePageNamesEveryFieldAndEveryRule() throws IOException {
        var model = CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow();
        var text = page();

        assertThat(model.fieldsByType().values()).allSatisfy(fields -> assertThat(fields)
                .allSatisfy(field -> assertThat(text).contains("`" + field + "`")));
        assertThat(text).contains("| `R-GROUNDS` | A request for information states its grounds");
    }

    private static String page() throws IOException {
        var problems = new ArrayList<passerelle.model.Problem>();
        var types = ModelSchema.read(Path.of(""), Path.of(CommonModel.FILE), problems)
                .orElseThrow();
        var model = CommonModel.load(Path.of(""), problems).orElseThrow();
        return HardenedXml.parse(Files.readAllBytes(Path.of(ModelRules.FILE)))
                .match(rules -> new ModelPage(types, model, rules).text(), failure -> {
                    throw new AssertionError(failure.forSender());
                });
    }
}
