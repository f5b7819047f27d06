package passerelle.store;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.audit.AuditLog;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.MessageId;
import passerelle.vault.Copies;
import passerelle.vault.Copies.Place;
import passerelle.vault.Unsealable;
import passerelle.vault.Vault;

/** Follows the audit log with the index: whatever the log has and the index has not is applied, in the log's order. */
public final class Indexer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final int MOST = 10_000;
    /** Bundles whose rolls are open at the same time. */
    private static final int MOST_ROLLS = 40;

    /** What comes within this time shares one transaction. */
    private static final Duration GATHER = Duration.ofMillis(100);
    /** With more than this many events in that time, they gather for longer: a message is then written once, not thrice. */
    private static final int MANY = 100;

    private static final Duration GATHER_MANY = Duration.ofSeconds(2);

    private final AuditLog log;
    private final Index index;
    private final Copies copies;
    private final Vault vault;
    private final Consumer<MessageId> indexed;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "indexer");

    /** @param indexed told of each accepted message that the index now has */
    public Indexer(AuditLog log, Index index, Copies copies, Vault vault, Consumer<MessageId> indexed) {
        this.log = log;
        this.index = index;
        this.copies = copies;
        this.vault = vault;
        this.indexed = indexed;
    }

    /** Starts, and returns when the index has all that the log had. */
    public void start(Duration longest) throws InterruptedException, IOException {
        if (index.appliedUpTo() == 0 && log.size() > 0) {
            LOG.info("rebuilding the index from {} log entries", log.size());
        }
        copies.scan(index.placesFrom(), place -> index.place(List.of(place)));
        thread.start();
        if (!caughtUp.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The index did not catch up with the audit log within " + longest);
        }
    }

    private void run() {
        try {
            Duration gather;
            do {
                long before = index.appliedUpTo();
                if (follow()) {
                    caughtUp.countDown();
                }
                gather = index.appliedUpTo() - before > MANY ? GATHER_MANY : GATHER;
            } while (!asked.await(gather.toMillis(), TimeUnit.MILLISECONDS));
            follow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Applies what is new; false when that failed, and is tried again. */
    private boolean follow() {
        try {
            applyNew();
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.error("the index does not take events: {}", e.getClass().getName());
            return false;
        }
    }

    private void applyNew() throws IOException {
        if (index.appliedUpTo() >= log.size()) {
            return;
        }
        var pending = new ArrayList<AuditEvent>(MOST);
        var rolls = new HashMap<MessageId, Roll>();
        log.read(index.appliedUpTo(), (position, event) -> {
            pending.add(event);
            roll(event).ifPresent(roll -> rolls.put(roll.getKey(), roll.getValue()));
            if (pending.size() == MOST || rolls.size() == MOST_ROLLS) {
                apply(position + 1 - pending.size(), pending, rolls);
            }
        });
        if (!pending.isEmpty()) {
            apply(index.appliedUpTo(), pending, rolls);
        }
    }

    private void apply(long first, List<AuditEvent> events, Map<MessageId, Roll> rolls) {
        index.apply(first, events, rolls);
        for (var event : events) {
            if (event.type() == Type.RECEIVED) {
                event.fact(Fact.MESSAGE).map(MessageId::parse).ifPresent(indexed);
            }
        }
        rolls.values().forEach(roll -> roll.members().forEach(member -> indexed.accept(member.id())));
        events.clear();
        rolls.clear();
    }

    /** The roll of the bundle that an event tells of. */
    private Optional<Map.Entry<MessageId, Roll>> roll(AuditEvent event) {
        if (event.type() != Type.RECEIVED || event.fact(Fact.ROLL).isEmpty()) {
            return Optional.empty();
        }
        return event.fact(Fact.MESSAGE).map(MessageId::parse).flatMap(id -> index.copy(id, Roll.PART)
                .flatMap(place -> opened(id, place))
                .map(roll -> Map.entry(id, roll)));
    }

    private Optional<Roll> opened(MessageId id, Place place) {
        try {
            return Optional.of(Roll.decode(vault.open(copies.read(place), Roll.PART + " " + id)));
        } catch (IOException | Unsealable e) {
            LOG.error("{}: the roll of the bundle cannot be read, its records are not found by their ids", id);
            return Optional.empty();
        }
    }

    @Override
    public void close() throws InterruptedException {
        asked.countDown();
        thread.join(TimeUnit.SECONDS.toMillis(30));
    }
}
