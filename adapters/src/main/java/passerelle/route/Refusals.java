package passerelle.route;

import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.Outcome;
import passerelle.translate.Answer;

/** Beside the road, the bean {@code refusals}: a refusal is recorded, and then answered. */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final Evidence evidence;
    private final Clock clock;

    public Refusals(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    public Answer refuse(Refusal refusal) {
        var received = refusal.received();
        var failure = refusal.failure();
        var draft = AuditEvent.at(clock.instant(), Type.REFUSED)
                .with(Fact.SENDER, received.sender())
                .with(Fact.PROTOCOL, received.protocol())
                .with(Fact.FORMAT, received.format())
                .with(Fact.RECEIVED_AT, received.at())
                .with(Fact.CODE, failure.code().code())
                .with(Fact.PLACE, failure.place());
        refusal.id().ifPresent(id -> draft.with(Fact.MESSAGE, id));
        evidence.record(draft.event());
        evidence.counted().refused(received, failure);
        LOG.info("{} refused from {}: {}", refusal.id().map(Object::toString).orElse("-"), received.sender(), failure);
        return new Answer(new Outcome.Refused(refusal.id(), failure), Optional.empty());
    }
}
