package passerelle.store;

import java.io.IOException;
import java.util.List;
import passerelle.model.AuditEvent;

/** The audit log, asked for entries that the index knows: it alone holds what an event says. */
@FunctionalInterface
public interface Events {

    /**
     * @param indexes in the log, lowest first
     * @return one event for each
     * @throws IndexOutOfBoundsException when the log has no such entry
     */
    List<AuditEvent> at(List<Long> indexes) throws IOException;
}
