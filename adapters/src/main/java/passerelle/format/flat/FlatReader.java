package passerelle.format.flat;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a flat file by its layout, as a stream and in constant memory: nothing in the file can stop it, and every record
 * is handed on once, good or bad. May be used by several threads at once.
 */
public final class FlatReader {
    private final Layout layout;

    /** Takes the records of a file, in their order. */
    public interface Sink {
        void good(FlatRecord record);

        void bad(BadRecord record);
    }

    public FlatReader(Layout layout) {
        this.layout = layout;
    }

    /** Reads to the end of the file and says what it was; an {@link IOException} is the stream's own. */
    public Totals read(InputStream in, Sink sink) throws IOException {
        var frames = layout.framing().frames(in, Framing.Place.START);
        var reading = new Reading(layout, sink);
        for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            reading.record(frame.get());
        }
        return reading.end(frames.place().offset(), frames.damage());
    }
}
