package passerelle.adapter.sftp;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One SFTP packet as it came (draft-ietf-secsh-filexfer-02, version 3), read field by field. A field that goes past the
 * end of its packet throws {@link BufferUnderflowException}.
 */
final class Packet {
    /** What OpenSSH takes as the longest packet: data of 256 kB and what names it. */
    static final int LONGEST = 256 * 1024 + 1024;

    private final int type;
    private final ByteBuffer fields;

    private Packet(int type, ByteBuffer fields) {
        this.type = type;
        this.fields = fields;
    }

    /** Waits for a packet; empty at the end of the stream. A length that cannot be right is a {@link ProtocolException}. */
    static Optional<Packet> read(InputStream in) throws IOException {
        var first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        var data = new DataInputStream(in);
        var length = first << 24 | data.readUnsignedByte() << 16 | data.readUnsignedShort();
        if (length < 1 || length > LONGEST) {
            throw new ProtocolException("SFTP packet of impossible length " + length);
        }
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("SFTP packet of " + length + " bytes ends after " + bytes.length);
        }
        return Optional.of(new Packet(bytes[0] & 0xff, ByteBuffer.wrap(bytes, 1, length - 1)));
    }

    int type() {
        return type;
    }

    boolean hasMore() {
        return fields.hasRemaining();
    }

    int number() {
        return fields.getInt();
    }

    /** An unsigned 64-bit field; what is beyond {@link Long#MAX_VALUE} is negative here. */
    long offset() {
        return fields.getLong();
    }

    /** The bytes of a string field, without a copy. */
    ByteBuffer bytes() {
        var length = fields.getInt();
        if (length < 0 || length > fields.remaining()) {
            throw new BufferUnderflowException();
        }
        var bytes = fields.slice(fields.position(), length);
        fields.position(fields.position() + length);
        return bytes;
    }

    /** A string field as text; bytes that are no UTF-8 become U+FFFD, which no name has. */
    String text() {
        return StandardCharsets.UTF_8.decode(bytes()).toString();
    }
}
