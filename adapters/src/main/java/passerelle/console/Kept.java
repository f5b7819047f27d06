package passerelle.console;

import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/**
 * A message that was accepted and whose bytes are kept.
 *
 * @param at when it was received
 * @param views keyed fingerprint of what each recipient got, where it is on record for this message alone
 * @param raw opens the sealed copy
 */
record Kept(MessageId id, PartnerId sender, Instant at, Map<PartnerId, String> views, Supplier<byte[]> raw) {
    Kept {
        views = Map.copyOf(views);
    }
}
