package passerelle.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/** The questions to the index as SQL; each is answered from an index of its table, newest first where that is asked. */
final class Reader {
    private final Connection connection;
    private final Events events;
    private final Ids ids;

    Reader(Connection connection, Events events, Ids ids) {
        this.connection = connection;
        this.events = events;
        this.ids = ids;
    }

    Optional<Known> known(MessageId id) throws SQLException {
        return ids.message(id).isEmpty() && ids.member(id).isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(known(List.of(id)).get(id));
    }

    Map<MessageId, Known> known(List<MessageId> asked) throws SQLException {
        var known = inBundles(asked);
        var rows = asked.stream().flatMap(id -> ids.message(id).stream()).toArray();
        if (rows.length > 0) {
            try (var messages = connection.prepareStatement(
                    "SELECT id, digest, received_at FROM message WHERE seq = ANY(?) AND digest IS NOT NULL")) {
                messages.setObject(1, rows);
                Rows.all(messages, row -> {
                    var id = new MessageId(row.getObject(1, UUID.class));
                    return known.put(id, new Known(row.getString(2), Rows.time(row, 3)));
                });
            }
            known.keySet().retainAll(Set.copyOf(asked));
        }
        return known;
    }

    private Map<MessageId, Known> inBundles(List<MessageId> asked) throws SQLException {
        var found = new HashMap<MessageId, Member>();
        asked.forEach(id -> ids.member(id).ifPresent(member -> found.put(id, member)));
        var known = new HashMap<MessageId, Known>();
        if (!found.isEmpty()) {
            try (var bundles = connection.prepareStatement("SELECT seq, received_at FROM message WHERE seq = ANY(?)")) {
                bundles.setObject(
                        1,
                        found.values().stream().map(Member::bundle).distinct().toArray());
                var received = new HashMap<Long, Instant>();
                Rows.all(bundles, row -> received.put(row.getLong(1), Rows.time(row, 2)));
                found.forEach((id, member) -> Optional.ofNullable(received.get(member.bundle()))
                        .ifPresent(at -> known.put(id, new Known(member.digest(), at))));
            }
        }
        return known;
    }

    List<Summary> find(Query query) throws SQLException {
        if (query.partner().isEmpty()) {
            var sent = query.state().isPresent() ? "state, arrived DESC, idx DESC" : "arrived DESC, idx DESC";
            return summaries("message m", "m.", "TRUE", sent, query);
        }
        var sent = summaries("message m", "m.", "m.sender = ?", "sender, arrived DESC, idx DESC", query);
        var received = summaries(
                "delivery d JOIN message m ON m.seq = d.seq",
                "d.",
                "d.recipient = ?",
                "recipient, arrived DESC, idx DESC",
                query);
        return newest(sent, received, query.most());
    }

    Optional<Journey> journey(MessageId id) throws SQLException {
        var own = messageJourney(id);
        var place = bundleOf(id);
        if (place.isEmpty()) {
            return own;
        }
        return messageJourney(place.get().bundle()).map(bundle -> inBundle(id, place.get(), bundle, own));
    }

    /** A record has what befell its bundle, and what befell it alone. */
    private static Journey inBundle(MessageId id, Journey.InBundle place, Journey bundle, Optional<Journey> own) {
        var events = new ArrayList<>(bundle.events());
        own.ifPresent(alone -> events.addAll(alone.events()));
        events.sort(Comparator.comparingLong(Journey.Entry::index));
        var deliveries = new TreeMap<PartnerId, Delivery>();
        bundle.deliveries().forEach(delivery -> deliveries.put(delivery.recipient(), delivery));
        own.ifPresent(alone -> alone.deliveries().forEach(delivery -> deliveries.put(delivery.recipient(), delivery)));
        // A record that was refused may come again, and be accepted with the others of its file.
        var summary = own.map(Journey::summary)
                .filter(alone -> alone.state() != State.REFUSED)
                .orElseGet(() -> bundle.summary().as(id));
        return new Journey(summary, events, List.copyOf(deliveries.values()), Optional.of(place));
    }

    private Optional<Journey.InBundle> bundleOf(MessageId id) throws SQLException {
        var member = ids.member(id);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        try (var query = connection.prepareStatement("SELECT id FROM message WHERE seq = ?")) {
            query.setLong(1, member.get().bundle());
            return Rows.one(
                    query,
                    row -> new Journey.InBundle(
                            new MessageId(row.getObject(1, UUID.class)),
                            member.get().line()));
        }
    }

    private Optional<Journey> messageJourney(MessageId id) throws SQLException {
        var seq = ids.message(id);
        if (seq.isEmpty()) {
            return Optional.empty();
        }
        try (var messages = connection.prepareStatement(
                        "SELECT " + Rows.SUMMARY + " FROM message m WHERE m.seq = ? AND m.id = ?");
                var deliveries = connection.prepareStatement(
                        "SELECT " + Rows.DELIVERY + " FROM delivery WHERE seq = ? ORDER BY seq, recipient")) {
            messages.setLong(1, seq.get());
            messages.setObject(2, id.value());
            var told = new ArrayList<Long>();
            var journey = Rows.one(messages, row -> {
                told.addAll(Rows.events(row));
                deliveries.setLong(1, row.getLong(16));
                return new Journey(
                        Rows.summary(row), List.of(), Rows.all(deliveries, Rows::delivery), Optional.empty());
            });
            if (journey.isEmpty()) {
                return journey;
            }
            var entries = entries(told);
            if (!entries.stream().allMatch(entry -> new Facts(entry.event())
                    .message()
                    .filter(id::equals)
                    .isPresent())) {
                throw damaged("The index has events of another message");
            }
            var found = journey.get();
            return Optional.of(new Journey(found.summary(), entries, found.deliveries(), found.place()));
        }
    }

    private List<Journey.Entry> entries(List<Long> indexes) throws SQLException {
        try {
            var found = events.at(indexes);
            var entries = new ArrayList<Journey.Entry>(found.size());
            for (int i = 0; i < found.size(); i++) {
                entries.add(new Journey.Entry(indexes.get(i), found.get(i)));
            }
            return entries;
        } catch (IndexOutOfBoundsException e) {
            throw damaged("The index has events that the log has not");
        } catch (IOException e) {
            throw new UncheckedIOException("The audit log cannot be read", e);
        }
    }

    private static SQLException damaged(String what) {
        return new SQLException(what, "", ErrorCode.FILE_CORRUPTED_1);
    }

    List<Journey.Entry> gatewayEvents(int most) throws SQLException {
        try (var query =
                connection.prepareStatement("SELECT idx FROM other_event ORDER BY idx DESC FETCH FIRST ? ROWS ONLY")) {
            query.setInt(1, most);
            var entries = entries(
                    Rows.all(query, row -> row.getLong(1)).stream().sorted().toList());
            Collections.reverse(entries);
            return entries;
        }
    }

    List<Delivery> deliveries(State state, Optional<PartnerId> recipient, int most) throws SQLException {
        var to = recipient.isPresent() ? " AND recipient = ?" : "";
        try (var query = connection.prepareStatement("SELECT " + Rows.DELIVERY + " FROM delivery WHERE state = ?" + to
                + " ORDER BY state, recipient, since FETCH FIRST ? ROWS ONLY")) {
            int at = 1;
            query.setInt(at++, state.ordinal());
            if (recipient.isPresent()) {
                query.setString(at++, recipient.get().value());
            }
            query.setInt(at, most);
            return Rows.all(query, Rows::delivery);
        }
    }

    Map<PartnerId, QueueState> queues() throws SQLException {
        var oldest = new TreeMap<PartnerId, Instant>();
        var queues = new LinkedHashMap<PartnerId, QueueState>();
        try (var names = connection.prepareStatement("SELECT recipient FROM queue");
                var query = connection.prepareStatement(
                        "SELECT recipient, waiting, dead, delivered, last_delivered, last_failure FROM queue"
                                + " ORDER BY recipient")) {
            for (var name : Rows.all(names, row -> new PartnerId(row.getString(1)))) {
                for (var state : List.of(State.WAITING, State.DELIVERING)) {
                    for (var delivery : deliveries(state, Optional.of(name), 1)) {
                        oldest.merge(name, delivery.since(), (a, b) -> a.isBefore(b) ? a : b);
                    }
                }
            }
            Rows.all(query, row -> {
                var name = new PartnerId(row.getString(1));
                return queues.put(
                        name,
                        new QueueState(
                                row.getLong(2),
                                Optional.ofNullable(oldest.get(name)),
                                row.getLong(3),
                                row.getLong(4),
                                Optional.ofNullable(row.getObject(5, Instant.class)),
                                Rows.code(row, 6)));
            });
        }
        return queues;
    }

    private List<Summary> summaries(String from, String ordered, String partner, String order, Query query)
            throws SQLException {
        var sql = new StringBuilder("SELECT " + Rows.SUMMARY + " FROM " + from + " WHERE " + partner);
        query.state().ifPresent(state -> sql.append(" AND m.state = ?"));
        query.since().ifPresent(since -> sql.append(" AND ").append(ordered).append("arrived >= ?"));
        sql.append(" ORDER BY ").append(ordered).append(order.replace(", ", ", " + ordered));
        sql.append(" FETCH FIRST ? ROWS ONLY");
        try (var statement = connection.prepareStatement(sql.toString())) {
            int at = 1;
            if (query.partner().isPresent()) {
                statement.setString(at++, query.partner().get().value());
            }
            if (query.state().isPresent()) {
                statement.setInt(at++, query.state().get().ordinal());
            }
            if (query.since().isPresent()) {
                statement.setObject(at++, query.since().get());
            }
            statement.setInt(at, query.most());
            return Rows.all(statement, Rows::summary);
        }
    }

    private static List<Summary> newest(List<Summary> some, List<Summary> others, int most) {
        return Stream.concat(some.stream(), others.stream())
                .distinct()
                .sorted(Comparator.comparing(Summary::arrived).reversed())
                .limit(most)
                .toList();
    }
}
