package passerelle.format.flat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import passerelle.format.flat.Framing.Frames;
import passerelle.format.flat.Framing.Place;

/** One file while it is read, step by step. For one thread. */
public final class FlatReading {
    private final Frames frames;
    private final Optional<Passing> passing;
    private final RecordReader records;
    private final Reading reading;
    /** Read, but not yet handed on: it showed that the group before it was at its end. */
    private @Nullable ReadRecord ahead;

    private boolean isAtEnd;

    FlatReading(Layout layout, InputStream in) {
        this(layout, in, Optional.empty());
    }

    FlatReading(Layout layout, InputStream in, Checkpoint from) {
        this(layout, in, Optional.of(from));
    }

    private FlatReading(Layout layout, InputStream in, Optional<Checkpoint> from) {
        this.records = new RecordReader(layout);
        var bytes = from.map(Checkpoint::state).orElse(new byte[0]);
        try (var state = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var place = from.isPresent()
                    ? new Place(from.get().offset(), from.get().line(), state.readLong())
                    : Place.START;
            this.passing = layout.groups().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Passing(in, place.offset()));
            this.frames = layout.framing().frames(passing.<InputStream>map(p -> p).orElse(in), place);
            this.reading = from.isPresent()
                    ? new Reading(layout, this::raw, from.get(), state)
                    : new Reading(layout, this::raw);
        } catch (IOException e) {
            throw new IllegalArgumentException("The checkpoint is of another layout", e);
        }
    }

    private byte[] raw(long start, long end) {
        return passing.orElseThrow().between(start, end);
    }

    /**
     * Reads until {@code most} records or more were handed on, and never ends inside a group of records.
     *
     * @return false at the end of the file; then nothing is left to read
     */
    public boolean read(int most, FlatReader.Sink sink) throws IOException {
        long goal = reading.read() + most;
        while (reading.read() < goal || reading.isHolding()) {
            var record = ahead == null ? next() : ahead;
            if (record == null) {
                reading.closeGroup(sink);
                isAtEnd = true;
                return false;
            }
            ahead = record;
            if (reading.isGroupEndedBy(record)) {
                reading.closeGroup(sink);
            } else {
                ahead = null;
                reading.record(record, sink);
            }
        }
        return true;
    }

    private @Nullable ReadRecord next() throws IOException {
        var before = frames.place();
        if (passing.isPresent() && !reading.isHolding()) {
            passing.get().keepFrom(before.offset());
        }
        var frame = frames.next();
        return frame.isEmpty() ? null : records.read(before, frame.get(), frames.place());
    }

    /** Where reading stands, between two steps. */
    public Checkpoint checkpoint() {
        return reading.checkpoint(ahead == null ? frames.place() : ahead.before());
    }

    /** Closes the file, once it was read to its end, and says what it was. */
    public Totals end() {
        if (!isAtEnd) {
            throw new IllegalStateException("The file is not read to its end");
        }
        return reading.end(frames.place().offset(), frames.damage());
    }
}
