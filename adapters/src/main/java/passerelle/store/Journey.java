package passerelle.store;

import java.util.List;
import passerelle.model.AuditEvent;

/**
 * All that happened to a message.
 *
 * @param events in the order of the log; the first 10,000
 * @param deliveries in the order of their recipients' names
 */
public record Journey(Summary summary, List<Entry> events, List<Delivery> deliveries) {

    /** @param index of the event in the audit log */
    public record Entry(long index, AuditEvent event) {}

    public Journey {
        events = List.copyOf(events);
        deliveries = List.copyOf(deliveries);
    }
}
