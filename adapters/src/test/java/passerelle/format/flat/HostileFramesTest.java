package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.FileRecord;

class HostileFramesTest {
    private static final Charset CP037 = Charset.forName("IBM037");

    private static Layout layout(String framing) {
        return FlatFiles.layout("<layout encoding='IBM037' " + framing
                + "><record name='head' min='1'><field name='k' length='1' value='H'/><filler length='15'/></record>"
                + "<record name='line' max='many'><field name='k' length='1' value='L'/><field name='name' length='5'/>"
                + "<field name='fee' length='3' type='packed' decimals='1' digits='4'/>"
                + "<field name='days' length='2' type='binary' digits='4'/>"
                + "<field name='rest' length='5' type='number' sign='overpunch'/></record></layout>");
    }

    private static byte[] file(Layout layout) throws IOException {
        var out = new ByteArrayOutputStream();
        var pen = layout.framing().pen(out);
        pen.write(("H" + " ".repeat(15)).getBytes(CP037));
        for (int i = 0; i < 6; i++) {
            var line = "LNze  ...##0000N".getBytes(CP037);
            System.arraycopy(new byte[] {0x01, 0x23, 0x4D, 0x00, (byte) i}, 0, line, 6, 5);
            pen.write(line);
        }
        pen.end();
        return out.toByteArray();
    }

    /** Changes, deletes, adds and doubles bytes of a valid file; the seed makes a failure come again. */
    @ParameterizedTest
    @ValueSource(strings = {"framing='fixed'", "framing='rdw'", "framing='rdw' blocks='bdw' block-size='50'"})
    void accountsForEveryByteOfABrokenFile(String framing) throws IOException {
        var layout = layout(framing);
        var file = file(layout);
        var random = new Random(20261125);
        int refused = 0;
        int broken = 0;
        for (int i = 0; i < 10_000; i++) {
            var mutant = mutant(file, random);

            var outcome = FlatFiles.read(layout, mutant);

            var totals = outcome.totals();
            long reached = end(layout, mutant);
            assertThat(totals.read())
                    .isEqualTo(outcome.good().size() + outcome.bad().size());
            assertThat(reached == mutant.length || !totals.hold()).isTrue();
            outcome.good().forEach(record -> assertThat(record.raw())
                    .isEqualTo(Arrays.copyOfRange(
                            mutant, (int) record.offset(), (int) record.offset() + record.raw().length)));
            refused += outcome.bad().isEmpty() ? 0 : 1;
            broken += reached == mutant.length ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(1_000);
        assertThat(broken).isBetween(framing.contains("rdw") ? 1_000 : 0, framing.contains("rdw") ? 9_500 : 0);
    }

    private static long end(Layout layout, byte[] file) throws IOException {
        var frames = layout.framing().frames(new ByteArrayInputStream(file), Framing.Place.START);
        while (frames.next().isPresent()) {
            assertThat(frames.place().offset()).isLessThanOrEqualTo(file.length);
        }
        return frames.place().offset();
    }

    private static byte[] mutant(byte[] file, Random random) {
        var bytes = new ByteArrayOutputStream();
        int from = random.nextInt(file.length);
        int to = from + random.nextInt(Math.min(12, file.length - from) + 1);
        bytes.write(file, 0, from);
        switch (random.nextInt(4)) {
            case 0 -> {
                var noise = new byte[to - from];
                random.nextBytes(noise);
                bytes.writeBytes(noise);
            }
            case 1 -> bytes.write(file, from, Math.min(to - from + 4, file.length - from));
            case 2 -> bytes.write(random.nextInt());
            default -> bytes.writeBytes(new byte[to - from]);
        }
        bytes.write(file, to, file.length - to);
        return bytes.toByteArray();
    }

    /** Gives the same bytes again and again, and none at the end. */
    private static final class Endless extends InputStream {
        private final byte[] bytes;
        private long left;
        private int at;

        Endless(byte[] bytes, long times) {
            this.bytes = bytes;
            this.left = bytes.length * times;
        }

        @Override
        public int read() {
            if (left == 0) {
                return -1;
            }
            left--;
            at = (at + 1) % bytes.length;
            return bytes[(at + bytes.length - 1) % bytes.length] & 0xFF;
        }

        @Override
        public int read(byte[] into, int start, int length) {
            int n = (int) Math.min(left, length);
            for (int i = 0; i < n; i++) {
                into[start + i] = (byte) read();
            }
            return n == 0 ? -1 : n;
        }
    }

    @Test
    void asksForNoMemoryThatAFileOnlyClaimsToNeed() throws IOException {
        var framing = new RdwFraming(Layout.MOST_BYTES, 0);
        long before = allocated();

        for (int i = 0; i < 100; i++) {
            var frames = framing.frames(new ByteArrayInputStream(new byte[] {-1, -1, 0, 0, 1}), Framing.Place.START);
            assertThat(frames.next()).isEmpty();
            assertThat(frames.damage()).isPresent();
        }

        assertThat(allocated() - before).isLessThan(100 * 140_000);
    }

    @Test
    void readsAMillionEmptyRecordsInConstantMemory() throws IOException {
        var frames = new RdwFraming(Layout.MOST_BYTES, 0)
                .frames(new Endless(new byte[] {0, 4, 0, 0}, 1_000_000), Framing.Place.START);
        long count = 0;
        while (frames.next().isPresent()) {
            count++;
        }

        assertThat(count).isEqualTo(1_000_000);
        assertThat(frames.damage()).isEmpty();
        assertThat(frames.place()).isEqualTo(new Framing.Place(4_000_000, 1_000_000, 0));
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void givesTheSameRecordsHoweverTheBytesArrive() throws IOException {
        for (var framing : new String[] {"framing='fixed'", "framing='rdw'", "framing='rdw' blocks='bdw'"}) {
            var layout = layout(framing);
            var file = file(layout);
            var trickle = new ByteArrayInputStream(file) {
                @Override
                public synchronized int read(byte[] bytes, int at, int length) {
                    return super.read(bytes, at, Math.min(length, 1));
                }
            };
            var good = new ArrayList<FileRecord>();

            var totals = new FlatReader(layout).read(trickle, FlatFiles.sink(good, new ArrayList<>()));

            assertThat(totals).isEqualTo(FlatFiles.read(layout, file).totals());
            assertThat(good).hasSize(7);
        }
    }
}
