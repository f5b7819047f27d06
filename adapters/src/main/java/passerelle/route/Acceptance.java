package passerelle.route;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.adapter.jms.Delivery;
import passerelle.adapter.jms.QueueFault;
import passerelle.adapter.jms.Queues;
import passerelle.adapter.jms.Waiting.Half;
import passerelle.format.xml.Serialization;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.Decision.Grant;
import passerelle.model.Decision.Withheld;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.MessageId;
import passerelle.model.Outcome;
import passerelle.store.Known;
import passerelle.translate.Answer;
import passerelle.vault.Copies.Copy;
import passerelle.vault.Vault;

/**
 * Step 4, the bean {@code acceptance}: one transaction holds a delivery for every recipient, the sealed copy of what
 * came and the audit events. Only after it is on disk is the sender told that the message is accepted.
 */
public final class Acceptance {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptance.class);

    private final Queues queues;
    private final Vault vault;
    private final SealedViews views;
    private final Claims claims;
    private final Evidence evidence;
    private final FreeSpace space;
    private final Clock clock;

    public Acceptance(
            Queues queues,
            Vault vault,
            SealedViews views,
            Claims claims,
            Evidence evidence,
            FreeSpace space,
            Clock clock) {
        this.queues = queues;
        this.vault = vault;
        this.views = views;
        this.claims = claims;
        this.evidence = evidence;
        this.space = space;
        this.clock = clock;
    }

    /** The {@link Answer} to an accepted message, or a {@link Refusal} when it cannot be made durable now. */
    public Object accept(Decided decided) {
        var read = decided.translated().read();
        if (!space.isEnough()) {
            return busy(read);
        }
        var deliveries = new ArrayList<Delivery>();
        var queued = new ArrayList<AuditEvent>();
        for (var grant : decided.share().grants()) {
            deliver(decided.translated(), grant, deliveries, queued);
        }
        for (var withheld : decided.share().withheld()) {
            queued.add(event(read, withheld));
        }
        read.stages().end("view");
        var events = new ArrayList<AuditEvent>();
        events.add(received(decided.translated()).event());
        events.addAll(queued);
        var copy = new Copy(read.id(), "received", vault.seal(read.received().raw(), "received " + read.id()));
        try {
            commit(read, deliveries, events, copy);
        } catch (QueueFault e) {
            LOG.warn("{} not accepted: {}", read.id(), e.getMessage());
            return busy(read);
        }
        read.stages().end("queue");
        claims.accepted(read.id(), new Known(read.digest(), read.received().at()));
        evidence.counted().accepted(read, decided.share().grants());
        var outcome = new Outcome.Accepted(read.id(), read.received().at(), false);
        return Answers.accepted(
                read.received(),
                read.format(),
                read.document(),
                outcome,
                Optional.of(decided.translated().common()));
    }

    /**
     * The same for a message that a step of a team's own divided or ended: its parts are messages of their own, and all
     * of it is one transaction.
     */
    public Object acceptParts(DecidedParts decided) {
        var parted = decided.parted();
        var whole = parted.whole();
        if (!space.isEnough()) {
            return busy(whole);
        }
        var deliveries = new ArrayList<Delivery>();
        var events = new ArrayList<AuditEvent>();
        events.add(whole(parted));
        if (parted.isEnded()) {
            events.add(ended(whole));
        }
        for (var part : decided.parts()) {
            var read = part.translated().read();
            events.add(received(part.translated()).with(Fact.WHOLE, whole.id()).event());
            part.share().grants().forEach(grant -> deliver(part.translated(), grant, deliveries, events));
            part.share().withheld().forEach(withheld -> events.add(event(read, withheld)));
        }
        for (var part : parted.ended()) {
            events.add(arrival(part, "", part.received().terms().purpose())
                    .with(Fact.WHOLE, whole.id())
                    .event());
            events.add(ended(part));
        }
        var copy = new Copy(whole.id(), "received", vault.seal(whole.received().raw(), "received " + whole.id()));
        try {
            commit(whole, deliveries, events, copy);
        } catch (QueueFault e) {
            LOG.warn("{} not accepted: {}", whole.id(), e.getMessage());
            return busy(whole);
        }
        whole.stages().end("queue");
        claims.accepted(whole.id(), new Known(whole.digest(), whole.received().at()));
        evidence.counted()
                .accepted(
                        whole,
                        decided.parts().stream()
                                .flatMap(part -> part.share().grants().stream())
                                .toList());
        var outcome = new Outcome.Accepted(whole.id(), whole.received().at(), false);
        return Answers.ofNative(whole.received(), whole.format(), whole.document(), outcome);
    }

    /** The first of a pair is accepted, and waits: its other half, or the end of its time, takes it further. */
    public Object acceptHalf(Awaited awaited) {
        var read = awaited.read();
        if (!space.isEnough()) {
            return busy(read);
        }
        var sealed = vault.seal(Serialization.utf8(read.document()), Half.context(read.id()));
        var half = new Half(read.id(), read.received().sender(), awaited.pair(), awaited.until(), sealed);
        var events = List.of(
                arrival(read, "", read.received().terms().purpose()).event(),
                Unpaired.event(Type.QUEUED, half, clock.instant())
                        .with(Fact.NEXT_TRY, half.until())
                        .event());
        var copy = new Copy(read.id(), "received", vault.seal(read.received().raw(), "received " + read.id()));
        try {
            queues.waiting().keep(half, events, List.of(copy));
        } catch (QueueFault e) {
            LOG.warn("{} not accepted: {}", read.id(), e.getMessage());
            return busy(read);
        }
        read.stages().end("queue");
        claims.accepted(read.id(), new Known(read.digest(), read.received().at()));
        evidence.counted().accepted(read, List.of());
        var outcome = new Outcome.Accepted(read.id(), read.received().at(), false);
        return Answers.ofNative(read.received(), read.format(), read.document(), outcome);
    }

    private void commit(Read read, List<Delivery> deliveries, List<AuditEvent> events, Copy copy) {
        if (read.half().isEmpty()) {
            queues.accept(deliveries, events, List.of(copy));
            return;
        }
        var half = read.half().get();
        var all = new ArrayList<>(events);
        all.add(Unpaired.event(Type.DELIVERED, half, clock.instant())
                .with(Fact.PAIR, read.id())
                .event());
        queues.waiting().join(half, deliveries, all, List.of(copy));
    }

    private AuditEvent whole(Parted parted) {
        var types = parted.going().stream()
                .map(part -> part.question().messageType())
                .distinct()
                .collect(Collectors.joining(" "));
        var draft =
                arrival(parted.whole(), types, parted.whole().received().terms().purpose());
        return parted.isEnded()
                ? draft.event()
                : draft.with(
                                Fact.PARTS,
                                parted.ids().stream().map(MessageId::toString).collect(Collectors.joining(" ")))
                        .event();
    }

    private AuditEvent ended(Read read) {
        return AuditEvent.at(clock.instant(), Type.ENDED)
                .with(Fact.MESSAGE, read.id())
                .with(Fact.SENDER, read.received().sender())
                .with(Fact.STEP, read.steps())
                .event();
    }

    private void deliver(Translated translated, Grant grant, List<Delivery> deliveries, List<AuditEvent> events) {
        var read = translated.read();
        var plain = views.plain(translated.common(), grant);
        deliveries.add(views.single(
                read.id(),
                grant.recipient(),
                read.received().sender().value(),
                grant.agreement(),
                read.group(),
                plain));
        events.add(AuditEvent.at(clock.instant(), Type.QUEUED)
                .with(Fact.MESSAGE, read.id())
                .with(Fact.SENDER, read.received().sender())
                .with(Fact.RECIPIENT, grant.recipient())
                .with(Fact.AGREEMENT, grant.agreement())
                .with(Fact.VIEW_DIGEST, plain.fingerprint())
                .event());
    }

    private AuditEvent.Draft received(Translated translated) {
        var question = translated.question();
        return arrival(translated.read(), question.messageType(), question.purpose());
    }

    private static AuditEvent.Draft arrival(Read read, String type, String purpose) {
        var draft = AuditEvent.at(read.received().at(), Type.RECEIVED)
                .with(Fact.MESSAGE, read.id())
                .with(Fact.SENDER, read.received().sender())
                .with(Fact.MESSAGE_TYPE, type)
                .with(Fact.PURPOSE, purpose)
                .with(Fact.PROTOCOL, read.received().protocol())
                .with(Fact.FORMAT, read.format().id())
                .with(Fact.STYLESHEET, read.format().digest())
                .with(Fact.RECEIVED_DIGEST, read.digest())
                .with(Fact.RECEIVED_AT, read.received().at())
                .with(Fact.STAGES, read.stages());
        if (!read.steps().isNone()) {
            draft.with(Fact.STEP, read.steps());
        }
        read.half().ifPresent(half -> draft.with(Fact.PAIR, half.id()));
        if (!read.group().isEmpty()) {
            draft.with(Fact.GROUP, read.group());
        }
        return draft;
    }

    private AuditEvent event(Read read, Withheld withheld) {
        return AuditEvent.at(clock.instant(), Type.REFUSED)
                .with(Fact.MESSAGE, read.id())
                .with(Fact.SENDER, read.received().sender())
                .with(Fact.RECIPIENT, withheld.recipient())
                .with(Fact.AGREEMENT, withheld.agreement())
                .with(Fact.CODE, withheld.failure().code().code())
                .event();
    }

    static Refusal busy(Read read) {
        return new Refusal(
                read.received(),
                Optional.of(read.id()),
                new Failure(FailureCode.GATEWAY_BUSY, "", "", "the same message again, a little later"));
    }
}
