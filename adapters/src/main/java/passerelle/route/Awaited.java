package passerelle.route;

import java.time.Instant;

/**
 * After step 1: a message that waits for its other half.
 *
 * @param pair keyed digest of what the two have in common, in hexadecimal
 */
public record Awaited(Read read, String pair, Instant until) {}
