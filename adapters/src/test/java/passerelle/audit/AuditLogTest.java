package passerelle.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.AuditEvent;

class AuditLogTest {
    @TempDir
    Path folder;

    private LogHome home = new LogHome(Path.of(""));

    @BeforeEach
    void anEmptyHome() {
        home = new LogHome(folder.resolve("data"));
    }

    @Test
    void readsBackEveryEventInOrderAlsoAfterItWasOpenedAgain() throws IOException {
        var events = LogHome.events(1_000);
        try (var log = home.open()) {
            for (int i = 0; i < events.size(); i += 40) {
                assertThat(log.append(events.subList(i, i + 40))).isEqualTo(i + 40L);
            }

            assertThat(read(log, 0)).isEqualTo(events);
        }
        try (var log = home.open()) {
            assertThat(log.size()).isEqualTo(1_000);
            assertThat(read(log, 777)).isEqualTo(events.subList(777, 1_000));
            assertThat(read(log, 1_000)).isEmpty();
        }
    }

    @Test
    void readsOnFromWhereItStoppedAcrossSegments() throws IOException {
        var events = LogHome.events(300);
        var found = new ArrayList<AuditEvent>();
        try (var log = home.open(often())) {
            for (int i = 0; i < events.size(); i += 10) {
                log.append(events.subList(i, i + 10));
                log.read(found.size(), (index, event) -> found.add(event));

                assertThat(found).hasSize(i + 10);
            }

            assertThat(found).isEqualTo(events);
            assertThat(read(log, 5)).isEqualTo(events.subList(5, 300));
            assertThat(read(log, 155)).isEqualTo(events.subList(155, 300));
        }
    }

    @Test
    void findsEventsByTheirIndexesWhereverTheyLie() throws IOException {
        var events = LogHome.events(6_001);
        var wanted = List.of(0L, 1L, 7L, 999L, 1_000L, 1_001L, 4_321L, 5_998L, 5_999L);
        var expected =
                wanted.stream().map(index -> events.get(index.intValue())).toList();
        try (var log = home.open(often())) {
            for (int i = 0; i < 6_000; i += 100) {
                log.append(events.subList(i, i + 100));
            }

            assertThat(log.events(List.of())).isEmpty();
            assertThat(log.events(List.of(3_000L))).containsExactly(events.get(3_000));
            assertThat(log.events(wanted)).isEqualTo(expected);
            assertThat(read(log, 2_345)).isEqualTo(events.subList(2_345, 6_000));
            assertThat(log.events(wanted)).isEqualTo(expected);
        }
        try (var log = home.open(often())) {
            assertThat(log.events(wanted)).isEqualTo(expected);
            log.append(events.subList(6_000, 6_001));

            assertThat(log.events(List.of(2L, 6_000L))).containsExactly(events.get(2), events.get(6_000));
            assertThatThrownBy(() -> log.events(List.of(2L, 6_001L))).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> log.events(List.of(-1L))).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void writesAnEventOnceAlsoAcrossARestart() throws IOException {
        var events = LogHome.events(10);
        try (var log = home.open()) {
            log.append(events);
            assertThat(log.append(List.of(events.get(3), events.get(3)))).isEqualTo(10);
        }
        try (var log = home.open()) {
            assertThat(log.append(events)).isEqualTo(10);
            assertThat(log.append(List.of())).isEqualTo(10);
            assertThat(read(log, 0)).isEqualTo(events);
        }
    }

    @Test
    void takesEventsOfManyThreadsAndLosesNone() throws Exception {
        var all = new ArrayList<AuditEvent>();
        try (var log = home.open(often())) {
            var threads = Executors.newFixedThreadPool(16);
            var work = new ArrayList<Callable<Long>>();
            for (int i = 0; i < 300; i++) {
                var events = LogHome.events(1 + i % 7);
                all.addAll(events);
                work.add(() -> log.append(events));
            }
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isPositive();
            }
            threads.shutdown();

            assertThat(read(log, 0)).containsExactlyInAnyOrderElementsOf(all);
        }
        assertThat(home.verify()).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void anInterruptedCallerDoesNotHarmTheLog() throws IOException {
        try (var log = home.open()) {
            Thread.currentThread().interrupt();

            assertThat(log.append(LogHome.events(1))).isEqualTo(1);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(log.append(LogHome.events(1))).isEqualTo(2);
        }
    }

    @Test
    void signsByItselfWhenItHasGrown() throws IOException {
        try (var log = home.open(often())) {
            log.append(LogHome.events(3));

            await(() -> log.lastCheckpoint().size() == 3);
            assertThat(log.lastCheckpoint().at()).isEqualTo(LogHome.NOON);
        }
    }

    @Test
    void theCheckpointIsASignedNoteThatStandsInThreePlaces() throws IOException {
        try (var log = home.open()) {
            log.append(LogHome.events(5));
            log.checkpoint();

            var note = Files.readString(home.files().checkpoint());
            assertThat(note.lines().toList())
                    .hasSize(5)
                    .startsWith(LogHome.ORIGIN, "5")
                    .element(4)
                    .asString()
                    .startsWith("— " + LogHome.ORIGIN + " ");
            assertThat(home.guard()).hasContent(note);
            assertThat(Files.readString(home.files().checkpoints())).endsWith(note + "\n");
            assertThat(log.lastCheckpoint().size()).isEqualTo(5);
        }
        var key = PublicKey.parse(Files.readString(home.files().publicKey())).orElseThrow();
        assertThat(key.signed(Notes.read(home.guard()).orElseThrow())).isTrue();
    }

    @Test
    void theKeyIsForItsOwnerOnly() throws IOException {
        home.with(1, 1);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.key())))
                .isEqualTo("rw-------");
    }

    @Test
    void aProofFromTheTilesLeadsToTheSignedRoot() throws IOException {
        home.with(7, 100);
        var signed = Notes.read(home.files().checkpoint()).orElseThrow().checkpoint();
        var entries = home.entries();

        for (int index : new int[] {0, 255, 256, 511, 512, 699}) {
            var path = Proofs.inclusion(index, signed.size(), new Tiles(home.folder()));
            assertThat(Proofs.includes(
                            MerkleTree.leafHash(entries.get(index)), index, signed.size(), path, signed.root()))
                    .isTrue();
        }
    }

    @Test
    void oneProcessWritesAtATime() throws IOException {
        try (var log = home.open()) {
            assertThatThrownBy(home::open).isInstanceOf(IOException.class).hasMessageContaining("open in another");
            assertThat(log.append(LogHome.events(1))).isEqualTo(1);
        }
    }

    @Test
    void takesNothingAfterItWasClosed() throws IOException {
        var log = home.open();
        log.close();
        log.close();

        assertThatThrownBy(() -> log.append(LogHome.events(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void recoversFromATornTailOrRefusesWhereverTheSegmentIsCut() throws IOException {
        try (var log = home.open(wide())) {
            log.append(LogHome.events(30));
            log.checkpoint();
            for (int i = 0; i < 6; i++) {
                log.append(LogHome.events(6));
            }
            home.copyTo(folder.resolve("crash"));
        }
        var crash = new LogHome(folder.resolve("crash"));
        var bytes = Files.readAllBytes(crash.files().segments().file(1));
        var batches = crash.batches().get(0);
        var signed = batches.get(0).bytes().limit();
        assertThat(bytes.length).isBetween(signed + 1_000, signed + 4_000);

        for (int left = bytes.length - 1; left > bytes.length - 4_096; left--) {
            var cut = Arrays.copyOf(bytes, left);
            Files.write(crash.files().segments().file(1), cut);
            if (left < signed) {
                assertThatThrownBy(crash::recover).as("%d bytes left", left).isInstanceOf(LogDamaged.class);
            } else {
                assertThat(crash.recover().tree().size())
                        .as("%d bytes left", left)
                        .isEqualTo(wholeIn(batches, left));
            }
        }
    }

    @Test
    void writesOnAfterATornTailWasCut() throws IOException {
        try (var log = home.open(wide())) {
            log.append(LogHome.events(5));
            log.checkpoint();
            log.append(LogHome.events(5));
            log.append(LogHome.events(5));
            home.copyTo(folder.resolve("crash"));
        }
        var crash = new LogHome(folder.resolve("crash"));
        var segment = crash.files().segments().file(1);
        Files.write(segment, Arrays.copyOf(Files.readAllBytes(segment), (int) Files.size(segment) - 9));
        assertThat(crash.verify()).isInstanceOf(Verdict.Intact.class);

        try (var log = crash.open(wide())) {
            assertThat(log.append(LogHome.events(5))).isEqualTo(15);
        }

        assertThat(crash.verify()).isInstanceOfSatisfying(Verdict.Intact.class, intact -> assertThat(intact.entries())
                .isEqualTo(15));
    }

    private static long wholeIn(List<Batch> batches, long bytes) {
        long records = 0;
        long used = 0;
        for (var batch : batches) {
            used += batch.bytes().limit();
            if (used <= bytes) {
                records += batch.entries().size();
            }
        }
        return records;
    }

    @Test
    void refusesWhatWasChangedSinceItWasClosed() throws IOException {
        home.with(8, 50);
        var entries = home.entries();
        entries.get(399)[60] ^= 1;
        home.rewrite(entries);

        assertThatThrownBy(home::open).isInstanceOfSatisfying(LogDamaged.class, damage -> assertThat(damage.record())
                .isEqualTo(399));
        assertThat(home.verify()).isInstanceOf(Verdict.Damaged.class);
    }

    @Test
    void refusesALogWhoseGuardOrKeyOrCheckpointsAreGone() throws IOException {
        home.with(2, 5);
        for (var file : List.of(
                home.guard(),
                home.key(),
                home.files().checkpoint(),
                home.files().checkpoints())) {
            var aside = folder.resolve("aside");
            Files.move(file, aside);
            assertThatThrownBy(home::open).as("without %s", file).isInstanceOf(LogDamaged.class);
            Files.deleteIfExists(file);
            Files.move(aside, file);
        }
        home.open().close();
    }

    @Test
    void rebuildsTheTilesFromTheRecords() throws IOException {
        home.with(7, 100);
        LogHome.delete(home.folder().resolve("tile"));

        try (var log = home.open()) {
            log.append(LogHome.events(100));
        }

        assertThat(home.verify()).isInstanceOfSatisfying(Verdict.Intact.class, intact -> assertThat(intact.entries())
                .isEqualTo(800));
    }

    @Test
    void finishesWhatACrashBetweenTheTwoCopiesOfACheckpointLeft() throws IOException {
        home.with(1, 5);
        var older = Files.readString(home.guard());
        home.with(1, 5);
        Files.writeString(home.guard(), older);
        Files.writeString(home.files().checkpoint(), older);
        Files.writeString(
                home.files().checkpoints(), Files.readString(home.files().checkpoints()) + LogHome.ORIGIN + "\n17\n");

        try (var log = home.open()) {
            log.append(LogHome.events(5));
        }

        assertThat(home.guard()).hasSameTextualContentAs(home.files().checkpoint());
        assertThat(home.verify()).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void aFullDiskFailsTheCallerAndTheLogGoesOnWhenThereIsRoom() throws IOException {
        var disk = new FaultyDisk();
        var first = LogHome.events(20);
        var second = LogHome.events(20);
        try (var log = home.open(on(disk))) {
            log.append(first);
            for (int room = 0; room < 1_500; room += 100) {
                disk.room.set(room);
                assertThatThrownBy(() -> log.append(second)).hasRootCauseMessage("No space left on device");
                assertThat(log.size()).isEqualTo(20);
            }
            disk.room.set(Long.MAX_VALUE);
            disk.flushes.set(0);
            assertThatThrownBy(() -> log.append(second)).hasRootCauseMessage("Input/output error");
            disk.flushes.set(Long.MAX_VALUE);

            assertThat(log.append(second)).isEqualTo(40);
            log.checkpoint();
        }
        assertThat(home.verify()).isInstanceOf(Verdict.Intact.class);
        try (var log = home.open()) {
            assertThat(read(log, 0)).containsExactlyElementsOf(concat(first, second));
        }
    }

    @Test
    void aCrashOnAFullDiskLeavesALogThatOpens() throws IOException {
        var disk = new FaultyDisk();
        try (var log = home.open(on(disk))) {
            log.append(LogHome.events(20));
            disk.room.set(700);
            assertThatThrownBy(() -> log.append(LogHome.events(20))).isInstanceOf(UncheckedIOException.class);
            home.copyTo(folder.resolve("crash"));
            disk.room.set(Long.MAX_VALUE);
            log.append(LogHome.events(1));

            assertThat(home.files().segments().file(1))
                    .as("nothing of the failed batch is left behind the one that followed")
                    .hasSize(home.batches().get(0).stream()
                            .mapToLong(batch -> batch.bytes().limit())
                            .sum());
        }
        var crashed = new LogHome(folder.resolve("crash"));

        crashed.open().close();

        assertThat(crashed.verify()).isInstanceOfSatisfying(Verdict.Intact.class, intact -> assertThat(intact.entries())
                .isEqualTo(20));
    }

    @Test
    void signsAgainWhenTheNotesCanBeWrittenAgain() throws IOException {
        var disk = new FaultyDisk();
        disk.limited = file -> !file.toString().endsWith(".seg");
        try (var log = home.open(on(disk))) {
            for (int room = 0; room < 2_000; room += 50) {
                log.append(LogHome.events(30));
                disk.room.set(room);
                try {
                    log.checkpoint();
                } catch (UncheckedIOException e) {
                    assertThat(e).hasRootCauseMessage("No space left on device");
                }
                assertThat(home.verify()).isInstanceOf(Verdict.Intact.class);
            }
            disk.room.set(Long.MAX_VALUE);
            log.checkpoint();

            assertThat(log.lastCheckpoint().size()).isEqualTo(log.size());
        }
        assertThat(home.verify()).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void takesNoMoreThanItMayHoldUnsigned() throws IOException {
        var disk = new FaultyDisk();
        disk.limited = file -> !file.toString().endsWith(".seg");
        var settings = new AuditLog.Settings(LogHome.CLOCK, disk, 12_000, Duration.ofHours(1), 50);
        try (var log = home.open(settings)) {
            disk.room.set(0);
            log.append(LogHome.events(50));

            assertThatThrownBy(() -> log.append(LogHome.events(1))).hasRootCauseMessage("No space left on device");

            disk.room.set(Long.MAX_VALUE);
            assertThat(log.append(LogHome.events(1))).isEqualTo(51);
        }
    }

    @Test
    void refusesAnOriginThatAKeyCannotCarry() {
        assertThatThrownBy(() -> AuditLog.open(home.files(), home.key(), "a b", LogHome.QUIET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a b'");
    }

    private static AuditLog.Settings often() {
        return new AuditLog.Settings(LogHome.CLOCK, Disk.REAL, 12_000, Duration.ofMillis(5), Sequencer.MOST_UNSIGNED);
    }

    private static AuditLog.Settings wide() {
        return new AuditLog.Settings(
                LogHome.CLOCK, Disk.REAL, Wal.SEGMENT, Duration.ofHours(1), Sequencer.MOST_UNSIGNED);
    }

    private static AuditLog.Settings on(Disk disk) {
        return new AuditLog.Settings(LogHome.CLOCK, disk, 12_000, Duration.ofHours(1), Sequencer.MOST_UNSIGNED);
    }

    private static List<AuditEvent> read(AuditLog log, long from) throws IOException {
        var events = new ArrayList<AuditEvent>();
        log.read(from, (index, event) -> {
            assertThat(index).isEqualTo(from + events.size());
            events.add(event);
        });
        return events;
    }

    private static List<AuditEvent> concat(List<AuditEvent> first, List<AuditEvent> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static void await(java.util.function.BooleanSupplier fact) {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!fact.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
