package passerelle.model;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What the agreements say about one message: share named fields with some partners, or refuse it with a reason. */
public sealed interface Decision {

    /** Each grant is one delivery. */
    record Share(List<Grant> grants) implements Decision {
        public Share {
            grants = List.copyOf(grants);
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

    <T> T match(Function<Share, T> share, Function<Refuse, T> refuse);
}
