package passerelle.draft;

import java.util.function.Function;

/** What became of samples: a draft, or the reason why there is none. */
public sealed interface Outcome {
    /** A draft. */
    record Drafted(Draft draft) implements Outcome {
        @Override
        public <R> R match(Function<Draft, R> drafted, Function<NotDrafted, R> not) {
            return drafted.apply(draft);
        }
    }

    /** No draft. */
    record Not(NotDrafted why) implements Outcome {
        @Override
        public <R> R match(Function<Draft, R> drafted, Function<NotDrafted, R> not) {
            return not.apply(why);
        }
    }

    <R> R match(Function<Draft, R> drafted, Function<NotDrafted, R> not);
}
