package passerelle.adapter.jms;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/**
 * What goes to a recipient in one act: one delivery for a call, or the deliveries of one file. Once put together it
 * keeps its id, its time and its members through every attempt, so a repeated file has the same name and content.
 *
 * @param id a UUID; part of the file's name
 * @param created when it was put together, whole seconds
 */
public record Consignment(String id, PartnerId recipient, Instant created, List<Delivery> deliveries) {

    public Consignment {
        deliveries = List.copyOf(deliveries);
    }

    /** The number of the try under way, from 1. */
    public int attempt() {
        return deliveries.get(0).attempt();
    }

    byte[] encode() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(id);
            out.writeUTF(recipient.value());
            out.writeLong(created.getEpochSecond());
            out.writeInt(deliveries.size());
            for (var delivery : deliveries) {
                out.writeUTF(delivery.id().toString());
                out.writeUTF(delivery.sender());
                out.writeUTF(delivery.agreement());
                out.writeUTF(delivery.group());
                out.writeInt(delivery.attempt());
                out.writeInt(delivery.view().length);
                out.write(delivery.view());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Consignment decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var id = in.readUTF();
            var recipient = new PartnerId(in.readUTF());
            var created = Instant.ofEpochSecond(in.readLong());
            int count = in.readInt();
            var deliveries = new ArrayList<Delivery>(count);
            for (int i = 0; i < count; i++) {
                deliveries.add(new Delivery(
                        MessageId.parse(in.readUTF()),
                        recipient,
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readInt(),
                        in.readNBytes(in.readInt())));
            }
            return new Consignment(id, recipient, created, deliveries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
