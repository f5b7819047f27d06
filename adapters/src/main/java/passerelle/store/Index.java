package passerelle.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import passerelle.model.AuditEvent;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.vault.Copies;

/**
 * Answers what the audit log and the vault know, quickly: duplicates, searches, queues, the journey of a message. An H2
 * file, with {@link Ids} beside it, that may lose its last transactions in a crash, or all of itself: it says up to
 * where it is right, and the log and {@link Copies#scan} bring it up to date. Thread-safe. Every method throws {@link
 * IndexFailed} when the file fails, and an {@link UncheckedIOException} when the files beside it do.
 */
public final class Index implements AutoCloseable {
    private static final int MOST_DELIVERIES = 10_000;
    private static final long TIDY_NANOS = Duration.ofSeconds(2).toNanos();

    private final Database database;
    private final Events events;
    private final Ids ids;
    private final Writer writer;
    private final CopyPlaces places;
    private volatile long applied;
    private long tidied = System.nanoTime();

    private Index(Database database, Events events, Ids ids, Writer writer, CopyPlaces places) throws SQLException {
        this.database = database;
        this.events = events;
        this.ids = ids;
        this.writer = writer;
        this.places = places;
        this.applied = writer.applied();
    }

    /**
     * Opens the index, or begins an empty one; a damaged file or one of another schema is moved aside.
     *
     * @param events of the log that it indexes
     * @throws IOException when another process has it, or the folder cannot be written
     */
    public static Index open(Path folder, Events events) throws IOException {
        return new IndexFile(folder).open(file -> start(file, events));
    }

    private static Index start(IndexFile file, Events events) throws SQLException, IOException {
        var database = Database.open(file);
        try {
            var connection = database.connection();
            var ids = Ids.open(connection, file.folder());
            return new Index(
                    database,
                    events,
                    ids,
                    new Writer(connection, ids),
                    CopyPlaces.open(database.connection(), file.folder()));
        } catch (SQLException | IOException e) {
            database.abandon(e);
            throw e;
        }
    }

    /** How many entries of the log are applied: the log's index of the next one. */
    public long appliedUpTo() {
        return applied;
    }

    /**
     * Applies entries of the log in one transaction; those that are applied already are skipped.
     *
     * @param firstIndex of the first event in the log, not beyond {@link #appliedUpTo}
     */
    public void apply(long firstIndex, List<AuditEvent> events) {
        apply(firstIndex, events, Map.of());
    }

    /** The same where bundles of a file's records are among them. @param rolls by the bundle's id */
    public void apply(long firstIndex, List<AuditEvent> events, Map<MessageId, Roll> rolls) {
        synchronized (writer) {
            if (firstIndex > applied) {
                throw new IllegalArgumentException(
                        "Entry %d of the log cannot be applied before entry %d".formatted(firstIndex, applied));
            }
            long known = Math.min(applied - firstIndex, events.size());
            var fresh = events.subList((int) known, events.size());
            if (!fresh.isEmpty()) {
                tidy();
                try {
                    writer.apply(applied, fresh, rolls);
                } catch (SQLException e) {
                    throw database.failed(e);
                } catch (IOException e) {
                    throw failed(e);
                }
                applied = applied + fresh.size();
            }
        }
    }

    /** Before entries are applied: should it fail, they are not, and the next time it is not tried again at once. */
    private void tidy() {
        long now = System.nanoTime();
        if (now - tidied > TIDY_NANOS) {
            tidied = now;
            database.tidy();
        }
    }

    /** Writes down where copies lie; a later place of the same copy counts. */
    public void place(List<Copies.Place> found) {
        boolean many;
        synchronized (places) {
            places.place(found);
            many = places.isMany();
        }
        if (many) {
            save();
        }
    }

    /** One writes to H2 at a time: what is written together is in its file together. */
    private void save() {
        synchronized (writer) {
            synchronized (places) {
                try {
                    places.save();
                } catch (SQLException e) {
                    throw database.failed(e);
                } catch (IOException e) {
                    throw failed(e);
                }
            }
        }
    }

    private static UncheckedIOException failed(IOException cause) {
        return new UncheckedIOException("The index cannot be written", cause);
    }

    /**
     * The segment from which {@link Copies#scan} must be told to {@link #place} at start, so that no copy is missing: one
     * before the last that is known, since callers may come late with a place in it.
     */
    public int placesFrom() {
        synchronized (places) {
            return Math.max(1, places.segment() - 1);
        }
    }

    /** Whether this message was accepted before. */
    public Optional<Known> known(MessageId id) {
        return database.read(connection -> new Reader(connection, events, ids).known(id));
    }

    /** The same for many; those that are not known are not in the answer. */
    public Map<MessageId, Known> known(List<MessageId> asked) {
        return database.read(connection -> new Reader(connection, events, ids).known(asked));
    }

    /** Where this part of the message lies. */
    public Optional<Copies.Place> copy(MessageId id, String part) {
        return places.find(id, part);
    }

    /** Messages, newest first. */
    public List<Summary> find(Query query) {
        return database.read(connection -> new Reader(connection, events, ids).find(query));
    }

    /** All that happened to a message. */
    public Optional<Journey> journey(MessageId id) {
        return database.read(connection -> new Reader(connection, events, ids).journey(id));
    }

    /** What happened to the gateway, or to no message that the index has (started, configured, ...), newest first. */
    public List<Journey.Entry> gatewayEvents(int most) {
        return database.read(connection -> new Reader(connection, events, ids).gatewayEvents(most));
    }

    /** Deliveries that stand so, by recipient and then oldest first; at most 10,000, {@link #queues} has the counts. */
    public List<Delivery> deliveries(State state) {
        return database.read(
                connection -> new Reader(connection, events, ids).deliveries(state, Optional.empty(), MOST_DELIVERIES));
    }

    /** One recipient's deliveries that stand so, oldest first. */
    public List<Delivery> deliveries(State state, PartnerId recipient, int most) {
        return database.read(
                connection -> new Reader(connection, events, ids).deliveries(state, Optional.of(recipient), most));
    }

    /** How each recipient that ever had a delivery is doing, by name. */
    public Map<PartnerId, QueueState> queues() {
        return database.read(connection -> new Reader(connection, events, ids).queues());
    }

    @Override
    public void close() throws IOException {
        synchronized (writer) {
            synchronized (places) {
                try {
                    closeAll();
                } catch (SQLException e) {
                    throw new IOException("The index did not close well", e);
                }
            }
        }
    }

    private void closeAll() throws SQLException, IOException {
        try {
            places.save();
        } finally {
            database.close();
        }
    }
}
