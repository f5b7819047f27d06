package passerelle.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One large file through the gateway, from the upload to the recipient's file and the sender's report, with kills at
 * random moments; at the end every record is looked for.
 */
public final class BatchRun {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    /** Without any progress for so long, the run ends. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Time for a second file or report that must not come. */
    private static final Duration QUIET = Duration.ofSeconds(2);
    /** From one look at the gateway's status to the next, which costs it a little. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final BatchHome home;
    private final Extract extract;
    private final int good;
    private final List<String> javaOptions;
    private final KillMoments kills;
    private final Consumer<String> told;
    private Child child;
    private double cpuSeconds;
    private long peakBytes;
    private int killed;
    private int httpPort;
    private double share;
    private long looked;
    private long toldAt;

    private BatchRun(BatchHome home, Extract extract, Setting setting, Consumer<String> told) throws IOException {
        this.home = home;
        this.extract = extract;
        this.good = extract.records() - extract.countBad();
        this.javaOptions = new ArrayList<>(setting.javaOptions);
        this.javaOptions.add("-Xmx" + setting.heap);
        this.kills = new KillMoments(setting.kills, new Random(setting.seed));
        this.told = told;
        this.child = home.startGateway(this.javaOptions);
    }

    /**
     * What is run.
     *
     * @param oneBadIn so many records
     * @param heap of the gateway, as {@code -Xmx} takes it
     * @param javaOptions more options of the gateway's JVM
     */
    public record Setting(int records, int oneBadIn, int kills, String heap, long seed, List<String> javaOptions) {
        public Setting {
            javaOptions = List.copyOf(javaOptions);
        }
    }

    /**
     * What was seen.
     *
     * @param seconds from the end of the upload until the recipient has the file and the sender the report
     * @param cpuSeconds of the gateway in that time @param peakBytes the most memory that any of its processes had
     */
    public record Outcome(
            List<String> differences, int records, int bad, int kills, double seconds, double cpuSeconds, long peakBytes) {
        public Outcome {
            differences = List.copyOf(differences);
        }

        /** Records a second. */
        double rate() {
            return records / seconds;
        }
    }

    /** Work on the very file that goes through the gateway, while the gateway does not run. */
    interface Aside {
        void before(Path home, Path extract) throws IOException, InterruptedException;

        void after() throws IOException, InterruptedException;
    }

    private static final Aside NOTHING = new Aside() {
        @Override
        public void before(Path home, Path extract) {
            // The run is all.
        }

        @Override
        public void after() {
            // The run was all.
        }
    };

    /**
     * Runs in a folder of its own below {@code target}, which stays when there is a difference.
     *
     * @param checkout holds the formats and routes
     * @param told how far it is, a line each
     */
    public static Outcome run(Path checkout, Setting setting, Consumer<String> told)
            throws IOException, InterruptedException {
        return run(checkout, setting, told, NOTHING);
    }

    static Outcome run(Path checkout, Setting setting, Consumer<String> told, Aside aside)
            throws IOException, InterruptedException {
        var extract = new Extract(setting.seed, setting.records, setting.oneBadIn);
        var home = BatchHome.make(checkout, setting.records - extract.countBad());
        try (var out = new BufferedOutputStream(Files.newOutputStream(home.extract()))) {
            extract.write(out);
        }
        told.accept("%,d records written, %d of them bad".formatted(extract.records(), extract.countBad()));
        aside.before(home.path(), home.extract());
        var outcome = new BatchRun(home, extract, setting, told).run();
        aside.after();
        if (outcome.differences().isEmpty()) {
            home.close();
        } else {
            told.accept("All that the gateway wrote is in " + home.path());
        }
        return outcome;
    }

    private Outcome run() throws IOException, InterruptedException {
        try {
            httpPort = child.port(home.data().resolve("ports.properties"));
            upload();
            told.accept("uploaded");
            long start = System.nanoTime();
            double before = child.cpuSeconds();
            while (kills.isLeft()) {
                awaitShare(kills.share());
                strike(kills.delay());
            }
            boolean isDone = awaitShare(Double.POSITIVE_INFINITY);
            double seconds = (System.nanoTime() - start) / 1e9;
            spent();
            double cpu = cpuSeconds - before;
            if (killed > 0) {
                TimeUnit.MILLISECONDS.sleep(QUIET.toMillis());
            }
            child.stop();
            told.accept("the gateway has stopped; every record is looked for");
            var differences = new ArrayList<String>();
            if (!isDone) {
                differences.add("no progress for " + PATIENCE + ", with %.3f of the records taken".formatted(share));
            }
            differences.addAll(new BatchCheck(home, extract).differences());
            return new Outcome(
                    differences, extract.records(), extract.records() - good, killed, seconds, cpu, peakBytes);
        } finally {
            child.kill();
        }
    }

    private void upload() throws IOException, InterruptedException {
        for (boolean isUp = false; !isUp; ) {
            try (var sender = home.sender(child);
                    var file = new BufferedInputStream(Files.newInputStream(home.extract()))) {
                if (!kills.isInUpload()) {
                    sender.put(file);
                    isUp = true;
                    continue;
                }
                var doomed = new Doomed(file, (long) (kills.upload() * extract.bytes()));
                try {
                    sender.put(doomed);
                    throw new IllegalStateException("The gateway was killed, and took the file");
                } catch (IOException e) {
                    told.accept("kill %d during the upload".formatted(++killed));
                }
            }
            restart();
        }
    }

    /** A file during whose upload the gateway is killed. */
    private final class Doomed extends FilterInputStream {
        private long left;

        Doomed(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left <= 0) {
                try {
                    spent();
                    child.kill();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            int count = in.read(bytes, from, length);
            left -= count;
            return count;
        }
    }

    private void strike(long millis) throws IOException, InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        told.accept("kill %d at %.3f of the records".formatted(++killed, share));
        spent();
        child.kill();
        restart();
    }

    private void restart() throws IOException, InterruptedException {
        long start = System.nanoTime();
        child = home.startGateway(javaOptions);
        while (kills.isInStart() && !kills.isInUpload()) {
            TimeUnit.MILLISECONDS.sleep(3 * kills.delay());
            told.accept("kill %d while it starts".formatted(++killed));
            spent();
            child.kill();
            child = home.startGateway(javaOptions);
        }
        httpPort = child.port(home.data().resolve("ports.properties"));
        told.accept("up again after %d ms".formatted(Duration.ofNanos(System.nanoTime() - start).toMillis()));
    }

    /** Notes what the process used, while it still runs. */
    private void spent() throws IOException {
        cpuSeconds += child.cpuSeconds();
        peakBytes = Math.max(peakBytes, child.peakBytes());
    }

    /** Waits until so much is taken, or all is done; false when nothing moves any more. */
    private boolean awaitShare(double goal) throws IOException, InterruptedException {
        var last = "";
        long moved = System.nanoTime();
        while (!isDone() && (look() < goal || goal > 1)) {
            var now = share + " " + home.gathered();
            if (!now.equals(last)) {
                last = now;
                moved = System.nanoTime();
            }
            if (System.nanoTime() - moved > PATIENCE.toNanos() || !child.isAlive()) {
                return false;
            }
            tell();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return true;
    }

    private double look() {
        if (System.nanoTime() - looked > LOOK.toNanos()) {
            try {
                // The gateway tells of no file before its first record, and after its report.
                share = home.taken(httpPort).orElse(home.reports().isEmpty() ? share : 1);
            } catch (IOException e) {
                told.accept("no status: " + e.getClass().getSimpleName());
            }
            looked = System.nanoTime();
        }
        return share;
    }

    private void tell() throws IOException {
        if (System.nanoTime() - toldAt > BETWEEN_LINES.toNanos()) {
            toldAt = System.nanoTime();
            told.accept("%.3f of the records taken, %,d bytes put together, %,d MB at most"
                    .formatted(share, home.gathered(), Math.max(peakBytes, child.peakBytes()) >> 20));
        }
    }

    private boolean isDone() throws IOException {
        return !home.delivered().isEmpty() && !home.reports().isEmpty();
    }
}
