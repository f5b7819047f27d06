package passerelle.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifierTest {
    private static final int BATCHES = 12;
    private static final int EACH = 50;
    private static final long ALL = BATCHES * EACH;

    @TempDir
    Path folder;

    private LogHome log = new LogHome(Path.of(""));

    @BeforeEach
    void aSignedLogOfThreeTilesAndSeveralSegments() throws IOException {
        log = new LogHome(folder.resolve("data")).with(BATCHES, EACH);
    }

    @Test
    void findsAnUntouchedLogIntact() throws IOException {
        assertThat(log.files().segments().numbers()).hasSizeGreaterThan(1);
        assertThat(log.verify()).isInstanceOfSatisfying(Verdict.Intact.class, intact -> assertThat(
                        List.of(intact.entries(), intact.checkpoints(), intact.last(), intact.guarded()))
                .isEqualTo(List.of(ALL, BATCHES + 1L, Optional.of(LogHome.NOON.plusSeconds(EACH - 1L)), true)));
    }

    @Test
    void namesTheRecordThatHasOneByteChanged() throws IOException {
        var random = new Random(1);
        for (int i = 0; i < 60; i++) {
            var copy = copy("changed" + i);
            var segments = copy.batches();
            var segment = random.nextInt(segments.size());
            var batch = segments.get(segment)
                    .get(random.nextInt(segments.get(segment).size()));
            var entry = random.nextInt(EACH);
            var at = position(segments.get(segment), batch, entry)
                    + random.nextInt(batch.entries().get(entry).length);
            change(copy.files().segments().file(segment + 1), at);

            assertThat(damaged(copy)).isEqualTo(batch.first() + entry);
        }
    }

    private static long position(List<Batch> segment, Batch batch, int entry) {
        long at = Batch.HEAD + 2;
        for (var before : segment) {
            if (before.equals(batch)) {
                break;
            }
            at += before.bytes().limit();
        }
        return at
                + batch.entries().subList(0, entry).stream()
                        .mapToInt(one -> 2 + one.length)
                        .sum();
    }

    @Test
    void findsOneByteChangedAnywhereInASegment() throws IOException {
        var copy = copy("anywhere");
        var segment = copy.files().segments().file(1);
        var size = Files.size(segment);
        for (long at = 0; at < size; at += 37) {
            change(segment, at);
            assertThat(copy.verify()).as("byte %d", at).isInstanceOf(Verdict.Damaged.class);
            change(segment, at);
        }
        assertThat(copy.verify()).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void namesTheRecordThatWasRemovedInsertedSwappedOrChangedUnderGoodChecksums() throws IOException {
        for (int record : new int[] {0, 10, 255, 598}) {
            assertThat(damagedBy("removed" + record, entries -> {
                        entries.remove(record);
                        return entries;
                    }))
                    .isEqualTo(record);
            assertThat(damagedBy("inserted" + record, entries -> {
                        entries.add(record, Entry.of(LogHome.events(1)).get(0).bytes());
                        return entries;
                    }))
                    .isEqualTo(record);
            assertThat(damagedBy("swapped" + record, entries -> {
                        java.util.Collections.swap(entries, record, record + 1);
                        return entries;
                    }))
                    .isEqualTo(record);
            assertThat(damagedBy("changed" + record, entries -> {
                        entries.get(record)[60] ^= 1;
                        return entries;
                    }))
                    .isEqualTo(record);
        }
    }

    @Test
    void namesTheFirstRecordOfATailThatWasCut() throws IOException {
        for (int left : new int[] {0, 1, 10, 256, 595, 599}) {
            assertThat(damagedBy("cut" + left, entries -> entries.subList(0, left)))
                    .isEqualTo(left);
        }
        var copy = copy("cut-bytes");
        var batches = copy.batches();
        var last = batches.get(batches.size() - 1);
        var segment = copy.files().segments().file(batches.size());
        try (var file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.truncate(position(last, last.get(last.size() - 1), EACH - 1) + 5);
        }

        assertThat(damaged(copy)).isEqualTo(ALL - 1);
    }

    @Test
    void narrowsTheRecordWhenTheTilesWereChangedToFit() throws IOException {
        var copy = copy("tiles");
        var entries = copy.entries();
        entries.get(333)[60] ^= 1;
        copy.rewrite(entries);
        LogHome.delete(copy.folder().resolve("tile"));
        var tree = new MerkleTree();
        var tiles = new TileWriter(copy.folder(), Disk.REAL);
        entries.forEach(entry -> tree.addEntry(entry, tiles));
        tiles.write(tree.size());

        var verdict = copy.verify();

        assertThat(verdict)
                .isEqualTo(new Verdict.Damaged(300, "a record between 300 and 349 is not the one that was signed"));
    }

    @Test
    void tellsAChangedTileFromAChangedRecord() throws IOException {
        var copy = copy("tile");
        change(copy.folder().resolve("tile/0/001"), 44 * TreeHash.LENGTH);

        var verdict = copy.verify();

        assertThat(verdict)
                .isEqualTo(new Verdict.Damaged(
                        300, "tile/0/001 has another hash; the records are as signed, and the tile can be made anew"));
    }

    @Test
    void findsAnyFileThatIsMissing() throws IOException {
        var copy = copy("missing");
        try (var files = Files.walk(copy.folder())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (file.endsWith("lock")) {
                    continue;
                }
                var aside = folder.resolve("aside");
                Files.move(file, aside);
                assertThat(copy.verify()).as("without %s", file).isInstanceOf(Verdict.Damaged.class);
                Files.move(aside, file);
            }
        }
        assertThat(copy.verify()).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void namesTheFirstRecordOfAMissingSegment() throws IOException {
        var copy = copy("segment");
        Files.delete(copy.files().segments().file(2));

        assertThat(copy.verify())
                .isEqualTo(
                        new Verdict.Damaged(copy.batches().get(0).size() * (long) EACH, "wal/000002.seg is missing"));
    }

    @Test
    void findsOneByteChangedAnywhereInACheckpoint() throws IOException {
        var copy = copy("edited");
        for (var file : List.of(
                copy.files().checkpoint(),
                copy.files().checkpoints(),
                copy.guard(),
                copy.files().publicKey())) {
            for (long at = 0; at < Files.size(file); at += 7) {
                change(file, at);
                assertThat(copy.verify()).as("byte %d of %s", at, file).isInstanceOf(Verdict.Damaged.class);
                change(file, at);
            }
        }
        assertThat(copy.verify()).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void findsCheckpointsThatAnotherKeySigned() throws IOException {
        var other = new LogHome(folder.resolve("other")).with(0, 0);
        var key = LogKey.read(other.key(), LogHome.ORIGIN);
        var copy = copy("resigned");
        var notes = new StringBuilder();
        try (var stream = new NoteStream(
                copy.files().checkpoints(), Files.size(copy.files().checkpoints()))) {
            for (var note = stream.next(); note.isPresent(); note = stream.next()) {
                var seen = note.get().checkpoint();
                notes.append(key.sign(seen.size(), seen.root()).text()).append('\n');
            }
        }
        Files.writeString(copy.files().checkpoints(), notes);
        var newest = Notes.read(copy.files().checkpoint()).orElseThrow().checkpoint();
        Files.writeString(
                copy.files().checkpoint(),
                key.sign(newest.size(), newest.root()).text());

        assertThat(copy.verify())
                .isEqualTo(new Verdict.Damaged(0, "the checkpoint for 0 records is not signed by this log's key"));

        Files.writeString(copy.files().publicKey(), key.publicKey().vkey());

        assertThat(copy.verify()).isEqualTo(new Verdict.Damaged(0, "the guard is not signed by this log's key"));
    }

    @Test
    void findsAnOlderCopyByTheGuard() throws IOException {
        var older = new LogHome(folder.resolve("older"));
        log.copyTo(older.home());
        log.with(1, 7);
        LogHome.delete(log.folder());
        Files.createDirectories(log.folder());
        copyFolder(older.folder(), log.folder());

        assertThat(log.verify())
                .isEqualTo(new Verdict.Damaged(ALL, "the log is an older copy: 607 records were signed"));
        assertThatThrownBy(() -> log.open())
                .isInstanceOf(LogDamaged.class)
                .hasMessageContaining("older copy")
                .hasMessageContaining("record " + ALL);
        assertThat(AuditVerifier.verify(log.folder(), folder.resolve("no-guard")))
                .isInstanceOfSatisfying(Verdict.Intact.class, intact -> assertThat(intact.guarded())
                        .isFalse());
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        new LogHome(from).copyTo(to);
    }

    @Test
    void findsAPastThatWasSignedAnewForAnOlderGuard() throws IOException {
        var copy = copy("forged");
        var entries = copy.entries();
        entries.get(20)[60] ^= 1;
        var tree = new MerkleTree();
        LogHome.delete(copy.folder().resolve("tile"));
        var tiles = new TileWriter(copy.folder(), Disk.REAL);
        entries.forEach(entry -> tree.addEntry(entry, tiles));
        tiles.write(tree.size());
        copy.rewrite(entries);
        var note = LogKey.read(copy.key(), LogHome.ORIGIN).sign(tree.size(), tree.root());
        Files.writeString(copy.files().checkpoints(), note.text() + "\n");
        Files.writeString(copy.files().checkpoint(), note.text());

        assertThat(copy.verify()).isInstanceOf(Verdict.Damaged.class);
    }

    @Test
    void findsALogIntactWhileItIsBeingWritten() throws Exception {
        var running = new LogHome(folder.resolve("running"));
        var settings = new AuditLog.Settings(
                LogHome.CLOCK, Disk.REAL, 100_000, java.time.Duration.ofMillis(5), Sequencer.MOST_UNSIGNED);
        var stop = new AtomicBoolean();
        try (var open = running.open(settings)) {
            var writer = new Thread(() -> {
                while (!stop.get()) {
                    open.append(LogHome.events(13));
                }
            });
            writer.start();
            var verdicts = new ArrayList<Verdict>();
            while (verdicts.size() < 10 || open.size() < 2_000) {
                verdicts.add(running.verify());
            }
            stop.set(true);
            writer.join();

            assertThat(verdicts).hasOnlyElementsOfType(Verdict.Intact.class);
        }
    }

    private LogHome copy(String name) throws IOException {
        var copy = new LogHome(folder.resolve(name));
        log.copyTo(copy.home());
        return copy;
    }

    private long damagedBy(String name, UnaryOperator<List<byte[]>> change) throws IOException {
        var copy = copy(name);
        copy.rewrite(change.apply(copy.entries()));
        return damaged(copy);
    }

    private static long damaged(LogHome log) throws IOException {
        return log.verify().match(intact -> -1L, Verdict.Damaged::record);
    }

    /** Flips a bit; a second time flips it back. */
    private static void change(Path file, long at) throws IOException {
        try (var bytes = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = ByteBuffer.allocate(1);
            bytes.read(one, at);
            one.flip();
            one.put(0, (byte) (one.get(0) ^ 1));
            bytes.write(one, at);
        }
    }
}
