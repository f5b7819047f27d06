package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.format.FileFault;

/** A file of {@code pensions.xml} whose bytes are made here by hand, not by the code that is tested. */
class EbcdicFileTest {
    private static final Charset CP037 = Charset.forName("IBM037");
    private static final Charset CP1256 = Charset.forName("windows-1256");
    private static final int RECORDS = 10_000;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'-.ÄÖÜéèñ &<>";
    private static final String ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي";

    private static byte[] text(Charset charset, String text, int length) {
        return (text + " ".repeat(length - text.length())).getBytes(charset);
    }

    /** @param sign the half byte of a plus; that of a minus is D */
    private static byte[] packed(long number, int length, char sign) {
        var digits = Long.toString(Math.abs(number));
        return HexFormat.of()
                .parseHex("0".repeat(2 * length - 1 - digits.length()) + digits + (number < 0 ? 'D' : sign));
    }

    /** @param at the digit with the sign, as an upper half byte C or D */
    private static byte[] zoned(long number, int length, int at) {
        var digits = Long.toString(Math.abs(number));
        var bytes = ("0".repeat(length - digits.length()) + digits).getBytes(CP037);
        bytes[at] = (byte) (bytes[at] & 0xF | (number < 0 ? 0xD0 : 0xC0));
        return bytes;
    }

    private static String word(String letters, int most, Random random) {
        var word = new StringBuilder("x");
        for (int i = random.nextInt(most - 1); i > 0; i--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString().strip();
    }

    private static byte[] pension(long amount, Random random) {
        var record = new ByteArrayOutputStream();
        record.writeBytes(text(CP037, "PE", 2));
        record.writeBytes(packed(random.nextInt(100_000_000), 5, 'F'));
        record.writeBytes(text(CP037, word(LETTERS, 20, random), 20));
        record.writeBytes(text(CP1256, word(ARABIC, 12, random).substring(random.nextInt(2)), 12));
        record.writeBytes(packed(amount, 6, 'C'));
        record.writeBytes(random.nextInt(4) == 0 ? new byte[4] : packed(random.nextInt(1_000_000), 4, 'C'));
        record.writeBytes(
                random.nextInt(4) == 0 ? text(CP037, "", 7) : zoned(random.nextInt(20_000_000) - 9_999_999, 7, 6));
        record.writeBytes(zoned(random.nextInt(1999) - 999, 3, 0));
        int balance = random.nextInt(19_999_999) - 9_999_999;
        record.writeBytes(
                "%07d%c".formatted(Math.abs(balance), balance < 0 ? '-' : '+').getBytes(CP037));
        record.writeBytes(
                ByteBuffer.allocate(2).putShort((short) random.nextInt()).array());
        record.writeBytes(ByteBuffer.allocate(4)
                .putInt(random.nextInt(1_999_999_999) - 999_999_999)
                .array());
        record.writeBytes(text(CP037, "", 7));
        return record.toByteArray();
    }

    private static byte[] file(int records, Random random) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(text(CP037, "HD", 2));
        file.writeBytes(packed(104, 2, 'F'));
        file.writeBytes(text(CP037, "B7", 76));
        long sum = 0;
        for (int i = 0; i < records; i++) {
            long amount = random.nextLong() % 100_000_000_000L;
            sum += amount;
            file.writeBytes(pension(amount, random));
        }
        file.writeBytes(text(CP037, "TR", 2));
        file.writeBytes(ByteBuffer.allocate(4).putInt(records).array());
        file.writeBytes(packed(sum, 8, 'C'));
        file.writeBytes(text(CP037, "", 66));
        return file.toByteArray();
    }

    /** The same records behind descriptor words, in blocks of at most 1000 bytes where they are blocked. */
    private static byte[] described(byte[] file, boolean isBlocked) {
        var out = new ByteArrayOutputStream();
        int perBlock = isBlocked ? 996 / 84 : 1;
        for (int at = 0; at < file.length; at += 80) {
            int left = Math.min(perBlock, (file.length - at) / 80);
            if (isBlocked && at / 80 % perBlock == 0) {
                out.writeBytes(
                        ByteBuffer.allocate(4).putShort((short) (4 + 84 * left)).array());
            }
            out.writeBytes(new byte[] {0, 84, 0, 0});
            out.write(file, at, 80);
        }
        return out.toByteArray();
    }

    private static Layout layout(String framing) {
        return FlatFiles.layout(
                FlatFiles.exampleText("pensions.xml").replace("framing=\"fixed\" record-length=\"80\"", framing));
    }

    @ParameterizedTest
    @CsvSource({"framing='fixed'", "framing='rdw'", "framing='rdw' blocks='bdw' block-size='1000'"})
    void readsTenThousandRecordsAndWritesThemBackByteForByte(String framing) {
        var layout = layout(framing);
        var fixed = file(RECORDS, new Random(19801231));
        var original = framing.contains("rdw") ? described(fixed, framing.contains("bdw")) : fixed;
        var writer = new FlatWriter(layout);
        var records = new ArrayList<Encoded>();

        var outcome = FlatFiles.read(layout, original);
        outcome.good().stream()
                .filter(record -> record.type().equals("pension"))
                .forEach(record -> writer.encode(record.node()).match(records::add, failure -> {
                    throw new AssertionError(failure.forSender());
                }));
        var written = writer.file(Map.of("file-id", "B7"), records);

        assertThat(outcome.bad()).isEmpty();
        assertThat(outcome.fileFaults()).isEmpty();
        assertThat(records).hasSize(RECORDS);
        assertThat(written.<byte[]>match(bytes -> bytes, failure -> new byte[0]))
                .isEqualTo(original);
    }

    @Test
    void namesTheFieldOfEachFaultByItsByte() {
        var file = file(1, new Random(1));
        file[80 + 2] = (byte) 0xA1;
        file[80 + 48] = 0x5B;
        file[80 + 49 + 2] = 0x00;
        file[80 + 7] = 0x15;

        var outcome = FlatFiles.read(FlatFiles.example("pensions.xml"), file);

        assertThat(outcome.faults())
                .extracting(fault -> fault.replaceAll(": found.*", ""))
                .containsExactly(
                        "READ-RECORD at line 2, record pension, field number, column 3",
                        "READ-RECORD at line 2, record pension, field surname, column 8",
                        "READ-RECORD at line 2, record pension, field last-paid, column 46",
                        "READ-RECORD at line 2, record pension, field arrears, column 50");
        assertThat(outcome.bad().get(0).faults()).extracting(FileFault::offset).containsExactly(82L, 87L, 125L, 129L);
    }

    @Test
    void tellsARecordByAPackedVersion() {
        var file = file(0, new Random(1));
        file[3] = 0x5F;

        var outcome = FlatFiles.read(FlatFiles.example("pensions.xml"), file);

        assertThat(outcome.faults())
                .containsExactly(
                        "READ-RECORD at line 1, record header, field version, column 3: found '105'; expected '104'");
    }
}
