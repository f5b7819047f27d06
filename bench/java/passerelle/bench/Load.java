package passerelle.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A closed loop of callers: each posts a message, waits for the answer, and posts the next. */
final class Load {
    private static final int MOST_FAILURES = 1_000;

    private final Target target;
    /** The number of the last message: no two are the same. */
    private final AtomicLong number = new AtomicLong();

    Load(Target target) {
        this.target = target;
    }

    /**
     * @param failed answers that were none of 200 and 202, and broken connections
     * @param nanos how long each acknowledgement took, sorted
     */
    record Result(int acknowledged, int failed, double seconds, long[] nanos) {
        /** Several turns as one. */
        static Result of(List<Result> turns) {
            return new Result(
                    turns.stream().mapToInt(Result::acknowledged).sum(),
                    turns.stream().mapToInt(Result::failed).sum(),
                    turns.stream().mapToDouble(Result::seconds).sum(),
                    turns.stream()
                            .flatMapToLong(turn -> Arrays.stream(turn.nanos()))
                            .sorted()
                            .toArray());
        }

        double rate() {
            return acknowledged / seconds;
        }

        /** Milliseconds within which this share was acknowledged. */
        double percentile(double share) {
            return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1, nanos.length * share)] / 1e6;
        }
    }

    Result run(int connections, Duration time) throws InterruptedException {
        var failed = new AtomicInteger();
        var all = new ConcurrentLinkedQueue<long[]>();
        long start = System.nanoTime();
        long stop = start + time.toNanos();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < connections; i++) {
            threads.add(new Thread(() -> all.add(call(stop, failed)), "caller " + i));
        }
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        var seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        var nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(nanos.length, failed.get(), seconds, nanos);
    }

    private long[] call(long stop, AtomicInteger failed) {
        var nanos = new ArrayList<Long>();
        while (System.nanoTime() < stop && failed.get() < MOST_FAILURES) {
            try (var connection = target.connect()) {
                call(connection, stop, nanos, failed);
            } catch (IOException e) {
                failed.incrementAndGet();
            }
        }
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }

    private void call(Connection connection, long stop, List<Long> nanos, AtomicInteger failed) throws IOException {
        for (long start = System.nanoTime(); start < stop && failed.get() < MOST_FAILURES; start = System.nanoTime()) {
            if (Target.isAcknowledged(target.post(connection, number.incrementAndGet()))) {
                nanos.add(System.nanoTime() - start);
            } else {
                failed.incrementAndGet();
            }
        }
    }
}
