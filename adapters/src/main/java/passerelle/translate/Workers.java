package passerelle.translate;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that translate. Single messages share half as many as there are processors: translating does not wait for
 * anything, so that more of them at a time only take the processor's caches from each other, and those that wait meanwhile
 * go together, stage by stage (measured with 32 callers on two processors: one thread gives 1.2 times the rate of three).
 * What takes long or must not stand in that line has a thread of its own.
 */
final class Workers {
    private static final int TOGETHER = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final int IDLE_SECONDS = 60;
    private static final long STACK_BYTES = 2L << 20;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final ThreadPoolExecutor SHARED = new ThreadPoolExecutor(
            TOGETHER,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> new Worker(work, true));
    private static final ThreadPoolExecutor OWN = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> new Worker(work, false));

    private Workers() {}

    /** Knows whether it is one of the few. */
    private static final class Worker extends Thread {
        private final boolean shared;

        Worker(Runnable work, boolean shared) {
            super(null, work, "translate-" + NUMBER.incrementAndGet(), STACK_BYTES);
            this.shared = shared;
            setDaemon(true);
        }
    }

    /** Whether the present thread is one of them: what it asks for must not wait for it. */
    static boolean isOne() {
        return Thread.currentThread() instanceof Worker;
    }

    /** Puts single translations in line. */
    static void share(Runnable turn) {
        SHARED.execute(turn);
    }

    /** Gives a thread to what takes long. */
    static void own(Runnable turn) {
        OWN.execute(turn);
    }

    /** Takes out of the line what waits in it, if it still does, and gives it a thread. */
    static void overtake(Runnable turn) {
        if (SHARED.remove(turn)) {
            OWN.execute(turn);
        }
    }

    /** One more shares the line: {@code left} is not coming back soon. */
    static synchronized void replace(Thread left) {
        resize(left, 1);
    }

    /** And one less: it came back. */
    static synchronized void welcome(Thread back) {
        resize(back, -1);
    }

    private static void resize(Thread whose, int by) {
        if (whose instanceof Worker worker && worker.shared) {
            SHARED.setCorePoolSize(SHARED.getCorePoolSize() + by);
        }
    }
}
