package passerelle.route;

import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/** Ends a team's own step at what refused the message. Its text has no value of the message. */
final class StepRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    private StepRefused(Failure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }

    /** The value, or this. */
    static <T> T orElse(Result<T> result) throws StepRefused {
        if (result instanceof Result.Ok<T> ok) {
            return ok.value();
        }
        throw new StepRefused(result.match(value -> new Failure(FailureCode.MAP_STEP, "", "", ""), f -> f));
    }
}
