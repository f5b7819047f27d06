package passerelle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
    private static final String EXPECTED = "cases/full/expected.xml";

    @TempDir
    Path folder = Path.of("");

    private FormatHome home = new FormatHome(Path.of(""), "");

    @BeforeEach
    void home() {
        home = FormatHome.of(folder, "xaa-registry-v1", List.of("full", "unknown-sex", "out-full"));
    }

    private CommandRun test(String... arguments) {
        var all = new ArrayList<>(List.of("test", "--home", folder.toString(), "xaa-registry-v1"));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void namesWhatNoCaseShowsAndNothingElse() throws IOException {
        var run = test("--json");

        var format = new ObjectMapper().readTree(run.out()).path("formats").path(0);
        assertThat(format.path("cases"))
                .extracting(one ->
                        one.path("case").asText() + " " + one.path("good").asBoolean())
                .containsExactly("full true", "out-full true", "unknown-sex true");
        assertThat(format.path("untouched"))
                .extracting(rule ->
                        rule.path("file").asText() + " " + rule.path("rule").asText())
                .contains("xslt/xaa-registry-v1/to-common.xsl match=\"nationality-2[. != '' and ../nationality = '']\"")
                .doesNotContain("xslt/xaa-registry-v1/to-common.xsl match=\"person\"");
        assertThat(format.path("unfilled"))
                .extracting(field -> field.asText())
                .contains("query/name-lat")
                .doesNotContain("person/name-lat", "person/rec-type", "header/file-id");
        assertThat(run.code()).isEqualTo(0);
    }

    @Test
    void showsEachDifferenceWithItsPlace() throws IOException {
        home.change(EXPECTED, ">female<", ">male<");
        home.change("cases/unknown-sex/expected.failure", "MAP-UNKNOWN-CODE", "MAP-BAD-VALUE");
        var junit = folder.resolve("cases.xml");

        var run = test("--junit", junit.toString());

        assertThat(run.out())
                .contains("xaa-registry-v1: 3 cases, 2 failed\n  FAILED full\n    expected.xml: line ")
                .contains("/person/sex: expected 'male' but was 'female'\n")
                .contains("  FAILED unknown-sex\n    expected.failure: expected the refusal MAP-BAD-VALUE");
        assertThat(run.code()).isEqualTo(1);
        assertThat(junit)
                .content()
                .contains("<testsuite name=\"xaa-registry-v1\" tests=\"3\" failures=\"2\" errors=\"0\">")
                .contains("expected &#39;male&#39; but was &#39;female&#39;");
    }

    @Test
    void writesWhatCameOnceItWasShownAndKeepsWhatWasLeftOpen() throws IOException {
        var before = Files.readString(home.file(EXPECTED));
        home.change(EXPECTED, ">female<", ">male<");
        Files.writeString(home.file("cases/unknown-sex/expected.xml"), "<message/>");
        Files.delete(home.file("cases/unknown-sex/expected.failure"));

        var run = test("--update");
        var again = test();

        assertThat(run.out())
                .contains("but was 'female'")
                .contains("  written: xslt/xaa-registry-v1/cases/full/expected.xml")
                .contains("  written: xslt/xaa-registry-v1/cases/unknown-sex/expected.failure");
        assertThat(run.code()).isEqualTo(1);
        assertThat(again.code()).isEqualTo(0);
        assertThat(home.file("cases/unknown-sex/expected.xml")).doesNotExist();
        assertThat(home.file(EXPECTED)).content().contains("<stylesheet>*</stylesheet>");
        assertThat(stars(Files.readString(home.file(EXPECTED)))).isEqualTo(stars(before));
    }

    @Test
    void showsWhatCameOfACaseThatExpectsNothingYet() throws IOException {
        Files.delete(home.file(EXPECTED));
        Files.delete(home.file("cases/unknown-sex/expected.failure"));

        var run = test();

        assertThat(run.out())
                .contains("  FAILED full\n    expected.xml: is not there yet; it was translated to\n")
                .contains(">female</sex>")
                .contains(
                        "    expected.xml: is not there yet; it was refused: MAP-UNKNOWN-CODE at line 9, /person/sex");
        assertThat(run.code()).isEqualTo(1);
    }

    private static long stars(String text) {
        return text.chars().filter(c -> c == '*').count();
    }

    @Test
    void neverExpectsAFaultOfTheStylesheet() throws IOException {
        home.change(
                "to-common.xsl",
                "<xsl:template match=\"person\"",
                "<xsl:template match=\"person\" priority=\"9\"><x>{1 div count(())}</x></xsl:template>\n"
                        + "<xsl:template match=\"person\"");
        var before = Files.readString(home.file(EXPECTED));

        var run = test("--update");

        assertThat(run.out()).contains("not written: expected.xml; a fault of the stylesheet is not expected");
        assertThat(home.file(EXPECTED)).hasContent(before);
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void saysWhyAFormatDoesNotLoad() throws IOException {
        home.change("to-common.xsl", "<xsl:template match=\"person\"", "<xsl:template mach=\"person\"");

        var run = test();

        assertThat(run.out()).startsWith("xslt/xaa-registry-v1/to-common.xsl:");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void saysWhatWasProbablyMeant() {
        assertThat(CommandRun.of("test", "--home", folder.toString(), "xaa-registri-v1"))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("did you mean 'xaa-registry-v1'?"));
    }
}
