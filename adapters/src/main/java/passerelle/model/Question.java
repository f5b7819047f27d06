package passerelle.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The facts of one message that a decision needs.
 *
 * @param sender the authenticated one
 * @param requested recipients that the message asks for; empty means whoever the agreements name
 * @param agreement the agreement that the message names
 * @param fields paths of all fields the message holds
 */
public record Question(
        PartnerId sender,
        String messageType,
        String purpose,
        List<PartnerId> requested,
        Optional<String> agreement,
        List<Subject> subjects,
        Set<String> fields) {

    public Question {
        requested = List.copyOf(requested);
        subjects = List.copyOf(subjects);
        fields = Set.copyOf(fields);
    }

    /**
     * A person in the message, as far as protection needs it.
     *
     * @param ties states of nationality, former residence and feared harm (ISO 3166-1 alpha-3); empty means unknown
     * @param neverSoughtProtection said in the message; unknown counts as sought
     */
    public record Subject(Set<String> ties, boolean neverSoughtProtection) {
        public Subject {
            ties = Set.copyOf(ties);
        }
    }
}
