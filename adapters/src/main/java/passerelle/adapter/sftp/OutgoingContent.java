package passerelle.adapter.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import passerelle.model.OutgoingFile;

/** The content of a file on its way to a server. What goes wrong with it is no fault of that server's. */
final class OutgoingContent implements Closeable {
    private final InputStream in;
    private long rest;

    /** The content cannot be read, or is not as long as the file says. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Unreadable(String what) {
            super(what);
        }

        private Unreadable(String what, Throwable cause) {
            super(what, cause);
        }
    }

    /** @throws Unreadable when there is nothing to read */
    OutgoingContent(OutgoingFile file) {
        try {
            this.in = file.source().open();
        } catch (IOException e) {
            throw unreadable(e);
        }
        this.rest = file.size();
    }

    /**
     * Fills the buffer as far as there is content; 0 at its end.
     *
     * @throws Unreadable also when the end comes too early or too late
     */
    int read(byte[] buffer) {
        try {
            var n = in.readNBytes(buffer, 0, buffer.length);
            rest -= n;
            if (rest < 0 || n < buffer.length && rest > 0) {
                throw new Unreadable("A file to deliver is not as long as was said");
            }
            return n;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Unreadable unreadable(IOException cause) {
        return new Unreadable("A file to deliver cannot be read", cause);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
