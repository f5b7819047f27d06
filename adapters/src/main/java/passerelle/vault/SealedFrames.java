package passerelle.vault;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A sealed file that grows piece by piece, each sealed by itself and bound to its place: for what is put together over
 * many transactions. Whoever goes on after a crash says up to where it counts, and what lies beyond is cut off. One thread.
 */
public final class SealedFrames implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Vault vault;
    private final FileChannel channel;
    private final OutputStream out;
    private final String context;
    private End end;

    /** Up to where a file counts. @param frames its pieces @param bytes sealed */
    public record End(int frames, long bytes) {
        /** Of a file that has nothing yet. */
        public static final End NONE = new End(0, 0);
    }

    private SealedFrames(Vault vault, FileChannel channel, String context, End end) {
        this.vault = vault;
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        this.context = context;
        this.end = end;
    }

    /**
     * Opens a file to go on with it; it is made when it is absent.
     *
     * @param context what the file is and whose; it opens with the same only
     */
    public static SealedFrames append(Vault vault, Path file, String context, End end) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.size() < end.bytes()) {
                throw new IOException("A sealed file is shorter than it was");
            }
            channel.truncate(end.bytes());
            channel.position(end.bytes());
            return new SealedFrames(vault, channel, context, end);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Adds a piece; in the file, and durable, after {@link #force}. */
    public void add(byte[] plain) throws IOException {
        write(vault.seal(plain, next()));
    }

    /** The same for a piece that holds little but what is sealed already: it is not deflated, which would not help. */
    public void addSealed(byte[] sealed) throws IOException {
        write(vault.sealAsItIs(sealed, next()));
    }

    private String next() {
        return context + " " + end.frames();
    }

    private void write(byte[] frame) throws IOException {
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(frame.length).array());
        out.write(frame);
        end = new End(end.frames() + 1, end.bytes() + Integer.BYTES + frame.length);
    }

    /** Makes all that was added durable, and says up to where the file counts. */
    public End force() throws IOException {
        out.flush();
        channel.force(true);
        return end;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The pieces of a file, one after the other. */
    public static Pieces pieces(Vault vault, Path file, String context, End end) throws IOException {
        return new Pieces(vault, Channels.newInputStream(FileChannel.open(file)), context, end);
    }

    /** The plain bytes of a file, as one stream in constant memory. */
    public static InputStream stream(Vault vault, Path file, String context, End end) throws IOException {
        return new Stream(pieces(vault, file, context, end));
    }

    /** Reads a file piece by piece. */
    public static final class Pieces implements Closeable {
        private final Vault vault;
        private final InputStream in;
        private final String context;
        private final End end;
        private int next;

        private Pieces(Vault vault, InputStream in, String context, End end) {
            this.vault = vault;
            this.in = in;
            this.context = context;
            this.end = end;
        }

        /** The next piece; empty at the end. An {@link IOException} when it is not what was written. */
        public Optional<byte[]> next() throws IOException {
            if (next == end.frames()) {
                return Optional.empty();
            }
            int length = ByteBuffer.wrap(exactly(Integer.BYTES)).getInt();
            if (length < 0 || length > end.bytes()) {
                throw new IOException("A sealed file is damaged");
            }
            try {
                return Optional.of(vault.open(exactly(length), context + " " + next++));
            } catch (Unsealable e) {
                throw new IOException("A sealed file does not open with the gateway's keys", e);
            }
        }

        private byte[] exactly(int length) throws IOException {
            var bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("A sealed file is shorter than it was");
            }
            return bytes;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static final class Stream extends InputStream {
        private final Pieces pieces;
        private ByteBuffer piece = ByteBuffer.allocate(0);

        Stream(Pieces pieces) {
            this.pieces = pieces;
        }

        @Override
        public int read() throws IOException {
            return more() ? piece.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            int count = Math.min(length, piece.remaining());
            piece.get(into, offset, count);
            return count;
        }

        private boolean more() throws IOException {
            while (!piece.hasRemaining()) {
                var next = pieces.next();
                if (next.isEmpty()) {
                    return false;
                }
                piece = ByteBuffer.wrap(next.get());
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            pieces.close();
        }
    }
}
