package passerelle.store;

import java.time.Instant;

/**
 * A message that was accepted before.
 *
 * @param receivedDigest keyed fingerprint of its bytes; another one under the same id is another message
 * @param receivedAt as its first answer said
 */
public record Known(String receivedDigest, Instant receivedAt) {}
