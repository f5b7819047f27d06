package passerelle.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the whole frames of a segment file, and steps over what is damaged to the next whole one. */
final class SegmentScan {
    private static final Logger log = LoggerFactory.getLogger(SegmentScan.class);

    private SegmentScan() {}

    /**
     * Tells the place of every whole frame before {@code limit}.
     *
     * @return the offset behind the last whole frame
     */
    static long scan(Path file, int number, long limit, Consumer<Copies.Place> each) throws IOException {
        try (var channel = FileChannel.open(file)) {
            // Mapped: a segment is read once, from end to end, and may be larger than the heap would like.
            long size = Math.min(channel.size(), limit);
            return scan(channel.map(FileChannel.MapMode.READ_ONLY, 0, size), number, each);
        }
    }

    private static long scan(ByteBuffer bytes, int number, Consumer<Copies.Place> each) {
        int end = 0;
        int at = 0;
        while (at < bytes.limit()) {
            var frame = Frame.read(bytes, at);
            if (frame.isPresent()) {
                if (at > end) {
                    log.warn("Segment {} is damaged from offset {} to {}", number, end, at);
                }
                var found = frame.get();
                each.accept(new Copies.Place(found.id(), found.part(), number, at, found.length()));
                at += found.length();
                end = at;
            } else {
                at = next(bytes, at + 1);
            }
        }
        if (end < bytes.limit()) {
            log.warn("Segment {} ends in {} bytes that are no whole copy", number, bytes.limit() - end);
        }
        return end;
    }

    private static int next(ByteBuffer bytes, int from) {
        int at = from;
        while (at <= bytes.limit() - Integer.BYTES) {
            if (bytes.getInt(at) == Frame.MAGIC) {
                return at;
            }
            at++;
        }
        return bytes.limit();
    }
}
