package passerelle.vault;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes as they lie under a seal: a mark, then as they are, or their length and deflated (RFC 1951) when that is smaller. */
final class Packed {
    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;
    private static final int DEFLATED_HEAD = 1 + Integer.BYTES;

    private Packed() {}

    static byte[] pack(byte[] plain) {
        var smaller = new byte[plain.length];
        int length = deflate(plain, smaller);
        if (length == 0) {
            return asItIs(plain);
        }
        return ByteBuffer.allocate(DEFLATED_HEAD + length)
                .put(DEFLATED)
                .putInt(plain.length)
                .put(smaller, 0, length)
                .array();
    }

    /** For bytes that are known to get no smaller. */
    static byte[] asItIs(byte[] plain) {
        return ByteBuffer.allocate(1 + plain.length).put(PLAIN).put(plain).array();
    }

    /** Undoes both; for bytes that the seal vouched for. */
    static byte[] unpack(byte[] packed) {
        if (packed[0] == PLAIN) {
            return Arrays.copyOfRange(packed, 1, packed.length);
        }
        var plain = new byte[ByteBuffer.wrap(packed).getInt(1)];
        var inflater = new Inflater(true);
        try {
            inflater.setInput(packed, DEFLATED_HEAD, packed.length - DEFLATED_HEAD);
            int length = 0;
            while (length < plain.length) {
                int step = inflater.inflate(plain, length, plain.length - length);
                if (step == 0) {
                    throw new IllegalStateException("Sealed bytes end before their length");
                }
                length += step;
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IllegalStateException("Sealed bytes were deflated wrongly", e);
        } finally {
            inflater.end();
        }
    }

    /** The deflated length, or 0 when the result would not be worth its head. */
    private static int deflate(byte[] plain, byte[] smaller) {
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            int length = deflater.deflate(smaller);
            boolean fits = deflater.finished() && length + Integer.BYTES < plain.length;
            return fits ? length : 0;
        } finally {
            deflater.end();
        }
    }
}
