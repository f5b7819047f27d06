package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.format.xml.HardenedXml;

/** One field a record: its exact bytes, in both directions. */
class FieldTypeTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private static Layout layout(String encoding, String field) {
        return FlatFiles.layout("<layout encoding='" + encoding + "' framing='fixed'><record name='r' max='many'>"
                + "<field name='f' " + field + "/></record></layout>");
    }

    /** What a field says of some bytes, or why it refuses them. */
    private static String read(Layout layout, byte[] bytes) {
        var outcome = FlatFiles.read(layout, bytes);
        return outcome.bad().isEmpty()
                ? outcome.good().get(0).node().getStringValue()
                : outcome.faults().get(0).replace("at line 1, record r, field f, column 1", "");
    }

    /** The bytes of a text, or why a field refuses it. */
    private static String write(Layout layout, String text) {
        return new FlatWriter(layout)
                .encode(parse("<r><f>" + text + "</f></r>"))
                .match(record -> HEX.formatHex(record.records().get(0).bytes()), failure -> failure.forSender()
                        .replace("at record r, field f", ""));
    }

    private static XdmNode parse(String xml) {
        return HardenedXml.parse(xml.getBytes(StandardCharsets.UTF_8)).match(node -> node, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    IBM037       | length='3' type='packed'                                     | 12 34 5C    | 12345
                    IBM037       | length='3' type='packed'                                     | 12 34 5D    | -12345
                    IBM037       | length='3' type='packed'                                     | 00 00 0C    | 0
                    IBM037       | length='3' type='packed' decimals='2'                        | 00 01 0D    | -0.10
                    IBM037       | length='3' type='packed' decimals='7'                        | 99 99 9C    | 0.0099999
                    IBM037       | length='3' type='packed' sign='none'                         | 12 34 5F    | 12345
                    IBM037       | length='1' type='packed'                                     | 7C          | 7
                    IBM037       | length='3' type='packed' digits='4'                          | 09 99 9C    | 9999
                    IBM037       | length='3' type='packed' blank='low-values'                  | 00 00 00    | ''
                    IBM037       | length='3' type='packed' blank='spaces'                      | 40 40 40    | ''
                    windows-1252 | length='3' type='packed' blank='spaces'                      | 20 20 20    | ''
                    IBM037       | length='19' type='packed'                                    | 12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12 34 56 7D | -1234567890123456789012345678901234567
                    IBM037       | length='1' type='binary'                                     | FF          | 255
                    IBM037       | length='1' type='binary' sign='twos-complement'              | FF          | -1
                    IBM037       | length='2' type='binary'                                     | 01 00       | 256
                    IBM037       | length='2' type='binary' sign='twos-complement'              | 80 00       | -32768
                    IBM037       | length='4' type='binary' decimals='2'                        | 00 00 30 39 | 123.45
                    IBM037       | length='3' type='binary' decimals='2' sign='twos-complement' | FF FF FF    | -0.01
                    IBM037       | length='8' type='binary'                        | FF FF FF FF FF FF FF FF | 18446744073709551615
                    IBM037       | length='8' type='binary' sign='twos-complement' | 80 00 00 00 00 00 00 00 | -9223372036854775808
                    IBM037       | length='4' type='binary' digits='4'                          | 00 00 27 0F | 9999
                    IBM037       | length='4' type='number' sign='overpunch'                    | F1 F2 F3 C4 | 1234
                    IBM037       | length='4' type='number' sign='overpunch'                    | F1 F2 F3 D4 | -1234
                    IBM037       | length='4' type='number' sign='overpunch'                    | F0 F0 F0 C0 | 0
                    IBM037       | length='4' type='number' sign='overpunch' decimals='2'       | F0 F0 F1 D0 | -0.10
                    IBM037       | length='4' type='number' sign='overpunch'                    | 40 40 40 40 | ''
                    IBM037       | length='4' type='number' sign='overpunch-leading'            | D1 F2 F3 F4 | -1234
                    IBM037       | length='4' type='number' sign='overpunch-leading'            | C0 F0 F0 F7 | 7
                    IBM273       | length='2' type='number' sign='overpunch'                    | F1 C0       | 10
                    IBM1026      | length='2' type='number' sign='overpunch'                    | F1 D0       | -10
                    windows-1256 | length='4' type='number' sign='overpunch'                    | 31 32 33 44 | 1234
                    windows-1256 | length='4' type='number' sign='overpunch'                    | 31 32 33 7D | -1230
                    ISO-8859-5   | length='4' type='number' sign='overpunch'                    | 30 30 30 7B | 0
                    UTF-8        | length='3' type='number' sign='overpunch-leading'            | 4A 32 33    | -123
                    UTF-8        | length='3' type='number' sign='overpunch'                    | 20 20 20    | ''
                    IBM037       | length='4' type='number' sign='trailing'                     | F0 F1 F2 60 | -12
                    IBM037       | length='4' type='number' sign='trailing'                     | F0 F0 F1 F2 | 12
                    IBM037       | length='4' type='number' sign='trailing' plus='sign'         | F0 F1 F2 4E | 12
                    IBM037       | length='4' type='number' sign='trailing' plus='blank'        | F0 F1 F2 40 | 12
                    windows-1250 | length='4' type='number' sign='trailing' pad=' '             | 20 31 32 2D | -12
                    windows-1250 | length='4' type='number' sign='leading' plus='sign'          | 2B 30 31 32 | 12
                    windows-1250 | length='4' type='number' sign='leading' plus='blank'         | 20 30 31 32 | 12
                    windows-1250 | length='4' type='number' decimals='1'                        | 30 31 32 33 | 12.3
                    IBM037       | length='4' type='number' pad='*' align='left'                | F1 F2 5C 5C | 12
                    IBM037       | length='6'                                                   | D5 A9 85 40 40 40 | Nze
                    IBM1047      | length='5'                                                   | AD C1 BD 5F 40 | [A]^
                    IBM037       | length='5'                                                   | BA C1 BB B0 40 | [A]^
                    IBM1026      | length='3'                                                   | 5B 5A 79    | İĞı
                    windows-1256 | length='5'                                                   | E3 CD E3 CF 20 | محمد
                    ISO-8859-5   | length='5'                                                   | BE DA DE E0 DE | Окоро
                    windows-1250 | length='6'                                                   | 8E 69 9E 65 6B 20 | Žižek
                    UTF-8        | length='6'                                                   | C5 8C 6B 6F 20 20 | Ōko
                    IBM037       | length='4' encoding='windows-1256'                           | E3 CD 20 20 | مح
                    UTF-8        | length='4' encoding='IBM037' align='right' pad='0'           | F0 F0 C1 82 | Ab
                    """)
    void standsForItsTextInBothDirections(String encoding, String field, String bytes, String text) {
        var layout = layout(encoding, field);

        assertThat(read(layout, HEX.parseHex(bytes))).isEqualTo(text);
        assertThat(write(layout, text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    IBM037 | length='3' type='packed'                            | 12 34 5F    | 12345 | 12 34 5C
                    IBM037 | length='2' type='packed' decimals='1'               | 00 0D       | 0.0   | 00 0C
                    IBM037 | length='3' type='number' sign='overpunch'           | F0 F1 F2    | 12    | F0 F1 C2
                    IBM037 | length='3' type='number' sign='overpunch'           | F0 F0 D0    | 0     | F0 F0 C0
                    UTF-8  | length='3' type='number' sign='overpunch-leading'   | 30 31 32    | 12    | 7B 31 32
                    IBM037 | length='3' type='number' sign='trailing'            | 40 F1 4E    | 1     | F0 F0 F1
                    """)
    void writesTheSignThatTheLayoutSaysWhateverWasRead(
            String encoding, String field, String bytes, String text, String written) {
        var layout = layout(encoding, field);

        assertThat(read(layout, HEX.parseHex(bytes))).isEqualTo(text);
        assertThat(write(layout, text)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    length='3' type='packed'                            | 12 3A 5C | READ-RECORD : found 'bytes 12 3A 5C'; expected a whole number, packed in 5 digits and C, D or F
                    length='3' type='packed'                            | 1B 34 5C | READ-RECORD : found 'bytes 1B 34 5C'; expected a whole number, packed in 5 digits and C, D or F
                    length='3' type='packed'                            | 12 34 5A | READ-RECORD : found 'bytes 12 34 5A'; expected a whole number, packed in 5 digits and C, D or F
                    length='3' type='packed'                            | 12 34 5B | READ-RECORD : found 'bytes 12 34 5B'; expected a whole number, packed in 5 digits and C, D or F
                    length='3' type='packed'                            | 12 34 5E | READ-RECORD : found 'bytes 12 34 5E'; expected a whole number, packed in 5 digits and C, D or F
                    length='3' type='packed'                            | 12 34 56 | READ-RECORD : found 'bytes 12 34 56'; expected a whole number, packed in 5 digits and C, D or F
                    length='3' type='packed'                            | 00 00 00 | READ-RECORD : found 'bytes 00 00 00'; expected a whole number, packed in 5 digits and C, D or F
                    length='3' type='packed'                            | 40 40 40 | READ-RECORD : found 'bytes 40 40 40'; expected a whole number, packed in 5 digits and C, D or F
                    length='3' type='packed' blank='spaces'             | 00 00 00 | READ-RECORD : found 'bytes 00 00 00'; expected a whole number, packed in 5 digits and C, D or F
                    length='3' type='packed' blank='low-values'         | 40 40 40 | READ-RECORD : found 'bytes 40 40 40'; expected a whole number, packed in 5 digits and C, D or F
                    length='3' type='packed' blank='spaces' required='true' | 40 40 40 | READ-RECORD ; expected a value: the field is required
                    length='3' type='packed' digits='4' decimals='2'    | 12 34 5C | READ-RECORD : found 'bytes 12 34 5C'; expected a number with 2 decimals, packed in 4 digits and C, D or F
                    length='3' type='packed' sign='none'                | 12 34 5C | READ-RECORD : found 'bytes 12 34 5C'; expected a whole number and no sign, packed in 5 digits and F
                    length='3' type='packed' sign='none'                | 12 34 5D | READ-RECORD : found 'bytes 12 34 5D'; expected a whole number and no sign, packed in 5 digits and F
                    length='2' type='binary' digits='4'                 | 27 10    | READ-RECORD : found '10000'; expected at most 4 digits
                    length='2' type='binary' digits='4' sign='twos-complement' | D8 F0 | READ-RECORD : found '-10000'; expected at most 4 digits
                    length='2' type='number' sign='overpunch'           | C1 F2    | READ-RECORD : found 'A2'; expected a whole number, its sign in the last digit
                    length='2' type='number' sign='overpunch'           | F1 E2    | READ-RECORD : found '1S'; expected a whole number, its sign in the last digit
                    length='2' type='number' sign='overpunch'           | F1 82    | READ-RECORD : found '1b'; expected a whole number, its sign in the last digit
                    length='2' type='number' sign='overpunch'           | 40 C2    | READ-RECORD : found ' B'; expected a whole number, its sign in the last digit
                    length='2' type='number' sign='overpunch'           | F1 00    | READ-RECORD : found 'U+0000'; expected text without control characters
                    length='2' type='number' sign='overpunch-leading'   | F1 C2    | READ-RECORD : found '1B'; expected a whole number, its sign in the first digit
                    length='2' type='number' sign='trailing'            | 60 F1    | READ-RECORD : found '-1'; expected a whole number, its sign behind it
                    length='2' type='number'                            | F1 60    | READ-RECORD : found '1-'; expected a whole number
                    length='2'                                          | C1 15    | READ-RECORD : found 'U+000A'; expected text without control characters
                    length='2'                                          | C1 00    | READ-RECORD : found 'U+0000'; expected text without control characters
                    length='2' encoding='ISO-8859-8'                    | E0 FF    | READ-CHARSET : found 'bytes FF'; expected characters of ISO-8859-8
                    """)
    void refusesBytesThatAreNoneOfIts(String field, String bytes, String refusal) {
        assertThat(read(layout("IBM037", field), HEX.parseHex(bytes))).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    length='2' type='packed'                                | 1000    | MAP-UNWRITABLE : found '1000'; expected a whole number in at most 3 digits
                    length='2' type='packed' digits='2'                     | 100     | MAP-UNWRITABLE : found '100'; expected a whole number in at most 2 digits
                    length='2' type='packed' sign='none'                    | -1      | MAP-UNWRITABLE : found '-1'; expected a whole number and no sign
                    length='2' type='packed' decimals='1'                   | 1.25    | MAP-UNWRITABLE : found '1.25'; expected a number with 1 decimals
                    length='2' type='packed'                                | 12a     | MAP-UNWRITABLE : found '12a'; expected a whole number
                    length='2' type='packed'                                | ''      | MAP-MISSING ; expected a number: the layout has no blank for the field
                    length='2' type='packed' required='true' blank='spaces' | ''      | MAP-MISSING ; expected a value: the field is required
                    length='1' type='binary'                                | ''      | MAP-MISSING ; expected a number: the field is binary and cannot be blank
                    length='1' type='binary'                                | 256     | MAP-UNWRITABLE : found '256'; expected a whole number and no sign in 1 bytes and at most 38 digits
                    length='1' type='binary'                                | -1      | MAP-UNWRITABLE : found '-1'; expected a whole number and no sign
                    length='1' type='binary' sign='twos-complement'         | 128     | MAP-UNWRITABLE : found '128'; expected a whole number in 1 bytes and at most 38 digits
                    length='1' type='binary' sign='twos-complement'         | -129    | MAP-UNWRITABLE : found '-129'; expected a whole number in 1 bytes and at most 38 digits
                    length='2' type='binary' digits='3'                     | 1000    | MAP-UNWRITABLE : found '1000'; expected a whole number and no sign in 2 bytes and at most 3 digits
                    length='2' type='number' sign='overpunch'               | 100     | MAP-UNWRITABLE : found '100'; expected at most 2 bytes of IBM037
                    length='3' type='number' sign='trailing'                | -100    | MAP-UNWRITABLE : found '-100'; expected at most 3 bytes of IBM037
                    length='3' type='number' plus='sign'                    | 100     | MAP-UNWRITABLE : found '100'; expected at most 3 bytes of IBM037
                    length='3'                                              | Žižek   | MAP-UNWRITABLE : found 'Žižek'; expected characters of IBM037, which lacks U+017D
                    length='3' encoding='windows-1250'                      | محم     | MAP-UNWRITABLE : found 'محم'; expected characters of windows-1250, which lacks U+0645
                    length='3' encoding='ISO-8859-5'                        | a€      | MAP-UNWRITABLE : found 'a€'; expected characters of ISO-8859-5, which lacks U+20AC
                    length='3' encoding='ISO-8859-5'                        | 😀      | MAP-UNWRITABLE : found '😀'; expected characters of ISO-8859-5, which lacks U+1F600
                    length='3'                                              | a&#10;  | MAP-UNWRITABLE : found 'U+000A'; expected text without control characters
                    """)
    void refusesATextThatItCannotHold(String field, String text, String refusal) {
        assertThat(write(layout("IBM037", field), text)).isEqualTo(refusal);
    }

    /** Every byte of a character set is either written back as it was or refused. */
    @ParameterizedTest
    @CsvSource({
        "IBM037, 192",
        "IBM1047, 192",
        "IBM1026, 192",
        "windows-1256, 224",
        "windows-1250, 219",
        "ISO-8859-5, 192",
        "ISO-8859-8, 156",
        "UTF-8, 96"
    })
    void writesEachByteOfACharacterSetAsItWasReadOrRefusesIt(String encoding, int characters) {
        var layout = layout(encoding, "length='3'");
        byte letter = "a".getBytes(layout.charset())[0];
        int good = 0;
        for (int i = 0; i < 256; i++) {
            byte[] field = {letter, (byte) i, letter};
            var outcome = FlatFiles.read(layout, field);
            if (outcome.bad().isEmpty()) {
                good++;
                var text = read(layout, field);
                assertThat(text).isEqualTo(new String(field, layout.charset()));
                assertThat(write(layout, text.replace("&", "&amp;").replace("<", "&lt;")))
                        .isEqualTo(HEX.formatHex(field));
            }
        }

        assertThat(good).isEqualTo(characters);
    }
}
