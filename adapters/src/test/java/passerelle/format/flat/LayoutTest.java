package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.model.Problem;

class LayoutTest {
    @TempDir
    Path home;

    private static final String FIELD = "<field name='a' length='2'/>";

    @Test
    void knowsItsRecordsWithTheirFieldsAndLengths() {
        var layout = FlatFiles.example("border-crossing.xml");

        assertThat(layout.charset().name()).isEqualTo("windows-1256");
        assertThat(layout.types()).extracting(FlatRecordType::name).containsExactly("header", "person", "trailer");
        assertThat(layout.record("person").orElseThrow().length()).isEqualTo(100);
        assertThat(layout.record("trailer").orElseThrow().fieldNames())
                .containsExactly("rec-type", "record-count", "fee-total");
        assertThat(layout.record("nobody")).isEmpty();
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                Arguments.of(root("<record nam='r'>" + FIELD + "</record>"), "unknown attribute 'nam'", "name"),
                Arguments.of(root(record(FIELD + "<feild name='b' length='2'/>")), "unknown element 'feild'", "field"),
                Arguments.of(root(record("<field name='a'/>")), "'field' needs the attribute 'length'", ""),
                Arguments.of(root(record(FIELD + "<filler/>")), "'filler' needs the attribute 'length'", ""),
                Arguments.of(
                        root("<record name='r' min='1'><field name='a' length='14' fact='created'/></record>"),
                        "field 'a' has 14 bytes for the fact 'created'; expected at least 20",
                        ""),
                Arguments.of(root(record("<field name='a' length='0'/>")), "'length' of 'field' is '0'", ""),
                Arguments.of(
                        root(record("<field name='a b' length='1'/>")),
                        "field name 'a b' is no name of an element",
                        ""),
                Arguments.of(root(record(FIELD + FIELD)), "field 'a' stands here a second time", ""),
                Arguments.of(
                        root(record(FIELD + "<field name='b' at='2' length='2'/>")),
                        "field 'b' begins at byte 2; what stands before it ends at byte 2",
                        ""),
                Arguments.of(
                        root(record(FIELD + "<field name='b' at='5' length='2'/>")),
                        "field 'b' begins at byte 5; what stands before it ends at byte 2; expected a filler of 2 bytes",
                        ""),
                Arguments.of(root("<record name='r' length='1'>" + FIELD + "</record>"), "fields up to byte 2", ""),
                Arguments.of(root("<record name='r' min='2'>" + FIELD + "</record>"), "min 2 and max 1", ""),
                Arguments.of(root("<record name='r'><filler length='1'/></record>"), "record 'r' has no field", ""),
                Arguments.of(root(""), "the layout has no record", ""),
                Arguments.of(root(record(FIELD).repeat(2)), "record 'r' stands here a second time", ""),
                Arguments.of(
                        root(record(FIELD) + "<record name='s'>" + FIELD + "</record>"),
                        "records 'r' and 's' have no field with a value",
                        ""),
                Arguments.of(
                        root(record("<field name='a' length='1' value='D'/>")
                                + "<record name='s'><field name='k' length='1' value='D'/></record>"),
                        "records 'r' and 's' cannot be told apart",
                        ""),
                Arguments.of(
                        root(
                                record("<field name='a' length='1' value='D'/><field name='b' length='1'/>")
                                        + "<record name='s'><filler length='1'/><field name='k' length='1' value='D'/></record>"),
                        "records 'r' and 's' cannot be told apart",
                        ""),
                Arguments.of(
                        root(record("<filler length='1'/><field name='k' length='1' value='A'/>")
                                + "<record name='s'><field name='a' length='2' value='DA'/></record>"),
                        "records 'r' and 's' cannot be told apart",
                        ""),
                Arguments.of(
                        root(record("<field name='a' length='1' type='numbr'/>")),
                        "'type' of 'field' is 'numbr'; expected one of text, number",
                        "number"),
                Arguments.of(root(record("<field name='a' length='9' decimals='2'/>")), "field 'a' is text", ""),
                Arguments.of(root(record("<field name='a' length='50' type='number'/>")), "has 50 digits", ""),
                Arguments.of(
                        root(record("<field name='a' length='5' type='number' align='left' pad='0'/>")),
                        "field 'a' cannot be told from its padding '0'",
                        ""),
                Arguments.of(root(record("<field name='a' length='2' pad='ab'/>")), "'pad' of field 'a' is 'ab'", ""),
                Arguments.of(root(record("<field name='a' length='2' pad='\u20AC'/>")), "'pad' of field 'a'", ""),
                Arguments.of(root(record("<field name='a' length='1' value='DD'/>")), "field 'a' cannot hold 'DD'", ""),
                Arguments.of(
                        root(record("<field name='a' length='1' codes='M FF'/>")), "field 'a' cannot hold 'FF'", ""),
                Arguments.of(
                        root(record("<field name='a' length='2' fact='sendr'/>")),
                        "field 'a' takes the fact 'sendr'",
                        "sender"),
                Arguments.of(
                        root(record("<field name='a' length='10' fact='sender' value='x'/>")),
                        "field 'a' has a value and a fact",
                        ""),
                Arguments.of(
                        root("<record name='r' max='many'><field name='a' length='10' fact='sender'/></record>"),
                        "record 'r' has a fact or check; expected max=\"1\"",
                        ""),
                Arguments.of(check("n", "total(r)"), "check is 'total(r)'", ""),
                Arguments.of(check("m", "count(r)"), "check names the field 'm' of record 'r'", "n"),
                Arguments.of(check("n", "count(q)"), "check names the record 'q'", "r"),
                Arguments.of(check("n", "sum(r/o)"), "check names the field 'o' of record 'r'", "n"),
                Arguments.of(check("n", "sum(r/text)"), "check adds up field 'text'", ""),
                Arguments.of(check("text", "count(r)"), "check of field 'text'; expected a number", ""),
                Arguments.of("<layout>" + record(FIELD) + "</layout>", "'layout' needs the attribute 'encoding'", ""),
                Arguments.of(
                        "<layout encoding='window-1256'>" + record(FIELD) + "</layout>",
                        "'encoding' is 'window-1256', which is no character set",
                        "windows-1256"),
                Arguments.of("<layout encoding='UTF-16'>" + record(FIELD) + "</layout>", "the byte 0A", ""),
                Arguments.of("<layout encoding='IBM037'>" + record(FIELD) + "</layout>", "the byte 0A", ""),
                Arguments.of(
                        "<layout encoding='UTF-8' framing='fixd'>" + record(FIELD) + "</layout>",
                        "'framing' of 'layout' is 'fixd'; expected one of line, fixed, rdw, delimited",
                        "fixed"),
                Arguments.of(
                        fixed(
                                "",
                                record("<field name='a' length='1'/>")
                                        + "<record name='s'><field name='k' length='3' value='abc'/></record>"),
                        "record 's' is 3 bytes; with framing=\"fixed\" all are as the first, 1; expected 2 bytes less",
                        ""),
                Arguments.of(
                        fixed("record-length='5'", record(FIELD)),
                        "record 'r' is 2 bytes; with framing=\"fixed\" 'record-length' says 5; a filler of 3 bytes at its"
                                + " end may be missing",
                        ""),
                Arguments.of(fixed("line-end='lf'", record(FIELD)), "'line-end' belongs to framing=\"line\"", ""),
                Arguments.of(fixed("blocks='bdw'", record(FIELD)), "'blocks' belongs to framing=\"rdw\"", ""),
                Arguments.of(
                        fixed("record-lenght='2'", record(FIELD)),
                        "unknown attribute 'record-lenght'",
                        "record-length"),
                Arguments.of(
                        "<layout encoding='UTF-8' record-length='2'>" + record(FIELD) + "</layout>",
                        "'record-length' belongs to framing=\"fixed\"",
                        ""),
                Arguments.of(rdw("block-size='100'", record(FIELD)), "'block-size' belongs to blocks=\"bdw\"", ""),
                Arguments.of(rdw("blocks='bwd'", record(FIELD)), "'blocks' of 'layout' is 'bwd'", "bdw"),
                Arguments.of(
                        rdw("blocks='bdw' block-size='9'", record(FIELD)),
                        "record 'r' is 2 bytes; its descriptor words leave room for 1",
                        ""),
                Arguments.of(
                        rdw("", record("<field name='a' length='65532'/>")),
                        "record 'r' is 65532 bytes; its descriptor words leave room for 65531",
                        ""),
                Arguments.of(
                        "<layout encoding='UTF-16' framing='fixed'>" + record(FIELD) + "</layout>",
                        "'encoding' is 'UTF-16'; expected a character set in which a blank is one byte",
                        ""),
                Arguments.of(
                        fixed("", record("<field name='a' length='2' encoding='IBM1047x'/>")),
                        "'encoding' is 'IBM1047x', which is no character set",
                        "IBM1047"),
                Arguments.of(
                        root(record("<field name='a' length='2' encoding='IBM037'/>")),
                        "'encoding' is 'IBM037'; lines need",
                        ""),
                Arguments.of(
                        root(record("<field name='a' length='2' type='packed'/>")),
                        "field 'a' is packed, which may have the bytes of a line end; expected framing=\"fixed\" or \"rdw\"",
                        ""),
                Arguments.of(
                        root(record("<field name='a' length='2' type='binary'/>")),
                        "field 'a' is binary, which may have",
                        ""),
                Arguments.of(
                        fixed("", record("<field name='a' length='2' type='paked'/>")),
                        "'type' of 'field' is 'paked'; expected one of text, number, packed, binary",
                        "packed"),
                Arguments.of(
                        fixed("", record("<field name='a' length='20' type='packed'/>")),
                        "field 'a' has 20 bytes; a packed number has at most 19",
                        ""),
                Arguments.of(
                        fixed("", record("<field name='a' length='9' type='binary'/>")),
                        "field 'a' has 9 bytes; a binary number has at most 8",
                        ""),
                Arguments.of(
                        fixed("", record("<field name='a' length='3' type='packed' digits='6'/>")),
                        "'digits' of 'field' is '6'; expected a whole number from 1 to 5",
                        ""),
                Arguments.of(
                        fixed("", record("<field name='a' length='3' type='packed' sign='leading'/>")),
                        "'sign' of 'field' is 'leading'; expected one of packed, none",
                        ""),
                Arguments.of(
                        fixed("", record("<field name='a' length='3' type='binary' sign='two-complement'/>")),
                        "'sign' of 'field' is 'two-complement'; expected one of none, twos-complement",
                        "twos-complement"),
                Arguments.of(
                        root(record("<field name='a' length='3' type='number' sign='overpuch'/>")),
                        "'sign' of 'field' is 'overpuch'",
                        "overpunch"),
                Arguments.of(
                        root(record("<field name='a' length='3' type='number' sign='overpunch' pad=' '/>")),
                        "unknown attribute 'pad'",
                        ""),
                Arguments.of(
                        fixed("", record("<field name='a' length='3' type='binary' blank='spaces'/>")),
                        "unknown attribute 'blank'",
                        ""),
                Arguments.of(
                        root(record("<field name='a' length='3' type='number' sign='none' plus='sign'/>")),
                        "field 'a' has no sign; 'plus' belongs to",
                        ""),
                Arguments.of(
                        root(record("<field name='a' length='3' digits='2'/>")),
                        "field 'a' is text; 'digits' belongs to type=\"number\", \"packed\" or \"binary\"",
                        ""),
                Arguments.of(
                        fixed("", record("<field name='a' length='2' type='packed' value='1000'/>")),
                        "field 'a' cannot hold '1000'; expected a whole number in at most 3 digits",
                        ""),
                Arguments.of(
                        fixed("", record("<field name='a' length='2' type='packed' codes='1 2'/>")),
                        "field 'a' has codes and is a number",
                        ""),
                Arguments.of(
                        root("<group name='g' key='b'>" + record(FIELD.replace("name='a'", "name='bb'")) + "</group>"),
                        "record 'r' has no field 'b', the key of its group",
                        "bb"),
                Arguments.of(
                        root("<group name='g'>" + record(FIELD) + "</group>"), "'group' needs the attribute 'key'", ""),
                Arguments.of(root(record(FIELD) + "<group name='g' key='a'/>"), "group 'g' has no record", ""),
                Arguments.of(
                        root("<group name='r' key='a'>" + record(FIELD) + "</group>"),
                        "group 'r' has the name of another group or record",
                        ""),
                Arguments.of(
                        root("<group name='g' key='a' min='3' max='2'>" + record(FIELD) + "</group>"),
                        "group 'g' has min 3 and max 2",
                        ""),
                Arguments.of(
                        root("<group name='g' key='a'>" + record(FIELD + "<field name='c' length='40' fact='sender'/>")
                                + "</group>"),
                        "record 'r' has a header, fact or check; no record of a group has one",
                        ""),
                Arguments.of("<layout encoding='UTF-8'>loose" + record(FIELD) + "</layout>", "has text between", ""),
                Arguments.of("<form/>", "the file is a 'form'; expected a 'layout'", ""));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void namesWhatIsWrongAndWhatWasProbablyMeant(String xml, String text, String suggestion) {
        var problems = new ArrayList<Problem>();

        var layout = FlatFiles.read(xml, problems);

        assertThat(layout).isEmpty();
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).text()).contains(text);
        assertThat(problems.get(0).suggestion())
                .isEqualTo(suggestion.isEmpty() ? Optional.empty() : Optional.of(suggestion));
    }

    @Test
    void acceptsKeysThatDifferWhereTheyOverlap() {
        var layout = FlatFiles.layout(root(record("<field name='a' length='3' value='DAB'/>")
                + "<record name='s'><filler length='1'/><field name='k' length='2' value='AC'/></record>"));

        assertThat(layout.types()).hasSize(2);
    }

    @Test
    void takesFieldNamesInAnyScript() {
        var layout = FlatFiles.layout(root(record("<field name='f\u00F8dested' length='2'/>")));

        assertThat(layout.record("r").orElseThrow().fieldNames()).containsExactly("f\u00F8dested");
    }

    @Test
    void findsEveryProblemOfAFileAtItsLine() {
        var problems = new ArrayList<Problem>();

        FlatFiles.read(
                """
                <layout encoding="nowhere-1">
                  <record name="person" max="many">
                    <field name="surname" lenght="35"/>
                    <field name="sex" length="1" codes="MALE F"/>
                  </record>
                </layout>
                """,
                problems);

        assertThat(problems)
                .extracting(problem -> problem.file() + ":" + problem.line())
                .containsExactly("layout.xml:1", "layout.xml:3", "layout.xml:4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<layout", "", "<!DOCTYPE layout [<!ENTITY x 'y'>]><layout encoding='&x;'/>"})
    void refusesWhatIsNoPlainXml(String xml) {
        var problems = new ArrayList<Problem>();

        FlatFiles.read(xml, problems);

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).text()).startsWith("READ-");
    }

    @Test
    void reportsAFileThatIsNotThere() {
        var problems = new ArrayList<Problem>();

        Layout.read(Path.of("config"), Path.of("config/none.xml"), problems);

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly("none.xml: cannot be read: NoSuchFileException");
    }

    private static String root(String records) {
        return "<layout encoding='UTF-8'>" + records + "</layout>";
    }

    private static String fixed(String attributes, String records) {
        return "<layout encoding='IBM037' framing='fixed' " + attributes + ">" + records + "</layout>";
    }

    private static String rdw(String attributes, String records) {
        return "<layout encoding='IBM037' framing='rdw' " + attributes + ">" + records + "</layout>";
    }

    private static String record(String fields) {
        return "<record name='r'>" + fields + "</record>";
    }

    private static String check(String field, String equals) {
        return root(record("<field name='n' length='3' type='number'/><field name='text' length='1'/><check field='"
                + field + "' equals='" + equals + "'/>"));
    }

    @Test
    void aReportHasNamesOfItsOwnAndNoNumber() throws IOException {
        var report = root(
                """
                <record name='header' min='1'><field name='t' length='1' value='R'/></record>
                <record name='refused' max='many'><field name='t' length='1' value='E'/></record>
                <record name='end' min='1'><field name='t' length='1' value='Z'/><field name='n' length='9' fact='sequence'/></record>
                """);
        var file = Files.writeString(home.resolve("report.xml"), report);
        var problems = new ArrayList<Problem>();

        var read = FlatFiles.layout(FlatFiles.SMALL).readReport(home, file, problems);

        assertThat(read).isEmpty();
        assertThat(problems)
                .extracting(problem -> problem.line() + " " + problem.text())
                .containsExactly(
                        "1 record 'header' has the name of a record or group of layout.xml; expected its own",
                        "3 record 'end' has the fact 'sequence'; a report has no number");
        assertThat(Layout.read(home, file, new ArrayList<>()).orElseThrow().messages())
                .containsExactly("refused");
    }
}
