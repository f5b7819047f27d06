package passerelle.store;

import java.time.Instant;
import java.util.Optional;
import passerelle.model.PartnerId;

/**
 * Which messages to list.
 *
 * @param partner that sent it or is to receive it
 * @param state of the message; see {@link State}
 * @param since arrived at this moment or later
 * @param most how many; the newest
 */
public record Query(Optional<PartnerId> partner, Optional<State> state, Optional<Instant> since, int most) {
    public Query {
        if (most < 1) {
            throw new IllegalArgumentException("A query must ask for at least one message, not " + most);
        }
    }
}
