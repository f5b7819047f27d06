package passerelle.adapter.jms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import passerelle.model.AuditEvent;

/**
 * How a consignment ended: what is done, what is tried again and when, what a person must look at, and the events that
 * say so. The lane makes all of it one transaction with the taking of the consignment from its queue.
 *
 * @param again deliveries to try again together after {@code gap}; their attempt is already the next one
 */
public record Settled(List<Delivery> again, Duration gap, List<DeadLetter> dead, List<AuditEvent> events) {

    public Settled {
        again = List.copyOf(again);
        dead = List.copyOf(dead);
        events = List.copyOf(events);
    }

    /**
     * A delivery that no further attempt helps. @param code and @param place of the last failure
     *
     * @param file id of the file that it was to go in; "" when there was none
     */
    public record DeadLetter(Delivery delivery, String code, String place, Instant since, String file) {

        /** The same with the view that its file kept. */
        DeadLetter with(Delivery kept) {
            return new DeadLetter(kept.withAttempt(delivery.attempt()), code, place, since, file);
        }
    }
}
