package passerelle.route;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.adapter.jms.QueueFault;
import passerelle.adapter.jms.Waiting;
import passerelle.adapter.jms.Waiting.Half;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.FailureCode;
import passerelle.model.MessageId;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Steps.Pair;

/**
 * What becomes of a message whose other half did not come: a dead letter, about which a person decides. In the audit it is
 * a delivery to its own sender, which no other message can be.
 */
public final class Unpaired implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Unpaired.class);
    private static final long LOOK_MILLIS = 1_000;

    private final Waiting waiting;
    private final Supplier<List<Partner>> partners;
    private final Clock clock;
    private final Set<PartnerId> looked = new HashSet<>();
    private final Set<PartnerId> pairing = new HashSet<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "unpaired");
        thread.setDaemon(true);
        return thread;
    });

    /** @param partners of now */
    public Unpaired(Waiting waiting, Supplier<List<Partner>> partners, Clock clock) {
        this.waiting = waiting;
        this.partners = partners;
        this.clock = clock;
    }

    public void start() {
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            for (var partner : partners.get()) {
                if (mayWait(partner)) {
                    waiting.due(partner.id(), clock.instant()).forEach(this::giveUp);
                }
            }
        } catch (QueueFault e) {
            LOG.warn("what waits for its other half could not be looked at: {}", e.getMessage());
        } catch (RuntimeException e) {
            // A task that throws is never run again, and what waits would wait for ever.
            LOG.error(
                    "what waits for its other half could not be looked at: {}",
                    e.getClass().getName());
        }
    }

    /** Also what began to wait before the partner's file lost its pair. */
    private boolean mayWait(Partner partner) {
        if (pair(partner).isPresent() || looked.add(partner.id()) && waiting.isAny(partner.id())) {
            pairing.add(partner.id());
        }
        return pairing.contains(partner.id());
    }

    private void giveUp(Half half) {
        var dead = event(Type.DEAD, half, clock.instant())
                .with(Fact.CODE, FailureCode.MAP_UNPAIRED.code())
                .with(Fact.PLACE, "pair")
                .event();
        if (waiting.giveUp(half, dead)) {
            LOG.warn("{} {} is a dead letter: {}", half.id(), half.sender(), FailureCode.MAP_UNPAIRED.code());
        }
    }

    /** A dead letter of this kind that cannot wait again; the text says what helps. */
    public static final class StaysDead extends RuntimeException {
        private static final long serialVersionUID = 1;

        StaysDead(String text) {
            super(text);
        }
    }

    /**
     * Lets a dead letter of this kind wait as long again; false when there is none.
     *
     * @throws StaysDead when that would help nobody
     */
    public boolean again(MessageId id, PartnerId sender, String actor) {
        var dead = waiting.unpaired(sender, id);
        if (dead.isEmpty()) {
            return false;
        }
        var now = clock.instant();
        var within = pair(sender)
                .orElseThrow(() -> new StaysDead(
                        "no way of " + sender + " has 'pair' any more; with it again this message could wait"))
                .within();
        waiting.find(sender, dead.get().pair(), now).ifPresent(other -> {
            throw new StaysDead("its other half " + other.id()
                    + " came too late and waits now; ask the sender for this one again, under a new id");
        });
        var half = dead.get().until(Waiting.until(now, within));
        return waiting.again(
                half,
                event(Type.REPLAYED, half, now)
                        .with(Fact.NEXT_TRY, half.until())
                        .with(Fact.ACTOR, actor)
                        .event());
    }

    private Optional<Pair> pair(PartnerId sender) {
        return partners.get().stream()
                .filter(partner -> partner.id().equals(sender))
                .flatMap(partner -> pair(partner).stream())
                .findFirst();
    }

    private static Optional<Pair> pair(Partner partner) {
        return partner.sends().stream()
                .flatMap(way -> way.terms().steps().pair().stream())
                .findFirst();
    }

    /** What befalls one that waits. */
    static AuditEvent.Draft event(Type type, Half half, Instant time) {
        return AuditEvent.at(time, type)
                .with(Fact.MESSAGE, half.id())
                .with(Fact.SENDER, half.sender())
                .with(Fact.RECIPIENT, half.sender())
                .with(Fact.STEP, "pair");
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
