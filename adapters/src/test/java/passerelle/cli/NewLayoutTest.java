package passerelle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewLayoutTest {
    private static final String PERSON =
            """
                   01  PERSON-REC.
                       05  PERSON-NO           PIC 9(10).
                       05  SURNAME             PIC X(30).
                       05  FEE                 PIC S9(7)V99 COMP-3.
            """;
    private static final String LAYOUT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!--
              Made from the copybook person.cpy. A number loses its leading zeros: take type, decimals and sign away from a
              date or an identifier, so that it is text.
            -->
            <layout encoding="cp037" framing="fixed" record-length="45">
              <!-- 45 bytes -->
              <record name="person-rec" max="many">
                <field name="person-no" length="10" type="number" sign="none"/>
                <field name="surname" length="30"/>
                <field name="fee" length="5" type="packed" decimals="2" sign="packed"/>
              </record>
            </layout>
            """;

    @TempDir
    Path folder = Path.of("");

    private Path copybook = Path.of("");

    /** What a command printed, and its exit code. */
    private record Run(int code, String out, String err) {}

    @BeforeEach
    void copybook() throws IOException {
        copybook = Files.writeString(folder.resolve("person.cpy"), PERSON);
    }

    private static Run run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var before = System.out;
        var errBefore = System.err;
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            int code = Passerelle.run(arguments);
            return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
            System.setErr(errBefore);
        }
    }

    private Run layout(String... more) {
        var arguments = new ArrayList<>(List.of("new", "layout", "--copybook", copybook.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void printsTheLayoutOnStandardOutputAndItsLengthBeside() {
        assertThat(layout())
                .isEqualTo(new Run(0, LAYOUT, "record person-rec: 45 bytes, 3 fields\nNothing is left to do.\n"));
    }

    @Test
    void writesTheLayoutToAFileAndNeverOverAnother() throws IOException {
        var out = folder.resolve("layout.xml");

        var first = layout("--out", out.toString());
        var second = layout("--out", out.toString(), "--encoding", "UTF-8");

        assertThat(first).isEqualTo(new Run(0, "", "record person-rec: 45 bytes, 3 fields\nNothing is left to do.\n"));
        assertThat(second.code()).isEqualTo(2);
        assertThat(second.err()).startsWith("--out " + out + " exists; nothing is overwritten, name another file");
        assertThat(out).hasContent(LAYOUT);
    }

    @Test
    void endsWithOneWhenThereIsSomethingToDo() throws IOException {
        Files.writeString(copybook, PERSON + "               05  RATE  COMP-1.\n");

        var run = layout("--name", "person", "--framing", "RDW");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("<layout encoding=\"cp037\" framing=\"rdw\">", "<record name=\"person\" max=\"many\">");
        assertThat(run.err().lines())
                .containsExactly(
                        "person.cpy:5: RATE has usage COMP-1, a floating point number, which a layout cannot have: filler of"
                                + " 4 bytes stands for it, so that it is not read and blanks are written. Ask for another"
                                + " form if you need it",
                        "record person: 49 bytes, 3 fields",
                        "1 thing to look at.");
    }

    @Test
    void writesNothingWhenTheCopybookCannotBeRead() throws IOException {
        Files.writeString(copybook, PERSON + "               05  RATE  PIC Q.\n");
        var out = folder.resolve("layout.xml");

        var run = layout("--out", out.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("person.cpy:5: found the picture 'Q'")
                .endsWith("No layout was made: 1 thing to look at.\n");
        assertThat(out).doesNotExist();
    }

    @Test
    void saysWhatTheGatewayWouldSayOfTheLayout() throws IOException {
        var run = layout("--framing", "line");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("layout.xml:6:").contains("a line end is the byte 0A");
    }

    @Test
    void printsJsonWithTheLayoutThePlacesAndTheProblems() throws IOException {
        var json = new ObjectMapper().readTree(layout("--json").out());

        assertThat(json.get("layout").asText()).isEqualTo(LAYOUT);
        assertThat(json.get("records"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                [{"name": "person-rec", "least": 45, "length": 45, "fields": [
                                  {"name": "person-no", "at": 1, "length": 10},
                                  {"name": "surname", "at": 11, "length": 30},
                                  {"name": "fee", "at": 41, "length": 5}]}]
                                """));
        assertThat(json.get("problems")).isEmpty();
    }

    @Test
    void printsJsonOfACopybookThatCannotBeRead() throws IOException {
        Files.writeString(copybook, "01 R.\n  05 A PIC Q.\n");

        var run = layout("--json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(new ObjectMapper()
                        .readTree(run.out())
                        .get("problems")
                        .get(0)
                        .get("line")
                        .asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--encoding | cp73     | --encoding is 'cp73', which is no character set of Java; expected as in cp037 or",
                "--encoding | UFT-8    | --encoding is 'UFT-8', which is no character set of Java; did you mean 'UTF-8'?",
                "--framing  | blocks   | Invalid value for option '--framing'",
                "--name     | a b      | --name is 'a b'; expected letters, digits and hyphens",
                "--copybook | none.cpy | --copybook none.cpy is no file that can be read",
                "--colour   | red      | Unknown options: '--colour', 'red'"
            })
    void endsWithTwoWhenItIsUsedWrongly(String option, String value, String text) {
        var run = option.equals("--copybook") ? run("new", "layout", option, value) : layout(option, value);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(text);
    }

    @Test
    void needsToKnowWhatToMake() {
        assertThat(run("new"))
                .isEqualTo(new Run(2, "", "passerelle: new needs a command: format, partner, agreement or layout\n"));
    }
}
