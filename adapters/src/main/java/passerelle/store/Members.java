package passerelle.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import passerelle.model.MessageId;
import passerelle.store.MemberRun.Batches;
import passerelle.store.MemberRun.Entry;

/**
 * Finds the bundle of a record by the record's id: sorted files that are written once and merged when they are about as
 * large as what is added (a log-structured merge, O'Neil 1996). Ids have no order, so that a tree of pages is read and
 * written all over for every batch: it was a fifth of the processor's time of a large file. To look up is for any thread,
 * to add for one at a time.
 */
final class Members {
    /** A file of more is merged no more: merging never holds up the index for long. */
    private static final int MOST = 1 << 22;

    private final Path folder;
    private final UUID owner;
    /** Newest first. */
    private volatile List<MemberRun> runs;

    private Members(Path folder, UUID owner, List<MemberRun> runs) {
        this.folder = folder;
        this.owner = owner;
        this.runs = runs;
    }

    /**
     * Opens what this owner has; what another one left in the folder is taken away.
     *
     * @param last number of the batch that must be there, with all before it; later ones may be
     * @throws MemberRun.Damaged when it is not
     */
    static Members open(Path folder, UUID owner, long last) throws IOException {
        var runs = new ArrayList<MemberRun>();
        long next = 1;
        for (var found : found(folder).entrySet()) {
            // What was merged, and not taken away any more, lies within what it was merged to.
            var run = found.getKey().first() == next
                    ? MemberRun.open(found.getValue(), found.getKey(), owner)
                    : Optional.<MemberRun>empty();
            if (run.isEmpty()) {
                Files.delete(found.getValue());
            } else {
                runs.add(0, run.get());
                next = found.getKey().last() + 1;
            }
        }
        if (next <= last) {
            throw new MemberRun.Damaged("Batch %d of the members is not in %s".formatted(next, folder));
        }
        return new Members(folder, owner, List.copyOf(runs));
    }

    /** In their order; the one with more before those that it was merged from. What was never finished is taken away. */
    private static TreeMap<Batches, Path> found(Path folder) throws IOException {
        var found = new TreeMap<Batches, Path>(
                Comparator.comparingLong(Batches::first).thenComparing(Batches::last, Comparator.reverseOrder()));
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Batches.of(file).ifPresent(batches -> found.put(batches, file));
                if (Batches.isUnfinished(file)) {
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

    /** Adds a batch, which lasts when this returns. An id that is there already is replaced. */
    void add(List<Entry> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        var sources = new ArrayList<ByteBuffer>();
        sources.add(MemberRun.sorted(entries));
        long size = entries.size();
        long first = last() + 1;
        var kept = new ArrayList<>(runs);
        var merged = new ArrayList<MemberRun>();
        while (!kept.isEmpty() && kept.get(0).size() <= 2 * size && kept.get(0).size() + size <= MOST) {
            var run = kept.remove(0);
            sources.add(run.entries());
            merged.add(run);
            size += run.size();
            first = run.batches().first();
        }
        kept.add(0, MemberRun.write(folder, owner, new Batches(first, last() + 1), sources));
        runs = List.copyOf(kept);
        for (var run : merged) {
            run.delete();
        }
    }

    Optional<Entry> find(MessageId member) {
        for (var run : runs) {
            var found = run.find(member);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
