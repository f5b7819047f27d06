package passerelle.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import passerelle.model.AuditEvent;

/**
 * Keeps what happened so that nobody can change it unseen: every event is an entry of an RFC 6962 tree, and the tree's root
 * is signed every second that brought one. {@link AuditVerifier} checks the files, with nothing but them and the guard.
 */
public final class AuditLog implements AutoCloseable {
    private final LogFiles files;
    private final FileChannel lockFile;
    private final Sequencer sequencer;
    private final Marks marks;
    private volatile Marks.Mark readTo = new Marks.Mark(0, 1, 0);

    /**
     * The last checkpoint: what the log can prove by itself.
     *
     * @param size records that it covers
     * @param rootHash RFC 6962 root over them, in hexadecimal
     * @param at when it was signed
     */
    public record Signed(long size, String rootHash, Instant at) {}

    /** Takes what {@link #read} finds. */
    @FunctionalInterface
    public interface Reader {
        void entry(long index, AuditEvent event);
    }

    /** What differs in a test. */
    record Settings(Clock clock, Disk disk, long segmentSize, Duration signAfter, int mostUnsigned) {
        static Settings usual(Clock clock) {
            return new Settings(clock, Disk.REAL, Wal.SEGMENT, Duration.ofSeconds(1), Sequencer.MOST_UNSIGNED);
        }
    }

    private AuditLog(LogFiles files, Path keyFile, String origin, FileChannel lockFile, Settings settings)
            throws IOException {
        this.files = files;
        this.lockFile = lockFile;
        this.marks = new Marks(files.segments());
        var signing = Signing.of(files, keyFile, origin, settings.disk());
        var last = signing.last();
        var nothing = new Checkpoint(origin, 0, new TreeHash().empty());
        var signed = last.map(note -> note.note().checkpoint()).orElse(nothing);
        var recovered = new Recovery(files, signed, settings.disk()).run();
        var signedAt = Files.exists(files.checkpoint())
                ? Files.getLastModifiedTime(files.checkpoint()).toInstant()
                : settings.clock().instant();
        var opened = signing.open(last);
        var wal =
                new Wal(files.segments(), recovered.number(), recovered.end(), settings.segmentSize(), settings.disk());
        sequencer = new Sequencer(recovered, wal, opened, signedAt, signing.key(), settings);
        new Thread(sequencer, "audit-log").start();
    }

    /**
     * Opens the log, or creates it. What a crash left unfinished beyond the last checkpoint is cut off.
     *
     * @param folder holds the log, {@code data/audit}
     * @param keyFile signs it; made, readable by its owner only, when the log is new
     * @param guardFile last signed size and root, kept in a second place so that an older copy of the log is noticed
     * @param origin name of the log in its checkpoints, without blank or plus
     * @throws IllegalArgumentException when the origin cannot be a name
     * @throws LogDamaged when the log is not the one that was signed
     * @throws IOException when it cannot be read or written, or another process has it open
     */
    public static AuditLog open(Path folder, Path keyFile, Path guardFile, String origin, Clock clock)
            throws IOException {
        return open(new LogFiles(folder, guardFile), keyFile, origin, Settings.usual(clock));
    }

    static AuditLog open(LogFiles files, Path keyFile, String origin, Settings settings) throws IOException {
        Files.createDirectories(files.segments().folder());
        var lockFile = FileChannel.open(files.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!locked(lockFile)) {
                throw new IOException(files.folder() + " is open in another process");
            }
            return new AuditLog(files, keyFile, origin, lockFile, settings);
        } catch (LogDamaged e) {
            lockFile.close();
            // The examination reads everything and so can say which record it is.
            var verdict = AuditVerifier.verify(files.folder(), files.guard());
            throw verdict.match(intact -> e, damaged -> new LogDamaged(damaged.record(), damaged.what()));
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * Writes events; they are on disk when it returns. An event that is among the newest 200,000 already is not written
     * again. Any number of threads may call: they share one flush.
     *
     * @return the number of records in the log
     * @throws UncheckedIOException when they could not be written; a later call may succeed
     */
    public long append(List<AuditEvent> events) {
        return answer(sequencer.request(Entry.of(events), false));
    }

    private static long answer(CompletableFuture<Long> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            throw Sequencer.told(Optional.ofNullable(e.getCause()).orElse(e));
        }
    }

    /** Records on disk. */
    public long size() {
        return sequencer.size();
    }

    public Signed lastCheckpoint() {
        return sequencer.signed();
    }

    /** Signs now; does nothing when no record came since the last time. */
    public void checkpoint() {
        answer(sequencer.request(List.of(), true));
    }

    /**
     * Hands over every record from {@code fromIndex} to the present end, in order; appends may go on meanwhile. Who comes
     * again to read on costs what is new, however long the log is.
     */
    public void read(long fromIndex, Reader reader) throws IOException {
        var end = size();
        if (fromIndex >= end) {
            return;
        }
        var last = readTo;
        var start = last.index() == fromIndex ? last : marks.nearest(fromIndex);
        long index = start.index();
        try (var in = new WalReader(files.segments(), start.segment(), start.position())) {
            while (index < end) {
                for (var entry : next(in, index).entries()) {
                    if (index >= fromIndex && index < end) {
                        reader.entry(index, Entry.event(entry));
                    }
                    index++;
                }
            }
            readTo = new Marks.Mark(index, in.number(), in.position());
        }
    }

    private Batch next(WalReader in, long index) throws IOException {
        marks.met(index, in.number(), in.position());
        if (in.next(index) instanceof SegmentReader.Found.Whole whole) {
            return whole.batch();
        }
        throw new LogDamaged(index, "it cannot be read back");
    }

    /**
     * Some records.
     *
     * @param indexes lowest first
     * @return one event for each
     * @throws IndexOutOfBoundsException when the log has no such record
     */
    public List<AuditEvent> events(List<Long> indexes) throws IOException {
        var found = new ArrayList<AuditEvent>(indexes.size());
        while (found.size() < indexes.size()) {
            long wanted = Objects.checkIndex(indexes.get(found.size()), size());
            var start = marks.nearest(wanted);
            long index = start.index();
            try (var in = new WalReader(files.segments(), start.segment(), start.position())) {
                // Those that lie near are found on the way.
                while (found.size() < indexes.size()
                        && (index <= wanted || indexes.get(found.size()) - index < Marks.APART)) {
                    Objects.checkIndex(indexes.get(found.size()), size());
                    for (var entry : next(in, index).entries()) {
                        if (found.size() < indexes.size() && indexes.get(found.size()) == index) {
                            found.add(Entry.event(entry));
                        }
                        index++;
                    }
                }
            }
        }
        return found;
    }

    /** Writes what was given before, signs, and lets go of the files. */
    @Override
    public void close() {
        var last = sequencer.close();
        sequencer.stopped().join();
        try (lockFile) {
            answer(last);
        } catch (IOException e) {
            throw new UncheckedIOException("The audit log could not be closed", e);
        }
    }
}
