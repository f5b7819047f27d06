package passerelle.store;

import java.time.Instant;
import java.util.Optional;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.FailureCode;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/**
 * One message on its way to one recipient.
 *
 * @param attempts made since it was queued or replayed
 * @param nextTry when the next attempt is due, after one that failed
 * @param code of the last failure; none once it is delivered
 * @param place of the last failure, never a value; "" when there is none
 * @param since when it was queued, or last replayed
 * @param changed when anything last happened to it
 * @param members messages that it carries: more than 1 for a bundle of a file's records
 */
public record Delivery(
        MessageId message,
        PartnerId recipient,
        State state,
        int attempts,
        Optional<Instant> nextTry,
        Optional<FailureCode> code,
        String place,
        Instant since,
        Instant changed,
        int members) {

    static Delivery queued(MessageId message, PartnerId recipient, Instant time, int members) {
        return new Delivery(
                message, recipient, State.WAITING, 0, Optional.empty(), Optional.empty(), "", time, time, members);
    }

    /** In the queue from now on, with every attempt before it; the last failure stays to be seen. */
    Delivery requeued(Facts facts, Instant time) {
        return new Delivery(message, recipient, State.WAITING, 0, facts.nextTry(), code, place, time, time, members);
    }

    Delivery attempted(Optional<Integer> attempt, Instant time) {
        int number = attempt.orElse(attempts + 1);
        return new Delivery(
                message, recipient, State.DELIVERING, number, Optional.empty(), code, place, since, time, members);
    }

    Delivery failed(Facts facts, Instant time) {
        return stopped(State.WAITING, facts, facts.nextTry(), time);
    }

    Delivery dead(Facts facts, Instant time) {
        return stopped(State.DEAD, facts, Optional.empty(), time);
    }

    Delivery delivered(Optional<Integer> attempt, Instant time) {
        return new Delivery(
                message,
                recipient,
                State.DELIVERED,
                attempt.orElse(attempts),
                Optional.empty(),
                Optional.empty(),
                "",
                since,
                time,
                members);
    }

    /** The same with another number of messages in it: those that were set apart are deliveries of their own. */
    Delivery of(int count) {
        return new Delivery(message, recipient, state, attempts, nextTry, code, place, since, changed, count);
    }

    private Delivery stopped(State state, Facts facts, Optional<Instant> next, Instant time) {
        return new Delivery(
                message,
                recipient,
                state,
                facts.attempt().orElse(attempts),
                next,
                facts.code().or(this::code),
                facts.code().isPresent() ? facts.text(Fact.PLACE) : place,
                since,
                time,
                members);
    }
}
