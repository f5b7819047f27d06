package passerelle.adapter.sftp;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When each file that could not be fetched is tried again: later from try to try, each for itself. */
final class Retries {
    private final Pace pace;
    private final Map<String, Failed> failed = new HashMap<>();

    /** @param next in nanoseconds of {@link System#nanoTime} */
    record Failed(int tries, Duration pause, long next) {
        private Duration left() {
            return Duration.ofNanos(next - System.nanoTime());
        }
    }

    Retries(Pace pace) {
        this.pace = pace;
    }

    boolean isDue(String name) {
        return Optional.ofNullable(failed.get(name))
                .filter(earlier -> !earlier.left().isNegative())
                .isEmpty();
    }

    Failed failed(String name) {
        var tries = Optional.ofNullable(failed.get(name)).map(Failed::tries).orElse(0) + 1;
        var pause = pace.retryAfter(tries);
        var now = new Failed(tries, pause, System.nanoTime() + pause.toNanos());
        failed.put(name, now);
        return now;
    }

    void succeeded(String name) {
        failed.remove(name);
    }

    /** Forgets all but these. */
    void retain(Set<String> names) {
        failed.keySet().retainAll(names);
    }

    /** How long until the next is due; one that is overdue waits for more than time. */
    Optional<Duration> next() {
        return failed.values().stream()
                .map(Failed::left)
                .filter(left -> !left.isNegative())
                .min(Comparator.naturalOrder());
    }
}
