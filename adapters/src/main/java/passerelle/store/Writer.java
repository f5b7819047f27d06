package passerelle.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import passerelle.model.AuditEvent;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/** Applies a batch of events in one transaction: loads the messages they are about, tells them, saves what changed. */
final class Writer {
    private final Connection connection;
    private final PreparedStatement loadMessage;
    private final PreparedStatement loadDeliveries;
    private final PreparedStatement addEvent;
    private final PreparedStatement saveMessage;
    private final PreparedStatement saveDelivery;
    private final PreparedStatement saveApplied;
    private final QueueWriter queues;

    Writer(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        loadMessage = connection.prepareStatement("SELECT " + Rows.SUMMARY + " FROM message m WHERE m.id = ?");
        loadDeliveries = connection.prepareStatement("SELECT " + Rows.DELIVERY + " FROM delivery WHERE message = ?");
        addEvent = connection.prepareStatement(
                "INSERT INTO event (idx, message, id, type, time, facts) VALUES (?, ?, ?, ?, ?, ?)");
        saveMessage = connection.prepareStatement(
                """
                MERGE INTO message (id, idx, state, arrived, sender, type, format, protocol, code, place, recipients,
                  repeats, changed, digest, received_at) KEY (id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
        saveDelivery = connection.prepareStatement(
                """
                MERGE INTO delivery (message, recipient, state, attempts, next_try, code, place, since, changed, arrived,
                  idx) KEY (message, recipient) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
        saveApplied = connection.prepareStatement("UPDATE applied SET events = ?");
        queues = new QueueWriter(connection);
    }

    long applied() throws SQLException {
        try (var query = connection.prepareStatement("SELECT events FROM applied")) {
            return Rows.one(query, row -> row.getLong(1)).orElse(0L);
        }
    }

    /** All of them or, when it throws, none. */
    void apply(long firstIndex, List<AuditEvent> events) throws SQLException {
        boolean done = false;
        try {
            var messages = new HashMap<MessageId, Tracked>();
            long index = firstIndex;
            for (var event : events) {
                tell(messages, index, event);
                queues.tell(event);
                index++;
            }
            addEvent.executeBatch();
            for (var message : messages.values()) {
                save(message);
            }
            saveMessage.executeBatch();
            saveDelivery.executeBatch();
            queues.save();
            saveApplied.setLong(1, index);
            saveApplied.executeUpdate();
            connection.commit();
            done = true;
        } finally {
            if (!done) {
                forget();
            }
        }
    }

    private void tell(Map<MessageId, Tracked> messages, long index, AuditEvent event) throws SQLException {
        var id = new Facts(event).message();
        add(index, id, event);
        if (id.isPresent()) {
            var found = Optional.ofNullable(messages.get(id.get()));
            if (found.isEmpty()) {
                found = load(id.get()).or(() -> Tracked.from(id.get(), index, event));
                found.ifPresent(loaded -> messages.put(id.get(), loaded));
            }
            found.ifPresent(message -> message.tell(index, event));
        }
    }

    private void add(long index, Optional<MessageId> message, AuditEvent event) throws SQLException {
        addEvent.setLong(1, index);
        addEvent.setObject(2, message.map(MessageId::value).orElse(null));
        addEvent.setObject(3, event.id());
        addEvent.setInt(4, event.type().ordinal());
        addEvent.setObject(5, event.time());
        addEvent.setBytes(6, Rows.bytes(event.facts()));
        addEvent.addBatch();
    }

    private Optional<Tracked> load(MessageId id) throws SQLException {
        loadMessage.setObject(1, id.value());
        return Rows.one(loadMessage, row -> {
            loadDeliveries.setObject(1, id.value());
            return Rows.tracked(row, Rows.all(loadDeliveries, Rows::delivery));
        });
    }

    private void save(Tracked message) throws SQLException {
        var summary = message.summary();
        saveMessage.setObject(1, summary.id().value());
        saveMessage.setLong(2, message.index());
        saveMessage.setInt(3, summary.state().ordinal());
        saveMessage.setObject(4, summary.arrived());
        saveMessage.setString(5, summary.sender().map(PartnerId::value).orElse(null));
        saveMessage.setString(6, summary.type());
        saveMessage.setString(7, summary.format().map(FormatId::value).orElse(null));
        saveMessage.setString(8, summary.protocol());
        saveMessage.setString(9, summary.code().map(code -> code.code()).orElse(null));
        saveMessage.setString(10, summary.place());
        saveMessage.setInt(11, summary.recipients());
        saveMessage.setInt(12, summary.repeats());
        saveMessage.setObject(13, summary.changed());
        saveMessage.setString(14, message.known().map(Known::receivedDigest).orElse(null));
        saveMessage.setObject(15, message.known().map(Known::receivedAt).orElse(null));
        saveMessage.addBatch();
        for (var delivery : message.changed()) {
            save(delivery, message);
            queues.move(message.before(delivery.recipient()), delivery);
        }
    }

    private void save(Delivery delivery, Tracked message) throws SQLException {
        saveDelivery.setObject(1, delivery.message().value());
        saveDelivery.setString(2, delivery.recipient().value());
        saveDelivery.setInt(3, delivery.state().ordinal());
        saveDelivery.setInt(4, delivery.attempts());
        saveDelivery.setObject(5, delivery.nextTry().orElse(null));
        saveDelivery.setString(6, delivery.code().map(code -> code.code()).orElse(null));
        saveDelivery.setString(7, delivery.place());
        saveDelivery.setObject(8, delivery.since());
        saveDelivery.setObject(9, delivery.changed());
        saveDelivery.setObject(10, message.summary().arrived());
        saveDelivery.setLong(11, message.index());
        saveDelivery.addBatch();
    }

    private void forget() throws SQLException {
        addEvent.clearBatch();
        saveMessage.clearBatch();
        saveDelivery.clearBatch();
        queues.forget();
        connection.rollback();
    }
}
