package passerelle.route;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import passerelle.adapter.jms.Batches.Batch;
import passerelle.format.BadRecord;
import passerelle.format.Checkpoint;
import passerelle.format.FileReader;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.store.Known;
import passerelle.translate.ArrivedFile;
import passerelle.translate.DiskFull;
import passerelle.translate.Format;
import passerelle.vault.Vault;

/**
 * Takes the records of a file along the road: a few of them at a time are translated beside each other, and chunks of them
 * are committed one after the other, in the order of the file.
 */
public final class SecondReading {
    private static final int BUFFER = 1 << 16;
    /** Records that one worker translates at a time. */
    private static final int PART = 64;
    /** Parts that are read and not yet in a chunk: memory holds all of their records, so they are few and small. */
    private static final int AHEAD = 2 * Runtime.getRuntime().availableProcessors();

    private final Function<FormatId, Optional<Format>> formats;
    private final Vault vault;
    private final Judging judging;
    private final Bundling bundling;
    private final Claims claims;
    private final FileReports reports;
    private final FreeSpace space;
    private final Counted counted;
    private final ExecutorService workers;
    private final Clock clock;
    private final Patience patience = Patience.usual();

    public SecondReading(
            Function<FormatId, Optional<Format>> formats,
            Vault vault,
            Judging judging,
            Bundling bundling,
            Claims claims,
            FileReports reports,
            FreeSpace space,
            Counted counted,
            ExecutorService workers,
            Clock clock) {
        this.formats = formats;
        this.vault = vault;
        this.judging = judging;
        this.bundling = bundling;
        this.claims = claims;
        this.reports = reports;
        this.space = space;
        this.counted = counted;
        this.workers = workers;
        this.clock = clock;
    }

    /** Some records of a file, on their way. @param after where reading stood behind them @param last of its chunk */
    private record Part(Future<List<Judged>> judged, List<BadRecord> bad, Checkpoint after, boolean last) {}

    /** What one transaction commits. */
    private static final class Chunk {
        private final List<Judged> judged = new ArrayList<>();
        private final List<BadRecord> bad = new ArrayList<>();
        private Optional<Checkpoint> after = Optional.empty();

        void add(List<Judged> records, Part part) {
            judged.addAll(records);
            bad.addAll(part.bad());
            after = Optional.of(part.after());
        }
    }

    /**
     * Reads from a position to the end of the file.
     *
     * @param stops asked after each transaction; where it says so, reading ends there
     * @return where reading ended; empty when it was stopped
     */
    Optional<FilePosition> read(
            ArrivedFile file,
            FileReader reader,
            String protocol,
            int chunkSize,
            Batch batch,
            FilePosition from,
            Predicate<FilePosition> stops)
            throws IOException, InterruptedException {
        var format = formats.apply(file.format())
                .orElseThrow(() -> new IllegalStateException("Format " + file.format() + " is not loaded"));
        var ahead = new ArrayDeque<Part>();
        var chunk = new Chunk();
        try (var channel = file.content().open()) {
            var reading = open(reader, channel, from);
            var position = from;
            boolean more = true;
            int room = chunkSize;
            while (more || !ahead.isEmpty()) {
                while (more && ahead.size() < AHEAD) {
                    claims.awaitIndex();
                    var records = new Records();
                    int most = Math.min(PART, room);
                    more = reading.read(most, records);
                    room -= most;
                    ahead.add(new Part(
                            workers.submit(() -> judging.judge(file, format, from.digest(), records.good)),
                            records.bad,
                            reading.checkpoint(),
                            !more || room == 0));
                    room = room == 0 ? chunkSize : room;
                }
                var part = ahead.remove();
                chunk.add(judged(file, format, from.digest(), part), part);
                if (part.last()) {
                    position = commit(file, format, protocol, batch, position, chunk);
                    chunk = new Chunk();
                    if (stops.test(position)) {
                        return Optional.empty();
                    }
                }
            }
            return Optional.of(position);
        } finally {
            ahead.forEach(part -> part.judged().cancel(true));
        }
    }

    private static FileReading open(FileReader reader, SeekableByteChannel channel, FilePosition from)
            throws IOException {
        if (from.reading().isEmpty()) {
            return reader.open(new BufferedInputStream(Channels.newInputStream(channel), BUFFER));
        }
        var checkpoint = Checkpoint.decode(from.reading().get());
        channel.position(checkpoint.offset());
        return reader.resume(new BufferedInputStream(Channels.newInputStream(channel), BUFFER), checkpoint);
    }

    private FilePosition commit(
            ArrivedFile file, Format format, String protocol, Batch batch, FilePosition before, Chunk chunk)
            throws IOException, InterruptedException {
        if (!space.isEnough()) {
            throw new DiskFull();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var outcome = new ChunkOutcome(bundling.new Chunk(file, format, protocol, now), file, format, protocol, now);
        var ids = new HashSet<MessageId>();
        chunk.judged.forEach(one -> ids.add(one.id()));
        var known = claims.claim(ids);
        try {
            chunk.judged.forEach(one -> outcome.take(one, known));
            chunk.bad.forEach(outcome::bad);
            var position = reports.add(file, before, outcome.report())
                    .after(chunk.after.orElseThrow().encode(), outcome.counts());
            batch.advance(outcome.step(), position.sealed(vault, file.arrival()));
            outcome.accepted().forEach((id, digest) -> claims.accepted(id, new Known(digest, now)));
            outcome.count(counted);
            return position;
        } finally {
            ids.stream().filter(id -> !known.containsKey(id)).forEach(claims::release);
        }
    }

    /** Waits for the part; what found the gateway busy is judged again on this thread, so that other files go on. */
    private List<Judged> judged(ArrivedFile file, Format format, String digest, Part part) throws InterruptedException {
        try {
            var judged = part.judged().get();
            return patience.settle(
                    judged,
                    judged,
                    one -> one.shared().isTransient(),
                    busy -> judging.judge(
                            file,
                            format,
                            digest,
                            busy.stream().map(Judged::record).toList()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("records could not be translated", e.getCause());
        }
    }

    /** The records of a chunk, without those of header and trailer, which are read by the gateway itself. */
    private static final class Records implements FileReading.Sink {
        private final List<FileRecord> good = new ArrayList<>();
        private final List<BadRecord> bad = new ArrayList<>();

        @Override
        public void good(FileRecord record) {
            if (!record.isFrame()) {
                good.add(record);
            }
        }

        @Override
        public void bad(BadRecord record) {
            bad.add(record);
        }
    }
}
