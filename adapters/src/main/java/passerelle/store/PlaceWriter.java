package passerelle.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import passerelle.vault.Copies;

/** Writes down where copies lie, with a connection of its own so that messages do not wait for a batch of events. */
final class PlaceWriter {
    private final Connection connection;
    private final PreparedStatement save;
    private final PreparedStatement saveSegment;
    private int segment;

    PlaceWriter(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        save = connection.prepareStatement(
                "MERGE INTO copy (" + Rows.PLACE + ") KEY (message, part) VALUES (?, ?, ?, ?, ?)");
        saveSegment = connection.prepareStatement("UPDATE placed SET segment = ?");
        try (var query = connection.prepareStatement("SELECT segment FROM placed")) {
            segment = Rows.one(query, row -> row.getInt(1)).orElse(0);
        }
    }

    /** The highest segment with a place in the index. */
    int segment() {
        return segment;
    }

    void place(List<Copies.Place> places) throws SQLException {
        boolean done = false;
        try {
            int highest = segment;
            for (var place : places) {
                save.setObject(1, place.id().value());
                save.setString(2, place.part());
                save.setInt(3, place.segment());
                save.setLong(4, place.offset());
                save.setInt(5, place.length());
                save.addBatch();
                highest = Math.max(highest, place.segment());
            }
            save.executeBatch();
            if (highest > segment) {
                saveSegment.setInt(1, highest);
                saveSegment.executeUpdate();
            }
            connection.commit();
            segment = highest;
            done = true;
        } finally {
            if (!done) {
                save.clearBatch();
                connection.rollback();
            }
        }
    }
}
