package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.BadRecord;
import passerelle.format.FileFault;
import passerelle.format.FileRecord;

class HostileFlatFileTest {
    private static final String PERSON = "DNze  M125\n";

    private final Layout small = FlatFiles.layout(FlatFiles.SMALL);

    /** Makes bytes as they are asked for. */
    private static final class Endless extends InputStream {
        private long left;

        Endless(long bytes) {
            left = bytes;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'D' : -1;
        }

        @Override
        public int read(byte[] bytes, int at, int length) {
            int n = (int) Math.min(left, length);
            Arrays.fill(bytes, at, at + n, (byte) 'D');
            left -= n;
            return n == 0 ? -1 : n;
        }
    }

    @Test
    void skipsALineOf100MegabytesWithoutKeepingIt() throws IOException {
        var good = new ArrayList<FileRecord>();
        var bad = new ArrayList<BadRecord>();
        var head = new ByteArrayInputStream("H01       \n".getBytes(StandardCharsets.UTF_8));
        var tail = new ByteArrayInputStream(("\n" + PERSON + "T002000125\n").getBytes(StandardCharsets.UTF_8));
        long size = 100_000_000;
        long before = allocated();

        var totals = new FlatReader(small)
                .read(
                        new SequenceInputStream(new SequenceInputStream(head, new Endless(size)), tail),
                        FlatFiles.sink(good, bad));

        assertThat(allocated() - before).isLessThan(4_000_000);
        assertThat(bad).singleElement().satisfies(record -> {
            assertThat(record.raw()).hasSize(Layout.MOST_BYTES);
            assertThat(record.faults())
                    .extracting(FileFault::toString)
                    .containsExactly("READ-LIMIT at line 2, record person, column 1");
        });
        assertThat(good.get(1).offset()).isEqualTo(11 + size + 1);
        assertThat(totals.hold()).isTrue();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "0, 1, true", "1, 0, false", "1, 1, false"})
    void takesARecordUpToTheLimitWithEitherLineEnd(int more, int carriageReturn, boolean isGood) {
        var layout = FlatFiles.layout("<layout encoding='UTF-8'><record name='r' max='many' length='65536'>"
                + "<field name='a' length='3'/></record></layout>");
        var line = "x".repeat(Layout.MOST_BYTES + more) + "\r".repeat(carriageReturn) + "\n";

        var outcome = FlatFiles.read(layout, line.repeat(3));

        assertThat(outcome.good()).hasSize(isGood ? 3 : 0);
        assertThat(outcome.bad()).hasSize(isGood ? 0 : 3);
        assertThat(outcome.totals().read()).isEqualTo(3);
    }

    @Test
    void reportsAThousandFaultsOneByOne() {
        var outcome = FlatFiles.read(small, "H01       \n" + "DNze  Q1x5\n".repeat(500) + "T500000000\n");

        assertThat(outcome.bad()).hasSize(500);
        assertThat(outcome.faults()).hasSize(1000);
        assertThat(outcome.bad().get(499).line()).isEqualTo(501);
        assertThat(outcome.totals().hold()).isTrue();
    }

    @Test
    void givesTheSameRecordsHoweverTheBytesArrive() throws IOException {
        var file = ("H01       \r\n" + PERSON.repeat(7) + "T007000875").getBytes(StandardCharsets.UTF_8);
        var trickle = new ByteArrayInputStream(file) {
            @Override
            public synchronized int read(byte[] bytes, int at, int length) {
                return super.read(bytes, at, Math.min(length, 1));
            }
        };
        var good = new ArrayList<FileRecord>();

        var totals = new FlatReader(small).read(trickle, FlatFiles.sink(good, new ArrayList<>()));

        assertThat(totals).isEqualTo(FlatFiles.read(small, file).totals());
        assertThat(good).extracting(FileRecord::offset).startsWith(0L, 12L, 23L).endsWith(89L);
    }

    /** Deletes, doubles, swaps and changes bytes of a valid file; the seed makes a failure come again. */
    @ParameterizedTest
    @ValueSource(strings = {"windows-1256", "UTF-8"})
    void handsEveryRecordOnGoodOrBadWhateverTheBytes(String charset) {
        var layout = FlatFiles.layout(FlatFiles.SMALL.replace("UTF-8", charset));
        var file = ("H01       \n" + PERSON.repeat(5) + "T005000625\r\n").getBytes(StandardCharsets.UTF_8);
        var random = new Random(20261123);
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            var mutant = mutate(file, random);

            var outcome = FlatFiles.read(layout, mutant);

            assertThat(outcome.totals().read()).isEqualTo(lines(mutant));
            assertThat((long) outcome.good().size()).isEqualTo(outcome.totals().good());
            assertThat((long) outcome.bad().size()).isEqualTo(outcome.totals().bad());
            assertThat(rejoined(outcome))
                    .isEqualTo(new String(mutant, StandardCharsets.ISO_8859_1)
                            .replace("\r\n", "\n")
                            .replaceAll("[\r\n]\\z", ""));
            refused += outcome.bad().isEmpty() ? 0 : 1;
        }
        assertThat(refused).isBetween(5_000, 9_990);
    }

    private static byte[] mutate(byte[] file, Random random) {
        var bytes = new ByteArrayOutputStream();
        int from = random.nextInt(file.length);
        int to = from + random.nextInt(Math.min(15, file.length - from) + 1);
        bytes.write(file, 0, from);
        switch (random.nextInt(4)) {
            case 0 ->
                bytes.writeBytes(random.ints(random.nextInt(15), 0, 256)
                        .collect(
                                ByteArrayOutputStream::new,
                                ByteArrayOutputStream::write,
                                (a, b) -> a.writeBytes(b.toByteArray()))
                        .toByteArray());
            case 1 -> bytes.write(file, from, 2 * (file.length - from) > 40 ? Math.min(20, file.length - from) : 0);
            case 2 -> bytes.write(0);
            default -> bytes.write(random.nextBoolean() ? '\n' : '\r');
        }
        bytes.write(file, to, file.length - to);
        return bytes.toByteArray();
    }

    private static long lines(byte[] bytes) {
        long ends = 0;
        for (byte b : bytes) {
            ends += b == '\n' ? 1 : 0;
        }
        return bytes.length > 0 && bytes[bytes.length - 1] != '\n' ? ends + 1 : ends;
    }

    private static String rejoined(FlatFiles.Outcome outcome) {
        record Line(long number, byte[] raw) {}
        var all = new ArrayList<Line>();
        outcome.good().forEach(record -> all.add(new Line(record.line(), record.raw())));
        outcome.bad().forEach(record -> all.add(new Line(record.line(), record.raw())));
        all.sort((a, b) -> Long.compare(a.number(), b.number()));
        List<String> texts = all.stream()
                .map(line -> new String(line.raw(), StandardCharsets.ISO_8859_1))
                .toList();
        return String.join("\n", texts);
    }
}
