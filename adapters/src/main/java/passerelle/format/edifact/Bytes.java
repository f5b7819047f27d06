package passerelle.format.edifact;

import java.io.IOException;
import java.io.InputStream;

/** A stream that can be looked ahead in and knows where it is. */
final class Bytes {
    static final int END = -1;

    /** How far ahead may be looked, in bytes. */
    static final int AHEAD = 256;

    private final InputStream in;
    private final byte[] buffer = new byte[16 << 10];
    private int at;
    private int filled;
    private boolean isEnded;
    private long offset;
    private long line;

    /** @param offset of the next byte in the file, from 0 @param line that it is in, from 1 */
    Bytes(InputStream in, long offset, long line) {
        this.in = in;
        this.offset = offset;
        this.line = line;
    }

    long offset() {
        return offset;
    }

    long line() {
        return line;
    }

    /** The byte so many after the next one, without going on; {@link #END} behind the last. */
    int peek(int ahead) throws IOException {
        if (at + ahead >= filled && !isEnded) {
            fill();
        }
        return at + ahead < filled ? buffer[at + ahead] & 0xFF : END;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        filled -= at;
        at = 0;
        while (filled < buffer.length) {
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                isEnded = true;
                return;
            }
            filled += read;
        }
    }

    /** Goes on by one byte. */
    int take() throws IOException {
        int taken = peek(0);
        if (taken != END) {
            at++;
            offset++;
            if (taken == '\n' || taken == '\r' && peek(0) != '\n') {
                line++;
            }
        }
        return taken;
    }
}
