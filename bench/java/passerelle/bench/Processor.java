package passerelle.bench;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** Processor time of the measuring thread: what JMH's clock says holds on an idle machine only. */
@State(Scope.Thread)
public class Processor {
    private static final Map<String, Spent> SPENT = new ConcurrentHashMap<>();

    private long before;
    private long calls;

    /** Nanoseconds of processor time in so many calls. */
    private record Spent(long nanos, long calls) {
        Spent plus(Spent other) {
            return new Spent(nanos + other.nanos, calls + other.calls);
        }
    }

    /** One call of the benchmark. */
    void count() {
        calls++;
    }

    /** Before each iteration. */
    @Setup(Level.Iteration)
    public void start() {
        calls = 0;
        before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** After each iteration; those that warm up do not count. */
    @TearDown(Level.Iteration)
    public void stop(BenchmarkParams benchmark, IterationParams iteration) {
        var nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        if (iteration.getType() == IterationType.MEASUREMENT) {
            SPENT.merge(benchmark.getBenchmark(), new Spent(nanos, calls), Spent::plus);
        }
    }

    /** Microseconds of processor time a call, since this was asked last. */
    static double micros(String benchmark) {
        var spent = Objects.requireNonNullElse(SPENT.remove(benchmark), new Spent(0, 1));
        return spent.nanos / 1e3 / spent.calls;
    }
}
