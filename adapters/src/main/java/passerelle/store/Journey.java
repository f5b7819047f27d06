package passerelle.store;

import java.util.List;
import java.util.Optional;
import passerelle.model.AuditEvent;
import passerelle.model.MessageId;

/**
 * All that happened to a message.
 *
 * @param events in the order of the log; the first 10,000
 * @param deliveries in the order of their recipients' names
 * @param place for a record of a file that was accepted in a bundle; the events and deliveries are then the bundle's too
 */
public record Journey(Summary summary, List<Entry> events, List<Delivery> deliveries, Optional<InBundle> place) {

    /** Where a record stands. @param line of the file, from 1 */
    public record InBundle(MessageId bundle, long line) {}

    /** @param index of the event in the audit log */
    public record Entry(long index, AuditEvent event) {}

    public Journey {
        events = List.copyOf(events);
        deliveries = List.copyOf(deliveries);
    }
}
