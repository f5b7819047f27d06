package passerelle.translate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * Gives each translation its time, so that a stylesheet which never ends costs one message and not the gateway. Saxon
 * does not look at interruption inside a loop, so the work runs on a thread that can be left behind.
 */
final class Budget {
    private static final Logger log = LoggerFactory.getLogger(Budget.class);

    /** How long a translation stands in line behind others, before it gets a thread of its own. */
    private static final Duration LONGEST_IN_LINE = Duration.ofSeconds(1);

    private final String whose;
    private final Duration time;
    /** Threads left behind that still run. While there is one, they are refused at once: processors are few. */
    private final AtomicInteger leftBehind = new AtomicInteger();

    /** @param whose stylesheets these are: a format, or a step */
    Budget(String whose, Duration time) {
        this.whose = whose;
        this.time = time;
    }

    /** The work's result; MAP-TOO-SLOW once its time is over, GATEWAY-BUSY while a thread is left behind. */
    <T> Result<T> run(Supplier<Result<T>> work) {
        return runAll(List.of(work)).get(0);
    }

    /**
     * The result of each work in turn, all on one thread; each has the time for itself. Those behind one that was too
     * slow are told GATEWAY-BUSY: nothing is wrong with them.
     */
    <T> List<Result<T>> runAll(List<Supplier<Result<T>>> works) {
        if (leftBehind.get() > 0) {
            return Collections.nCopies(works.size(), busy());
        }
        var turn = new Turn<>(works);
        var task = new FutureTask<>(turn);
        if (works.size() == 1) {
            Workers.share(task);
        } else {
            Workers.own(task);
        }
        try {
            while (true) {
                try {
                    return task.get(turn.nanosLeft(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    if (!turn.hasBegun()) {
                        Workers.overtake(task);
                    } else if (turn.nanosLeft() <= 0) {
                        return giveUp(turn, task);
                    }
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Translating by " + whose + " failed", e.getCause());
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The gateway stops while translating by " + whose, e);
        }
    }

    private <T> List<Result<T>> giveUp(Turn<T> turn, FutureTask<List<Result<T>>> task) {
        if (turn.settled.compareAndSet(false, true)) {
            leftBehind.incrementAndGet();
            turn.thread().ifPresent(Workers::replace);
            log.error("{}: a translation did not end in {} ms and is given up", whose, time.toMillis());
        }
        task.cancel(true);
        var results = new ArrayList<>(turn.done);
        if (results.size() < turn.works.size()) {
            results.add(tooSlow());
        }
        while (results.size() < turn.works.size()) {
            results.add(busy());
        }
        return results;
    }

    /** Works one after the other; knows since when it has been at the present one. */
    private final class Turn<T> implements Callable<List<Result<T>>> {
        private final List<Supplier<Result<T>>> works;
        private final List<Result<T>> done = new CopyOnWriteArrayList<>();
        private final AtomicBoolean settled = new AtomicBoolean();
        private volatile long since;
        private volatile Optional<Thread> thread = Optional.empty();

        Turn(List<Supplier<Result<T>>> works) {
            this.works = works;
        }

        boolean hasBegun() {
            return thread.isPresent();
        }

        Optional<Thread> thread() {
            return thread;
        }

        /** Of its time; or of that in line, which starts anew each time that somebody looks. */
        long nanosLeft() {
            return hasBegun() ? time.toNanos() - (System.nanoTime() - since) : LONGEST_IN_LINE.toNanos();
        }

        @Override
        public List<Result<T>> call() {
            if (leftBehind.get() > 0) {
                return Collections.nCopies(works.size(), busy());
            }
            since = System.nanoTime();
            thread = Optional.of(Thread.currentThread());
            try {
                for (var work : works) {
                    since = System.nanoTime();
                    done.add(work.get());
                    if (settled.get()) {
                        break;
                    }
                }
                return done;
            } finally {
                if (!settled.compareAndSet(false, true)) {
                    log.warn("{}: a translation that was given up has ended", whose);
                    leftBehind.decrementAndGet();
                    Workers.welcome(Thread.currentThread());
                }
            }
        }
    }

    private <T> Result<T> busy() {
        return Result.failed(new Failure(
                FailureCode.GATEWAY_BUSY, "", "", "the same again, once a translation that was given up has ended"));
    }

    private <T> Result<T> tooSlow() {
        return Result.failed(new Failure(
                FailureCode.MAP_TOO_SLOW, "", "", "a translation within " + time.toMillis() + " milliseconds"));
    }
}
