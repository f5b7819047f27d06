package passerelle.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Reads batches across segments, in order. */
final class WalReader implements AutoCloseable {
    private final Segments segments;
    private int number;
    private long start;
    private Optional<SegmentReader> reader = Optional.empty();

    /** @param number segment to start with */
    WalReader(Segments segments, int number) {
        this(segments, number, 0);
    }

    /** @param start bytes of that segment to leave out, up to the beginning of a batch */
    WalReader(Segments segments, int number, long start) {
        this.segments = segments;
        this.number = number;
        this.start = start;
    }

    /** The next batch of any segment; {@code End} after the last one. */
    SegmentReader.Found next(long expected) throws IOException {
        while (true) {
            if (reader.isEmpty()) {
                if (!Files.exists(segments.file(number))) {
                    return atTail()
                            ? new SegmentReader.Found.End()
                            : new SegmentReader.Found.Broken(
                                    segments.name(number) + " is missing", expected, new Batch(expected, List.of()));
                }
                reader = Optional.of(new SegmentReader(segments.file(number), start));
            }
            var found = reader.get().next(expected);
            if (!(found instanceof SegmentReader.Found.End) || atTail()) {
                return found;
            }
            close();
            number++;
            start = 0;
        }
    }

    /** Is this the last segment? */
    boolean atTail() throws IOException {
        return segments.numbers().stream().noneMatch(other -> other > number);
    }

    int number() {
        return number;
    }

    /** Where in this segment the next batch begins, in bytes. */
    long position() {
        return reader.map(SegmentReader::position).orElse(start);
    }

    @Override
    public void close() throws IOException {
        if (reader.isPresent()) {
            reader.get().close();
            reader = Optional.empty();
        }
    }
}
