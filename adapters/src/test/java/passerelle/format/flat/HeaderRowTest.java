package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.FileRecord;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;
import passerelle.model.Result;

/** Delimited files whose first record names the columns, and what may stand between quotes. */
class HeaderRowTest {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String PERSON =
            """
              <record name="person" max="many">
                <field name="surname" column="Family name" required="true"/><field name="sex" codes="M F"/>
                <group name="birth"><field name="year" column="Born"/></group>
                <field name="fee" type="number" decimals="1"/>
              </record>
            """;

    static String xml(String attributes) {
        return "<layout encoding='UTF-8' framing='delimited' quote='\"' " + attributes + ">" + PERSON + "</layout>";
    }

    private final Layout required = FlatFiles.layout(xml("delimiter=',' header-row='required'"));

    @Test
    void readsColumnsInAnyOrder() {
        var outcome = FlatFiles.read(required, "Born,fee,\"Family name\",sex\n1980,125,Nze,M\n,,\"Ada, B\",\n");

        assertThat(outcome.bad()).isEmpty();
        assertThat(outcome.good())
                .extracting(HeaderRowTest::text)
                .containsExactly(
                        "2: <surname>Nze</surname><sex>M</sex><birth><year>1980</year></birth><fee>12.5</fee>",
                        "3: <surname>Ada, B</surname><sex/><birth><year/></birth><fee/>");
        assertThat(outcome.totals().read()).isEqualTo(2);
        assertThat(outcome.totals().hold()).isTrue();
    }

    private static String text(FileRecord record) {
        return record.line() + ": "
                + record.node().toString().replaceAll("\\n *", "").replaceAll("</?person>", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1980,125,Nze,Q   | record person, field sex, column 14: found 'Q'; expected one of M F
                    1980,125,,M      | record person, field surname, column 10; expected a value: the field is required
                    1980,125,Nze     | record person, column 13: found '3 fields'; expected 4 fields
                    1980,125,Nze,M,x | record person, column 16: found '5 fields'; expected 4 fields
                    """)
    void saysWhereAFaultStandsInTheOrderOfTheFile(String record, String fault) {
        var outcome = FlatFiles.read(required, "Born,fee,Family name,sex\n" + record + "\n");

        assertThat(outcome.faults()).containsExactly("READ-RECORD at line 2, " + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Born,fee,sex                       | field surname, column 1: found 'no such column'; expected the column 'Family name'
                    Born,fee,sex,Family name,fee       | column 26: found 'fee'; expected each column once
                    Born,fee,sex,Family name,note      | column 26: found 'note'; expected one of the columns Family name, sex, Born, fee
                    Born,fee,sex,"Family name          | column 1; expected a header row that names the columns
                    """)
    void refusesTheWholeFileWhenItsColumnsAreNotThoseOfTheLayout(String header, String fault) {
        var outcome = FlatFiles.read(required, header + "\n1980,125,M,Nze\n1981,125,F,Ada\n");

        assertThat(outcome.fileFaults()).containsExactly("READ-RECORD at line 1, record person, " + fault);
        assertThat(outcome.good()).isEmpty();
        assertThat(outcome.bad()).isEmpty();
    }

    @Test
    void saysWhatAMisspeltColumnMayMean() {
        var outcome = FlatFiles.read(required, "Born,fee,sex,Famly name\n1980,125,M,Nze\n");

        assertThat(outcome.fileFaults())
                .containsExactly(
                        "READ-RECORD at line 1, record person, column 14: found 'Famly name'; expected one of the columns"
                                + " Family name, sex, Born, fee; 'Family name' may be meant",
                        "READ-RECORD at line 1, record person, field surname, column 1: found 'no such column'; expected"
                                + " the column 'Family name'");
    }

    @Test
    void ignoresOtherColumnsWhereTheLayoutSaysSo() {
        var layout = FlatFiles.layout(xml("delimiter=',' header-row='required' other-columns='ignore'"));

        var outcome = FlatFiles.read(layout, "x,Born,fee,y,sex,Family name\n1,1980,125,2,M,Nze\n");

        assertThat(outcome.good())
                .extracting(HeaderRowTest::text)
                .containsExactly(
                        "2: <surname>Nze</surname><sex>M</sex><birth><year>1980</year></birth><fee>12.5</fee>");
    }

    @Test
    void aColumnOfAFieldThatMayBeBlankMayBeMissing() {
        var outcome = FlatFiles.read(required, "fee,Family name\n125,Nze\n126,Ada,M\n");

        assertThat(outcome.good())
                .extracting(HeaderRowTest::text)
                .containsExactly("2: <surname>Nze</surname><sex/><birth><year/></birth><fee>12.5</fee>");
        assertThat(outcome.faults())
                .containsExactly("READ-RECORD at line 3, record person, column 9: found '3 fields'; expected 2 fields");
    }

    @Test
    void noColumnMayBeMissingWhereOthersAreIgnored() {
        var layout = FlatFiles.layout(xml("delimiter=',' header-row='required' other-columns='ignore'"));

        var outcome = FlatFiles.read(layout, "Sexx,Born,fee,Family name\nM,1980,125,Nze\n");

        assertThat(outcome.fileFaults())
                .containsExactly("READ-RECORD at line 1, record person, field sex, column 1: found 'no such column';"
                        + " expected the column 'sex'");
        assertThat(outcome.good()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nze,M,1980,125\n", "fee,sex,Family name,Born\n125,M,Nze,1980\n"})
    void readsAFileWithOrWithoutAHeaderRowWhereItIsOptional(String file) {
        var layout = FlatFiles.layout(xml("delimiter=',' header-row='optional'"));

        var outcome = FlatFiles.read(layout, file);

        assertThat(outcome.good())
                .extracting(record -> text(record).substring(3))
                .containsExactly("<surname>Nze</surname><sex>M</sex><birth><year>1980</year></birth><fee>12.5</fee>");
    }

    @Test
    void takesARowThatNamesSomeColumnsForAHeaderRowAndNotForAPerson() {
        var layout = FlatFiles.layout(xml("delimiter=',' header-row='optional'"));

        var outcome = FlatFiles.read(layout, "Family name,Sex,Birth,Fee\nNze,M,1980,125\n");

        assertThat(outcome.good()).isEmpty();
        assertThat(outcome.totals().hold()).isFalse();
    }

    @Test
    void missesTheHeaderRowOfAnEmptyFile() {
        assertThat(FlatFiles.read(required, "").fileFaults())
                .containsExactly(
                        "READ-RECORD at record person; expected a header row with Family name, sex, Born, fee");
    }

    @Test
    void writesTheHeaderRowInTheOrderOfTheLayout() {
        var writer = new FlatWriter(FlatFiles.layout(xml("delimiter=' ' header-row='optional'")));

        var file = writer.encode(parse("<person><surname>Nze</surname><birth><year>1980</year></birth></person>"))
                .then(record -> writer.file(Map.of(), List.of(record)));

        assertThat(new String(ok(file), StandardCharsets.UTF_8))
                .isEqualTo("\"Family name\" sex Born fee\nNze  1980 \n");
    }

    @Test
    void skipsAByteOrderMarkAndCountsItsBytes() {
        var outcome = FlatFiles.read(required, BYTE_ORDER_MARK + "Family name,sex,Born,fee\nNze,M,1980,125\n");

        assertThat(outcome.good()).extracting(FileRecord::offset).containsExactly(28L);
        assertThat(outcome.totals().hold()).isTrue();
    }

    @Test
    void doesNotTakeAByteOrderMarkForOneInAnotherCharacterSetOrInsideOfAFile() {
        var latin = FlatFiles.layout(xml("delimiter=',' header-row='none'").replace("UTF-8", "windows-1252"));

        var outcome = FlatFiles.read(latin, "\u00EF\u00BB\u00BFNze,M,1980,125\n");
        var inside = FlatFiles.read(required, "Family name,sex,Born,fee\n" + BYTE_ORDER_MARK + "Nze,M,1980,125\n");

        assertThat(outcome.good().get(0).node().toString()).contains("<surname>\u00EF\u00BB\u00BFNze<");
        assertThat(inside.good().get(0).node().toString()).contains("<surname>" + BYTE_ORDER_MARK + "Nze<");
    }

    @Test
    void readsAndWritesLineEndsBetweenQuotes() {
        var layout = FlatFiles.layout(xml("delimiter='\\t' header-row='none'"));
        var file = "\"Nze\n\"\"the\r\nelder\"\"\tB\"\tM\t1980\t125\nAda\t\t\t\n";
        var writer = new FlatWriter(layout);
        var records = new ArrayList<Encoded>();

        var outcome = FlatFiles.read(layout, file);
        outcome.good().forEach(record -> records.add(ok(writer.encode(record.node()))));

        assertThat(outcome.bad()).isEmpty();
        assertThat(outcome.good())
                .extracting(record -> record.line() + "-" + record.lastLine())
                .containsExactly("1-3", "4-4");
        assertThat(outcome.good()
                        .get(0)
                        .node()
                        .axisIterator(Axis.CHILD)
                        .next()
                        .children()
                        .iterator()
                        .next()
                        .getStringValue())
                .isEqualTo("Nze\n\"the\r\nelder\"\tB");
        assertThat(new String(ok(writer.file(Map.of(), records)), StandardCharsets.UTF_8))
                .isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    Nze,"M\\n",1980,125       | line 1, record person, field sex, column 5: found 'U+000A'; expected text without control characters
                    Nze,M,1980,"12\\n5"       | line 1, record person, field fee, column 12: found 'U+000A'; expected text without control characters
                    N"ze,M,1980,125\\nB"      | line 2, record person, column 3: found '1 fields'; expected 4 fields
                    "Nze"x,M,1980,125\\nA,B   | line 1, record person, column 6; expected a delimiter after the closing quote
                    "Nze,M,1980,125\\nA,M,,   | line 1, record person, column 1; expected a closing quote
                    """)
    void refusesLineEndsAndQuotesWhereTheyDoNotBelong(String records, String fault) {
        var layout = FlatFiles.layout(xml("delimiter=','"));

        var outcome = FlatFiles.read(layout, records.replace("\\n", "\n") + "\n");

        assertThat(outcome.faults()).first().isEqualTo("READ-RECORD at " + fault);
    }

    @Test
    void goesOnBehindTheLongestRecordWhenAQuoteIsNeverClosed() {
        var layout = FlatFiles.layout(xml("delimiter=',' longest-record='40'"));

        var outcome = FlatFiles.read(layout, "\"Nze,M,1980,125\n" + "Ada,F,1981,125\n".repeat(5));

        assertThat(outcome.bad())
                .extracting(record ->
                        record.line() + " " + record.faults().get(0).code().code())
                .containsExactly("1 READ-LIMIT");
        assertThat(outcome.good()).extracting(FileRecord::line).containsExactly(4L, 5L, 6L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    <layout encoding='UTF-8' header-row='required'><record name='r'><field name='a' length='1'/></record></layout> | 'header-row' belongs to framing="delimited"
                    <layout encoding='UTF-8' framing='delimited' delimiter=',' other-columns='ignore'><record name='r'><field name='a'/></record></layout> | 'other-columns' belongs to
                    <layout encoding='UTF-8' framing='delimited' delimiter=',' header-row='optional'><record name='r'><field name='a' value='x'/></record><record name='s'><field name='a' value='y'/></record></layout> | the layout has 2 records
                    <layout encoding='UTF-8' framing='delimited' delimiter=',' header-row='optional'><record name='r'><field name='a'/><field name='b' column='a'/></record></layout> | two fields have the column 'a'
                    <layout encoding='UTF-8' framing='delimited' delimiter=',' header-row='optional'><record name='r'><field name='a' column='x,y'/></record></layout> | the column 'x,y' cannot be written
                    <layout encoding='UTF-8' framing='delimited' delimiter=',' header-row='optional'><record name='r'><field name='a' occurs='2' column='x'/></record></layout> | two fields have the column 'x'
                    """)
    void namesWhatIsWrongWithColumnsInALayout(String xml, String text) {
        var problems = new ArrayList<Problem>();

        FlatFiles.read(xml, problems);

        assertThat(problems).isNotEmpty();
        assertThat(problems.get(0).text()).contains(text);
    }

    private static XdmNode parse(String xml) {
        return ok(HardenedXml.parse(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static <T> T ok(Result<T> result) {
        return result.match(value -> value, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }
}
