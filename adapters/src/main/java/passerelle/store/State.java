package passerelle.store;

/**
 * Where a delivery stands, or a message: an accepted message stands where its worst delivery stands, the worst being
 * dead, then waiting, delivering, delivered.
 */
public enum State {
    /** A message that was refused and not accepted since. */
    REFUSED,
    /** A message that was accepted and has no delivery (yet). */
    ACCEPTED,
    DELIVERED,
    /** An attempt is under way. */
    DELIVERING,
    /** In the recipient's queue, for its first or its next attempt. */
    WAITING,
    /** In the dead letters: a person must look at it. */
    DEAD,
    /** A message that was accepted and that a team's own step ended; no delivery is ever in this state. */
    ENDED
}
