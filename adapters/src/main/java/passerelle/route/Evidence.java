package passerelle.route;

import java.util.List;
import passerelle.audit.AuditLog;
import passerelle.model.AuditEvent;

/** Writes events that stand for themselves, not for a queue's transaction: durable when {@link #record} returns. */
public final class Evidence {
    private final AuditLog log;
    private final Counted counted;

    public Evidence(AuditLog log, Counted counted) {
        this.log = log;
        this.counted = counted;
    }

    public void record(AuditEvent event) {
        log.append(List.of(event));
    }

    public void record(List<AuditEvent> events) {
        log.append(events);
    }

    public Counted counted() {
        return counted;
    }
}
