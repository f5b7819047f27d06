package passerelle.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A file of the format border-extract-v1 with so many invented crossings, some of them bad. It is computed from its
 * seed, record by record, and so is all that must become of it: neither is ever in memory.
 */
final class Extract {
    static final Charset CHARSET = Charset.forName("windows-1256");

    /** Bytes of each field of a crossing, in order. */
    static final int[] LENGTHS = {
        1, 36, 16, 40, 40, 24, 9, 20, 3, 1, 3, 3, 3, 1, 1, 16, 3, 8, 1, 18, 19, 1, 8, 14, 11
    };

    private static final int LENGTH = 300;
    private static final Flaw[] KINDS = Flaw.values();

    private final long seed;
    private final int records;
    private final int block;

    /** @param oneBadIn so many crossings */
    Extract(long seed, int records, int oneBadIn) {
        this.seed = seed;
        this.records = records;
        this.block = oneBadIn;
    }

    /** Crossings, good and bad. */
    int records() {
        return records;
    }

    /** Bytes of the whole file, to within what bad records lack. */
    long bytes() {
        return (LENGTH + 1L) * (records + 2L);
    }

    Crossing crossing(int number) {
        return new Crossing(seed, number);
    }

    /** What is wrong with a crossing; one of each block is bad, at a random place. */
    Optional<Flaw> bad(int number) {
        int its = number / block;
        int at = new SplittableRandom(seed - its).nextInt(block);
        return number % block == at ? Optional.of(KINDS[its % KINDS.length]) : Optional.empty();
    }

    /** The line on which a crossing stands, from 1: the header is before them. */
    static long line(int number) {
        return number + 2L;
    }

    int countBad() {
        int bad = 0;
        for (int number = 0; number < records; number++) {
            bad += bad(number).isPresent() ? 1 : 0;
        }
        return bad;
    }

    void write(OutputStream out) throws IOException {
        line(out, "H%-36s20261122233000%-30s%-30s%09d".formatted("EXTRACT-" + seed, "UTOPIA", "PASSERELLE", 1));
        long fees = 0;
        for (int number = 0; number < records; number++) {
            var crossing = crossing(number);
            var bad = bad(number);
            var record = crossing.extract();
            out.write((bad.map(kind -> kind.of(record)).orElse(record) + "\n").getBytes(CHARSET));
            fees += bad.map(Flaw::keepsFee).orElse(true) ? crossing.fee() : 0;
        }
        line(out, "T%09d%015d".formatted(records, fees));
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + " ".repeat(LENGTH - text.length()) + "\n").getBytes(CHARSET));
    }
}
