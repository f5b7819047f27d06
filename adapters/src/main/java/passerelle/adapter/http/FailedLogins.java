package passerelle.adapter.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts failed logins by partner and remote address; from the fifth on, the next try must wait 1, 2, 4 … 60 s. */
final class FailedLogins {
    private static final int FREE = 5;
    private static final int LONGEST_SECONDS = 60;
    private static final int MOST_PLACES = 10_000;

    /** @param account as called in the path, known or not */
    record Place(String account, String address) {}

    private record Failures(int count, long until) {}

    private final LongSupplier nanoTime;
    private final Map<Place, Failures> places = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Failures> eldest) {
            return size() > MOST_PLACES;
        }
    };

    FailedLogins(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whole seconds until this place may try again; 0 when it may now. */
    synchronized long secondsToWait(Place place) {
        var failures = places.get(place);
        if (failures == null || failures.count < FREE) {
            return 0;
        }
        long left = failures.until - nanoTime.getAsLong();
        return left <= 0 ? 0 : TimeUnit.NANOSECONDS.toSeconds(left - 1) + 1;
    }

    synchronized void add(Place place) {
        var before = places.get(place);
        int count = before == null ? 1 : Math.min(before.count + 1, FREE + 10);
        long seconds = count < FREE ? 0 : Math.min(LONGEST_SECONDS, 1L << (count - FREE));
        places.put(place, new Failures(count, nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(seconds)));
    }

    synchronized void forget(Place place) {
        places.remove(place);
    }
}
