package passerelle.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;

/** A log in a test's folder, and hands to damage it with. */
record LogHome(Path home) {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    static final String ORIGIN = "gateway.utopia.example/audit";
    /** Signs only when told, so that a test decides what is signed. */
    static final AuditLog.Settings QUIET =
            new AuditLog.Settings(CLOCK, Disk.REAL, 12_000, Duration.ofHours(1), Sequencer.MOST_UNSIGNED);

    Path folder() {
        return home.resolve("audit");
    }

    Path guard() {
        return home.resolve("keys/audit.guard");
    }

    Path key() {
        return home.resolve("keys/audit.key");
    }

    LogFiles files() {
        return new LogFiles(folder(), guard());
    }

    AuditLog open() throws IOException {
        return open(QUIET);
    }

    AuditLog open(AuditLog.Settings settings) throws IOException {
        return AuditLog.open(files(), key(), ORIGIN, settings);
    }

    /** What opening would find, without writing. */
    Recovery.Recovered recover() throws IOException {
        var signed = Notes.last(files().checkpoints()).orElseThrow().note().checkpoint();
        return new Recovery(files(), signed, Disk.REAL).run();
    }

    Verdict verify() throws IOException {
        return AuditVerifier.verify(folder(), guard());
    }

    static List<AuditEvent> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> AuditEvent.at(NOON.plusSeconds(i), Type.RECEIVED)
                        .with(Fact.SENDER, "utopia-border")
                        .with(Fact.COUNT, i)
                        .event())
                .toList();
    }

    /** A log of {@code batches} times {@code each} records, signed after every batch and closed. */
    LogHome with(int batches, int each) throws IOException {
        try (var log = open()) {
            for (int i = 0; i < batches; i++) {
                log.append(events(each));
                log.checkpoint();
            }
        }
        return this;
    }

    /** All batches, by segment. */
    List<List<Batch>> batches() throws IOException {
        var all = new ArrayList<List<Batch>>();
        long next = 0;
        for (var number : files().segments().numbers()) {
            var batches = new ArrayList<Batch>();
            try (var reader = new SegmentReader(files().segments().file(number))) {
                while (reader.next(next) instanceof SegmentReader.Found.Whole whole) {
                    batches.add(whole.batch());
                    next += whole.batch().entries().size();
                }
            }
            all.add(batches);
        }
        return all;
    }

    /** Writes all records anew in batches of 10 with good checksums and indexes, all in the first segment. */
    void rewrite(List<byte[]> entries) throws IOException {
        for (var number : files().segments().numbers()) {
            Files.delete(files().segments().file(number));
        }
        try (var wal = new Wal(files().segments(), 1, 0, Long.MAX_VALUE, Disk.REAL)) {
            for (int i = 0; i < entries.size(); i += 10) {
                wal.append(i, entries.subList(i, Math.min(entries.size(), i + 10)));
            }
        }
    }

    /** All records, to be changed. */
    List<byte[]> entries() throws IOException {
        var entries = new ArrayList<byte[]>();
        batches().forEach(segment -> segment.forEach(batch -> entries.addAll(batch.entries())));
        return entries;
    }

    void copyTo(Path target) throws IOException {
        try (var files = Files.walk(home)) {
            for (var file : files.toList()) {
                var copy = target.resolve(home.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
