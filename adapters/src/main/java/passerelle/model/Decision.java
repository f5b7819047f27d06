package passerelle.model;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What the agreements say about one message: share named fields with some partners, or refuse it with a reason. */
public sealed interface Decision {

    /**
     * Each grant is one delivery.
     *
     * @param withheld recipients whom an agreement names and a protection keeps the message from; they learn nothing
     */
    record Share(List<Grant> grants, List<Withheld> withheld) implements Decision {
        public Share {
            grants = List.copyOf(grants);
            withheld = List.copyOf(withheld);
        }

        @Override
        public <T> T match(Function<Share, T> share, Function<Refuse, T> refuse) {
            return share.apply(this);
        }
    }

    /** Nobody receives the message. */
    record Refuse(Failure failure) implements Decision {
        @Override
        public <T> T match(Function<Share, T> share, Function<Refuse, T> refuse) {
            return refuse.apply(this);
        }
    }

    /** @param agreement id and version, as in {@code A-UTO-XAA-2026-001 v1} @param fields the only ones that leave */
    record Grant(PartnerId recipient, String agreement, Set<String> fields) {
        public Grant {
            fields = Set.copyOf(fields);
        }
    }

    /** A recipient who does not get the message, and the rule that says so. */
    record Withheld(PartnerId recipient, String agreement, Failure failure) {}

    <T> T match(Function<Share, T> share, Function<Refuse, T> refuse);
}
