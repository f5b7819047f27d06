package passerelle.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import passerelle.store.IdRun.Batches;

/**
 * Finds by an id without order: sorted files that are written once and merged when they are about as large as what is
 * added (a log-structured merge, O'Neil 1996). A tree of pages would be read and written all over for every batch: that
 * was a fifth of the processor's time of a large file, and a twentieth of that of single messages. To look up is for any
 * thread, to hold and to add for one at a time.
 */
final class IdTable<V> {
    /** A file of more is merged no more: merging never holds up the index for long. */
    private static final int MOST = 1 << 22;
    /** So many wait for a file together. */
    private static final int MANY = 8_192;

    private final Path folder;
    private final Kind<V> kind;
    private final UUID owner;
    /** What is in no file yet. */
    private final Map<UUID, V> held = new ConcurrentHashMap<>();
    /** Newest first. */
    private volatile List<IdRun> runs;

    /**
     * What a table has for each id.
     *
     * @param table its name, the beginning of its files' names
     * @param bytes that a value takes
     */
    record Kind<V>(String table, int bytes, BiConsumer<V, ByteBuffer> write, Function<ByteBuffer, V> read) {}

    private IdTable(Path folder, Kind<V> kind, UUID owner, List<IdRun> runs) {
        this.folder = folder;
        this.kind = kind;
        this.owner = owner;
        this.runs = runs;
    }

    /**
     * Opens what this owner has; what another one left in the folder is taken away.
     *
     * @param last number of the batch that must be there, with all before it; later ones may be
     * @throws IdRun.Damaged when it is not
     */
    static <V> IdTable<V> open(Path folder, Kind<V> kind, UUID owner, long last) throws IOException {
        var runs = new ArrayList<IdRun>();
        long next = 1;
        for (var found : found(folder, kind).entrySet()) {
            // What was merged, and not taken away any more, lies within what it was merged to.
            var run = found.getKey().first() == next
                    ? IdRun.open(found.getValue(), found.getKey(), owner, kind.bytes())
                    : Optional.<IdRun>empty();
            if (run.isEmpty()) {
                Files.delete(found.getValue());
            } else {
                runs.add(0, run.get());
                next = found.getKey().last() + 1;
            }
        }
        if (next <= last) {
            throw new IdRun.Damaged("Batch %d of the %s is not in %s".formatted(next, kind.table(), folder));
        }
        return new IdTable<>(folder, kind, owner, List.copyOf(runs));
    }

    /** In their order; the one with more before those that it was merged from. What was never finished is taken away. */
    private static TreeMap<Batches, Path> found(Path folder, Kind<?> kind) throws IOException {
        var found = new TreeMap<Batches, Path>(
                Comparator.comparingLong(Batches::first).thenComparing(Batches::last, Comparator.reverseOrder()));
        try (var files = Files.newDirectoryStream(folder, kind.table() + "-*")) {
            for (var file : files) {
                Batches.of(file).ifPresent(batches -> found.put(batches, file));
                if (Batches.ofUnfinished(file).isPresent()) {
                    Files.delete(file);
                }
            }
        }
        return found;
    }

    /** The number of the newest batch; 0 when there is none. */
    long last() {
        return runs.isEmpty() ? 0 : runs.get(0).batches().last();
    }

    /** Adds an entry, which may be gone after a crash until {@link #addHeld} has returned. */
    void hold(UUID id, V value) {
        held.put(id, value);
    }

    /** Whether so much is held that {@link #addHeld} is worth its file. */
    boolean holdsMany() {
        return held.size() >= MANY;
    }

    /** Adds what is held as a batch, which lasts when this returns. */
    void addHeld() throws IOException {
        add(held);
        held.clear();
    }

    /** Adds a batch, which lasts when this returns. An id that is there already is replaced. */
    void add(Map<UUID, V> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        var sources = new ArrayList<ByteBuffer>();
        sources.add(IdRun.sorted(entries, kind));
        long size = entries.size();
        long first = last() + 1;
        var kept = new ArrayList<>(runs);
        var merged = new ArrayList<IdRun>();
        while (!kept.isEmpty() && kept.get(0).size() <= 2 * size && kept.get(0).size() + size <= MOST) {
            var run = kept.remove(0);
            sources.add(run.entries());
            merged.add(run);
            size += run.size();
            first = run.batches().first();
        }
        var batches = new Batches(kind.table(), first, last() + 1);
        kept.add(0, IdRun.write(folder, owner, batches, sources, kind.bytes()));
        runs = List.copyOf(kept);
        for (var run : merged) {
            run.delete();
        }
    }

    Optional<V> find(UUID id) {
        // What is held is let go only after its file is among the others.
        var fresh = held.get(id);
        if (fresh != null) {
            return Optional.of(fresh);
        }
        for (var run : runs) {
            var found = run.find(id);
            if (found.isPresent()) {
                return found.map(kind.read());
            }
        }
        return Optional.empty();
    }
}
