package passerelle.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Kills the gateway at random moments under load, starts it again, and at the end asks whether every acknowledged message
 * is in exactly one record of one file, and whether the audit log says the same.
 */
public final class KillRun {
    private static final int SENDERS = 8;
    /** One kill in so many strikes while the gateway starts. */
    private static final int IN_START = 5;

    private static final double LINGER_SECONDS = 0.2;
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(2);

    private final GatewayHome home;
    private final List<String> javaOptions;
    private final RandomGenerator random;
    private final Consumer<String> told;
    private final KillTally tally = new KillTally();
    private final AtomicReference<Optional<Target>> target = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean stop = new AtomicBoolean();

    private KillRun(GatewayHome home, List<String> javaOptions, RandomGenerator random, Consumer<String> told) {
        this.home = home;
        this.javaOptions = javaOptions;
        this.random = random;
        this.told = told;
    }

    /**
     * Runs in a folder of its own below {@code target}, which stays when there is a difference.
     *
     * @param checkout holds the formats and routes
     * @param javaOptions of the gateway
     * @param most how long the gateway runs at most until it is killed
     * @param told a line a kill, and one at the end
     * @return every difference; none when all is well
     */
    public static List<String> run(
            Path checkout,
            List<String> javaOptions,
            int times,
            Duration most,
            RandomGenerator random,
            Consumer<String> told)
            throws IOException, InterruptedException {
        var home =
                GatewayHome.make(checkout.toAbsolutePath().normalize(), GatewayHome.Protocol.SOAP, LINGER_SECONDS);
        var differences = new KillRun(home, javaOptions, random, told).run(times, most);
        if (differences.isEmpty()) {
            home.close();
        } else {
            told.accept("All that the gateway wrote is in " + home.path());
        }
        return differences;
    }

    private List<String> run(int times, Duration most) throws IOException, InterruptedException {
        var number = new AtomicLong();
        var senders = new ArrayList<Thread>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(new Thread(new StubbornSender(target::get, number, stop, tally), "sender " + i));
        }
        var child = home.startGateway(javaOptions);
        try {
            target.set(Optional.of(home.gateway(child)));
            senders.forEach(Thread::start);
            for (int i = 1; i <= times; i++) {
                long millis = random.nextLong(most.toMillis());
                TimeUnit.MILLISECONDS.sleep(millis);
                target.set(Optional.empty());
                child.kill();
                child = home.startGateway(javaOptions);
                if (i < times && random.nextInt(IN_START) == 0) {
                    told.accept("kill %d after %d ms; the next one while it starts".formatted(i, millis));
                } else {
                    told.accept("kill %d after %d ms: %s".formatted(i, millis, awaitUp(child)));
                }
            }
            TimeUnit.MILLISECONDS.sleep(most.toMillis());
            stop.set(true);
            long end = System.nanoTime() + LONGEST_DRAIN.toNanos();
            for (var sender : senders) {
                sender.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
                if (sender.isAlive()) {
                    tally.differs(sender.getName() + " has a message that is not acknowledged");
                }
            }
            drain(end);
            child.stop();
        } finally {
            senders.forEach(Thread::interrupt);
            child.kill();
        }
        tally.compare(home.files().lines(), home.data());
        told.accept("%d acknowledged, %d calls unanswered, audit log %s, %d differences"
                .formatted(
                        tally.acknowledged(),
                        tally.unanswered(),
                        tally.verify(home.data()),
                        tally.differences().size()));
        return tally.differences();
    }

    private String awaitUp(Child child) throws IOException, InterruptedException {
        long start = System.nanoTime();
        target.set(Optional.of(home.gateway(child)));
        return "up again in %d ms, %d acknowledged so far, audit log %s"
                .formatted(
                        Duration.ofNanos(System.nanoTime() - start).toMillis(),
                        tally.acknowledged(),
                        tally.verify(home.data()));
    }

    private void drain(long end) throws IOException, InterruptedException {
        var files = home.files();
        while (files.count() < tally.acknowledged() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
