package passerelle.format.edifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.Problem;

class EdifactSchemaTest {
    @TempDir
    private Path home;

    /** What is wrong with the test's schema after a change. */
    private List<String> problems(String right, String wrong) throws IOException {
        var text = Files.readString(Interchanges.file("edifact.xml"));
        assertThat(text).contains(right);
        var file = home.resolve("edifact.xml");
        Files.writeString(file, text.replace(right, wrong));
        var problems = new ArrayList<Problem>();

        var syntax = EdifactSyntax.load(home, file, problems);

        assertThat(syntax.isEmpty()).isEqualTo(!problems.isEmpty());
        return problems.stream().map(Problem::toString).toList();
    }

    @Test
    void readsMessageVersionsAndTotals() {
        var problems = new ArrayList<Problem>();
        var file = Interchanges.file("edifact.xml");

        var schema = EdifactSchema.load(file.getParent(), file, problems).orElseThrow();

        assertThat(problems).isEmpty();
        assertThat(schema.message()).isEqualTo("PAXLST");
        assertThat(schema.versions()).isEqualTo(Set.of("D:02B", "D:05B"));
        assertThat(schema.totals())
                .isEqualTo(List.of(
                        new PersonTotal("42", "NAD", Set.of("FL", "DDU")),
                        new PersonTotal("41", "NAD", Set.of("FM", "DDT"))));
    }

    @Test
    void namesAnInstructionThatItDoesNotUnderstand() throws IOException {
        var expected = "expected <?edifact message=\"PAXLST\" versions=\"D:05B\"?> before the schema";

        assertThat(problems(" message=\"PAXLST\" versions=", " message=\"PAXLST\" version="))
                .containsExactly("edifact.xml:3: <?edifact message=\"PAXLST\" version=\"D:02B D:05B\"?> is not"
                        + " understood; " + expected
                        + ", or <?edifact total=\"42\" segment=\"NAD\" codes=\"FL DDU\"?>");
        assertThat(problems("<?edifact message=\"PAXLST\" versions=\"D:02B D:05B\"?>", ""))
                .containsExactly("edifact.xml: there are 0 message types; " + expected);
    }

    @Test
    void namesTheLineThatIsNoSchema() throws IOException {
        assertThat(problems("type=\"BGM\"", "type=\"XXX\""))
                .singleElement()
                .asString()
                .matches("edifact.xml.*: is no EDISchema: .*XXX.*");
        assertThat(problems("<loop code=\"Party\"", "<lop code=\"Party\""))
                .singleElement()
                .asString()
                .startsWith("edifact.xml:10: is no EDISchema: ");
        assertThat(problems("</schema>", "")).singleElement().asString().startsWith("edifact.xml");
    }

    @Test
    void takesNoDoctype() throws IOException {
        assertThat(problems("<schema ", "<!DOCTYPE schema><schema "))
                .containsExactly("edifact.xml: cannot be read: READ-DOCTYPE at line 6, column 1;"
                        + " expected XML without DOCTYPE and entities");
    }
}
