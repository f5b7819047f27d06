package passerelle.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: takes what many callers bring, makes it last with one flush, then signs. Callers never touch the
 * files, so that an interrupt of theirs cannot close one.
 */
final class Sequencer implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Sequencer.class);
    /** Entries after which no more callers join a flush. */
    private static final int GROUP = 4_000;

    /** Records without a signature after which one is made. */
    private static final int SIGN_AFTER = 10_000;
    /** Records without a signature after which the log takes no more: what cannot be signed is no evidence. */
    static final int MOST_UNSIGNED = 1_000_000;

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final MerkleTree tree;
    private final TileWriter tiles;
    private final RecentIds ids;
    private final Wal wal;
    private final Notes notes;
    private final LogKey key;
    private final Clock clock;
    private final long signAfterNanos;
    private final int mostUnsigned;

    private volatile long size;
    private volatile AuditLog.Signed signed;
    private volatile boolean closing;
    private long lastAttempt = System.nanoTime();
    private boolean failing;

    /** Entries to write, or none and a wish to sign; answered with the size of the log. */
    record Request(List<Entry> entries, boolean sign, CompletableFuture<Long> done) {}

    Sequencer(
            Recovery.Recovered recovered,
            Wal wal,
            Signing.Opened signing,
            Instant signedAt,
            LogKey key,
            AuditLog.Settings settings) {
        tree = recovered.tree();
        tiles = recovered.tiles();
        ids = recovered.ids();
        this.wal = wal;
        this.notes = signing.notes();
        this.key = key;
        this.clock = settings.clock();
        this.signAfterNanos = settings.signAfter().toNanos();
        this.mostUnsigned = settings.mostUnsigned();
        size = tree.size();
        var checkpoint = signing.signed().checkpoint();
        signed = new AuditLog.Signed(checkpoint.size(), checkpoint.rootHash(), signedAt);
    }

    /** Hands a request to the thread; throws {@link IllegalStateException} after {@link #close}. */
    synchronized CompletableFuture<Long> request(List<Entry> entries, boolean sign) {
        if (closing) {
            throw new IllegalStateException("The audit log is closed");
        }
        var done = new CompletableFuture<Long>();
        requests.add(new Request(entries, sign, done));
        return done;
    }

    /** Lets the thread finish what it was given, sign, and end; answered like any request. */
    synchronized CompletableFuture<Long> close() {
        var last = closing ? CompletableFuture.completedFuture(size) : request(List.of(), true);
        closing = true;
        return last;
    }

    /** Done once the thread has let go of the files. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    long size() {
        return size;
    }

    AuditLog.Signed signed() {
        return signed;
    }

    @Override
    public void run() {
        try {
            while (!closing || !requests.isEmpty()) {
                var first = Optional.ofNullable(requests.poll(pause().toNanos(), TimeUnit.NANOSECONDS));
                if (first.isPresent()) {
                    serve(group(first.get()));
                }
                if (isDue()) {
                    signInTime();
                }
            }
        } catch (InterruptedException | RuntimeException e) {
            log.error("audit log takes no more until it is opened again", e);
        } finally {
            stop();
        }
    }

    private void stop() {
        synchronized (this) {
            closing = true;
        }
        var left = new ArrayList<Request>();
        requests.drainTo(left);
        fail(left, new IOException("The audit log has stopped"));
        try (wal;
                notes) {
            log.info("audit log is closed with {} records, {} of them signed", size, signed.size());
        } catch (IOException e) {
            log.error("audit log could not be closed", e);
        }
        stopped.complete(null);
    }

    private Duration pause() {
        return tree.size() == signed.size()
                ? Duration.ofSeconds(1)
                : Duration.ofNanos(Math.max(0, lastAttempt + signAfterNanos - System.nanoTime()));
    }

    private boolean isDue() {
        var unsigned = tree.size() - signed.size();
        return unsigned > 0
                && (System.nanoTime() - lastAttempt >= signAfterNanos || unsigned >= SIGN_AFTER && !failing);
    }

    private List<Request> group(Request first) {
        var group = new ArrayList<>(List.of(first));
        int entries = first.entries.size();
        for (var next = Optional.ofNullable(requests.peek());
                next.isPresent() && entries + next.get().entries.size() <= GROUP;
                next = Optional.ofNullable(requests.peek())) {
            group.add(requests.remove());
            entries += next.get().entries.size();
        }
        return group;
    }

    private void serve(List<Request> group) {
        try {
            write(group);
            if (group.stream().anyMatch(Request::sign)) {
                sign();
            }
            group.forEach(request -> request.done.complete(size));
        } catch (IOException e) {
            fail(group, e);
        } catch (RuntimeException | Error e) {
            // The tree may lack what the segment has: nothing may be written after it.
            fail(group, e);
            throw e;
        }
    }

    private static void fail(List<Request> group, Throwable fault) {
        group.forEach(request -> request.done.completeExceptionally(fault));
    }

    private void write(List<Request> group) throws IOException {
        var fresh = new LinkedHashMap<UUID, byte[]>();
        for (var request : group) {
            for (var entry : request.entries) {
                if (!ids.contains(entry.id())) {
                    fresh.putIfAbsent(entry.id(), entry.bytes());
                }
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        if (tree.size() - signed.size() >= mostUnsigned) {
            sign();
        }
        wal.append(tree.size(), List.copyOf(fresh.values()));
        fresh.forEach((id, entry) -> {
            ids.add(id);
            tree.addEntry(entry, tiles);
        });
        size = tree.size();
    }

    private void signInTime() {
        try {
            sign();
            if (failing) {
                log.info("audit log signs again: {} records", size);
            }
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                log.error("audit log cannot sign its {} records; it tries on", size, e);
            }
            failing = true;
        }
    }

    private void sign() throws IOException {
        lastAttempt = System.nanoTime();
        if (tree.size() == signed.size()) {
            return;
        }
        tiles.write(tree.size());
        var note = key.sign(tree.size(), tree.root());
        notes.publish(note);
        signed = new AuditLog.Signed(tree.size(), note.checkpoint().rootHash(), clock.instant());
    }

    /** What the caller of a failed request is told. */
    static RuntimeException told(Throwable fault) {
        return fault instanceof IOException io
                ? new UncheckedIOException("The audit log could not be written", io)
                : new IllegalStateException("The audit log could not be written", fault);
    }
}
