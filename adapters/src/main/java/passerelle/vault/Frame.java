package passerelle.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import passerelle.model.MessageId;

/**
 * How one copy lies in a segment, big-endian: {@code PCPY}, length of the whole frame (4 bytes), CRC32C of all that
 * follows (4), message id (16), length of the part's name (1), the name in ASCII, the sealed bytes.
 *
 * @param length of the whole frame in bytes
 */
record Frame(MessageId id, String part, int length, byte[] sealed) {
    static final int MAGIC = 0x50435059;

    private static final int CHECKED_FROM = 12;
    private static final int PART_AT = CHECKED_FROM + 16;
    private static final int LEAST = PART_AT + 1;

    static int length(Copies.Copy copy) {
        return Math.addExact(LEAST + copy.part().length(), copy.sealed().length);
    }

    static void write(Copies.Copy copy, ByteBuffer to) {
        int start = to.position();
        var id = copy.id().value();
        to.putInt(MAGIC).putInt(length(copy)).putInt(0);
        to.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        to.put((byte) copy.part().length()).put(copy.part().getBytes(StandardCharsets.US_ASCII));
        to.put(copy.sealed());
        to.putInt(start + 8, crc(to.slice(start, to.position() - start)));
    }

    /** The whole frame that starts here, or empty when none does; throws nothing, whatever the bytes are. */
    static Optional<Frame> read(ByteBuffer from, int start) {
        int room = from.limit() - start;
        if (room < LEAST || from.getInt(start) != MAGIC) {
            return Optional.empty();
        }
        int length = from.getInt(start + 4);
        if (length < LEAST || length > room) {
            return Optional.empty();
        }
        var frame = from.slice(start, length);
        int named = Byte.toUnsignedInt(frame.get(PART_AT));
        if (LEAST + named > length || frame.getInt(8) != crc(frame)) {
            return Optional.empty();
        }
        var part = new byte[named];
        frame.get(LEAST, part);
        var sealed = new byte[length - LEAST - named];
        frame.get(LEAST + named, sealed);
        var id = new UUID(frame.getLong(CHECKED_FROM), frame.getLong(CHECKED_FROM + 8));
        return Optional.of(new Frame(new MessageId(id), new String(part, StandardCharsets.US_ASCII), length, sealed));
    }

    /** The sealed bytes, when this is the frame that the place promised. */
    byte[] sealedFor(Copies.Place place) throws IOException {
        if (!id.equals(place.id()) || !part.equals(place.part())) {
            throw new IOException("Another copy stands at offset %d of segment %d than the one of message %s"
                    .formatted(place.offset(), place.segment(), place.id()));
        }
        return sealed;
    }

    private static int crc(ByteBuffer frame) {
        var crc = new CRC32C();
        crc.update(frame.slice(CHECKED_FROM, frame.limit() - CHECKED_FROM));
        return (int) crc.getValue();
    }
}
