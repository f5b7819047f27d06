package passerelle.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one segment batch by batch, and says what it meets. */
final class SegmentReader implements AutoCloseable {
    private static final int MOST_AHEAD = 64 << 10;

    private final InputStream in;
    private long position;

    SegmentReader(Path segment) throws IOException {
        this(segment, 0);
    }

    /** @param start where to begin, in bytes: the beginning of a batch */
    SegmentReader(Path segment, long start) throws IOException {
        in = new BufferedInputStream(Channels.newInputStream(opened(segment, start)), MOST_AHEAD);
        position = start;
    }

    private static SeekableByteChannel opened(Path segment, long start) throws IOException {
        var file = Files.newByteChannel(segment);
        try {
            return file.position(start);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** What comes next in a segment. */
    sealed interface Found {
        /** A batch as it was written, as far as its checksum can tell. */
        record Whole(Batch batch) implements Found {}

        /**
         * Bytes that are no whole batch.
         *
         * @param missing index of the first record that cannot be there, as far as the file's length tells
         * @param readable the entries that can still be told apart
         */
        record Broken(String why, long missing, Batch readable) implements Found {}

        record End() implements Found {}
    }

    /** Index of the first entry of a segment, if its first batch has a head. */
    static Optional<Long> first(Path segment) throws IOException {
        try (var in = Files.newInputStream(segment)) {
            var head = ByteBuffer.wrap(in.readNBytes(Batch.HEAD));
            return head.limit() == Batch.HEAD && head.getInt() == Batch.MAGIC
                    ? Optional.of(head.getLong())
                    : Optional.empty();
        }
    }

    /** The next batch; {@code expected} is the index that it should start with. Nothing is read past a broken one. */
    Found next(long expected) throws IOException {
        var head = in.readNBytes(Batch.HEAD);
        if (head.length == 0) {
            return new Found.End();
        }
        if (head.length < Batch.HEAD) {
            return broken("its batch is cut short", expected, List.of());
        }
        var fields = ByteBuffer.wrap(head);
        var magic = fields.getInt();
        var first = fields.getLong();
        var count = fields.getInt();
        var length = fields.getInt();
        if (magic != Batch.MAGIC || count < 1 || count > Batch.MOST || length < 0 || length > Batch.LONGEST_BODY) {
            return broken("no batch starts here", expected, List.of());
        }
        if (first != expected) {
            return broken("the batch that follows starts with record " + first, expected, List.of());
        }
        var rest = in.readNBytes(length + Batch.CHECKSUM);
        var entries = entries(rest, Math.min(length, rest.length), count);
        if (rest.length < length + Batch.CHECKSUM) {
            return new Found.Broken("its batch is cut short", expected + entries.size(), new Batch(expected, entries));
        }
        var all = ByteBuffer.allocate(Batch.HEAD + rest.length).put(head).put(rest);
        var checksum = all.getInt(Batch.HEAD + length);
        var used = entries.stream().mapToInt(entry -> 2 + entry.length).sum();
        if (checksum != Batch.checksum(all.array(), Batch.HEAD + length)) {
            return broken("the checksum of its batch differs", expected, entries);
        }
        if (entries.size() != count || used != length) {
            return broken("its batch does not hold the entries that it counts", expected, entries);
        }
        position += all.capacity();
        return new Found.Whole(new Batch(first, entries));
    }

    private static Found.Broken broken(String why, long first, List<byte[]> entries) {
        return new Found.Broken(why, first, new Batch(first, entries));
    }

    private static List<byte[]> entries(byte[] bytes, int length, int count) {
        var entries = new ArrayList<byte[]>();
        var in = ByteBuffer.wrap(bytes, 0, length);
        while (entries.size() < count && in.remaining() >= 2) {
            var size = Short.toUnsignedInt(in.getShort());
            if (size > in.remaining()) {
                break;
            }
            var entry = new byte[size];
            in.get(entry);
            entries.add(entry);
        }
        return entries;
    }

    /** Where the next batch begins, in bytes. */
    long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
