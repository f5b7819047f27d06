package passerelle.audit;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Where some batches lie that were read before, some entries apart: who looks for an entry begins at the nearest. */
final class Marks {
    /** Entries between two marks. */
    static final int APART = 1_000;

    private final Segments segments;
    private final ConcurrentSkipListMap<Long, Mark> marks = new ConcurrentSkipListMap<>();

    /** @param index of the record with which the batch begins @param position in the segment, in bytes */
    record Mark(long index, int segment, long position) {}

    Marks(Segments segments) {
        this.segments = segments;
    }

    /** A batch begins here. */
    void met(long index, int segment, long position) {
        var before = Optional.ofNullable(marks.floorEntry(index));
        if (before.filter(mark -> index - mark.getKey() < APART).isEmpty()) {
            marks.put(index, new Mark(index, segment, position));
        }
    }

    /** The nearest known beginning of a batch at or before the entry; that of its segment where none is near. */
    Mark nearest(long index) throws IOException {
        var before = Optional.ofNullable(marks.floorEntry(index)).map(entry -> entry.getValue());
        if (before.isPresent() && index - before.get().index() < 2 * APART) {
            return before.get();
        }
        int number = segments.holding(index);
        long first = SegmentReader.first(segments.file(number)).orElse(0L);
        return before.filter(mark -> mark.index() > first).orElseGet(() -> new Mark(first, number, 0));
    }
}
