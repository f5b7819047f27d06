package passerelle.adapter.jms;

import java.time.Instant;
import java.util.List;
import passerelle.model.PartnerId;

/**
 * What goes to a recipient in one act: one delivery for a call, or one file. A file is put together once, on disk; it
 * keeps its id, its time, its members and its bytes through every attempt.
 *
 * @param id a UUID; part of the file's name
 * @param created when it was put together, whole seconds
 * @param deliveries of a file without their views, which lie with the file
 */
public record Consignment(String id, PartnerId recipient, Instant created, List<Delivery> deliveries) {

    public Consignment {
        deliveries = List.copyOf(deliveries);
    }

    /** The number of the try under way, from 1. */
    public int attempt() {
        return deliveries.get(0).attempt();
    }

    /** How many messages it carries. */
    public int count() {
        return deliveries.stream().mapToInt(Delivery::count).sum();
    }
}
