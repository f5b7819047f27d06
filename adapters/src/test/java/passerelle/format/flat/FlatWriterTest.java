package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.Result;

class FlatWriterTest {
    private static final Map<String, String> FACTS =
            Map.of("file-id", "B7", "created", "20261123060000", "recipient", "xbb");

    private final Layout small = FlatFiles.layout(FlatFiles.SMALL);
    private final Layout border = FlatFiles.example("border-crossing.xml");

    @ParameterizedTest
    @CsvSource({
        "'<name>Nze</name><sex>M</sex><fee>12.5</fee>', 'DNze  M125'",
        "'<fee>-3</fee><name>Nze</name>', 'DNze   -30'",
        "'<name>Nze</name>', 'DNze      '",
        "'<type>D</type><name>Nze</name><sex/><fee> 1.50 </fee>', 'DNze   015'",
        "'<name>Åsé</name><fee>0</fee>', 'DÅsé 000'"
    })
    void writesEachFieldAtItsPlace(String fields, String record) {
        var encoded = new FlatWriter(small).encode(person(fields));

        assertThat(new FlatWriter(small).framed(ok(encoded)))
                .isEqualTo((record + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <name>Okoro N</name> | MAP-UNWRITABLE at record person, field name: found 'Okoro N'; expected at most 5 bytes of UTF-8
                    <name>Åséé</name> | MAP-UNWRITABLE at record person, field name: found 'Åséé'; expected at most 5 bytes of UTF-8
                    <name>a&#10;b</name> | MAP-UNWRITABLE at record person, field name: found 'U+000A'; expected text without control characters
                    <name>Nze</name><fee>12,5</fee> | MAP-UNWRITABLE at record person, field fee: found '12,5'; expected a number with 1 decimals
                    <name>Nze</name><fee>1.25</fee> | MAP-UNWRITABLE at record person, field fee: found '1.25'; expected a number with 1 decimals
                    <name>Nze</name><fee>100</fee> | MAP-UNWRITABLE at record person, field fee: found '100'; expected at most 3 bytes of UTF-8
                    <name>Nze</name><fee>1E9</fee> | MAP-UNWRITABLE at record person, field fee: found '1E9'; expected a number with 1 decimals
                    <sex>M</sex> | MAP-MISSING at record person, field name; expected a value: the field is required
                    <name>Nze</name><sex>Q</sex> | MAP-UNKNOWN-CODE at record person, field sex: found 'Q'; expected one of M F X
                    <type>X</type><name>Nze</name> | MAP-BAD-VALUE at record person, field type: found 'X'; expected 'D'
                    <name>Nze</name><phone>1</phone> | MAP-UNKNOWN-ELEMENT at record person, field phone; expected a field of the layout, with text only
                    <name>Nze<b>x</b></name> | MAP-UNKNOWN-ELEMENT at record person, field name; expected a field of the layout, with text only
                    <name lang='ig'>Nze</name> | MAP-UNKNOWN-ELEMENT at record person, field name; expected a field of the layout, with text only
                    <name xmlns='urn:x'>Nze</name> | MAP-UNKNOWN-ELEMENT at record person, field name; expected a field of the layout, with text only
                    <name>Nze</name><name>Ada</name> | MAP-UNKNOWN-ELEMENT at record person, field name; expected the field once
                    <name>Nze</name>loose | MAP-UNKNOWN-ELEMENT at record person; expected fields only, and no text between them
                    """)
    void refusesWhatTheRecordCannotHold(String fields, String failure) {
        var encoded = new FlatWriter(small).encode(person(fields));

        assertThat(failed(encoded).forSender()).isEqualTo(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<header/>", "<nobody/>", "<person xmlns='urn:x'/>", "<person id='1'/>"})
    void refusesARecordThatIsNotForTheBodyOfTheFile(String xml) {
        var encoded = new FlatWriter(small).encode(parse(xml));

        assertThat(failed(encoded).code().code()).isEqualTo("MAP-UNKNOWN-ELEMENT");
    }

    @Test
    void namesACharacterThatTheCharacterSetLacksAndNeverReplacesIt() {
        var encoded = new FlatWriter(border).encode(person("<seq>1</seq><surname>Wang \u738B</surname>"));

        assertThat(failed(encoded).forSender())
                .isEqualTo("MAP-UNWRITABLE at record person, field surname: found 'Wang \u738B'; expected characters of"
                        + " windows-1256, which lacks U+738B");
    }

    @Test
    void writesHeaderFactsAndTrailerTotals() {
        var writer = new FlatWriter(border);
        var records = List.of(
                ok(writer.encode(person("<seq>1</seq><surname>Nze</surname><fee>12.5</fee>"))),
                ok(writer.encode(person("<seq>2</seq><surname>Ada</surname><fee>0.25</fee>"))));

        var lines = new String(ok(writer.file(FACTS, records)), border.charset()).split("\n", -1);

        assertThat(lines).hasSize(5);
        assertThat(lines[0]).isEqualTo("HB7          20261123060000" + " ".repeat(73));
        assertThat(lines[3]).isEqualTo("T000000002000000000001275" + " ".repeat(75));
        assertThat(lines[4]).isEmpty();
    }

    @Test
    void writesRecordsInTheOrderOfTheLayoutWhateverOrderTheyCameIn() {
        var layout = FlatFiles.layout(FlatFiles.exampleText("movements.xml").replace("order=\"mixed\"", ""));
        var writer = new FlatWriter(layout);
        var records = List.of(
                ok(writer.encode(parse("<departure><number>2</number></departure>"))),
                ok(writer.encode(parse("<arrival><number>1</number></arrival>"))));

        var file = new String(ok(writer.file(FACTS, records)), layout.charset());

        assertThat(file).matches("1   IN {18}\r\n2   EX {18}\r\n0003ZZxbb {15}\r\n");
    }

    @Test
    void keepsTheOrderOfRecordsThatMayMix() {
        var layout = FlatFiles.example("movements.xml");
        var writer = new FlatWriter(layout);
        var records = List.of(
                ok(writer.encode(parse("<departure><number>2</number></departure>"))),
                ok(writer.encode(parse("<arrival><number>1</number></arrival>"))));

        var file = new String(ok(writer.file(FACTS, records)), layout.charset());

        assertThat(file).matches("2   EX {18}\r\n1   IN {18}\r\n0003ZZxbb {15}\r\n");
    }

    @Test
    void refusesAFactThatDoesNotFitAndWritesNothing() throws IOException {
        var out = new ByteArrayOutputStream();

        var refusal =
                new FlatWriter(border).file(Map.of("file-id", "far-too-long-for-it", "created", ""), List.of(), out);

        assertThat(refusal).map(Failure::toString).contains("MAP-UNWRITABLE at record header, field batch-id");
        assertThat(out.size()).isZero();
    }

    @Test
    void refusesANegativeNumberWhereTheLayoutAllowsNoSign() {
        var layout = FlatFiles.layout(FlatFiles.SMALL.replace(
                "length=\"3\" type=\"number\" decimals=\"1\"", "length=\"3\" type=\"number\" sign=\"none\""));

        var encoded = new FlatWriter(layout).encode(person("<name>Nze</name><fee>-1</fee>"));

        assertThat(failed(encoded).expected()).isEqualTo("a whole number and no sign");
    }

    @Test
    void refusesATotalThatDoesNotFit() {
        var layout = FlatFiles.layout(FlatFiles.SMALL.replace(
                "length=\"3\" type=\"number\"/>", "length=\"1\" type=\"number\"/><filler length=\"2\"/>"));
        var writer = new FlatWriter(layout);
        var person = ok(writer.encode(person("<name>Nze</name>")));

        var file = writer.file(FACTS, Collections.nCopies(10, person));

        assertThat(failed(file).toString()).isEqualTo("MAP-UNWRITABLE at record trailer, field count");
    }

    @Test
    void refusesAFileWithTooFewOrTooManyRecords() {
        var writer = new FlatWriter(FlatFiles.layout(FlatFiles.SMALL.replace("max=\"many\"", "min=\"1\" max=\"2\"")));
        var person = ok(writer.encode(person("<name>Nze</name>")));

        var refusals = List.of(
                failed(writer.file(FACTS, List.of())).forSender(),
                failed(writer.file(FACTS, List.of(person, person, person))).forSender());

        assertThat(refusals)
                .containsExactly(
                        "MAP-MISSING at record person: found '0 records'; expected at least 1 in a file",
                        "MAP-UNWRITABLE at record person: found '3 records'; expected at most 2 in a file");
    }

    @Test
    void findsAFactThatTheGatewayForgotToBeAFaultOfOurs() {
        assertThatThrownBy(() -> new FlatWriter(border).file(Map.of("created", ""), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The layout asks for the fact 'file-id', which is not given");
    }

    @Test
    void keepsPersonalDataOutOfTheTextForTheLog() {
        var encoded = ok(new FlatWriter(small).encode(person("<name>Nze</name>")));

        assertThat(encoded).hasToString("person, 10 bytes");
    }

    /** Arabic, Cyrillic, Central European and many-byte names; the layout counts bytes of each character set. */
    @ParameterizedTest
    @CsvSource({
        "windows-1256, محمد النزي",
        "ISO-8859-5, Окоро Нзе",
        "Cp1250, Łukasz Žižek",
        "UTF-8, Ōkoro 王",
        "Shift_JIS, 山田ソ",
        "GB18030, 王㐀",
        "US-ASCII, Okoro Nze"
    })
    void roundTripsAFileByteForByte(String charset, String name) {
        var layout =
                FlatFiles.layout(FlatFiles.exampleText("border-crossing.xml").replace("windows-1256", charset));
        var text = name + " ".repeat(20 - name.getBytes(layout.charset()).length);
        var original = ("HB7          20261123060000" + " ".repeat(73) + "\n"
                        + "D00001Nze                 " + text + "M19801200UTO**AB-12-34000012345    -120"
                        + " ".repeat(15)
                        + "\n"
                        + "D00002 Ada  Eze           " + " ".repeat(20) + " 1975    XAA**********" + "-00000005"
                        + " ".repeat(23) + "\n"
                        + "T000000002000000000012340" + " ".repeat(75) + "\n")
                .getBytes(layout.charset());
        var writer = new FlatWriter(layout);
        var records = new ArrayList<Encoded>();

        var outcome = FlatFiles.read(layout, original);
        outcome.good().stream()
                .filter(record -> record.type().equals("person"))
                .forEach(record -> records.add(ok(writer.encode(record.node()))));
        var written = ok(writer.file(FACTS, records));

        assertThat(outcome.totals().hold()).isTrue();
        assertThat(outcome.good().get(1).node().toString())
                .contains("<surname-native>" + name + "</surname-native>", "<document>AB-12-34<", "<balance>-120<");
        assertThat(written).isEqualTo(original);
    }

    private static XdmNode person(String fields) {
        return parse("<person>" + fields + "</person>");
    }

    private static XdmNode parse(String xml) {
        return ok(HardenedXml.parse(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static <T> T ok(Result<T> result) {
        return result.match(value -> value, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    private static Failure failed(Result<?> result) {
        return result.match(
                value -> {
                    throw new AssertionError("not refused: " + value);
                },
                failure -> failure);
    }
}
