package passerelle.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that happened, as the audit log keeps it for good. No personal data: ids, codes, digests under a key, numbers.
 *
 * @param id names the event, so that one which arrives twice is written once
 */
public record AuditEvent(UUID id, Type type, Instant time, Map<Fact, String> facts) {

    /** What happened. The order is part of the log's form: append only. */
    public enum Type {
        STARTED,
        STOPPED,
        CONFIGURED,
        RECEIVED,
        REFUSED,
        REPEATED,
        QUEUED,
        ATTEMPTED,
        DELIVERED,
        FAILED,
        DEAD,
        REPLAYED,
        VIEWED,
        RECOVERED,
        /** A partner's file waits for a person. */
        HELD,
        /** A person decided about a held file. */
        RELEASED,
        /** A change of the configuration has faults and did not go live. */
        CHANGE_REFUSED,
        /** A team's own step ended an accepted message: it goes nowhere. */
        ENDED
    }

    /** What is known about it. The order is part of the log's form: append only. */
    public enum Fact {
        /** {@link MessageId}. */
        MESSAGE,
        SENDER,
        RECIPIENT,
        MESSAGE_TYPE,
        PURPOSE,
        FORMAT,
        /** SHA-256 of the format's folder: which stylesheets were at work. */
        STYLESHEET,
        /** Id and version. */
        AGREEMENT,
        /** {@link FailureCode#code()}. */
        CODE,
        /** Line, column, path; never a value. */
        PLACE,
        /** Counts from 1. */
        ATTEMPT,
        /** When the next attempt is due (ISO 8601, UTC). */
        NEXT_TRY,
        /** Keyed fingerprint of the bytes received. */
        RECEIVED_DIGEST,
        /** Keyed fingerprint of the outgoing view. */
        VIEW_DIGEST,
        /** Keyed fingerprint of the bytes sent. */
        SENT_DIGEST,
        /** File name given by the gateway. */
        FILE,
        /** Microseconds each stage took: {@code read=210 translate=340 decide=90}. */
        STAGES,
        /** How the message came or went: soap, xml, inbox, outbox, sftp, folder. */
        PROTOCOL,
        /** Operator or system account that acted. */
        ACTOR,
        /** SHA-256 over configuration, routes and stylesheets. */
        CONFIGURATION,
        /** Keyed group of messages about one person, which keep their order. */
        GROUP,
        /** Any number that counts something: messages in a file, records. */
        COUNT,
        /** When the sender's message arrived (ISO 8601, UTC): the time in its answer. */
        RECEIVED_AT,
        /** The arrival of the file that a message, or a bundle of messages, came in. */
        BATCH,
        /** Keyed fingerprint of the roll of a bundle: which messages, at which line, with which content, to whom. */
        ROLL,
        /** Number of a file among those of its recipient, from 1 and without a gap. */
        SEQUENCE,
        /** Names of segments that the partner lets be left behind; never a value. */
        OMITTED,
        /** Names of the team's own steps that a message took, as in {@code routes/partners}. */
        STEP,
        /** Ids of the messages that a team's own step made of this one. */
        PARTS,
        /** The message that this one is a part of. */
        WHOLE,
        /** The other half of a message: both went on as one document. */
        PAIR
    }

    public AuditEvent {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        facts = facts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(facts));
    }

    public Optional<String> fact(Fact fact) {
        return Optional.ofNullable(facts.get(fact));
    }

    /** Starts an event with a fresh id; see {@link Draft#with}. */
    public static Draft at(Instant time, Type type) {
        return new Draft(time, type);
    }

    /** An event being written. */
    public static final class Draft {
        private final Instant time;
        private final Type type;
        private final EnumMap<Fact, String> facts = new EnumMap<>(Fact.class);

        private Draft(Instant time, Type type) {
            this.time = time;
            this.type = type;
        }

        public Draft with(Fact fact, Object value) {
            facts.put(fact, value.toString());
            return this;
        }

        public AuditEvent event() {
            return new AuditEvent(UUID.randomUUID(), type, time, facts);
        }
    }
}
