package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.model.Failure;
import passerelle.model.Problem;

/** Lines whose blanks at the end are cut off, and lines that are too long. */
class ShortLinesTest {
    private static final String PERSON =
            """
            <record name="person" max="many">
              <field name="k" length="2" value="D"/><field name="name" length="5" required="true"/>
              <field name="fee" length="3" type="number"/><field name="note" length="4"/><filler length="2"/>
            </record>
            """;

    private static Layout layout(String attributes) {
        return FlatFiles.layout("<layout encoding='UTF-8' " + attributes + ">" + PERSON + "</layout>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock =
                    """
                    D Nze  007ab  xx|<name>Nze</name><fee>7</fee><note>ab</note>
                    D Nze  007ab|<name>Nze</name><fee>7</fee><note>ab</note>
                    D Nze  007|<name>Nze</name><fee>7</fee><note/>
                    D Nze|<name>Nze</name><fee/><note/>
                    """)
    void readsWhatIsMissingAtTheEndAsBlank(String record, String fields) {
        var outcome = FlatFiles.read(layout("may-end-early='true'"), record + "\n");

        assertThat(outcome.bad()).isEmpty();
        assertThat(outcome.good().get(0).node().toString().replaceAll("\\n *", ""))
                .isEqualTo("<person><k>D</k>" + fields + "</person>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock =
                    """
                    D|field name, column 2; expected a value: the field is required
                    D Nze  0|field fee, column 8: found '1 bytes'; expected 3 bytes, or none of the number
                    D Nze  007ab  xxx|column 17: found '17 bytes'; expected at most 16 bytes
                    """)
    void refusesALineThatMayHaveLostMoreThanBlanks(String record, String fault) {
        var outcome = FlatFiles.read(layout("may-end-early='true'"), record + "\n");

        assertThat(outcome.faults()).containsExactly("READ-RECORD at line 1, record person, " + fault);
    }

    @Test
    void wantsWholeLinesWhereTheLayoutDoesNotSayOtherwise() {
        assertThat(FlatFiles.read(layout(""), "D Nze  007\n").faults())
                .containsExactly(
                        "READ-RECORD at line 1, record person, column 11: found '10 bytes'; expected 16 bytes");
    }

    @Test
    void writesLinesWithoutTheirLastBlanksAndReadsThemBack() {
        var layout = layout("may-end-early='true' trims='true'");
        var file = "D Nze  007ab\nD Ada\n";
        var writer = new FlatWriter(layout);

        var records = new ArrayList<Encoded>();
        FlatFiles.read(layout, file).good().forEach(record -> writer.encode(record.node())
                .match(records::add, failure -> false));

        assertThat(writer.file(Map.of(), records)
                        .match(bytes -> new String(bytes, StandardCharsets.UTF_8), Failure::forSender))
                .isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({
        "trims='true', 'trims', may-end-early",
        "longest-record='15', 'record ''person'' is 16 bytes; at most 15 can be', longest-record"
    })
    void namesWhatDoesNotGoTogether(String attributes, String text, String more) {
        var problems = new ArrayList<Problem>();

        FlatFiles.read("<layout encoding='UTF-8' " + attributes + ">" + PERSON + "</layout>", problems);

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).text()).contains(text, more);
    }

    @ParameterizedTest
    @CsvSource({"16, 1", "17, 0"})
    void refusesARecordThatIsLongerThanTheLayoutAllows(int length, int good) {
        var line = "D Nze" + "x".repeat(length - 5) + "\n";

        var outcome = FlatFiles.read(
                FlatFiles.layout("<layout encoding='UTF-8' longest-record='16'><record name='r' max='many' length='16'>"
                        + "<field name='a' length='3'/></record></layout>"),
                line);

        assertThat(outcome.good()).hasSize(good);
        assertThat(outcome.faults())
                .isEqualTo(
                        good == 1
                                ? List.of()
                                : List.of("READ-LIMIT at line 1, record r, column 1; expected at most 16" + " bytes"));
    }

    @Test
    void allowsLongerRecordsWhereTheLayoutSaysSo() {
        var layout = FlatFiles.layout("<layout encoding='UTF-8' longest-record='1048576'>"
                + "<record name='r' max='many' length='1000000'><field name='a' length='3'/></record></layout>");

        var outcome = FlatFiles.read(layout, ("abc" + " ".repeat(999_997) + "\n").repeat(2));

        assertThat(outcome.good()).hasSize(2);
    }
}
