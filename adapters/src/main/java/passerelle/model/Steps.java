package passerelle.model;

import java.util.Optional;

/**
 * Steps of a team's own that the messages of a way take: each is the name of a route in {@code routes/partners}.
 *
 * @param before takes the native document before it is translated
 * @param after takes the common message after it
 */
public record Steps(Optional<String> before, Optional<String> after) {
    /** The usual road. */
    public static final Steps NONE = new Steps(Optional.empty(), Optional.empty());

    public boolean isNone() {
        return before.isEmpty() && after.isEmpty();
    }

    /** The names as the audit log has them: {@code add-reason only-adults}. */
    @Override
    public String toString() {
        return before.map(name -> name + after.map(next -> " " + next).orElse(""))
                .or(() -> after)
                .orElse("");
    }
}
