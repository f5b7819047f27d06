package passerelle.draft;

import java.util.Optional;

/**
 * What a field may mean.
 *
 * @param confidence from 0 to 100
 * @param reason a sentence for people; it never holds a value of the sample, only how values look
 * @param reading how a sure field is read and written; a field without it stops the message until a person decides
 */
record Guess(Meaning meaning, int confidence, String reason, Optional<Reading> reading) {
    /**
     * A sure field's two ways, as XPath whose context is the field on the way in, and the element of the common model on
     * the way out.
     *
     * @param kind what they make: {@code text}, {@code date}, {@code code} and so on, as {@link Kind} says
     * @param list for codes of states: the list; for other codes: the map as XPath; for dates: the calendar
     */
    record Reading(Kind kind, String in, String out, String expected, String list) {}

    /** What a reading makes of a field. */
    enum Kind {
        TEXT,
        NAME,
        DATE,
        DAY,
        MOMENT,
        STATE,
        CODE,
        /** By functions of {@code xslt/common} for a whole segment; {@code list} is its path in the common message. */
        SHARED
    }

    boolean sure() {
        return reading.isPresent();
    }

    /** Whether functions of {@code xslt/common} map it with others of its segment, so that it has no template of its own. */
    boolean isShared() {
        return reading.filter(how -> how.kind() == Kind.SHARED).isPresent();
    }

    /** Where it ends up in the common message; empty when it is open. */
    Optional<String> place(CommonShape shape) {
        return reading.map(how -> how.kind() == Kind.SHARED ? how.list() : shape.path(meaning));
    }

    static Guess unsure(Meaning meaning, int confidence, String reason) {
        return new Guess(meaning, confidence, reason, Optional.empty());
    }

    static Guess sure(Meaning meaning, int confidence, String reason, Reading reading) {
        return new Guess(meaning, confidence, reason, Optional.of(reading));
    }

    /** The same field, for which a person has to decide after all. */
    Guess undecided(String why) {
        return unsure(meaning, Math.min(confidence, 60), reason + " " + why);
    }
}
