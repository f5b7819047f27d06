package passerelle.format.copybook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import passerelle.format.copybook.CopybookLayout.RecordSize;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;

/** Whole copybooks, each in a folder with the layout and the reports that it must become. */
class CopybookExamplesTest {

    static List<String> examples() {
        return Copybooks.examples();
    }

    /** A copybook of several records is no layout before a person has told them apart. */
    static List<String> layouts() {
        return Copybooks.examples().stream()
                .filter(example -> !example.equals("several-records"))
                .toList();
    }

    @Test
    void areTwentyAtLeast() {
        assertThat(Copybooks.examples()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void becomeTheirLayout(String example) {
        assertThat(Copybooks.example(example).xml()).isEqualTo(Copybooks.resource(example + "/layout.xml"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void reportWhatAPersonMustLookAt(String example) {
        assertThat(Copybooks.example(example).texts())
                .isEqualTo(Copybooks.resource(example + "/reports.txt").lines().toList());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void becomeWhatTheSchemaOfTheLanguageAccepts(String example) throws Exception {
        var schema = HardenedXml.schema(Path.of("config/schemas/layout-1.xsd"));
        var xml = Copybooks.example(example).xml();

        assertThatCode(() -> schema.newValidator().validate(new StreamSource(new StringReader(xml))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void becomeALayoutThatTheGatewayReads(String example) {
        var problems = new ArrayList<Problem>();

        Copybooks.read(Copybooks.example(example).xml(), problems);

        assertThat(problems).isEmpty();
    }

    @Test
    void becomeALayoutWhenTheSuggestedValuesAreWritten() {
        var problems = new ArrayList<Problem>();
        var xml = Copybooks.example("several-records").xml();
        for (var key : List.of("hdr-type H", "per-type P", "trl-type T")) {
            var words = key.split(" ");
            xml = xml.replace(
                    "\"" + words[0] + "\" length=\"1\"",
                    "\"" + words[0] + "\" length=\"1\" value=\"" + words[1] + "\"");
        }

        Copybooks.read(xml, problems);

        assertThat(problems).isEmpty();
    }

    /** Worked out by hand. */
    @ParameterizedTest
    @CsvSource({
        "columns, 100, 100",
        "condition-names, 30, 30",
        "continuation, 32, 32",
        "copied-below, 43, 43",
        "counted, 10, 262",
        "counted-in-group, 18, 270",
        "edited, 73, 73",
        "floating-point, 48, 48",
        "free, 32, 32",
        "names, 42, 42",
        "national, 88, 88",
        "old-style, 45, 45",
        "redefines, 55, 55",
        "renames, 40, 40",
        "scaled, 37, 37",
        "signs, 40, 40",
        "synchronized, 62, 62",
        "table-inside, 57, 57",
        "tables, 225, 225",
        "unresolved, 20, 20",
        "usages, 45, 45"
    })
    void haveTheLengthThatACompilerGivesThem(String example, long least, long most) {
        assertThat(Copybooks.example(example).layout().orElseThrow().records())
                .singleElement()
                .satisfies(record ->
                        assertThat(List.of(record.least(), record.most())).containsExactly(least, most));
    }

    @Test
    void sayWhereEachFieldStands() {
        var places = Copybooks.example("synchronized").layout().orElseThrow().records();

        assertThat(places)
                .extracting(RecordSize::name, RecordSize::bytes)
                .containsExactly(tuple("measure", "62 bytes"));
        assertThat(places.get(0).fields())
                .extracting(field -> field.path() + " " + field.at() + " " + field.length())
                .containsExactly(
                        "code-1 1 5",
                        "place/place-code 6 2",
                        "place/place-no 9 4",
                        "numbers/half 13 2",
                        "numbers/full 17 8",
                        "mark 25 1",
                        "table-1/letter 26 1",
                        "table-1/quantity 29 4",
                        "table-1/unit 33 2",
                        "last-one 62 1");
    }
}
