package passerelle.translate;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import passerelle.model.Result;

/** One work in a {@link Turn}, with its result for whoever waits. All but the result is guarded by the turn. */
final class Seat<T> {
    private final Budget.Work<T> work;
    private final CompletableFuture<Result<T>> result = new CompletableFuture<>();
    private Optional<Result<T>> made = Optional.empty();
    private Optional<Turn> turn = Optional.empty();
    private boolean hasBegun;
    private long nanos;

    Seat(Budget.Work<T> work) {
        this.work = work;
    }

    /** Its result, or what the work threw. */
    CompletableFuture<Result<T>> result() {
        return result;
    }

    /** From now on it belongs to this turn, or to none. */
    void move(Optional<Turn> to) {
        turn = to;
    }

    boolean belongsTo(Turn asked) {
        return turn.filter(asked::equals).isPresent();
    }

    boolean isOver() {
        return result.isDone();
    }

    void begin() {
        hasBegun = true;
    }

    boolean hasBegun() {
        return hasBegun;
    }

    /** Not guarded, since it may never end: what it made counts when {@link #settle} is called. */
    void step() {
        made = work.step();
    }

    /** @param more that the step took, in nanoseconds */
    void took(long more) {
        nanos += more;
    }

    /** What all its steps took. */
    long nanos() {
        return nanos;
    }

    void settle() {
        made.ifPresent(result::complete);
    }

    void settle(Result<T> told) {
        result.complete(told);
    }

    void fail(Throwable thrown) {
        result.completeExceptionally(thrown);
    }
}
