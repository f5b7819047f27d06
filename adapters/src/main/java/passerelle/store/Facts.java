package passerelle.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/**
 * The facts of an event as values. One that does not read is absent: the log is as it is, and an older or newer gateway
 * may have written it.
 */
record Facts(AuditEvent event) {

    Optional<MessageId> message() {
        return read(Fact.MESSAGE, MessageId::parse);
    }

    Optional<PartnerId> sender() {
        return read(Fact.SENDER, PartnerId::new);
    }

    Optional<PartnerId> recipient() {
        return read(Fact.RECIPIENT, PartnerId::new);
    }

    Optional<FormatId> format() {
        return read(Fact.FORMAT, FormatId::new);
    }

    Optional<FailureCode> code() {
        return read(Fact.CODE, FailureCode::parse);
    }

    Optional<Integer> attempt() {
        return read(Fact.ATTEMPT, Integer::valueOf);
    }

    Optional<Integer> count() {
        return read(Fact.COUNT, Integer::valueOf);
    }

    Optional<Instant> nextTry() {
        return read(Fact.NEXT_TRY, Instant::parse);
    }

    Optional<Instant> receivedAt() {
        return read(Fact.RECEIVED_AT, Instant::parse);
    }

    String text(Fact fact) {
        return event.fact(fact).orElse("");
    }

    private <T> Optional<T> read(Fact fact, Function<String, T> reader) {
        try {
            return event.fact(fact).map(reader);
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
