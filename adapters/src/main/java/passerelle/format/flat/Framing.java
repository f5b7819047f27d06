package passerelle.format.flat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** How one record ends and the next begins. */
sealed interface Framing permits LineFraming, QuotedLineFraming, FixedFraming, RdwFraming {

    /** The most bytes that a record may have. */
    int longest();

    /** Cuts a file into records, from where the stream stands. */
    Frames frames(InputStream in, Place from);

    /** Starts to write a file. */
    Pen pen(OutputStream out);

    /** The records of one file, in constant memory. */
    interface Frames {
        /** The next record, or empty at the end of the file or of what can be cut of it. */
        Optional<Frame> next() throws IOException;

        /** What lies behind the last record. */
        Place place();

        /** Why the rest of the file cannot be cut into records, once there is no next one. */
        Optional<Fault> damage();
    }

    /** Writes records one by one, with what separates them. */
    interface Pen {
        void write(byte[] record) throws IOException;

        /** Writes what is still held back. The stream is left open. */
        void end() throws IOException;
    }

    /**
     * Where a file can be gone on with.
     *
     * @param offset bytes so far, with what separates records @param line lines so far; without lines, records
     * @param left bytes of the block that are still to come, where records stand in blocks
     */
    record Place(long offset, long line, long left) {
        static final Place START = new Place(0, 0, 0);
    }

    /**
     * One record as it stands in the file.
     *
     * @param line from 1; without lines, the number of the record @param offset of its first byte in the file, from 0
     * @param raw without what separates it from the next
     * @param isTooLong it was longer than a record can be; {@code raw} has its beginning
     */
    record Frame(long line, long offset, byte[] raw, boolean isTooLong) {}
}
