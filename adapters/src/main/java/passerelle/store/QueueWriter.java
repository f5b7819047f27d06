package passerelle.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import passerelle.model.AuditEvent;
import passerelle.model.FailureCode;
import passerelle.model.PartnerId;

/** Keeps count of each recipient's deliveries within the transaction of {@link Writer}, so that nobody has to count rows. */
final class QueueWriter {
    private final Map<PartnerId, Change> changes = new TreeMap<>();
    private final PreparedStatement make;
    private final PreparedStatement save;

    private static final class Change {
        private long waiting;
        private long dead;
        private long delivered;
        private Optional<Instant> lastDelivered = Optional.empty();
        private Optional<FailureCode> lastFailure = Optional.empty();

        private void count(State state, int more) {
            switch (state) {
                case DEAD -> dead += more;
                case DELIVERED -> delivered += more;
                case WAITING, DELIVERING -> waiting += more;
                case REFUSED, ACCEPTED, ENDED -> throw new IllegalStateException("No delivery is " + state);
            }
        }
    }

    QueueWriter(Connection connection) throws SQLException {
        make = connection.prepareStatement(
                """
                INSERT INTO queue (recipient, waiting, dead, delivered)
                  SELECT CAST(? AS VARCHAR), 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM queue WHERE recipient = ?)
                """);
        save = connection.prepareStatement(
                """
                UPDATE queue SET waiting = waiting + ?, dead = dead + ?, delivered = delivered + ?,
                  last_delivered = COALESCE(?, last_delivered), last_failure = COALESCE(?, last_failure)
                  WHERE recipient = ?
                """);
    }

    /** Takes note of the last success and failure. */
    void tell(AuditEvent event) {
        var facts = new Facts(event);
        switch (event.type()) {
            case DELIVERED -> facts.recipient().ifPresent(to -> change(to).lastDelivered = Optional.of(event.time()));
            case FAILED, DEAD ->
                facts.recipient()
                        .ifPresent(to -> change(to).lastFailure = facts.code().or(() -> change(to).lastFailure));
            default -> {}
        }
    }

    /** Moves one delivery from where it stood to where it stands. */
    void move(Optional<Delivery> before, Delivery now) {
        var change = change(now.recipient());
        before.ifPresent(delivery -> change.count(delivery.state(), -delivery.members()));
        change.count(now.state(), now.members());
    }

    /** Nothing of a delivery is left where it stood. */
    void end(Delivery before) {
        change(before.recipient()).count(before.state(), -before.members());
    }

    void save() throws SQLException {
        for (var entry : changes.entrySet()) {
            var recipient = entry.getKey().value();
            var change = entry.getValue();
            make.setString(1, recipient);
            make.setString(2, recipient);
            make.executeUpdate();
            save.setLong(1, change.waiting);
            save.setLong(2, change.dead);
            save.setLong(3, change.delivered);
            save.setObject(4, change.lastDelivered.orElse(null));
            save.setString(5, change.lastFailure.map(FailureCode::code).orElse(null));
            save.setString(6, recipient);
            save.executeUpdate();
        }
        changes.clear();
    }

    void forget() {
        changes.clear();
    }

    private Change change(PartnerId recipient) {
        return changes.computeIfAbsent(recipient, any -> new Change());
    }
}
