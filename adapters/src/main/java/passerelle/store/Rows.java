package passerelle.store;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.h2.api.ErrorCode;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/** Values from the rows of the index. */
final class Rows {
    static final String SUMMARY = "m.id, m.state, m.arrived, m.sender, m.type, m.format, m.protocol, m.code, m.place,"
            + " m.recipients, m.repeats, m.changed, m.idx, m.digest, m.received_at, m.seq, m.members,"
            + " m.events";
    static final String DELIVERY =
            "message, recipient, state, attempts, next_try, code, place, since, changed, members";

    private static final State[] STATES = State.values();

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
        return new Tracked(row.getLong(16), row.getLong(13), known, summary(row), deliveries, events(row));
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

    static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, Instant.class);
    }

    static Optional<FailureCode> code(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(FailureCode::parse);
    }

    /** Which entries of the log tell of the message, from {@link #SUMMARY}: their indexes, lowest first. */
    static List<Long> events(ResultSet row) throws SQLException {
        var indexes = ByteBuffer.wrap(row.getBytes(18));
        var events = new ArrayList<Long>();
        while (indexes.hasRemaining()) {
            long index = indexes.getLong();
            if (!events.isEmpty() && index <= events.get(events.size() - 1)) {
                throw new IllegalStateException("The events of a message are not in order");
            }
            events.add(index);
        }
        return events;
    }

    /** What {@link #events} reads. */
    static byte[] bytes(List<Long> events) {
        var bytes = ByteBuffer.allocate(events.size() * Long.BYTES);
        events.forEach(bytes::putLong);
        return bytes.array();
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
