package passerelle.route;

import java.util.Map;
import java.util.Optional;
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
    private final Function<MessageId, Optional<Known>> index;
    private final Map<MessageId, CountDownLatch> underWay = new ConcurrentHashMap<>();
    private final Map<MessageId, Known> notIndexed = new ConcurrentHashMap<>();

    public Claims(Function<MessageId, Optional<Known>> index) {
        this.index = index;
    }

    /** What was accepted under this id; or nothing, and then the id is the caller's until {@link #release}. */
    Optional<Known> claim(MessageId id) throws InterruptedException {
        var mine = new CountDownLatch(1);
        for (var other = underWay.putIfAbsent(id, mine); other != null; other = underWay.putIfAbsent(id, mine)) {
            if (!other.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The same message has been under way for a minute");
            }
        }
        var known = Optional.ofNullable(notIndexed.get(id)).or(() -> index.apply(id));
        if (known.isPresent()) {
            release(id);
        }
        return known;
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
