package passerelle.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * How far a file was read, with all that is needed to go on from there as if it had not been interrupted. It may hold
 * values of the file's header and trailer: whoever keeps it seals it.
 *
 * @param offset bytes so far; reading goes on with the next one @param line lines so far
 * @param read records so far, of which {@code bad} were refused
 * @param state what the reader remembers, in a form of its own; treat as immutable
 */
public record Checkpoint(long offset, long line, long read, long bad, byte[] state) {
    private static final int FORM = 1;

    /** Bytes to keep; of use to this version of the gateway, with the same layout. */
    public byte[] encode() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(FORM);
            out.writeLong(offset);
            out.writeLong(line);
            out.writeLong(read);
            out.writeLong(bad);
            out.write(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The same checkpoint again; an {@link IllegalArgumentException} when the bytes are none. */
    public static Checkpoint decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != FORM) {
                throw new IOException("another form");
            }
            return new Checkpoint(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalArgumentException("These bytes are no checkpoint of a file", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }

    /** Without the state, which may be personal data. */
    @Override
    public String toString() {
        return read + " records, " + bad + " of them bad, up to line " + line + " and byte " + offset;
    }
}
