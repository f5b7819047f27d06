package passerelle.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import passerelle.format.flat.Layout;
import passerelle.model.Problem;

/**
 * A file of invented persons, made while it is read: lines of 300 bytes with 25 fields, names in Arabic letters
 * (windows-1256), one record in a thousand bad, header and trailer with totals.
 */
final class FlatFile {
    static final Charset CHARSET = Charset.forName("windows-1256");

    /** Bytes of each field of a person, in order. */
    static final int[] LENGTHS = {
        1, 9, 20, 20, 20, 20, 1, 8, 3, 3, 12, 20, 8, 8, 8, 3, 11, 11, 4, 6, 14, 20, 30, 20, 20
    };

    private static final int BLOCK = 1_000;
    private static final String[] FAMILY = {"النزي", "بن سالم", "الخطيب", "حداد", "المنصوري"};
    private static final String[] GIVEN = {"محمد", "ليلى", "يوسف", "عبد الرحمن", "نور"};
    private static final String[] NUMBERS = {"fee", "deposit"};

    private final int blocks;

    /** @param records a multiple of 1,000 */
    FlatFile(int records) {
        this.blocks = records / BLOCK;
    }

    /** The layout, read as the gateway reads one. */
    static Layout layout() {
        var problems = new ArrayList<Problem>();
        try {
            var home = Files.createTempDirectory("bench");
            var file = Files.writeString(home.resolve("layout.xml"), xml());
            var layout = Layout.read(home, file, problems);
            Files.delete(file);
            Files.delete(home);
            return layout.orElseThrow(() -> new IllegalStateException(problems.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String xml() {
        var fields = new StringBuilder();
        for (int i = 0; i < LENGTHS.length; i++) {
            var rest =
                    switch (i) {
                        case 0 -> "value='D'";
                        case 1 -> "type='number'";
                        case 2 -> "required='true'";
                        case 6 -> "codes='M F X'";
                        case 16, 17 -> "type='number' decimals='2'";
                        default -> "";
                    };
            var name = i == 16 || i == 17 ? NUMBERS[i - 16] : "f" + i;
            fields.append("<field name='%s' length='%d' %s/>".formatted(name, LENGTHS[i], rest));
        }
        return """
                <layout encoding="windows-1256">
                  <record name="header" min="1"><field name="k" length="1" value="H"/><filler length="299"/></record>
                  <record name="person" max="many">%s</record>
                  <record name="trailer" min="1">
                    <field name="k" length="1" value="T"/><field name="count" length="9" type="number"/>
                    <field name="fees" length="15" type="number" decimals="2"/>
                    <field name="deposits" length="15" type="number" decimals="2"/><filler length="260"/>
                    <check field="count" equals="count(person)"/>
                    <check field="fees" equals="sum(person/fee)"/><check field="deposits" equals="sum(person/deposit)"/>
                  </record>
                </layout>
                """
                .formatted(fields);
    }

    /** Records, with header and trailer. */
    long records() {
        return (long) blocks * BLOCK + 2;
    }

    /** How many of them are bad. */
    int bad() {
        return blocks;
    }

    /** From the first byte on. */
    InputStream open() {
        return new Source(line("H"), block(), line(trailer()), blocks);
    }

    private String trailer() {
        long fees = 0;
        long deposits = 0;
        for (int i = 0; i < BLOCK; i++) {
            fees += fee(i);
            deposits += 2 * fee(i);
        }
        return String.format(
                Locale.ROOT, "T%09d%015d%015d", (long) blocks * BLOCK, fees * blocks, deposits * blocks);
    }

    private static long fee(int number) {
        return 1_000L + number * 7;
    }

    private static byte[] block() {
        var block = new ByteArrayOutputStream();
        for (int i = 0; i < BLOCK; i++) {
            block.writeBytes(line(person(i)));
        }
        return block.toByteArray();
    }

    private static String person(int i) {
        var family = FAMILY[i % FAMILY.length];
        var given = GIVEN[i / FAMILY.length % GIVEN.length];
        // One sex in a thousand is none of the codes.
        var sex = i == BLOCK / 2 ? "Q" : i % 2 == 0 ? "F" : "M";
        return String.format(
                Locale.ROOT,
                "D%09d%-20s%-20s%-20s%-20s%s%08d%-3s%-3s%-12s%-20s%08d%08d%08d%-3s%011d%011d%-4s%-6s%-14s%-20s%-30s%-20s",
                i,
                family,
                given,
                "OKORO",
                "NZE",
                sex,
                19_500_101 + i * 10,
                "UTO",
                "XAA",
                "P" + i,
                "Ona",
                20_200_101,
                20_300_101,
                20_261_123,
                "XBB",
                fee(i),
                2 * fee(i),
                "A1",
                "B-2",
                "gate " + i % 40,
                "شارع " + i,
                "",
                "note");
    }

    private static byte[] line(String text) {
        var padded = text + " ".repeat(300 - text.length()) + "\n";
        return padded.getBytes(CHARSET);
    }

    private static final class Source extends InputStream {
        private final byte[] head;
        private final byte[] block;
        private final byte[] tail;
        private final int blocks;
        private int part;
        private int at;

        Source(byte[] head, byte[] block, byte[] tail, int blocks) {
            this.head = head;
            this.block = block;
            this.tail = tail;
            this.blocks = blocks;
        }

        private byte[] part() {
            return part == 0 ? head : part <= blocks ? block : tail;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (at == part().length) {
                part++;
                at = 0;
            }
            if (part > blocks + 1) {
                return -1;
            }
            int count = Math.min(length, part().length - at);
            System.arraycopy(part(), at, bytes, from, count);
            at += count;
            return count;
        }
    }
}
