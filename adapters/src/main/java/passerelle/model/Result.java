package passerelle.model;

import java.util.function.Function;

/** A step's outcome that a partner can cause: the value, or the failure. A fault of ours is an exception instead. */
public sealed interface Result<T> {

    /** The step went well. */
    record Ok<T>(T value) implements Result<T> {
        @Override
        public <R> R match(Function<T, R> ok, Function<Failure, R> failed) {
            return ok.apply(value);
        }
    }

    /** The step refuses, and says why. */
    record Failed<T>(Failure failure) implements Result<T> {
        @Override
        public <R> R match(Function<T, R> ok, Function<Failure, R> failed) {
            return failed.apply(failure);
        }
    }

    <R> R match(Function<T, R> ok, Function<Failure, R> failed);

    /** Goes on with the next step, or carries the failure past it. */
    default <R> Result<R> then(Function<T, Result<R>> next) {
        return match(next, Result::failed);
    }

    /** Whether it failed for now only: the same again may go well. */
    default boolean isTransient() {
        return match(ok -> false, failure -> failure.code().isTransient());
    }

    static <T> Result<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Result<T> failed(Failure failure) {
        return new Failed<>(failure);
    }
}
