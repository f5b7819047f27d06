package passerelle.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables of the index. A change counts {@link #VERSION} up, and older files are rebuilt. Rows refer to a message by
 * {@code seq}, the log's index of its first event: what happens at the same time lies together, where its random id would
 * touch a page for each event; from ids {@link Ids} leads to them. What an event says stands in the log only: the index knows which events are a message's.
 */
final class Schema {
    private static final int VERSION = 5;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE schema_version (version INT NOT NULL)",
            // The last batches of members and of messages' ids in files beside it, whose these files are, and the first
            // seq
            // that may not be among these ids.
            "CREATE TABLE applied (events BIGINT NOT NULL, messages BIGINT NOT NULL, others BIGINT NOT NULL,"
                    + " members BIGINT NOT NULL, named BIGINT NOT NULL, named_to BIGINT NOT NULL, owner UUID NOT NULL)",
            // The last batch of copies' places in files beside it, and a segment whose places are all there.
            "CREATE TABLE placed (segment INT NOT NULL, batch BIGINT NOT NULL)",
            // Events that are no message's.
            "CREATE TABLE other_event (idx BIGINT PRIMARY KEY)",
            // A record of a bundle has a row of its own only when something befell it alone; Ids finds both.
            """
            CREATE TABLE message (
              seq BIGINT PRIMARY KEY, id UUID NOT NULL, idx BIGINT NOT NULL, state TINYINT NOT NULL,
              arrived TIMESTAMP(9) WITH TIME ZONE NOT NULL, sender VARCHAR, type VARCHAR NOT NULL, format VARCHAR,
              protocol VARCHAR NOT NULL, code VARCHAR, place VARCHAR NOT NULL, recipients INT NOT NULL,
              repeats INT NOT NULL, changed TIMESTAMP(9) WITH TIME ZONE NOT NULL,
              digest VARCHAR, received_at TIMESTAMP(9) WITH TIME ZONE, members INT NOT NULL, events VARBINARY NOT NULL)
            """,
            "CREATE INDEX message_arrived ON message (arrived DESC, idx DESC)",
            "CREATE INDEX message_of_sender ON message (sender, arrived DESC, idx DESC)",
            "CREATE INDEX message_in_state ON message (state, arrived DESC, idx DESC)",
            """
            CREATE TABLE delivery (
              seq BIGINT NOT NULL, recipient VARCHAR NOT NULL, message UUID NOT NULL, state TINYINT NOT NULL, attempts INT NOT NULL,
              next_try TIMESTAMP(9) WITH TIME ZONE, code VARCHAR, place VARCHAR NOT NULL,
              since TIMESTAMP(9) WITH TIME ZONE NOT NULL, changed TIMESTAMP(9) WITH TIME ZONE NOT NULL,
              arrived TIMESTAMP(9) WITH TIME ZONE NOT NULL, idx BIGINT NOT NULL, members INT NOT NULL,
              PRIMARY KEY (seq, recipient))
            """,
            "CREATE INDEX delivery_in_state ON delivery (state, recipient, since)",
            "CREATE INDEX delivery_to_recipient ON delivery (recipient, arrived DESC, idx DESC)",
            """
            CREATE TABLE queue (
              recipient VARCHAR PRIMARY KEY, waiting BIGINT NOT NULL, dead BIGINT NOT NULL, delivered BIGINT NOT NULL,
              last_delivered TIMESTAMP(9) WITH TIME ZONE, last_failure VARCHAR)
            """,
            "INSERT INTO applied VALUES (0, 0, 0, 0, 0, 0, RANDOM_UUID())",
            "INSERT INTO placed VALUES (0, 0)",
            // The last one: a file without it was cut short while it was made.
            "INSERT INTO schema_version VALUES (" + VERSION + ")");

    private Schema() {}

    /** Makes the tables in an empty file; throws for a file of another version or one cut short. */
    static void ensure(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var found = statement.executeQuery(
                    "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'PUBLIC'")) {
                found.next();
                if (found.getInt(1) == 0) {
                    for (var table : TABLES) {
                        statement.execute(table);
                    }
                }
            }
            try (var found = statement.executeQuery("SELECT version FROM schema_version")) {
                if (!found.next() || found.getInt(1) != VERSION) {
                    throw new SQLException("The index has another schema than version " + VERSION);
                }
            }
            // H2 falls back to an older state of a damaged file, which may be no state that ever was.
            try (var found = statement.executeQuery("SELECT events, messages, others, (SELECT COUNT(*) FROM message),"
                    + " (SELECT COUNT(*) FROM other_event), (SELECT MAX(seq) FROM message) FROM applied")) {
                found.next();
                if (found.getLong(2) != found.getLong(4)
                        || found.getLong(3) != found.getLong(5)
                        || found.getLong(6) > found.getLong(1)) {
                    throw new SQLException("The index has lost entries of the log");
                }
            }
        }
    }
}
