package passerelle.model;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One data-sharing agreement between two partners, as written in {@code config/agreements}.
 *
 * @param digest SHA-256 of the file, in hexadecimal: what the audit names
 */
public record Agreement(
        String id,
        int version,
        String title,
        Party sender,
        Party receiver,
        Instant from,
        Instant until,
        List<String> legalBasis,
        Set<String> purposes,
        List<Permission> messages,
        OtherFields otherFields,
        String digest) {

    public Agreement {
        legalBasis = List.copyOf(legalBasis);
        purposes = Set.copyOf(purposes);
        messages = List.copyOf(messages);
    }

    /** A partner, the state that it is of, and what kind of body it is, as the partner's own file says. */
    public record Party(PartnerId id, String state, Role role) {

        /** An authority like any other. */
        public Party(PartnerId id, String state) {
            this(id, state, Role.AUTHORITY);
        }
    }

    private static final String HEALTH_RECORD = "HealthRecordTransfer";

    /** A type of message that one side may send, and the only fields of it that leave. */
    public record Permission(String type, Side from, Set<String> fields) {
        public Permission {
            fields = Set.copyOf(fields);
        }

        /** Whether what it permits is a health record, which goes to health authorities only. */
        public boolean isOfHealth() {
            return type.equals(HEALTH_RECORD);
        }
    }

    public enum Side {
        SENDER,
        RECEIVER
    }

    /** What happens when a message holds more than the permitted fields. */
    public enum OtherFields {
        STRIP,
        REFUSE
    }

    public boolean isInForceAt(Instant now) {
        return !now.isBefore(from) && !now.isAfter(until);
    }

    /** Who gets what {@code from} sends under this agreement. */
    public Party otherThan(Side from) {
        return from == Side.SENDER ? receiver : sender;
    }

    /** Who sends when {@code side} sends. */
    public Party party(Side side) {
        return side == Side.SENDER ? sender : receiver;
    }
}
