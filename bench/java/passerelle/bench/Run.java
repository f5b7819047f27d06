package passerelle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Loads one target: warms it up, then measures it for each number of connections. */
final class Run {
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(3);

    private final Target target;
    private final Syncs syncs;
    private final Load load;
    private final DeliveredFiles delivered;
    private final List<Measured> measured = new ArrayList<>();
    private long acknowledged;

    private record Measured(
            int connections,
            Load.Result result,
            double seconds,
            double cpuSeconds,
            long written,
            Instant from,
            Instant to) {}

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
        measured.add(new Measured(
                connections,
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
        for (var one : measured) {
            double messages = one.result().acknowledged();
            Map<String, Double> each = new TreeMap<>();
            syncs.between(one.from(), one.to()).forEach((folder, count) -> each.put(folder, count / messages));
            figures.add(new Figures(
                    one.connections(),
                    one.result().acknowledged(),
                    one.result().rate(),
                    messages / one.seconds(),
                    one.cpuSeconds() * 1_000 / messages,
                    one.result().percentile(0.5),
                    one.result().percentile(0.99),
                    each,
                    kept,
                    one.written() / messages,
                    one.result().failed()));
        }
        return figures;
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
