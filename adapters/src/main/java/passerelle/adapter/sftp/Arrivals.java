package passerelle.adapter.sftp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import passerelle.model.PartnerId;

/** Tells the reader of an inbox that there may be something new in it. */
final class Arrivals {
    private final Map<PartnerId, Runnable> readers = new ConcurrentHashMap<>();

    /** From now on {@code reader} runs, briefly, at each arrival; the last one who asks is told. */
    void tell(PartnerId partner, Runnable reader) {
        readers.put(partner, reader);
    }

    void forget(PartnerId partner, Runnable reader) {
        readers.remove(partner, reader);
    }

    void arrived(PartnerId partner) {
        readers.getOrDefault(partner, () -> {}).run();
    }
}
