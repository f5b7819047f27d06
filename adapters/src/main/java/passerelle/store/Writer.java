package passerelle.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Type;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/** Applies a batch of events in one transaction: loads the messages they are about, tells them, saves what changed. */
final class Writer {
    private final Connection connection;
    private final Ids ids;
    private final PreparedStatement loadMessage;
    private final PreparedStatement loadBundle;
    private final PreparedStatement loadDeliveries;
    private final PreparedStatement addOther;
    private final PreparedStatement saveMessage;
    private final PreparedStatement saveDelivery;
    private final PreparedStatement endDelivery;
    private final PreparedStatement saveApplied;
    private final QueueWriter queues;
    /** What the messages' ids lead to below it is in their files. */
    private long namedTo;
    /** Members of the bundles that the present batch tells of: they are not among the others yet. */
    private final Map<MessageId, Fresh> fresh = new HashMap<>();

    private final Map<UUID, Member> enrolled = new HashMap<>();

    private record Fresh(Tracked bundle, String digest) {
        Tracked tracked(MessageId id, long index) {
            var at = bundle.known().map(Known::receivedAt).orElseThrow();
            return Tracked.member(id, index, new Known(digest, at), bundle.summary());
        }
    }

    Writer(Connection connection, Ids ids) throws SQLException {
        this.connection = connection;
        this.ids = ids;
        connection.setAutoCommit(false);
        loadMessage =
                connection.prepareStatement("SELECT " + Rows.SUMMARY + " FROM message m WHERE m.seq = ? AND m.id = ?");
        loadBundle = connection.prepareStatement("SELECT " + Rows.SUMMARY + " FROM message m WHERE m.seq = ?");
        loadDeliveries = connection.prepareStatement("SELECT " + Rows.DELIVERY + " FROM delivery WHERE seq = ?");
        addOther = connection.prepareStatement("INSERT INTO other_event (idx) VALUES (?)");
        saveMessage = connection.prepareStatement(
                """
                MERGE INTO message (seq, id, idx, state, arrived, sender, type, format, protocol, code, place, recipients,
                  repeats, changed, digest, received_at, members, events) KEY (seq)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
        saveDelivery = connection.prepareStatement(
                """
                MERGE INTO delivery (seq, recipient, message, state, attempts, next_try, code, place, since, changed, arrived,
                  idx, members) KEY (seq, recipient) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
        endDelivery = connection.prepareStatement("DELETE FROM delivery WHERE seq = ? AND recipient = ?");
        saveApplied = connection.prepareStatement(
                "UPDATE applied SET events = ?, messages = messages + ?, others = others + ?, members = ?, named = ?,"
                        + " named_to = ?");
        queues = new QueueWriter(connection);
        namedTo = applied("named_to");
    }

    long applied() throws SQLException {
        return applied("events");
    }

    private long applied(String what) throws SQLException {
        try (var query = connection.prepareStatement("SELECT " + what + " FROM applied")) {
            return Rows.one(query, row -> row.getLong(1)).orElse(0L);
        }
    }

    /**
     * All of them or, when it throws, none.
     *
     * @param rolls of the bundles that the events tell of
     * @throws IOException when the files of ids cannot be written
     */
    void apply(long firstIndex, List<AuditEvent> events, Map<MessageId, Roll> rolls) throws SQLException, IOException {
        boolean done = false;
        try {
            var messages = new HashMap<MessageId, Tracked>();
            long index = firstIndex;
            long others = 0;
            for (var event : events) {
                others += tell(messages, index, event) ? 0 : 1;
                queues.tell(event);
                if (event.type() == Type.RECEIVED) {
                    enrol(messages, event, rolls);
                }
                index++;
            }
            addOther.executeBatch();
            for (var message : messages.values()) {
                save(message);
            }
            saveMessage.executeBatch();
            saveDelivery.executeBatch();
            endDelivery.executeBatch();
            queues.save();
            saveApplied.setLong(1, index);
            saveApplied.setLong(
                    2, messages.values().stream().filter(Tracked::isNew).count());
            saveApplied.setLong(3, others);
            name(messages.values(), index);
            // Before this transaction: what it says is there, is.
            ids.members().add(enrolled);
            saveApplied.setLong(4, ids.members().last());
            saveApplied.executeUpdate();
            connection.commit();
            done = true;
        } finally {
            fresh.clear();
            enrolled.clear();
            if (!done) {
                forget();
            }
        }
    }

    /** Lets the messages be found by their ids. @param end of the log that is applied with them */
    private void name(Collection<Tracked> messages, long end) throws SQLException, IOException {
        for (var message : messages) {
            if (message.isNew()) {
                ids.messages().hold(message.summary().id().value(), message.seq());
            }
        }
        if (ids.messages().holdsMany()) {
            ids.messages().addHeld();
            namedTo = end;
        }
        saveApplied.setLong(5, ids.messages().last());
        saveApplied.setLong(6, namedTo);
    }

    /** Whether the event is about a message. */
    private boolean tell(Map<MessageId, Tracked> messages, long index, AuditEvent event) throws SQLException {
        var about = message(messages, index, event);
        if (about.filter(message -> message.isSetApartBy(event)).isPresent()) {
            leaveBundle(messages, event);
        }
        about.ifPresent(message -> message.tell(index, event));
        if (about.isEmpty()) {
            addOther.setLong(1, index);
            addOther.addBatch();
        }
        return about.isPresent();
    }

    /** What begins to befall a record alone takes it out of what its bundle still has to deliver. */
    private void leaveBundle(Map<MessageId, Tracked> messages, AuditEvent event) throws SQLException {
        var facts = new Facts(event);
        var bundle = bundleOf(messages, facts.message().orElseThrow());
        bundle.ifPresent(its -> its.without(facts.recipient().orElseThrow()));
    }

    private Optional<Tracked> bundleOf(Map<MessageId, Tracked> messages, MessageId member) throws SQLException {
        var told = Optional.ofNullable(fresh.get(member));
        if (told.isPresent()) {
            return told.map(Fresh::bundle);
        }
        var id = bundle(ids.member(member), Rows::summary).map(Summary::id);
        if (id.isEmpty() || messages.containsKey(id.get())) {
            return id.map(messages::get);
        }
        var loaded = load(id.get());
        loaded.ifPresent(bundle -> messages.put(id.get(), bundle));
        return loaded;
    }

    private void enrol(Map<MessageId, Tracked> messages, AuditEvent event, Map<MessageId, Roll> rolls) {
        var bundle = new Facts(event).message();
        var roll = bundle.map(rolls::get);
        var known = bundle.map(messages::get);
        if (roll.isEmpty() || known.isEmpty()) {
            return;
        }
        var its = known.get();
        for (var member : roll.get().members()) {
            fresh.put(member.id(), new Fresh(its, member.digest()));
            enrolled.put(member.id().value(), new Member(its.seq(), member.line(), member.digest()));
        }
    }

    private Optional<Tracked> message(Map<MessageId, Tracked> messages, long index, AuditEvent event)
            throws SQLException {
        var id = new Facts(event).message();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        var met = Optional.ofNullable(messages.get(id.get()));
        if (met.isPresent()) {
            return met;
        }
        var found = load(id.get());
        if (found.isEmpty()) {
            found = member(id.get(), index).or(() -> Tracked.from(id.get(), index, event));
        }
        found.ifPresent(message -> messages.put(id.get(), message));
        return found;
    }

    private Optional<Tracked> load(MessageId id) throws SQLException {
        var seq = ids.message(id);
        if (seq.isEmpty()) {
            return Optional.empty();
        }
        loadMessage.setLong(1, seq.get());
        loadMessage.setObject(2, id.value());
        return Rows.one(loadMessage, row -> {
            loadDeliveries.setLong(1, row.getLong(16));
            return Rows.tracked(row, Rows.all(loadDeliveries, Rows::delivery));
        });
    }

    private Optional<Tracked> member(MessageId id, long index) throws SQLException {
        var told = Optional.ofNullable(fresh.get(id));
        if (told.isPresent()) {
            return told.map(member -> member.tracked(id, index));
        }
        var found = ids.member(id);
        return bundle(
                found,
                row -> Tracked.member(
                        id, index, new Known(found.orElseThrow().digest(), Rows.time(row, 15)), Rows.summary(row)));
    }

    /** From the row of the bundle that a record is in. */
    private <T> Optional<T> bundle(Optional<Member> member, Rows.Row<T> row) throws SQLException {
        if (member.isEmpty()) {
            return Optional.empty();
        }
        loadBundle.setLong(1, member.get().bundle());
        return Rows.one(loadBundle, row);
    }

    private void save(Tracked message) throws SQLException {
        var summary = message.summary();
        saveMessage.setLong(1, message.seq());
        saveMessage.setObject(2, summary.id().value());
        saveMessage.setLong(3, message.index());
        saveMessage.setInt(4, summary.state().ordinal());
        saveMessage.setObject(5, summary.arrived());
        saveMessage.setString(6, summary.sender().map(PartnerId::value).orElse(null));
        saveMessage.setString(7, summary.type());
        saveMessage.setString(8, summary.format().map(FormatId::value).orElse(null));
        saveMessage.setString(9, summary.protocol());
        saveMessage.setString(10, summary.code().map(code -> code.code()).orElse(null));
        saveMessage.setString(11, summary.place());
        saveMessage.setInt(12, summary.recipients());
        saveMessage.setInt(13, summary.repeats());
        saveMessage.setObject(14, summary.changed());
        saveMessage.setString(15, message.known().map(Known::receivedDigest).orElse(null));
        saveMessage.setObject(16, message.known().map(Known::receivedAt).orElse(null));
        saveMessage.setInt(17, summary.members());
        saveMessage.setBytes(18, Rows.bytes(message.events()));
        saveMessage.addBatch();
        for (var delivery : message.gone()) {
            endDelivery.setLong(1, message.seq());
            endDelivery.setString(2, delivery.recipient().value());
            endDelivery.addBatch();
            queues.end(delivery);
        }
        for (var delivery : message.changed()) {
            save(delivery, message);
            queues.move(message.before(delivery.recipient()), delivery);
        }
    }

    private void save(Delivery delivery, Tracked message) throws SQLException {
        saveDelivery.setLong(1, message.seq());
        saveDelivery.setString(2, delivery.recipient().value());
        saveDelivery.setObject(3, delivery.message().value());
        saveDelivery.setInt(4, delivery.state().ordinal());
        saveDelivery.setInt(5, delivery.attempts());
        saveDelivery.setObject(6, delivery.nextTry().orElse(null));
        saveDelivery.setString(7, delivery.code().map(code -> code.code()).orElse(null));
        saveDelivery.setString(8, delivery.place());
        saveDelivery.setObject(9, delivery.since());
        saveDelivery.setObject(10, delivery.changed());
        saveDelivery.setObject(11, message.summary().arrived());
        saveDelivery.setLong(12, message.index());
        saveDelivery.setInt(13, delivery.members());
        saveDelivery.addBatch();
    }

    private void forget() throws SQLException {
        addOther.clearBatch();
        saveMessage.clearBatch();
        saveDelivery.clearBatch();
        endDelivery.clearBatch();
        queues.forget();
        connection.rollback();
    }
}
