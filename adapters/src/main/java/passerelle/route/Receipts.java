package passerelle.route;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.adapter.jms.Consignment;
import passerelle.adapter.jms.Delivery;
import passerelle.adapter.jms.Settled;
import passerelle.adapter.jms.Settled.DeadLetter;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Outbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Result;

/**
 * Step 6, the bean {@code receipts}: before an attempt it is on record; after it each delivery is done, tried again
 * later, or a dead letter with its reason.
 */
public final class Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    private final Evidence evidence;
    private final Function<PartnerId, Partner> partners;
    private final Clock clock;
    private final DoubleSupplier random;

    public Receipts(Evidence evidence, Function<PartnerId, Partner> partners, Clock clock, DoubleSupplier random) {
        this.evidence = evidence;
        this.partners = partners;
        this.clock = clock;
        this.random = random;
    }

    /** The attempt is in the audit log before anything leaves. Returns what leaves. */
    public Object attempt(Shipment shipment) {
        var now = clock.instant();
        var events = new ArrayList<AuditEvent>(shipment.going().size());
        for (var delivery : shipment.going()) {
            events.add(withFile(about(now, Type.ATTEMPTED, delivery), shipment)
                    .with(Fact.ATTEMPT, delivery.attempt())
                    .with(Fact.FORMAT, shipment.format().id())
                    .with(Fact.STYLESHEET, shipment.format().digest())
                    .with(Fact.SENT_DIGEST, shipment.digest())
                    .event());
        }
        if (!events.isEmpty()) {
            evidence.record(events);
            evidence.counted()
                    .attempted(
                            shipment.recipient().id(),
                            shipment.format().id(),
                            shipment.consignment().count());
        }
        return shipment.payload();
    }

    /** @param answer the protocol's {@code Result<String>}, or the untouched payload when nothing was left to send */
    public Settled settle(Shipment shipment, Object answer) {
        shipment.stages().end("deliver");
        var now = clock.instant();
        var again = new ArrayList<Delivery>();
        var dead = new ArrayList<DeadLetter>();
        var events = new ArrayList<AuditEvent>();
        var policy = shipment.recipient().redelivery();
        int attempt = shipment.consignment().attempt();
        var gap = policy.gapAfter(attempt, random.getAsDouble());
        var file = fileOf(shipment.consignment());
        if (!shipment.going().isEmpty()) {
            if (answer instanceof Result.Ok<?>) {
                done(shipment, now, events);
            } else if (answer instanceof Result.Failed<?> failed) {
                for (var delivery : shipment.going()) {
                    failed(
                            delivery,
                            failed.failure(),
                            policy.allowsAnotherAfter(attempt),
                            gap,
                            now,
                            file,
                            again,
                            dead,
                            events);
                }
            } else {
                throw new IllegalStateException("The protocol answered nothing: " + answer.getClass());
            }
        }
        shipment.unfit()
                .forEach((delivery, failure) -> failed(
                        delivery, failure, policy.allowsAnotherAfter(attempt), gap, now, file, again, dead, events));
        evidence.counted().stages(shipment.stages());
        evidence.counted().dead(shipment.recipient().id(), shipment.format().id(), dead.size());
        return new Settled(again, gap, dead, events);
    }

    /** How a consignment ends whose route failed by a fault of ours. */
    public Settled afterFault(Consignment consignment) {
        var policy = partners.apply(consignment.recipient()).redelivery();
        var gap = policy.gapAfter(consignment.attempt(), random.getAsDouble());
        var fault = new Failure(FailureCode.GATEWAY_FAULT, "", "", "");
        var again = new ArrayList<Delivery>();
        var dead = new ArrayList<DeadLetter>();
        var events = new ArrayList<AuditEvent>();
        for (var delivery : consignment.deliveries()) {
            failed(
                    delivery,
                    fault,
                    policy.allowsAnotherAfter(consignment.attempt()),
                    gap,
                    clock.instant(),
                    fileOf(consignment),
                    again,
                    dead,
                    events);
        }
        return new Settled(again, gap, dead, events);
    }

    private String fileOf(Consignment consignment) {
        return partners.apply(consignment.recipient())
                .receives()
                .filter(Outbound.Files.class::isInstance)
                .map(way -> consignment.id())
                .orElse("");
    }

    /** A delivery that cannot be said in the recipient's format: it never gets as far as an attempt. */
    static void unfit(Delivery delivery, Failure failure, Instant now, List<DeadLetter> dead, List<AuditEvent> events) {
        failed(delivery, failure, false, Duration.ZERO, now, "", List.of(), dead, events);
    }

    private void done(Shipment shipment, Instant now, List<AuditEvent> events) {
        for (var delivery : shipment.going()) {
            events.add(withFile(about(now, Type.DELIVERED, delivery), shipment)
                    .with(Fact.ATTEMPT, delivery.attempt())
                    .with(Fact.PROTOCOL, protocol(shipment.recipient()))
                    .with(Fact.SENT_DIGEST, shipment.digest())
                    .with(Fact.STAGES, shipment.stages())
                    .event());
        }
        evidence.counted()
                .delivered(
                        shipment.recipient().id(),
                        shipment.format().id(),
                        shipment.consignment().count());
    }

    private static void failed(
            Delivery delivery,
            Failure failure,
            boolean another,
            Duration gap,
            Instant now,
            String file,
            List<Delivery> again,
            List<DeadLetter> dead,
            List<AuditEvent> events) {
        var code = failure.code();
        events.add(failure(now, Type.FAILED, delivery, failure, code.isTransient() && another ? gap : Duration.ZERO));
        if (code.isTransient() && another) {
            again.add(delivery.next());
            LOG.info("{} failed, next in {}: {}", delivery, gap, failure);
            return;
        }
        var last = code.isTransient() ? new Failure(FailureCode.DELIVER_EXHAUSTED, code.code(), "", "") : failure;
        dead.add(new DeadLetter(delivery, last.code().code(), last.place(), now, file));
        events.add(failure(now, Type.DEAD, delivery, last, Duration.ZERO));
        LOG.warn("{} dead: {}", delivery, last);
    }

    private static AuditEvent failure(Instant now, Type type, Delivery delivery, Failure failure, Duration gap) {
        var draft = about(now, type, delivery)
                .with(Fact.ATTEMPT, delivery.attempt())
                .with(Fact.CODE, failure.code().code())
                .with(Fact.PLACE, failure.place());
        return gap.isZero()
                ? draft.event()
                : draft.with(Fact.NEXT_TRY, now.plus(gap).truncatedTo(ChronoUnit.MILLIS))
                        .event();
    }

    private static AuditEvent.Draft about(Instant now, Type type, Delivery delivery) {
        var draft = AuditEvent.at(now, type)
                .with(Fact.MESSAGE, delivery.id())
                .with(Fact.SENDER, delivery.sender())
                .with(Fact.RECIPIENT, delivery.recipient())
                .with(Fact.AGREEMENT, delivery.agreement());
        return delivery.bundled() == 0 ? draft : draft.with(Fact.COUNT, delivery.bundled());
    }

    private static AuditEvent.Draft withFile(AuditEvent.Draft draft, Shipment shipment) {
        if (shipment.file().isEmpty()) {
            return draft;
        }
        draft.with(Fact.FILE, shipment.file());
        return shipment.sequence() == 0 ? draft : draft.with(Fact.SEQUENCE, shipment.sequence());
    }

    private static String protocol(Partner recipient) {
        return recipient.receives().map(Receipts::protocol).orElse("");
    }

    private static String protocol(Outbound outbound) {
        return outbound.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
}
