package passerelle.translate;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.Result;

/**
 * Gives each translation its time, so that a stylesheet which never ends costs one message and not the gateway. Saxon
 * does not look at interruption inside a loop, so the work runs on a thread that can be left behind.
 */
final class Budget {
    private static final Logger log = LoggerFactory.getLogger(Budget.class);

    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final ExecutorService WORKERS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), Budget::thread);

    private final FormatId format;
    private final Duration time;
    /** Threads left behind that still run. While there is one, the format is refused at once: processors are few. */
    private final AtomicInteger leftBehind = new AtomicInteger();

    Budget(FormatId format, Duration time) {
        this.format = format;
        this.time = time;
    }

    /** The work's result, or MAP-TOO-SLOW once its time is over. */
    <T> Result<T> run(Supplier<Result<T>> work) {
        if (leftBehind.get() > 0) {
            return tooSlow();
        }
        var settled = new AtomicBoolean();
        var task = new FutureTask<>(() -> {
            try {
                return work.get();
            } finally {
                if (!settled.compareAndSet(false, true)) {
                    log.warn("{}: a translation that was given up has ended", format);
                    leftBehind.decrementAndGet();
                }
            }
        });
        WORKERS.execute(task);
        try {
            return task.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (settled.compareAndSet(false, true)) {
                leftBehind.incrementAndGet();
                log.error("{}: a translation did not end in {} ms and is given up", format, time.toMillis());
            }
            task.cancel(true);
            return tooSlow();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Translating by " + format + " failed", e.getCause());
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The gateway stops while translating by " + format, e);
        }
    }

    private <T> Result<T> tooSlow() {
        return Result.failed(new Failure(
                FailureCode.MAP_TOO_SLOW, "", "", "a translation within " + time.toMillis() + " milliseconds"));
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(null, work, "translate-" + THREADS.incrementAndGet(), 2L << 20);
        thread.setDaemon(true);
        return thread;
    }
}
