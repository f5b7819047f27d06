package passerelle.model;

import java.util.Optional;

/**
 * What holds for all that comes one way, where the messages themselves do not say it.
 *
 * @param purpose unless the message states its own
 * @param legalBasis unless the message states its own
 * @param unknownSegments what becomes of segments that a format of HL7 v2 does not know
 * @param steps of the team's own that all of it takes
 */
public record Terms(String purpose, Optional<LegalBasis> legalBasis, UnknownSegments unknownSegments, Steps steps) {

    /**
     * The law that lets data go.
     *
     * @param text the provision, as in {@code Health Act 2026, s. 4}
     * @param ground the ground of GDPR art. 9 for special categories, as in {@code 9-2-c}
     */
    public record LegalBasis(String text, Optional<String> ground) {}

    /** Segments of HL7 v2 that a format does not know, those of a site (Z…) among them. */
    public enum UnknownSegments {
        /** The message is refused, and the segment named. */
        REFUSE,
        /** They are left behind, and named in the audit. */
        LEAVE
    }

    /** A purpose and nothing else. */
    public static Terms of(String purpose) {
        return new Terms(purpose, Optional.empty(), UnknownSegments.REFUSE, Steps.NONE);
    }
}
