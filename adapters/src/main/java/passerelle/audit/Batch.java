package passerelle.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Entries that were written together, big-endian: magic (4), index of the first entry (8), count (4), bytes of the entries
 * (4), each entry with its length (2), CRC-32C over all before it (4).
 */
record Batch(long first, List<byte[]> entries) {
    static final int MAGIC = 0x50414c31;
    static final int HEAD = 20;
    static final int CHECKSUM = 4;
    /** Most entries in one batch. */
    static final int MOST = 1_000;

    static final int LONGEST_ENTRY = 0xffff;
    static final int LONGEST_BODY = MOST * (2 + LONGEST_ENTRY);

    Batch {
        entries = List.copyOf(entries);
    }

    /** The entries as batches of at most {@link #MOST}. */
    static List<Batch> split(long first, List<byte[]> entries) {
        var batches = new ArrayList<Batch>();
        for (int from = 0; from < entries.size(); from += MOST) {
            batches.add(new Batch(first + from, entries.subList(from, Math.min(entries.size(), from + MOST))));
        }
        return batches;
    }

    ByteBuffer bytes() {
        int body = entries.stream().mapToInt(entry -> 2 + entry.length).sum();
        var out = ByteBuffer.allocate(HEAD + body + CHECKSUM);
        out.putInt(MAGIC).putLong(first).putInt(entries.size()).putInt(body);
        entries.forEach(entry -> out.putShort((short) entry.length).put(entry));
        return out.putInt(checksum(out.array(), HEAD + body)).flip();
    }

    static int checksum(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
