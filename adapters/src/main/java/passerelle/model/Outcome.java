package passerelle.model;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What the sender is told. Accepted means durable: a delivery for every recipient and the audit event are on disk. */
public sealed interface Outcome {

    /** @param repeated the same message came before; this is its first answer again, and nothing was sent */
    record Accepted(MessageId id, Instant receivedAt, boolean repeated) implements Outcome {
        @Override
        public <R> R match(Function<Accepted, R> accepted, Function<Refused, R> refused) {
            return accepted.apply(this);
        }
    }

    /** @param id empty when the bytes could not be read far enough to name the message */
    record Refused(Optional<MessageId> id, Failure failure) implements Outcome {
        @Override
        public <R> R match(Function<Accepted, R> accepted, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }

    <R> R match(Function<Accepted, R> accepted, Function<Refused, R> refused);
}
