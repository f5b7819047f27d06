package passerelle.format.flat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** How one record ends and the next begins. */
sealed interface Framing permits LineFraming {

    /** Starts to cut a file into records. */
    Frames frames(InputStream in);

    /** Writes one record with what separates it from the next. */
    void write(byte[] record, OutputStream out) throws IOException;

    /** The records of one file, in constant memory. */
    interface Frames {
        /** The next record, or empty at the end of the file. */
        Optional<Frame> next() throws IOException;

        /** Bytes read so far. */
        long offset();
    }

    /**
     * One record as it stands in the file.
     *
     * @param line from 1 @param offset of its first byte in the file, from 0
     * @param raw without what separates it from the next
     * @param isTooLong it was longer than a record can be; {@code raw} has its beginning
     */
    record Frame(long line, long offset, byte[] raw, boolean isTooLong) {}
}
