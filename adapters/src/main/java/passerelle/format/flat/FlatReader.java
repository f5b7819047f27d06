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

    /** Starts to read a file, in as many steps as the caller likes. */
    public FlatReading open(InputStream in) {
        return new FlatReading(layout, in);
    }

    /**
     * Goes on with a file as if it had not been interrupted. An {@link IllegalArgumentException} means that the
     * checkpoint is of another layout.
     *
     * @param in stands at {@link Checkpoint#offset()}
     */
    public FlatReading resume(InputStream in, Checkpoint from) {
        return new FlatReading(layout, in, from);
    }

    /** Reads to the end of the file and says what it was; an {@link IOException} is the stream's own. */
    public Totals read(InputStream in, Sink sink) throws IOException {
        var reading = open(in);
        boolean more = true;
        while (more) {
            more = reading.read(Integer.MAX_VALUE, sink);
        }
        return reading.end();
    }
}
