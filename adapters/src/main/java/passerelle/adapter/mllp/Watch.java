package passerelle.adapter.mllp;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Closes what takes too long. A time-out of a socket begins anew with each byte, so that a slow sender could hold a
 * thread for ever; this one does not.
 */
final class Watch implements AutoCloseable {
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
        var thread = new Thread(work, "mllp watch");
        thread.setDaemon(true);
        return thread;
    });

    Watch() {
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Something that must end in time; closing this one says that it has. */
    static final class Waiting implements AutoCloseable {
        private final AtomicBoolean isLate = new AtomicBoolean();
        private final AtomicReference<Future<?>> end = new AtomicReference<>();

        /** Whether the time ran out first. */
        boolean isLate() {
            return isLate.get();
        }

        @Override
        public void close() {
            end.get().cancel(false);
        }
    }

    /** Closes the connection when so much time passes before the result is closed. */
    Waiting closing(Closeable connection, Duration most) {
        var waiting = new Waiting();
        Runnable late = () -> {
            waiting.isLate.set(true);
            close(connection);
        };
        waiting.end.set(clock.schedule(late, most.toMillis(), TimeUnit.MILLISECONDS));
        return waiting;
    }

    /** Does something again and again, until the result is closed. */
    Waiting every(Duration gap, Runnable work) {
        var waiting = new Waiting();
        waiting.end.set(clock.scheduleWithFixedDelay(work, gap.toMillis(), gap.toMillis(), TimeUnit.MILLISECONDS));
        return waiting;
    }

    private static void close(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
