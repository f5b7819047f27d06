package passerelle.adapter.jms;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import passerelle.adapter.jms.Settled.DeadLetter;
import passerelle.model.AuditEvent;
import passerelle.model.PartnerId;

/**
 * Puts deliveries together into files on disk. What it wrote counts only by the {@link OpenFile} that the lane commits
 * together with taking the deliveries from their queue: after a crash the file goes on from there.
 */
public interface Gathering {

    /**
     * A file that is being put together.
     *
     * @param since when its first delivery came
     * @param records so far @param deliveries so far
     * @param state what only the implementation understands
     */
    record OpenFile(String id, Instant since, long records, int deliveries, byte[] state) {}

    /**
     * What adding came to.
     *
     * @param rest deliveries that need another file, in their order
     * @param dead deliveries that cannot be said in the recipient's format, set apart
     */
    record Added(OpenFile file, List<Delivery> rest, List<DeadLetter> dead, List<AuditEvent> events) {
        public Added {
            rest = List.copyOf(rest);
            dead = List.copyOf(dead);
            events = List.copyOf(events);
        }
    }

    /**
     * The deliveries of an open file that was begun in another layout than its format has now: they are put together anew.
     * Empty when the file can be gone on with.
     */
    Optional<List<Delivery>> begunOtherwise(PartnerId recipient, OpenFile file) throws IOException;

    /** Says the deliveries in the recipient's format and adds them to its open file, or to a new one. */
    Added add(PartnerId recipient, Optional<OpenFile> file, List<Delivery> deliveries) throws IOException;

    /**
     * Ends a file: its bytes are fixed from here on.
     *
     * @param sequence the number that the file has if it is a file: without a gap among those of the recipient
     * @return whether the number was used; a file that breaks its own layout as a whole has none
     */
    boolean close(PartnerId recipient, OpenFile file, long sequence) throws IOException;

    /** A file that was closed, at one of its attempts. */
    Consignment consignment(PartnerId recipient, String id, int attempt) throws IOException;

    /** The deliveries of a file with their views. */
    Views views(PartnerId recipient, String id) throws IOException;

    /** Deliveries, one after the other. */
    interface Views extends Closeable {
        Optional<Delivery> next() throws IOException;
    }
}
