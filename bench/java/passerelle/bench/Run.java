package passerelle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Loads one target: warms it up, then measures it for each number of connections, in one turn or several. */
final class Run implements AutoCloseable {
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(3);

    private final Target target;
    private final Syncs syncs;
    private final Load load;
    private final DeliveredFiles delivered;
    private final Map<Integer, List<Measured>> measured = new LinkedHashMap<>();
    private long acknowledged;

    private record Measured(
            Load.Result result, double seconds, double cpuSeconds, long written, Instant from, Instant to) {}

    Run(Target target, Syncs syncs) {
        this.target = target;
        this.syncs = syncs;
        this.load = new Load(target);
        this.delivered = target.files();
    }

    void warmUp(int connections, Duration time) throws IOException, InterruptedException {
        acknowledged += load.run(connections, time).acknowledged();
        drain();
    }

    void measure(int connections, Duration time) throws IOException, InterruptedException {
        double cpu = target.child().cpuSeconds();
        long written = target.child().writtenBytes();
        var from = Instant.now();
        long start = System.nanoTime();
        var result = load.run(connections, time);
        acknowledged += result.acknowledged();
        drain();
        measured.computeIfAbsent(connections, none -> new ArrayList<>()).add(new Measured(
                result,
                (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1),
                target.child().cpuSeconds() - cpu,
                target.child().writtenBytes() - written,
                from,
                Instant.now()));
    }

    /** Ends the target, which lets its syncs be counted. */
    List<Figures> end() throws IOException, InterruptedException {
        target.child().stop();
        double kept = kept() / (double) acknowledged;
        var figures = new ArrayList<Figures>();
        for (var turns : measured.entrySet()) {
            figures.add(figures(turns.getKey(), turns.getValue(), kept));
        }
        return figures;
    }

    private Figures figures(int connections, List<Measured> turns, double kept) throws IOException {
        var result = Load.Result.of(turns.stream().map(Measured::result).toList());
        double messages = result.acknowledged();
        Map<String, Double> each = new TreeMap<>();
        for (var turn : turns) {
            syncs.between(turn.from(), turn.to())
                    .forEach((folder, count) -> each.merge(folder, count / messages, Double::sum));
        }
        return new Figures(
                connections,
                result.acknowledged(),
                result.rate(),
                messages / turns.stream().mapToDouble(Measured::seconds).sum(),
                turns.stream().mapToDouble(Measured::cpuSeconds).sum() * 1_000 / messages,
                result.percentile(0.5),
                result.percentile(0.99),
                each,
                kept,
                turns.stream().mapToLong(Measured::written).sum() / messages,
                result.failed());
    }

    /** Waits until all that was acknowledged is in files. */
    private void drain() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (delivered.count() < acknowledged) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(delivered.count() + " of " + acknowledged
                        + " acknowledged messages were delivered within " + LONGEST_DRAIN);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() throws InterruptedException {
        target.child().close();
    }

    private long kept() throws IOException {
        var broker = target.data().resolve("broker");
        try (Stream<Path> all = Files.walk(target.data())) {
            long size = 0;
            for (var file : all.filter(path -> !path.startsWith(broker)).toList()) {
                size += size(file);
            }
            return size;
        }
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            // A file that was there a moment ago was temporary.
            return 0;
        }
    }
}
