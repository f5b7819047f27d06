package passerelle.adapter.sftp;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.adapter.WholeFile;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.OutgoingFile;
import passerelle.model.PartnerId;
import passerelle.model.Result;

/**
 * The outboxes of all partners: what the gateway puts there for partners to fetch. Exactly once in effect: a name that
 * the partner fetched or removed does not appear again, unless a person asks for it.
 */
public final class Outboxes {
    private static final Logger log = LoggerFactory.getLogger(Outboxes.class);

    private final Storage storage;
    private final Map<PartnerId, Outbox> outboxes = new ConcurrentHashMap<>();

    Outboxes(Storage storage) {
        this.storage = storage;
    }

    /**
     * Puts {@code file} into the partner's outbox, whole and durable when this returns. The same name with the same bytes
     * again is accepted without effect, also after the partner removed it. Other bytes under the same name take the place
     * of the first as long as the partner did not fetch those; afterwards they are refused with {@code DELIVER-REJECTED},
     * because the partner would never learn of them.
     */
    public Result<String> put(PartnerId partner, OutgoingFile file) {
        WholeFile.requireName(file.name());
        try {
            return of(partner).put(file);
        } catch (IOException e) {
            log.warn("{} outbox cannot be written: {}", partner, e.getClass().getSimpleName());
            return Result.failed(new Failure(
                    FailureCode.DELIVER_STORAGE, "outbox", "", "space to write in the gateway's data folder"));
        }
    }

    /** Someone asks for a file again: its name may appear once more, although the partner fetched or removed it. */
    public void allowAgain(PartnerId partner, String name) throws IOException {
        WholeFile.requireName(name);
        of(partner).forget(name);
    }

    Outbox of(PartnerId partner) throws IOException {
        var known = outboxes.get(partner);
        if (known != null) {
            return known;
        }
        var made = new Outbox(storage.of(partner).prepared());
        var other = outboxes.putIfAbsent(partner, made);
        return other == null ? made : other;
    }
}
