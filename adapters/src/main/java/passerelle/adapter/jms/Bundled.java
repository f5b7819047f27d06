package passerelle.adapter.jms;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import passerelle.model.MessageId;

/**
 * One message of a {@link Delivery} that bundles several: how they stand, one after the other, under its seal.
 *
 * @param agreement id and version under which its fields leave
 * @param view the outgoing view, plain
 */
public record Bundled(MessageId id, String agreement, byte[] view) {

    /** Bytes to seal as one view. */
    public static byte[] pack(List<Bundled> messages) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(messages.size());
            for (var message : messages) {
                out.writeLong(message.id().value().getMostSignificantBits());
                out.writeLong(message.id().value().getLeastSignificantBits());
                out.writeUTF(message.agreement());
                out.writeInt(message.view().length);
                out.write(message.view());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Undoes {@link #pack}. */
    public static List<Bundled> unpack(byte[] packed) {
        try (var in = new DataInputStream(new ByteArrayInputStream(packed))) {
            int count = in.readInt();
            var messages = new ArrayList<Bundled>(count);
            for (int i = 0; i < count; i++) {
                var id = new MessageId(new UUID(in.readLong(), in.readLong()));
                messages.add(new Bundled(id, in.readUTF(), in.readNBytes(in.readInt())));
            }
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the view, which is personal data. */
    @Override
    public String toString() {
        return id.toString();
    }
}
