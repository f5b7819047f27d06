package passerelle.route;

import java.util.List;
import java.util.function.ToLongFunction;

/** Cuts what is translated together by its bytes: nodes take several times as much memory, and all are there at once. */
final class Slices {
    static final long MOST_BYTES = 1 << 20;

    private Slices() {}

    /** Where a slice from {@code from} ends: within {@link #MOST_BYTES}, unless it is one alone. */
    static <T> int end(List<T> all, int from, ToLongFunction<T> bytes) {
        int to = from;
        long sum = 0;
        do {
            sum += bytes.applyAsLong(all.get(to));
            to++;
        } while (to < all.size() && sum + bytes.applyAsLong(all.get(to)) <= MOST_BYTES);
        return to;
    }
}
