package passerelle.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/**
 * The messages of one bundle: records of a file that were accepted together, and share their events. Kept sealed beside
 * the bundle's copy; the log has its keyed fingerprint, so that a roll which was changed shows.
 *
 * @param members in the order of the file
 */
public record Roll(List<Member> members) {
    /** The part under which the vault keeps a bundle's roll. */
    public static final String PART = "roll";

    /**
     * One message.
     *
     * @param line of its first record in the file, from 1
     * @param type of the common model
     * @param digest keyed fingerprint of its bytes as they came
     * @param raw where its bytes end in the bundle's copy of what came
     */
    public record Member(MessageId id, long line, String type, String digest, int raw, List<Sent> sent) {
        public Member {
            sent = List.copyOf(sent);
        }
    }

    /** One recipient of a message. @param view keyed fingerprint of the outgoing view */
    public record Sent(PartnerId recipient, String agreement, String view) {}

    /** Where one message's bytes stand in the bundle's copy of what came. */
    public record Slice(int from, int to) {
        /** The message's part of that copy. */
        public byte[] of(byte[] received) {
            return Arrays.copyOfRange(received, from, to);
        }
    }

    /** Where a message of the roll stands. */
    public Optional<Slice> find(MessageId id) {
        int from = 0;
        for (var member : members) {
            if (member.id().equals(id)) {
                return Optional.of(new Slice(from, member.raw()));
            }
            from = member.raw();
        }
        return Optional.empty();
    }

    public Roll {
        members = List.copyOf(members);
    }

    /** What {@link #decode} reads. */
    public byte[] encode() {
        var bytes = new ByteArrayOutputStream(members.size() * 128);
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(members.size());
            for (var member : members) {
                out.writeLong(member.id().value().getMostSignificantBits());
                out.writeLong(member.id().value().getLeastSignificantBits());
                out.writeLong(member.line());
                out.writeUTF(member.type());
                out.writeUTF(member.digest());
                out.writeInt(member.raw());
                out.writeByte(member.sent().size());
                for (var sent : member.sent()) {
                    out.writeUTF(sent.recipient().value());
                    out.writeUTF(sent.agreement());
                    out.writeUTF(sent.view());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static Roll decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int count = in.readInt();
            var members = new ArrayList<Member>(count);
            for (int i = 0; i < count; i++) {
                var id = new MessageId(new UUID(in.readLong(), in.readLong()));
                members.add(new Member(id, in.readLong(), in.readUTF(), in.readUTF(), in.readInt(), sent(in)));
            }
            return new Roll(members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Sent> sent(DataInputStream in) throws IOException {
        int count = in.readUnsignedByte();
        var sent = new ArrayList<Sent>(count);
        for (int i = 0; i < count; i++) {
            sent.add(new Sent(new PartnerId(in.readUTF()), in.readUTF(), in.readUTF()));
        }
        return sent;
    }
}
