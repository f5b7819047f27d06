package passerelle.adapter.mllp;

import java.util.Optional;

/**
 * What goes back for a frame.
 *
 * @param message in a frame; empty when the sender asks for no answer, or is too broken to be answered
 * @param isLast nothing that comes after it on this connection could be understood
 */
record Reply(Optional<byte[]> message, boolean isLast) {}
