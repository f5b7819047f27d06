package passerelle.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import passerelle.model.MessageId;
import passerelle.vault.Copies.Place;

/** Knows where copies lie. To look up is for any thread, to place for one at a time. */
final class CopyPlaces {
    private static final IdTable.Kind<At> KIND =
            new IdTable.Kind<>("copies", 2 * Integer.BYTES + Long.BYTES, At::write, At::read);

    private final Connection connection;
    private final PreparedStatement save;
    private final IdTable<At> places;
    private int segment;
    private int highest;

    private record At(int segment, int length, long offset) {
        void write(ByteBuffer bytes) {
            bytes.putInt(segment).putInt(length).putLong(offset);
        }

        static At read(ByteBuffer bytes) {
            return new At(bytes.getInt(), bytes.getInt(), bytes.getLong());
        }
    }

    private CopyPlaces(Connection connection, IdTable<At> places, int segment) throws SQLException {
        this.connection = connection;
        this.places = places;
        this.segment = segment;
        this.highest = segment;
        save = connection.prepareStatement("UPDATE placed SET segment = ?, batch = ?");
    }

    /** What belongs to this H2 file. */
    static CopyPlaces open(Connection connection, Path folder) throws SQLException, IOException {
        try (var query = connection.prepareStatement("SELECT (SELECT owner FROM applied), segment, batch FROM placed");
                var row = query.executeQuery()) {
            row.next();
            var places = IdTable.open(folder, KIND, row.getObject(1, UUID.class), row.getLong(3));
            return new CopyPlaces(connection, places, row.getInt(2));
        }
    }

    /** No place in an earlier segment is lost in a crash. */
    int segment() {
        return segment;
    }

    /** A later place of the same copy counts. */
    void place(List<Place> found) {
        for (var place : found) {
            places.hold(key(place.id(), place.part()), new At(place.segment(), place.length(), place.offset()));
            highest = Math.max(highest, place.segment());
        }
    }

    /** Whether so much was placed that {@link #save} is worth its file. */
    boolean isMany() {
        return places.holdsMany();
    }

    /** Makes all that was placed last. */
    void save() throws SQLException, IOException {
        places.addHeld();
        save.setInt(1, highest);
        save.setLong(2, places.last());
        save.executeUpdate();
        segment = highest;
    }

    Optional<Place> find(MessageId id, String part) {
        return places.find(key(id, part)).map(at -> new Place(id, part, at.segment(), at.offset(), at.length()));
    }

    /** Each part has a place of its own. Whoever reads a copy finds out whether it is the one that was asked for. */
    private static UUID key(MessageId id, String part) {
        return UUID.nameUUIDFromBytes((part + " " + id).getBytes(StandardCharsets.US_ASCII));
    }
}
