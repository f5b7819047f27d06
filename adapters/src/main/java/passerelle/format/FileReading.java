package passerelle.format;

import java.io.IOException;

/** One file while it is read, step by step, in constant memory. For one thread. */
public interface FileReading {

    /** Takes the messages of a file, in their order, each once. */
    interface Sink {
        void good(FileRecord record);

        void bad(BadRecord record);
    }

    /**
     * Reads until {@code most} records or more were handed on, and never ends inside a message.
     *
     * @return false at the end of the file; then nothing is left to read
     */
    boolean read(int most, Sink sink) throws IOException;

    /** Where reading stands, between two steps. */
    Checkpoint checkpoint();

    /** Closes the file, once it was read to its end, and says what it was. */
    Totals end();
}
