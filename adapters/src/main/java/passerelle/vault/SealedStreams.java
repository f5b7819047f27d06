package passerelle.vault;

import com.google.crypto.tink.StreamingAead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Seals files of any length as they are written, and opens them at any place: AES-256-GCM in pieces of 4 kB, each bound
 * to its file, its place and whether it is the last. A piece is what a reader must decrypt to see one byte, and what an
 * open file costs in memory twice over: thousands of files may be open, and a sealed file grows by half a percent.
 */
final class SealedStreams {
    private static final int PIECE = 4096;
    private static final int TAG = 16;

    // One byte for its own length, a salt of 32, a nonce prefix of 7.
    private static final int HEADER = 40;

    private final StreamingAead aead;

    SealedStreams(StreamingAead aead) {
        this.aead = aead;
    }

    WritableByteChannel sealing(WritableByteChannel to, String context) throws IOException {
        try {
            return aead.newEncryptingChannel(new LeftOpen(to), bytes(context));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The vault cannot seal", e);
        }
    }

    SeekableByteChannel opening(SeekableByteChannel sealed, String context) throws IOException {
        try {
            var plain = aead.newSeekableDecryptingChannel(sealed, bytes(context));
            var one = ByteBuffer.allocate(1);
            plain.read(one);
            // Only the last piece proves that nothing was cut off.
            plain.position(Math.max(0, plain.size() - 1)).read(one.clear());
            return plain.position(0);
        } catch (GeneralSecurityException | IOException e) {
            sealed.close();
            throw new IOException("The sealed file does not open under this key and context", e);
        }
    }

    static long plainSize(long sealed) {
        var pieces = (sealed + PIECE - 1) / PIECE;
        return Math.max(0, sealed - HEADER - pieces * TAG);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Takes every byte of a write, and stays open when the seal ends. */
    private record LeftOpen(WritableByteChannel to) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            var length = bytes.remaining();
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
            return length;
        }

        @Override
        public boolean isOpen() {
            return to.isOpen();
        }

        @Override
        public void close() {
            // The caller forces the file to disk first.
        }
    }
}
