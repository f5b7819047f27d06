package passerelle.audit;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** The ids of the newest events, so that an event which arrives twice is written once. One thread at a time. */
final class RecentIds {
    /** Events remembered. */
    static final int WINDOW = 200_000;

    private final Set<UUID> ids = new LinkedHashSet<>();

    void add(UUID id) {
        ids.add(id);
        if (ids.size() > WINDOW) {
            Iterator<UUID> oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    boolean contains(UUID id) {
        return ids.contains(id);
    }
}
