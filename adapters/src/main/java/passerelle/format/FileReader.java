package passerelle.format;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the files of one format as a stream and in constant memory: nothing in a file can stop it, and every message is
 * handed on once, good or bad. May be used by several threads at once.
 */
public interface FileReader {

    /** Starts to read a file, in as many steps as the caller likes. */
    FileReading open(InputStream in);

    /**
     * Goes on with a file as if it had not been interrupted. An {@link IllegalArgumentException} means that the
     * checkpoint is of another layout.
     *
     * @param in stands at {@link Checkpoint#offset()}
     */
    FileReading resume(InputStream in, Checkpoint from);

    /** Reads to the end of the file and says what it was; an {@link IOException} is the stream's own. */
    default Totals read(InputStream in, FileReading.Sink sink) throws IOException {
        var reading = open(in);
        boolean more = true;
        while (more) {
            more = reading.read(Integer.MAX_VALUE, sink);
        }
        return reading.end();
    }
}
