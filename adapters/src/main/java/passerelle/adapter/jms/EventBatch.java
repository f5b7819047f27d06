package passerelle.adapter.jms;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.MessageId;
import passerelle.vault.Copies.Copy;

/** Events, and the sealed copies they speak of, on their way to the audit log in the transaction that made them true. */
record EventBatch(List<AuditEvent> events, List<Copy> copies) {
    private static final Type[] TYPES = Type.values();
    private static final Fact[] FACTS = Fact.values();

    byte[] encode() {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(events.size());
            for (var event : events) {
                write(out, event);
            }
            out.writeInt(copies.size());
            for (var copy : copies) {
                out.writeUTF(copy.id().toString());
                out.writeUTF(copy.part());
                out.writeInt(copy.sealed().length);
                out.write(copy.sealed());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, AuditEvent event) throws IOException {
        out.writeLong(event.id().getMostSignificantBits());
        out.writeLong(event.id().getLeastSignificantBits());
        out.writeByte(event.type().ordinal());
        out.writeLong(event.time().toEpochMilli());
        out.writeByte(event.facts().size());
        for (var fact : event.facts().entrySet()) {
            out.writeByte(fact.getKey().ordinal());
            out.writeUTF(fact.getValue());
        }
    }

    static EventBatch decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int eventCount = in.readInt();
            var events = new ArrayList<AuditEvent>(eventCount);
            for (int i = 0; i < eventCount; i++) {
                events.add(read(in));
            }
            int copyCount = in.readInt();
            var copies = new ArrayList<Copy>(copyCount);
            for (int i = 0; i < copyCount; i++) {
                copies.add(new Copy(MessageId.parse(in.readUTF()), in.readUTF(), in.readNBytes(in.readInt())));
            }
            return new EventBatch(events, copies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AuditEvent read(DataInputStream in) throws IOException {
        var id = new UUID(in.readLong(), in.readLong());
        var type = TYPES[in.readByte()];
        var time = Instant.ofEpochMilli(in.readLong());
        int count = in.readUnsignedByte();
        var facts = new EnumMap<Fact, String>(Fact.class);
        for (int i = 0; i < count; i++) {
            facts.put(FACTS[in.readByte()], in.readUTF());
        }
        return new AuditEvent(id, type, time, facts);
    }
}
