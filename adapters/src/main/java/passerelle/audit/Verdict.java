package passerelle.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What an examination of the whole log found. */
public sealed interface Verdict {

    /**
     * Every record is the one that was signed.
     *
     * @param entries all whole records, those since the last checkpoint included
     * @param rootHash RFC 6962 root over them, in hexadecimal
     * @param checkpoints signatures that were checked
     * @param last time of the last record; empty in an empty log
     * @param guarded whether the guard was there to rule out an older copy of the whole log
     */
    record Intact(long entries, String rootHash, long checkpoints, Optional<Instant> last, boolean guarded)
            implements Verdict {
        @Override
        public <R> R match(Function<Intact, R> intact, Function<Damaged, R> damaged) {
            return intact.apply(this);
        }
    }

    /**
     * The log is not the one that was signed.
     *
     * @param record index of the first record that is changed, missing or no longer vouched for
     */
    record Damaged(long record, String what) implements Verdict {
        @Override
        public <R> R match(Function<Intact, R> intact, Function<Damaged, R> damaged) {
            return damaged.apply(this);
        }
    }

    <R> R match(Function<Intact, R> intact, Function<Damaged, R> damaged);
}
