package passerelle.format.flat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import passerelle.format.flat.Framing.Frames;
import passerelle.format.flat.Framing.Place;

/** One file while it is read, step by step. For one thread. */
public final class FlatReading {
    private final Frames frames;
    private final RecordReader records;
    private final Reading reading;
    private boolean isAtEnd;

    FlatReading(Layout layout, InputStream in) {
        this.frames = layout.framing().frames(in, Place.START);
        this.records = new RecordReader(layout);
        this.reading = new Reading(layout);
    }

    FlatReading(Layout layout, InputStream in, Checkpoint from) {
        this.records = new RecordReader(layout);
        try (var state = new DataInputStream(new ByteArrayInputStream(from.state()))) {
            this.frames = layout.framing().frames(in, new Place(from.offset(), from.line(), state.readLong()));
            this.reading = new Reading(layout, from, state);
        } catch (IOException e) {
            throw new IllegalArgumentException("The checkpoint is of another layout", e);
        }
    }

    /**
     * Reads until {@code most} records or more were handed on, and never ends inside a group of records.
     *
     * @return false at the end of the file; then nothing is left to read
     */
    public boolean read(int most, FlatReader.Sink sink) throws IOException {
        for (int handed = 0; handed < most; handed++) {
            var frame = frames.next();
            if (frame.isEmpty()) {
                isAtEnd = true;
                return false;
            }
            reading.record(records.read(frame.get()), frames.place().line(), sink);
        }
        return true;
    }

    /** Where reading stands, between two steps. */
    public Checkpoint checkpoint() {
        return reading.checkpoint(frames.place());
    }

    /** Closes the file, once it was read to its end, and says what it was. */
    public Totals end() {
        if (!isAtEnd) {
            throw new IllegalStateException("The file is not read to its end");
        }
        return reading.end(frames.place().offset(), frames.damage());
    }
}
