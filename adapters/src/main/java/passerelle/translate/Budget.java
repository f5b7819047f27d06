package passerelle.translate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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

    /** Works whose nodes are in memory at the same time. */
    private static final int TOGETHER = 64;

    private final String whose;
    private final Duration time;
    /** Threads left behind that still run. While there is one, they are refused at once: processors are few. */
    private final AtomicInteger leftBehind = new AtomicInteger();

    /** @param whose stylesheets these are: a format, or a step */
    Budget(String whose, Duration time) {
        this.whose = whose;
        this.time = time;
    }

    /**
     * A translation in steps. Of translations that come together each step is done for all before the next one: what one
     * step runs through fits the processor's caches, the whole road does not (measured: records a second of the mapping
     * alone are 4,400 one by one, 6,400 with 64 together).
     */
    interface Work<T> {
        /** Does the next step. @return the result after the last one, and empty before */
        Optional<Result<T>> step();
    }

    /** The work's result; MAP-TOO-SLOW once its time is over, GATEWAY-BUSY while a thread is left behind. */
    <T> Result<T> run(Supplier<Result<T>> work) {
        return runAll(List.<Work<T>>of(() -> Optional.of(work.get()))).get(0);
    }

    /**
     * The result of each work, all on one thread; each has the time for itself. Where one was too slow, those that had not
     * come to their end by then are told GATEWAY-BUSY: nothing is wrong with them.
     */
    <T> List<Result<T>> runAll(List<? extends Work<T>> works) {
        var turn = new Turn<T>(works);
        if (leftBehind.get() > 0) {
            return turn.results();
        }
        var task = new FutureTask<>(turn, turn);
        if (works.size() == 1) {
            Workers.share(task);
        } else {
            Workers.own(task);
        }
        try {
            while (true) {
                try {
                    return task.get(turn.nanosLeft(), TimeUnit.NANOSECONDS).results();
                } catch (TimeoutException e) {
                    if (!turn.hasBegun()) {
                        Workers.overtake(task);
                    } else if (turn.giveUp()) {
                        task.cancel(true);
                        return turn.results();
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

    /** Works that come together; knows which one is at its step, and how long each has taken. */
    private final class Turn<T> implements Runnable {
        private final List<? extends Work<T>> works;
        private final List<Optional<Result<T>>> done;
        private final long[] spent;
        private Optional<Thread> thread = Optional.empty();
        private int present;
        private long since;
        private boolean isGivenUp;
        private boolean isOver;

        Turn(List<? extends Work<T>> works) {
            this.works = works;
            this.done = new ArrayList<>(Collections.nCopies(works.size(), Optional.empty()));
            this.spent = new long[works.size()];
        }

        @Override
        public void run() {
            if (leftBehind.get() > 0) {
                return;
            }
            begin();
            try {
                for (int from = 0; from < works.size(); from += TOGETHER) {
                    int to = Math.min(from + TOGETHER, works.size());
                    while (goesOn(from, to)) {
                        // Each time is one step of each.
                    }
                }
            } finally {
                end();
            }
        }

        /** Takes those a step further that are not at their end. @return whether there is another step */
        private boolean goesOn(int from, int to) {
            boolean isLeft = false;
            for (int at = from; at < to; at++) {
                if (done.get(at).isEmpty()) {
                    if (!turnTo(at)) {
                        return false;
                    }
                    isLeft |= !ends(works.get(at).step());
                }
            }
            return isLeft;
        }

        private synchronized void begin() {
            thread = Optional.of(Thread.currentThread());
            since = System.nanoTime();
        }

        private synchronized boolean turnTo(int at) {
            present = at;
            since = System.nanoTime();
            return !isGivenUp;
        }

        private synchronized boolean ends(Optional<Result<T>> result) {
            long now = System.nanoTime();
            spent[present] += now - since;
            since = now;
            if (!isGivenUp) {
                done.set(present, result);
            }
            return result.isPresent();
        }

        private synchronized void end() {
            isOver = true;
            if (isGivenUp) {
                log.warn("{}: a translation that was given up has ended", whose);
                leftBehind.decrementAndGet();
                Workers.welcome(Thread.currentThread());
            }
        }

        synchronized boolean hasBegun() {
            return thread.isPresent();
        }

        /** Of the present one's time; or of that in line, which starts anew each time that somebody looks. */
        synchronized long nanosLeft() {
            return hasBegun()
                    ? time.toNanos() - spent[present] - (System.nanoTime() - since)
                    : LONGEST_IN_LINE.toNanos();
        }

        /** Leaves the thread behind; false when the present one has ended or another one's turn has come meanwhile. */
        synchronized boolean giveUp() {
            if (isOver || nanosLeft() > 0) {
                return false;
            }
            isGivenUp = true;
            leftBehind.incrementAndGet();
            thread.ifPresent(Workers::replace);
            log.error("{}: a translation did not end in {} ms and is given up", whose, time.toMillis());
            return true;
        }

        synchronized List<Result<T>> results() {
            return IntStream.range(0, works.size())
                    .mapToObj(at -> done.get(at).orElseGet(() -> isGivenUp && at == present ? tooSlow() : busy()))
                    .toList();
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
