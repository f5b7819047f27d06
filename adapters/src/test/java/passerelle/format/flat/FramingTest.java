package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.BadRecord;
import passerelle.format.FileFault;
import passerelle.format.flat.Framing.Place;

class FramingTest {
    private static final Charset CP037 = Charset.forName("IBM037");
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private final Layout fixed = layout("framing='fixed'", "");
    private final Layout rdw = layout("framing='rdw'", "<filler length='3'/>");
    private final Layout blocked = layout("framing='rdw' blocks='bdw' block-size='26'", "<filler length='3'/>");

    /** Persons of six bytes, and houses that are as long or longer. */
    private static Layout layout(String framing, String filler) {
        return FlatFiles.layout("<layout encoding='IBM037' order='mixed' " + framing + ">"
                + "<record name='person' max='many'><field name='k' length='1' value='P'/>"
                + "<field name='name' length='5' required='true'/></record>"
                + "<record name='house' max='many'><field name='k' length='1' value='H'/>"
                + "<field name='name' length='5'/>" + filler + "</record></layout>");
    }

    private static byte[] ebcdic(String text) {
        return text.getBytes(CP037);
    }

    /** The frames of a layout around some records. */
    private static byte[] written(Layout layout, String... records) throws IOException {
        var out = new ByteArrayOutputStream();
        var pen = layout.framing().pen(out);
        for (var record : records) {
            pen.write(ebcdic(record));
        }
        pen.end();
        return out.toByteArray();
    }

    private static List<String> names(FlatFiles.Outcome outcome) {
        return outcome.good().stream()
                .map(record -> record.type() + " " + record.line() + " at " + record.offset() + " "
                        + record.node().getStringValue())
                .toList();
    }

    @Test
    void cutsRecordsOfOneLengthWithNothingBetweenThem() {
        var outcome = FlatFiles.read(fixed, ebcdic("PNze  HMill PAda  "));

        assertThat(names(outcome)).containsExactly("person 1 at 0 PNze", "house 2 at 6 HMill", "person 3 at 12 PAda");
        assertThat(outcome.totals().hold()).isTrue();
    }

    @Test
    void refusesTheRestOfAFixedFileThatIsNoWholeRecord() {
        var outcome = FlatFiles.read(fixed, ebcdic("PNze  P     PAda"));

        assertThat(names(outcome)).containsExactly("person 1 at 0 PNze");
        assertThat(outcome.faults())
                .containsExactly(
                        "READ-RECORD at line 2, record person, field name, column 2; expected a value: the field is required",
                        "READ-RECORD at line 3, record person, column 5: found '4 bytes'; expected 6 bytes");
        assertThat(outcome.bad()).extracting(BadRecord::offset).containsExactly(6L, 12L);
        assertThat(outcome.totals().read()).isEqualTo(3);
    }

    @Test
    void cutsRecordsOfAnyLengthBehindTheirWords() throws IOException {
        var file = HEX.parseHex(
                "00 0A 00 00 D7 D5 A9 85 40 40 00 0D 00 00 C8 D4 89 93 93 40 40 40 40 00 0A 00 00 D7 C1 84 81 40 40");

        var outcome = FlatFiles.read(rdw, file);

        assertThat(names(outcome)).containsExactly("person 1 at 4 PNze", "house 2 at 14 HMill", "person 3 at 27 PAda");
        assertThat(outcome.totals().hold()).isTrue();
        assertThat(written(rdw, "PNze  ", "HMill    ", "PAda  ")).isEqualTo(file);
    }

    @Test
    void putsAsManyRecordsIntoABlockAsFit() throws IOException {
        var file = HEX.parseHex("00 18 00 00 00 0A 00 00 D7 D5 A9 85 40 40 00 0A 00 00 D7 C1 84 81 40 40"
                + " 00 11 00 00 00 0D 00 00 C8 D4 89 93 93 40 40 40 40");

        var outcome = FlatFiles.read(blocked, file);

        assertThat(names(outcome)).containsExactly("person 1 at 8 PNze", "person 2 at 18 PAda", "house 3 at 32 HMill");
        assertThat(written(blocked, "PNze  ", "PAda  ", "HMill    ")).isEqualTo(file);
    }

    @Test
    void takesAnEmptyRecordForOneOfNoType() {
        var outcome = FlatFiles.read(rdw, HEX.parseHex("00 04 00 00 00 0A 00 00 D7 D5 A9 85 40 40"));

        assertThat(outcome.faults())
                .containsExactly(
                        "READ-RECORD at line 1, column 1; expected 'P' at byte 1 (person) or 'H' at byte 1 (house)");
        assertThat(names(outcome)).containsExactly("person 2 at 8 PNze");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    00 03 00 00 D7      | READ-RECORD at line 2, column 1: found '00 03 00 00'; expected a record descriptor word: a length from 4, then 00 00
                    00 00 00 00         | READ-RECORD at line 2, column 1: found '00 00 00 00'; expected a record descriptor word: a length from 4, then 00 00
                    00 0A 01 00 D7      | READ-RECORD at line 2, column 1: found '00 0A 01 00'; expected a record descriptor word: a length from 4, then 00 00
                    00 0A 00 01 D7      | READ-RECORD at line 2, column 1: found '00 0A 00 01'; expected a record descriptor word: a length from 4, then 00 00
                    00 0A 00            | READ-RECORD at line 2, column 1: found '00 0A 00'; expected a record descriptor word: a length from 4, then 00 00
                    00 0A 00 00 D7 D5   | READ-RECORD at line 2, column 1: found '2 bytes and the end'; expected a record of 6 bytes
                    FF FF 00 00 D7 D5   | READ-RECORD at line 2, column 1: found '2 bytes and the end'; expected a record of 65531 bytes
                    """)
    void readsNothingBehindAWordThatCannotBeOne(String rest, String fault) {
        var outcome = FlatFiles.read(rdw, HEX.parseHex("00 0A 00 00 D7 D5 A9 85 40 40 " + rest));

        assertThat(names(outcome)).containsExactly("person 1 at 4 PNze");
        assertThat(outcome.bad()).isEmpty();
        assertThat(outcome.fileFaults()).containsExactly(fault);
        assertThat(outcome.totals().faults()).extracting(FileFault::offset).containsExactly(10L);
        assertThat(outcome.totals().hold()).isFalse();
    }

    @Test
    void readsNothingBehindARecordBeyondTheLimit() throws IOException {
        var frames = new RdwFraming(5, 0)
                .frames(new ByteArrayInputStream(written(rdw, "12345", "123456", "1")), Place.START);

        assertThat(frames.next()).isPresent();
        assertThat(frames.next()).isEmpty();
        assertThat(frames.next()).isEmpty();
        assertThat(frames.damage().map(fault -> fault.toFailure().forSender()))
                .contains("READ-LIMIT at line 2, column 1: found '00 0A 00 00'; expected at most 5 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    00 07 00 00                | 0  | found '00 07 00 00'; expected a block descriptor word: a length from 8 to 32767, then 00 00
                    80 00 00 10 00 0A 00 00    | 0  | found '80 00 00 10'; expected a block descriptor word: a length from 8 to 32767, then 00 00
                    00 0E 00 01 00 0A 00 00    | 0  | found '00 0E 00 01'; expected a block descriptor word: a length from 8 to 32767, then 00 00
                    00 0E                      | 0  | found '00 0E'; expected a block descriptor word: a length from 8 to 32767, then 00 00
                    00 0E 00 00                | 4  | found 'the end'; expected a record descriptor word: a length from 4, then 00 00
                    00 0D 00 00 00 0A 00 00 D7 | 4  | found '00 0A 00 00'; expected a record that ends with its block, 9 bytes on
                    00 0A 00 00 00 04 00 00 00 04 00 00 | 8 | found '00 04 00 00'; expected a record that ends with its block, 2 bytes on
                    """)
    void readsNothingBehindABlockThatCannotBeOne(String file, long offset, String fault) {
        var outcome = FlatFiles.read(blocked, HEX.parseHex(file));

        assertThat(outcome.good()).isEmpty();
        assertThat(outcome.fileFaults()).singleElement().asString().endsWith(fault);
        assertThat(outcome.totals().faults()).extracting(FileFault::offset).containsExactly(offset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"line-end='lf'", "framing='fixed'", "framing='rdw'", "framing='rdw' blocks='bdw' block-size='22'"
            })
    void goesOnFromAnyPlaceAsIfItHadNotStopped(String framing) throws IOException {
        var layout = FlatFiles.layout("<layout encoding='UTF-8' " + framing
                + "><record name='r' max='many'><field name='f' length='6'/></record></layout>");
        var out = new ByteArrayOutputStream();
        var pen = layout.framing().pen(out);
        for (int i = 0; i < 7; i++) {
            pen.write(("PNze " + i).getBytes(layout.charset()));
        }
        pen.end();
        var whole = layout.framing().frames(new ByteArrayInputStream(out.toByteArray()), Place.START);
        var places = new ArrayList<Place>();
        var frames = new ArrayList<String>();
        for (var frame = whole.next(); frame.isPresent(); frame = whole.next()) {
            frames.add(text(frame.get()));
            places.add(whole.place());
        }

        for (int i = 0; i < places.size(); i++) {
            var in = new ByteArrayInputStream(out.toByteArray());
            in.skipNBytes(places.get(i).offset());
            var rest = layout.framing().frames(in, places.get(i));
            for (int j = i + 1; j < frames.size(); j++) {
                assertThat(rest.next().map(FramingTest::text)).contains(frames.get(j));
            }
            assertThat(rest.next()).isEmpty();
            assertThat(rest.damage()).isEmpty();
        }
        assertThat(frames).hasSize(7);
    }

    private static String text(Framing.Frame frame) {
        return frame.line() + " " + frame.offset() + " " + HEX.formatHex(frame.raw());
    }

    @Test
    void findsARecordThatDoesNotFitItsFramesToBeAFaultOfOurs() {
        assertThatThrownBy(() -> written(fixed, "PNze"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A record of 4 bytes cannot stand among those of 6");
        assertThatThrownBy(() -> written(blocked, "P".repeat(19)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A record of 19 bytes and its descriptor word are more than 22");
    }
}
