package passerelle.draft;

import java.util.List;

/**
 * Why no draft was made.
 *
 * @param reason what was found and what would be right
 * @param candidates common types of which {@code --type} names one, when that is what is missing
 */
public record NotDrafted(String reason, List<String> candidates) {
    public NotDrafted {
        candidates = List.copyOf(candidates);
    }
}
