package passerelle.store;

import java.time.Instant;
import java.util.Optional;
import passerelle.model.FailureCode;

/**
 * How one recipient is doing; the three counts are all its deliveries.
 *
 * @param waiting deliveries, those under way among them
 * @param oldestWaitingSince when the oldest of them was queued or replayed
 * @param lastFailure code of the last attempt that failed, whatever came after it
 */
public record QueueState(
        long waiting,
        Optional<Instant> oldestWaitingSince,
        long dead,
        long delivered,
        Optional<Instant> lastDelivered,
        Optional<FailureCode> lastFailure) {}
