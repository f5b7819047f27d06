package passerelle.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import passerelle.model.MessageId;

/**
 * Where the rows of H2 are that tell of a message, by its id: its own one, and that of the bundle which it came in. An entry
 * may be there before its row is, or after a crash that took the row: only with the row it counts.
 *
 * @param messages the log's index of a message's first event
 */
record Ids(IdTable<Long> messages, IdTable<Member> members) {
    private static final IdTable.Kind<Long> SEQ =
            new IdTable.Kind<>("messages", Long.BYTES, (seq, bytes) -> bytes.putLong(seq), ByteBuffer::getLong);

    /** What belongs to this H2 file. Ids of messages that are in no file yet are in their rows. */
    static Ids open(Connection connection, Path folder) throws SQLException, IOException {
        try (var applied = connection.prepareStatement("SELECT owner, named, members, named_to FROM applied");
                var rest = connection.prepareStatement("SELECT id, seq FROM message WHERE seq >= ?");
                var row = applied.executeQuery()) {
            row.next();
            var owner = row.getObject(1, UUID.class);
            var messages = IdTable.open(folder, SEQ, owner, row.getLong(2));
            rest.setLong(1, row.getLong(4));
            try (var rows = rest.executeQuery()) {
                while (rows.next()) {
                    messages.hold(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
            return new Ids(messages, IdTable.open(folder, Member.KIND, owner, row.getLong(3)));
        }
    }

    /** Where the message's own row is, if it has one. */
    Optional<Long> message(MessageId id) {
        return messages.find(id.value());
    }

    /** Where its bundle's row is, if it came in one. */
    Optional<Member> member(MessageId id) {
        return members.find(id.value());
    }
}
