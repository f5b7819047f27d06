package passerelle.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import passerelle.adapter.jms.Queues;
import passerelle.adapter.sftp.Outboxes;
import passerelle.audit.AuditLog;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.MessageId;
import passerelle.model.Outbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.route.Evidence;
import passerelle.route.FileIntake;
import passerelle.route.FilesUnderWay;
import passerelle.route.Filing;
import passerelle.route.FreeSpace;
import passerelle.route.Live;
import passerelle.route.Unpaired;
import passerelle.store.Delivery;
import passerelle.store.Index;
import passerelle.store.Journey;
import passerelle.store.Query;
import passerelle.store.QueueState;
import passerelle.store.Roll;
import passerelle.store.State;
import passerelle.store.Summary;
import passerelle.vault.Copies;
import passerelle.vault.Unsealable;
import passerelle.vault.Vault;

/** What an operator asks and does. Reading a payload and replaying leave their event before anything is shown or sent. */
public final class Operations {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Live live;
    private final Index index;
    private final Copies copies;
    private final Vault vault;
    private final Queues queues;
    private final Unpaired unpaired;
    private final Evidence evidence;
    private final AuditLog log;
    private final FreeSpace space;
    private final FilesUnderWay underWay;
    private final FileIntake intake;
    private final Filing filing;
    private final Outboxes outboxes;
    private final Clock clock;
    private final Instant since;

    public Operations(
            Live live,
            Index index,
            Copies copies,
            Vault vault,
            Queues queues,
            Unpaired unpaired,
            Evidence evidence,
            AuditLog log,
            FreeSpace space,
            FilesUnderWay underWay,
            FileIntake intake,
            Filing filing,
            Outboxes outboxes,
            Clock clock) {
        this.live = live;
        this.index = index;
        this.copies = copies;
        this.vault = vault;
        this.queues = queues;
        this.unpaired = unpaired;
        this.evidence = evidence;
        this.log = log;
        this.space = space;
        this.underWay = underWay;
        this.intake = intake;
        this.filing = filing;
        this.outboxes = outboxes;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Overall state (up, degraded, down) and each partner's; no more than a monitor needs. */
    ObjectNode health() {
        var health = JSON.objectNode();
        var partners = JSON.objectNode();
        var worst = space.isEnough() ? "up" : "down";
        var states = index.queues();
        for (var partner : live.plan().configuration().partners()) {
            var state = state(Optional.ofNullable(states.get(partner.id())));
            partners.put(partner.id().value(), state);
            if (!state.equals("ok") && worst.equals("up")) {
                worst = "degraded";
            }
        }
        health.put("state", worst);
        health.set("partners", partners);
        return health;
    }

    /** A partner fails while its oldest delivery waits behind a failure; dead letters stay until a person acts. */
    private static String state(Optional<QueueState> queue) {
        if (queue.isEmpty()) {
            return "ok";
        }
        var q = queue.get();
        if (q.waiting() > 0 && q.lastFailure().isPresent()) {
            return "failing";
        }
        return q.dead() > 0 ? "dead letters" : "ok";
    }

    ObjectNode status() {
        var status = JSON.objectNode();
        status.put("state", health().path("state").asText());
        status.put("since", since.toString());
        status.put("audit-entries", log.size());
        var list = status.putArray("partners");
        var states = index.queues();
        for (var partner : live.plan().configuration().partners()) {
            list.add(partner(partner, Optional.ofNullable(states.get(partner.id()))));
        }
        var files = status.putArray("files");
        underWay.all().forEach(file -> files.add(file(file)));
        return status;
    }

    private static ObjectNode file(FilesUnderWay.Progress file) {
        var node = JSON.objectNode();
        node.put("file", file.arrival());
        node.put("partner", file.sender().value());
        node.put("state", file.held() ? "held" : "read");
        node.put("records", file.records());
        node.put("done", file.done());
        node.put("refused", file.refused());
        node.put("per-second", Math.round(file.rate()));
        file.left().ifPresent(left -> node.put("seconds-left", left.toSeconds()));
        return node;
    }

    private ObjectNode partner(Partner partner, Optional<QueueState> queue) {
        var node = JSON.objectNode();
        node.put("partner", partner.id().value());
        node.put("title", partner.title());
        node.put("state", state(queue));
        node.put("waiting", queue.map(QueueState::waiting).orElse(0L));
        queue.flatMap(QueueState::oldestWaitingSince).ifPresent(oldest -> node.put("oldest", oldest.toString()));
        node.put("delivered", queue.map(QueueState::delivered).orElse(0L));
        node.put("dead", queue.map(QueueState::dead).orElse(0L));
        queue.flatMap(QueueState::lastFailure).ifPresent(code -> node.put("last-failure", code.code()));
        return node;
    }

    /** Waiting deliveries and the age of the oldest, per partner, for the gauges. */
    Iterable<QueueAge> queueAges() {
        var now = clock.instant();
        var states = index.queues();
        return live.plan().configuration().partners().stream()
                .map(partner -> {
                    var queue = Optional.ofNullable(states.get(partner.id()));
                    return new QueueAge(
                            partner.id(),
                            queue.map(QueueState::waiting).orElse(0L),
                            queue.flatMap(QueueState::oldestWaitingSince)
                                    .map(oldest -> Math.max(0, now.toEpochMilli() - oldest.toEpochMilli()) / 1000.0)
                                    .orElse(0.0));
                })
                .toList();
    }

    /** @param oldestSeconds age of the oldest waiting delivery; 0 when none waits */
    record QueueAge(PartnerId partner, long waiting, double oldestSeconds) {}

    ObjectNode messages(Optional<PartnerId> partner, Optional<String> state, Optional<Instant> from, int most) {
        var query = new Query(partner, state.map(Operations::state), from, most);
        var found = JSON.objectNode();
        var list = found.putArray("messages");
        index.find(query).forEach(summary -> list.add(message(summary)));
        return found;
    }

    private static State state(String name) {
        return State.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode message(Summary summary) {
        var node = JSON.objectNode();
        node.put("message", summary.id().toString());
        node.put("received", summary.arrived().toString());
        node.put("sender", summary.sender().map(PartnerId::value).orElse(""));
        node.put("type", summary.type());
        node.put("state", name(summary.state()));
        node.put("repeats", summary.repeats());
        node.put("records", summary.members());
        summary.code().ifPresent(code -> node.put("code", code.code()));
        return node;
    }

    Optional<ObjectNode> show(MessageId id) {
        return index.journey(id).map(Operations::journey);
    }

    private static ObjectNode journey(Journey journey) {
        var node = message(journey.summary());
        journey.place().ifPresent(place -> {
            node.put("bundle", place.bundle().toString());
            node.put("line", place.line());
        });
        var deliveries = node.putArray("deliveries");
        journey.deliveries().forEach(delivery -> deliveries.add(delivery(delivery)));
        var events = node.putArray("events");
        for (var entry : journey.events()) {
            var event = events.addObject();
            event.put("log", entry.index());
            event.put("time", entry.event().time().toString());
            event.put("event", entry.event().type().name().toLowerCase(Locale.ROOT));
            var facts = event.putObject("facts");
            entry.event().facts().forEach((fact, value) -> {
                if (fact != Fact.MESSAGE) {
                    facts.put(fact.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
                }
            });
        }
        return node;
    }

    private static ObjectNode delivery(Delivery delivery) {
        var node = JSON.objectNode();
        node.put("message", delivery.message().toString());
        node.put("recipient", delivery.recipient().value());
        node.put("state", name(delivery.state()));
        node.put("attempts", delivery.attempts());
        delivery.nextTry().ifPresent(next -> node.put("next-try", next.toString()));
        delivery.code().ifPresent(code -> node.put("code", code.code()));
        node.put("place", delivery.place());
        node.put("since", delivery.changed().toString());
        return node;
    }

    ObjectNode dead() {
        var dead = JSON.objectNode();
        var list = dead.putArray("dead");
        index.deliveries(State.DEAD).forEach(delivery -> list.add(delivery(delivery)));
        return dead;
    }

    /** Puts a dead letter back in its queue, one without its other half back to its waiting. Empty when there is none. */
    Optional<ObjectNode> replay(MessageId id, PartnerId recipient, String actor) {
        var isBack = unpaired.again(id, recipient, actor)
                || queues.revive(id, recipient, delivery -> AuditEvent.at(clock.instant(), Type.REPLAYED)
                        .with(Fact.MESSAGE, id)
                        .with(Fact.SENDER, delivery.sender())
                        .with(Fact.RECIPIENT, recipient)
                        .with(Fact.ACTOR, actor)
                        .event());
        return isBack ? Optional.of(JSON.objectNode().put("replayed", id.toString())) : Optional.empty();
    }

    /** Sends a file again as it was, by its name. Empty when none of that name is kept. */
    Optional<ObjectNode> replayFile(String name, PartnerId recipient, String actor) {
        try {
            var id = filing.find(recipient, name);
            if (id.isEmpty()) {
                return Optional.empty();
            }
            var now = clock.instant();
            var events = filing.consignment(recipient, id.get(), 1).deliveries().stream()
                    .map(delivery -> AuditEvent.at(now, Type.REPLAYED)
                            .with(Fact.MESSAGE, delivery.id())
                            .with(Fact.SENDER, delivery.sender())
                            .with(Fact.RECIPIENT, recipient)
                            .with(Fact.FILE, name)
                            .with(Fact.COUNT, delivery.count())
                            .with(Fact.ACTOR, actor)
                            .event())
                    .toList();
            if (live.plan()
                    .find(recipient)
                    .flatMap(Partner::receives)
                    .filter(Outbound.Outbox.class::isInstance)
                    .isPresent()) {
                outboxes.allowAgain(recipient, name);
            }
            queues.resend(recipient, id.get(), events);
            return Optional.of(JSON.objectNode().put("replayed", name));
        } catch (IOException e) {
            throw new UncheckedIOException("The files that went out could not be read", e);
        }
    }

    /** Decides about a held file. Empty when no such file is held. */
    Optional<ObjectNode> release(String arrival, boolean accept, String actor) {
        return intake.release(arrival, accept, actor)
                ? Optional.of(JSON.objectNode().put(accept ? "released" : "refused", arrival))
                : Optional.empty();
    }

    /** The bytes that came, as UTF-8 text; who looked is on record first. Empty when no copy is kept. */
    Optional<ObjectNode> payload(MessageId id, String actor) {
        var journey = index.journey(id);
        var bundle = journey.flatMap(Journey::place).map(Journey.InBundle::bundle);
        if (bundle.isEmpty()) {
            var came = journey.flatMap(Operations::whole).orElse(id);
            return index.copy(came, "received").map(place -> shown(id, actor, () -> open(place)));
        }
        return index.copy(bundle.get(), Roll.PART)
                .flatMap(place -> Roll.decode(open(place)).find(id))
                .flatMap(slice -> index.copy(bundle.get(), "received")
                        .map(place -> shown(id, actor, () -> slice.of(open(place)))));
    }

    /** What a message is a part of, which is what came. */
    private static Optional<MessageId> whole(Journey journey) {
        return journey.events().stream()
                .flatMap(entry -> entry.event().fact(Fact.WHOLE).stream())
                .findFirst()
                .map(MessageId::parse);
    }

    private ObjectNode shown(MessageId id, String actor, Supplier<byte[]> bytes) {
        evidence.record(AuditEvent.at(clock.instant(), Type.VIEWED)
                .with(Fact.MESSAGE, id)
                .with(Fact.ACTOR, actor)
                .event());
        return JSON.objectNode().put("payload", new String(bytes.get(), StandardCharsets.UTF_8));
    }

    private byte[] open(Copies.Place place) {
        try {
            return vault.open(copies.read(place), place.part() + " " + place.id());
        } catch (IOException e) {
            throw new UncheckedIOException("The copy could not be read", e);
        } catch (Unsealable e) {
            throw new IllegalStateException("The copy does not open with the gateway's keys", e);
        }
    }
}
