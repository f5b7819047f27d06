package passerelle.model;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Steps of a team's own that the messages of a way take; before and after are names of routes in {@code routes/partners}.
 *
 * @param pair two messages go on as one document, which {@code before} takes
 * @param before takes the native document before it is translated
 * @param after takes the common message after it
 */
public record Steps(Optional<Pair> pair, Optional<String> before, Optional<String> after) {
    /** The usual road. */
    public static final Steps NONE = new Steps(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Which messages belong together.
     *
     * @param key an XPath 3.1 on the native document: the same value in both
     * @param within how long the first waits for the second
     */
    public record Pair(String key, Duration within) {}

    public boolean isNone() {
        return pair.isEmpty() && before.isEmpty() && after.isEmpty();
    }

    /** The names as the audit log has them: {@code pair add-reason only-adults}. */
    @Override
    public String toString() {
        return Stream.of(pair.map(waits -> "pair"), before, after)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }
}
