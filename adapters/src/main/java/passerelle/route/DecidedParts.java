package passerelle.route;

import java.util.List;

/** After step 3: who receives which fields of each part that goes on. */
public record DecidedParts(Parted parted, List<Decided> parts) {
    public DecidedParts {
        parts = List.copyOf(parts);
    }
}
