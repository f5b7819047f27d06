package passerelle.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import passerelle.model.MessageId;
import passerelle.store.Known;

/**
 * Knows which message ids were accepted, without a gap: those the index has, those accepted that the index does not
 * have yet, and those under way in another thread, for which a repeat waits.
 */
public final class Claims {
    /** Accepted messages that the index may be behind: beyond these, files wait for it. */
    private static final int MOST_BEHIND = 50_000;

    private final Function<List<MessageId>, Map<MessageId, Known>> index;
    private final Map<MessageId, CountDownLatch> underWay = new ConcurrentHashMap<>();
    private final Map<MessageId, Known> notIndexed = new ConcurrentHashMap<>();

    public Claims(Function<List<MessageId>, Map<MessageId, Known>> index) {
        this.index = index;
    }

    /** What was accepted under this id; or nothing, and then the id is the caller's until {@link #release}. */
    Optional<Known> claim(MessageId id) throws InterruptedException {
        return Optional.ofNullable(claim(Set.of(id)).get(id));
    }

    /** What was accepted under these ids; those that are not in the answer are the caller's until {@link #release}. */
    Map<MessageId, Known> claim(Set<MessageId> ids) throws InterruptedException {
        var taken = new ArrayList<MessageId>(ids.size());
        try {
            for (var id : ids) {
                take(id);
                taken.add(id);
            }
            // In this order: what leaves the one while we look is in the other already.
            var known = new HashMap<MessageId, Known>();
            for (var id : ids) {
                Optional.ofNullable(notIndexed.get(id)).ifPresent(fresh -> known.put(id, fresh));
            }
            known.putAll(index.apply(taken));
            known.keySet().forEach(this::release);
            taken.clear();
            return known;
        } finally {
            // Left over only when something failed on the way.
            taken.forEach(this::release);
        }
    }

    private void take(MessageId id) throws InterruptedException {
        var mine = new CountDownLatch(1);
        for (var other = underWay.putIfAbsent(id, mine); other != null; other = underWay.putIfAbsent(id, mine)) {
            if (!other.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The same message has been under way for a minute");
            }
        }
    }

    /** Waits while the index is far behind, so that a large file does not fill the memory with what it does not have yet. */
    void awaitIndex() throws InterruptedException {
        while (notIndexed.size() > MOST_BEHIND) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** The caller made it durable. */
    void accepted(MessageId id, Known known) {
        notIndexed.put(id, known);
    }

    /** The caller is done with the id, whatever came of it. */
    void release(MessageId id) {
        var latch = underWay.remove(id);
        if (latch != null) {
            latch.countDown();
        }
    }

    /** The index has it from now on. */
    public void indexed(MessageId id) {
        notIndexed.remove(id);
    }
}
