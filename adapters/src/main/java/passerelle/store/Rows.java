package passerelle.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.h2.api.ErrorCode;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.vault.Copies;

/** Values from the rows of the index. */
final class Rows {
    static final String SUMMARY = "m.id, m.state, m.arrived, m.sender, m.type, m.format, m.protocol, m.code, m.place,"
            + " m.recipients, m.repeats, m.changed, m.idx, m.digest, m.received_at, m.seq, m.members";
    static final String DELIVERY =
            "message, recipient, state, attempts, next_try, code, place, since, changed, members";
    static final String EVENT = "idx, id, type, time, facts";
    static final String PLACE = "message, part, segment, start, length";

    private static final State[] STATES = State.values();
    private static final AuditEvent.Type[] TYPES = AuditEvent.Type.values();
    private static final Fact[] FACTS = Fact.values();

    private Rows() {}

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Runs a query whose parameters are set already. */
    static <T> List<T> all(PreparedStatement query, Row<T> row) throws SQLException {
        try (var found = query.executeQuery()) {
            var rows = new ArrayList<T>();
            while (found.next()) {
                rows.add(read(row, found));
            }
            return rows;
        }
    }

    /** The same for a query that has one row at most. */
    static <T> Optional<T> one(PreparedStatement query, Row<T> row) throws SQLException {
        try (var found = query.executeQuery()) {
            return found.next() ? Optional.of(read(row, found)) : Optional.empty();
        }
    }

    /** From {@link #SUMMARY}. */
    static Summary summary(ResultSet row) throws SQLException {
        return new Summary(
                id(row, 1),
                STATES[row.getInt(2)],
                time(row, 3),
                partner(row, 4),
                row.getString(5),
                Optional.ofNullable(row.getString(6)).map(FormatId::new),
                row.getString(7),
                code(row, 8),
                row.getString(9),
                row.getInt(10),
                row.getInt(11),
                time(row, 12),
                row.getInt(17));
    }

    /** From {@link #SUMMARY}. */
    static Tracked tracked(ResultSet row, List<Delivery> deliveries) throws SQLException {
        var digest = Optional.ofNullable(row.getString(14));
        var known = digest.isPresent() ? Optional.of(new Known(digest.get(), time(row, 15))) : Optional.<Known>empty();
        return new Tracked(row.getLong(16), row.getLong(13), known, summary(row), deliveries);
    }

    /** From {@link #DELIVERY}. */
    static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                id(row, 1),
                new PartnerId(row.getString(2)),
                STATES[row.getInt(3)],
                row.getInt(4),
                Optional.ofNullable(row.getObject(5, Instant.class)),
                code(row, 6),
                row.getString(7),
                time(row, 8),
                time(row, 9),
                row.getInt(10));
    }

    /** From {@link #EVENT}. */
    static Journey.Entry entry(ResultSet row) throws SQLException {
        var event = new AuditEvent(
                row.getObject(2, UUID.class), TYPES[row.getInt(3)], time(row, 4), facts(row.getBytes(5)));
        return new Journey.Entry(row.getLong(1), event);
    }

    /** From {@link #PLACE}. */
    static Copies.Place place(ResultSet row) throws SQLException {
        return new Copies.Place(id(row, 1), row.getString(2), row.getInt(3), row.getLong(4), row.getInt(5));
    }

    static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, Instant.class);
    }

    static Optional<FailureCode> code(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(FailureCode::parse);
    }

    /** Each fact as its ordinal (1 byte), length (4) and UTF-8 text. */
    static byte[] bytes(Map<Fact, String> facts) {
        var bytes = new ByteArrayOutputStream(256);
        var out = new DataOutputStream(bytes);
        try {
            for (var fact : facts.entrySet()) {
                var text = fact.getValue().getBytes(StandardCharsets.UTF_8);
                out.writeByte(fact.getKey().ordinal());
                out.writeInt(text.length);
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Map<Fact, String> facts(byte[] bytes) {
        var facts = new EnumMap<Fact, String>(Fact.class);
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                var fact = FACTS[in.readUnsignedByte()];
                facts.put(fact, new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return facts;
    }

    private static <T> T read(Row<T> row, ResultSet found) throws SQLException {
        try {
            return row.read(found);
        } catch (RuntimeException e) {
            // H2 has no checksum over what a page holds: a value that could not have been written is how damage shows.
            throw new SQLException("A row of the index does not read", "", ErrorCode.FILE_CORRUPTED_1, e);
        }
    }

    private static MessageId id(ResultSet row, int column) throws SQLException {
        return new MessageId(row.getObject(column, UUID.class));
    }

    private static Optional<PartnerId> partner(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(PartnerId::new);
    }
}
