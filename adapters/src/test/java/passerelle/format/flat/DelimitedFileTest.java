package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.Problem;
import passerelle.model.Result;

class DelimitedFileTest {
    private static final Charset CP1250 = Charset.forName("windows-1250");
    private static final String HEADER = "A|2|Dům|\r\n";
    private final Layout house = layout("delimiter='|'");

    /** A house and its guests, of whom a file has one line each. */
    private static String text(String attributes) {
        return """
                <layout encoding="windows-1250" framing="delimited" line-end="crlf" %s>
                  <record name="house" min="1">
                    <field name="type" value="A"/><field name="version" value="2"/><field name="name" length="5"/>
                    <field name="note"/>
                  </record>
                  <record name="guest" max="many" header="house">
                    <field name="type" value="U"/>
                    <field name="name" required="true"/>
                    <field name="sex" codes="M F"/>
                    <field name="fee" type="number" decimals="1"/>
                  </record>
                </layout>
                """
                .formatted(attributes);
    }

    private static Layout layout(String attributes) {
        return FlatFiles.layout(text(attributes));
    }

    @Test
    void givesEachRecordTheHeaderOfItsFile() {
        var outcome = FlatFiles.read(house, HEADER + "U|Růžena Nze|F|125\r\nU|Ada||\r\n");

        assertThat(outcome.good())
                .extracting(record -> record.node().toString().replaceAll("\\n *", ""))
                .containsExactly(
                        "<house><type>A</type><version>2</version><name>Dům</name><note/></house>",
                        "<guest><house><type>A</type><version>2</version><name>Dům</name><note/></house>"
                                + "<type>U</type><name>Růžena Nze</name><sex>F</sex><fee>12.5</fee></guest>",
                        "<guest><house><type>A</type><version>2</version><name>Dům</name><note/></house>"
                                + "<type>U</type><name>Ada</name><sex/><fee/></guest>");
        assertThat(outcome.totals().hold()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            textBlock =
                    """
                    U||M|      ! record guest, field name, column 3; expected a value: the field is required
                    U|Ada|Q|   ! record guest, field sex, column 7: found 'Q'; expected one of M F
                    U|Ada|F|x  ! record guest, field fee, column 9: found 'x'; expected a number with 1 decimals
                    U|Ada|F    ! record guest, column 8: found '3 fields'; expected 4 fields
                    U|Ada|F||  ! record guest, column 10: found '5 fields'; expected 4 fields
                    UU|Ada|F|  ! column 1: found 'UU|Ada|F|'; expected 'A' as field 1 (house) or 'U' as field 1 (guest)
                    ''         ! column 1; expected 'A' as field 1 (house) or 'U' as field 1 (guest)
                    """)
    void namesLineAndFieldOfAFault(String record, String fault) {
        var outcome = FlatFiles.read(house, HEADER + record + "\r\n");

        assertThat(outcome.faults()).containsExactly("READ-RECORD at line 2, " + fault);
    }

    @Test
    void refusesAByteThatTheCharacterSetLacksInItsField() {
        var bytes = (HEADER + "U|A?a|F|\r\n").getBytes(CP1250);
        bytes[HEADER.length() + 3] = (byte) 0x81;

        assertThat(FlatFiles.read(house, bytes).faults())
                .containsExactly("READ-CHARSET at line 2, record guest, field name, column 3: found 'bytes 81';"
                        + " expected characters of windows-1250");
    }

    @Test
    void refusesAFieldThatIsLongerThanItMayBe() {
        var outcome = FlatFiles.read(house, "A|2|Domeček|\r\n");

        assertThat(outcome.faults())
                .containsExactly("READ-RECORD at line 1, record house, field name, column 5: found '7 bytes';"
                        + " expected at most 5 bytes");
    }

    @Test
    void refusesARecordWhoseHeaderDoesNotStandBeforeIt() {
        var outcome = FlatFiles.read(house, "U|Ada|F|\r\n" + HEADER);

        assertThat(outcome.faults())
                .containsExactly("READ-RECORD at line 1, record guest, column 1: found 'guest without house';"
                        + " expected house before guest");
    }

    @Test
    void readsFieldsThatAreLeftOutAtTheEndAsBlankWhereTheLayoutSaysSo() {
        var outcome = FlatFiles.read(layout("delimiter='|' may-end-early='true'"), "A|2\r\nU|Ada\r\nU|Ada|F||\r\n");

        assertThat(outcome.good()).hasSize(2);
        assertThat(outcome.good().get(1).node().toString().replaceAll("\\n *", ""))
                .endsWith("<type>U</type><name>Ada</name><sex/><fee/></guest>");
        assertThat(outcome.faults())
                .containsExactly("READ-RECORD at line 3, record guest, column 10: found '5 fields'; expected at most"
                        + " 4 fields");
    }

    @ParameterizedTest
    @CsvSource({"U|Ada|F||, ''", "U|Ada|F|, found '3 fields'", "U|Ada|F|1, a delimiter after the last field"})
    void wantsADelimiterAfterTheLastFieldWhereTheLayoutSaysSo(String record, String fault) {
        var outcome =
                FlatFiles.read(layout("delimiter='|' ends-with-delimiter='true'"), "A|2|||\r\n" + record + "\r\n");

        assertThat(String.join("", outcome.faults())).contains(fault);
        assertThat(outcome.faults()).hasSize(fault.isEmpty() ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            textBlock =
                    """
                    delimiter='|' quote='"'  ! U|"A|d""a"|F|  ! A|d"a
                    delimiter='|' quote='"'  ! U|A"da|F|      ! A"da
                    delimiter=';' quote="'"  ! U;'A;da';F;    ! A;da
                    delimiter='|' escape='\\' ! U|A\\|d\\\\a|F| ! A|d\\a
                    """)
    void readsADelimiterInsideAText(String attributes, String record, String name) {
        var layout = layout(attributes);

        var outcome = FlatFiles.read(layout, HEADER.replace('|', record.charAt(1)) + record + "\r\n");

        assertThat(outcome.good()).hasSize(2);
        assertThat(outcome.good().get(1).node().toString()).contains("<name>" + name + "</name>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            textBlock =
                    """
                    delimiter='|' quote='"'  ! U|"Ada|F|  ! record guest, column 3; expected a closing quote
                    delimiter='|' quote='"'  ! U|"A"da|F| ! record guest, column 6; expected a delimiter after the closing quote
                    delimiter='|' escape='\\' ! U|Ada|F|\\  ! record guest, column 9; expected a character after the escape
                    """)
    void refusesADamagedQuoteOrEscape(String attributes, String record, String fault) {
        var outcome = FlatFiles.read(layout(attributes), HEADER + record + "\r\n");

        assertThat(outcome.faults()).containsExactly("READ-RECORD at line 2, " + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            textBlock =
                    """
                    delimiter='|'                           ! Růžena ! U|Růžena|F|-30
                    delimiter='|' ends-with-delimiter='true' ! Ada   ! U|Ada|F|-30|
                    delimiter='|' may-end-early='true'       ! Ada   ! U|Ada|F|-30
                    delimiter='|' quote='"'                  ! A|d"a ! U|"A|d""a"|F|-30
                    delimiter='|' escape='\\'                 ! A|d\\a ! U|A\\|d\\\\a|F|-30
                    """)
    void writesWhatItReads(String attributes, String name, String record) {
        var layout = layout(attributes);
        var writer = new FlatWriter(layout);

        var encoded = ok(writer.encode(guest("Dům", name)));
        var read = FlatFiles.read(layout, ok(writer.file(Map.of(), List.of(encoded))));

        assertThat(new String(writer.framed(encoded), CP1250)).isEqualTo(record + "\r\n");
        assertThat(read.bad()).isEmpty();
        assertThat(read.good().get(1).node().toString()).contains("<name>" + name + "</name>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            textBlock =
                    """
                    A|da ! found 'A|da'; expected text without '|', which parts the fields
                    Νίκη ! found 'Νίκη'; expected characters of windows-1250, which lacks U+039D
                    """)
    void refusesATextThatItCannotWrite(String name, String fault) {
        var failed = failed(new FlatWriter(house).encode(guest("Dům", name)));

        assertThat(failed.forSender()).isEqualTo("MAP-UNWRITABLE at record guest, field name: " + fault);
    }

    @Test
    void writesTheHeaderThatItsRecordsBring() {
        var writer = new FlatWriter(house);
        var records = List.of(ok(writer.encode(guest("Dům", "Ada"))), ok(writer.encode(guest("Dům", "Nze"))));

        var file = ok(writer.file(Map.of(), records));

        assertThat(new String(file, CP1250)).isEqualTo("A|2|Dům|\r\nU|Ada|F|-30\r\nU|Nze|F|-30\r\n");
        assertThat(FlatFiles.read(house, file).totals().hold()).isTrue();
    }

    @Test
    void refusesAFileOfRecordsThatBringDifferentHeaders() {
        var writer = new FlatWriter(house);
        var records = List.of(ok(writer.encode(guest("Dům", "Ada"))), ok(writer.encode(guest("Byt", "Nze"))));

        assertThat(failed(writer.file(Map.of(), records)).forSender())
                .isEqualTo("MAP-UNWRITABLE at record house; expected records of a file that all bring the same");
        assertThat(failed(writer.file(Map.of(), List.of())).forSender())
                .isEqualTo("MAP-MISSING at record house: found '0 records'; expected a record that brings it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<name>Ada</name>", "<name>Ada</name><house/>", ""})
    void refusesARecordThatDoesNotBringItsHeader(String fields) {
        var failed = failed(new FlatWriter(house).encode(node("<guest>" + fields + "</guest>")));

        assertThat(failed.forSender())
                .isEqualTo("MAP-MISSING at record guest; expected the record house as its first element");
    }

    @Test
    void refusesAHeaderThatDoesNotFit() {
        var failed = failed(new FlatWriter(house).encode(guest("Domeček", "Ada")));

        assertThat(failed.forSender())
                .isEqualTo("MAP-UNWRITABLE at record house, field name: found 'Domeček'; expected at most 5 bytes of"
                        + " windows-1250");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            textBlock =
                    """
                    delimiter='|'                 ! encoding="windows-1250" ! encoding="Shift_JIS" ! delimiters need a character set
                    delimiter='|'                 ! delimiter='|'           ! delimiters='|'       ! unknown attribute 'delimiters'
                    delimiter='|'                 ! delimiter='|'           ! delimiter=''         ! 'layout' needs the attribute 'delimiter'
                    delimiter='x'                 ! none                    ! none                 ! 'delimiter' of 'layout' is 'x'
                    delimiter='||'                ! none                    ! none                 ! 'delimiter' of 'layout' is '||'
                    delimiter='|' quote='|'       ! none                    ! none                 ! 'delimiter' is the quote or escape too
                    delimiter='|' quote='"' escape='\\' ! none              ! none                 ! 'quote' and 'escape' are both there
                    delimiter='|'                 ! name="note"/            ! name="note" at="4"/  ! unknown attribute 'at'
                    delimiter='|'                 ! name="note"/            ! name="note" pad="x"/ ! unknown attribute 'pad'
                    delimiter='|'                 ! <field name="note"/>    ! <filler length="1"/> ! unknown element 'filler'
                    delimiter='|'                 ! header="house"          ! header="hous"        ! record 'guest' has the header 'hous'
                    delimiter='|'                 ! name="note"/            ! name="note" fact="sender"/ ! record 'guest' has the header 'house'
                    delimiter='|'                 ! max="many"              ! max="1"              ! record 'guest' has a header; expected max="many"
                    delimiter='|'                 ! value="U"               ! value="A"            ! cannot be told apart
                    """)
    void namesWhatIsWrongWithALayout(String attributes, String right, String wrong, String problem) {
        var problems = new ArrayList<Problem>();

        var layout = FlatFiles.read(text(attributes).replace(right, wrong), problems);

        assertThat(layout).isEqualTo(Optional.empty());
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).text()).contains(problem);
    }

    private static XdmNode guest(String house, String name) {
        return node("<guest><house><name>" + house + "</name></house><name>" + name
                + "</name><sex>F</sex><fee>-3</fee></guest>");
    }

    private static XdmNode node(String xml) {
        return HardenedXml.parse(xml.getBytes(StandardCharsets.UTF_8)).match(node -> node, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    private static <T> T ok(Result<T> result) {
        return result.match(value -> value, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    private static Failure failed(Result<?> result) {
        return result.match(
                value -> {
                    throw new AssertionError("was " + value);
                },
                failure -> failure);
    }
}
