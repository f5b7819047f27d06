package passerelle.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/**
 * One message and its deliveries while events are told to it, in the order of the log. Pure: the same events lead to the
 * same state. RECEIVED accepts, once and for good; REFUSED counts only for a message that was not accepted.
 */
final class Tracked {
    /** Of a message's events, so many first ones are shown. */
    private static final int MOST_EVENTS = 10_000;

    private final Map<PartnerId, Delivery> before;
    private final TreeMap<PartnerId, Delivery> deliveries;
    private final List<Long> events;
    private final boolean isNew;
    private final long seq;
    private long index;
    private Optional<Known> known;
    private Summary summary;
    private boolean ended;

    /**
     * A message as it was kept.
     *
     * @param seq in the log of the first event about it
     * @param index in the log of the event by which it arrived
     * @param events in the log, of those that were told; none for a message that was not kept before
     */
    Tracked(
            long seq,
            long index,
            Optional<Known> known,
            Summary summary,
            List<Delivery> deliveries,
            List<Long> events) {
        this.events = new ArrayList<>(events);
        this.isNew = events.isEmpty();
        this.seq = seq;
        this.index = index;
        this.known = known;
        this.summary = summary;
        this.ended = summary.state() == State.ENDED;
        this.before = new HashMap<>();
        deliveries.forEach(delivery -> before.put(delivery.recipient(), delivery));
        this.deliveries = new TreeMap<>(before);
    }

    /** A message of which nothing was known before this event; empty when the event makes no message. */
    static Optional<Tracked> from(MessageId id, long index, AuditEvent event) {
        boolean makes =
                switch (event.type()) {
                    case RECEIVED, REFUSED -> true;
                    case QUEUED, ATTEMPTED, DELIVERED, FAILED, DEAD, REPLAYED ->
                        new Facts(event).recipient().isPresent();
                    case STARTED,
                            STOPPED,
                            CONFIGURED,
                            REPEATED,
                            VIEWED,
                            RECOVERED,
                            HELD,
                            RELEASED,
                            CHANGE_REFUSED,
                            ENDED -> false;
                };
        var empty = new Summary(
                id,
                State.REFUSED,
                event.time(),
                Optional.empty(),
                "",
                Optional.empty(),
                "",
                Optional.empty(),
                "",
                0,
                0,
                event.time(),
                1);
        return makes
                ? Optional.of(new Tracked(index, index, Optional.empty(), empty, List.of(), List.of()))
                : Optional.empty();
    }

    /** A record that was accepted in a bundle, at the first event that befalls it alone. */
    static Tracked member(MessageId id, long index, Known known, Summary bundle) {
        var summary = new Summary(
                id,
                State.ACCEPTED,
                bundle.arrived(),
                bundle.sender(),
                bundle.type(),
                bundle.format(),
                bundle.protocol(),
                Optional.empty(),
                "",
                0,
                0,
                bundle.arrived(),
                1);
        return new Tracked(index, index, Optional.of(known), summary, List.of(), List.of());
    }

    /** Whether the event is the first of a delivery that began in a bundle: any other delivery begins with being queued. */
    boolean isSetApartBy(AuditEvent event) {
        return (event.type() == Type.FAILED || event.type() == Type.DEAD)
                && new Facts(event)
                        .recipient()
                        .filter(recipient -> !deliveries.containsKey(recipient))
                        .isPresent();
    }

    /** One record of this bundle goes its own way to the recipient; with the last one nothing is left to be delivered. */
    void without(PartnerId recipient) {
        var waiting =
                Optional.ofNullable(deliveries.get(recipient)).filter(delivery -> delivery.state() == State.WAITING);
        waiting.ifPresent(delivery -> {
            if (delivery.members() == 1) {
                deliveries.remove(recipient);
            } else {
                deliveries.put(recipient, delivery.of(delivery.members() - 1));
            }
        });
    }

    void tell(long index, AuditEvent event) {
        if (events.size() < MOST_EVENTS) {
            events.add(index);
        }
        var facts = new Facts(event);
        var time = event.time();
        switch (event.type()) {
            case RECEIVED -> received(index, facts);
            case REFUSED -> refused(index, facts);
            case REPEATED -> touch(summary.repeats() + 1, time);
            case ENDED -> ended = true;
            case STARTED, STOPPED, CONFIGURED, VIEWED, RECOVERED, HELD, RELEASED, CHANGE_REFUSED -> {}
            case QUEUED, ATTEMPTED, DELIVERED, FAILED, DEAD, REPLAYED -> {
                touch(summary.repeats(), time);
                facts.recipient().ifPresent(recipient -> deliver(recipient, facts, time));
            }
        }
    }

    /** In the log, of the events about the message, lowest first. */
    List<Long> events() {
        return events;
    }

    /** Whether no event about the message was kept before. */
    boolean isNew() {
        return isNew;
    }

    /** In the log, of the first event about the message. */
    long seq() {
        return seq;
    }

    /** In the log, of the event by which the message arrived. */
    long index() {
        return index;
    }

    Optional<Known> known() {
        return known;
    }

    /** The deliveries that the events changed. */
    List<Delivery> changed() {
        return deliveries.values().stream()
                .filter(delivery -> !delivery.equals(before.get(delivery.recipient())))
                .toList();
    }

    /** The deliveries of which the events left nothing. */
    List<Delivery> gone() {
        return before.values().stream()
                .filter(delivery -> !deliveries.containsKey(delivery.recipient()))
                .toList();
    }

    /** How a delivery stood before the first event was told. */
    Optional<Delivery> before(PartnerId recipient) {
        return Optional.ofNullable(before.get(recipient));
    }

    Summary summary() {
        var worst = deliveries.values().stream().max(Comparator.comparing(Delivery::state));
        var failed = deliveries.values().stream()
                .filter(delivery -> delivery.code().isPresent())
                .max(Comparator.comparing(Delivery::state).thenComparing(Delivery::changed));
        var alone = known.isEmpty() ? State.REFUSED : ended ? State.ENDED : State.ACCEPTED;
        boolean refused = worst.isEmpty() && known.isEmpty();
        return new Summary(
                summary.id(),
                worst.map(Delivery::state).orElse(alone),
                summary.arrived(),
                summary.sender(),
                summary.type(),
                summary.format(),
                summary.protocol(),
                refused ? summary.code() : failed.flatMap(Delivery::code),
                refused ? summary.place() : failed.map(Delivery::place).orElse(""),
                deliveries.size(),
                summary.repeats(),
                summary.changed(),
                summary.members());
    }

    private void received(long at, Facts facts) {
        if (known.isEmpty()) {
            var time = facts.event().time();
            known = Optional.of(new Known(
                    facts.text(Fact.RECEIVED_DIGEST), facts.receivedAt().orElse(time)));
            arrive(at, facts);
        }
    }

    private void refused(long at, Facts facts) {
        if (known.isEmpty()) {
            arrive(at, facts);
        } else {
            touch(summary.repeats(), facts.event().time());
        }
    }

    private void arrive(long at, Facts facts) {
        var time = facts.event().time();
        index = at;
        summary = new Summary(
                summary.id(),
                summary.state(),
                time,
                facts.sender(),
                facts.text(Fact.MESSAGE_TYPE),
                facts.format(),
                facts.text(Fact.PROTOCOL),
                facts.code(),
                facts.text(Fact.PLACE),
                summary.recipients(),
                summary.repeats(),
                time,
                facts.count().orElse(1));
    }

    private void touch(int repeats, Instant time) {
        summary = new Summary(
                summary.id(),
                summary.state(),
                summary.arrived(),
                summary.sender(),
                summary.type(),
                summary.format(),
                summary.protocol(),
                summary.code(),
                summary.place(),
                summary.recipients(),
                repeats,
                time,
                summary.members());
    }

    private void deliver(PartnerId recipient, Facts facts, Instant time) {
        int members = facts.count().orElse(1);
        var queued = Delivery.queued(summary.id(), recipient, time, members);
        var last = deliveries.getOrDefault(recipient, queued);
        var next =
                switch (facts.event().type()) {
                    case ATTEMPTED -> last.attempted(facts.attempt(), time);
                    case FAILED -> last.failed(facts, time);
                    case DEAD -> last.dead(facts, time);
                    case DELIVERED -> last.delivered(facts.attempt(), time);
                    default -> last.requeued(facts, time);
                };
        deliveries.put(recipient, facts.count().map(next::of).orElse(next));
    }
}
