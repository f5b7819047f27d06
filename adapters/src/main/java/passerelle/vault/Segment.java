package passerelle.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The segment file that grows: writes in turn, and one fdatasync for everybody who waits for it. */
final class Segment {
    // The JDK keeps a direct buffer of the size of the largest write for each thread.
    private static final int WRITE_BYTES = 1 << 20;

    private final int number;
    private final FileChannel channel;
    private final Object sync = new Object();
    private volatile long end;
    private volatile boolean broken;
    private long synced;

    Segment(int number, FileChannel channel, long end) {
        this.number = number;
        this.channel = channel;
        this.end = end;
        this.synced = end;
    }

    int number() {
        return number;
    }

    /** Where the next write goes; all before it are whole frames. */
    long end() {
        return end;
    }

    /** Whether this file takes no more, because what a write or sync left in it is not known. */
    boolean broken() {
        return broken;
    }

    /** Appends, or leaves the file as it was; one caller at a time. */
    void write(ByteBuffer bytes) throws IOException {
        long start = end;
        try {
            long at = start;
            while (bytes.hasRemaining()) {
                var slice = bytes.slice(bytes.position(), Math.min(WRITE_BYTES, bytes.remaining()));
                at += channel.write(slice, at);
                bytes.position((int) (at - start));
            }
            end = at;
        } catch (IOException e) {
            cut(start, e);
            throw e;
        }
    }

    /** Returns once everything before {@code upTo} is on disk; any number of callers at a time. */
    void sync(long upTo) throws IOException {
        synchronized (sync) {
            if (synced >= upTo) {
                return;
            }
            if (broken) {
                throw new IOException("Segment " + number + " did not reach the disk");
            }
            long covered = end;
            try {
                channel.force(false);
            } catch (IOException e) {
                broken = true;
                throw e;
            }
            synced = covered;
        }
    }

    /** Syncs what is left and closes, also when the sync fails: then those who wait for it are told. */
    void close() throws IOException {
        try {
            if (!broken) {
                sync(end);
            }
        } finally {
            channel.close();
        }
    }

    private void cut(long length, IOException cause) {
        try {
            channel.truncate(length);
        } catch (IOException e) {
            broken = true;
            cause.addSuppressed(e);
        }
    }
}
