package passerelle.adapter.mllp;

import java.time.Duration;

/**
 * What one side of a connection may cost the other, whatever it does.
 *
 * @param frameBytes of one message @param frame from its first byte to its last, and for a TLS handshake
 * @param end how long the last byte of a frame, a carriage return, may stay away
 * @param taking how long the other side may take to take an answer
 */
record Limits(int frameBytes, Duration frame, Duration end, Duration taking) {
    static final Limits USUAL =
            new Limits(1 << 20, Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofSeconds(30));
}
