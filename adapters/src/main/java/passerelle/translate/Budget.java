package passerelle.translate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private final String whose;
    private final Duration time;
    /** Threads left behind that still run. While there is one, what is new is refused at once: processors are few. */
    private final AtomicInteger leftBehind = new AtomicInteger();
    /** The last turn that single works share. */
    private Optional<Turn> shared = Optional.empty();

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
        Work<T> inOneStep = () -> Optional.of(work.get());
        return run(inOneStep);
    }

    /** The same for a work in steps; those that wait for a thread at the same time come together, and none holds up another. */
    <T> Result<T> run(Work<T> work) {
        if (hasLeftBehind()) {
            return busy();
        }
        var seat = new Seat<>(work);
        return await(seat, Workers.isOne() ? alone(seat) : join(seat));
    }

    /** Waits for a work's result, and sees to it that neither the work nor another one in its turn keeps it for ever. */
    <T> Result<T> await(Seat<T> seat, Turn begun) {
        var turn = begun;
        try {
            while (true) {
                try {
                    return seat.result().get(turn.nanosLeft(seat), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    turn = turn.goesOnWith(seat) ? turn : alone(seat);
                }
            }
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            turn.leave(seat);
            throw stopped();
        }
    }

    private synchronized Turn join(Seat<?> seat) {
        var open = shared.filter(turn -> turn.takes(seat));
        if (open.isPresent()) {
            return open.get();
        }
        var turn = new Turn(this, List.of(seat));
        shared = Optional.of(turn);
        Workers.share(turn);
        return turn;
    }

    private Turn alone(Seat<?> seat) {
        var turn = new Turn(this, List.of(seat));
        Workers.own(turn);
        return turn;
    }

    /**
     * The result of each work, all on one thread; each has the time for itself. Where one was too slow, those that had not
     * come to their end by then are told GATEWAY-BUSY: nothing is wrong with them.
     */
    <T> List<Result<T>> runAll(List<? extends Work<T>> works) {
        var seats = new ArrayList<Seat<T>>();
        works.forEach(work -> seats.add(new Seat<>(work)));
        var turn = new Turn(this, seats);
        Workers.own(turn);
        try {
            turn.await();
            var results = new ArrayList<Result<T>>();
            for (var seat : seats) {
                results.add(seat.isOver() ? seat.result().get() : busy());
            }
            return results;
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            seats.forEach(turn::leave);
            throw stopped();
        }
    }

    private IllegalStateException failed(ExecutionException e) {
        return new IllegalStateException("Translating by " + whose + " failed", e.getCause());
    }

    private IllegalStateException stopped() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("The gateway stops while translating by " + whose);
    }

    /** What one work may take. */
    Duration time() {
        return time;
    }

    boolean hasLeftBehind() {
        return leftBehind.get() > 0;
    }

    /** A work on this thread did not end in time. */
    void leavesBehind(Thread thread) {
        leftBehind.incrementAndGet();
        Workers.replace(thread);
        log.error("{}: a translation did not end in {} ms and is given up", whose, time.toMillis());
    }

    /** And now it has. */
    void comesBack(Thread thread) {
        log.warn("{}: a translation that was given up has ended", whose);
        leftBehind.decrementAndGet();
        Workers.welcome(thread);
    }

    <T> Result<T> busy() {
        return Result.failed(new Failure(
                FailureCode.GATEWAY_BUSY, "", "", "the same again, once a translation that was given up has ended"));
    }

    <T> Result<T> tooSlow() {
        return Result.failed(new Failure(
                FailureCode.MAP_TOO_SLOW, "", "", "a translation within " + time.toMillis() + " milliseconds"));
    }
}
