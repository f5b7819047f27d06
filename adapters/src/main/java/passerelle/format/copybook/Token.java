package passerelle.format.copybook;

import java.util.Locale;

/** A word, picture, literal or period of a copybook. */
record Token(Kind kind, String text, int line) {

    /** SPECIAL is a literal with a prefix, as in X'FF'; PSEUDO is text between == and ==. */
    enum Kind {
        WORD,
        PICTURE,
        LITERAL,
        SPECIAL,
        PSEUDO,
        PERIOD
    }

    /** Whether it is this word of COBOL, in either case. */
    boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** The word of COBOL; "" when it is none. */
    String word() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "";
    }

    boolean isPeriod() {
        return kind == Kind.PERIOD;
    }

    /** As a person reads it in a report. */
    @Override
    public String toString() {
        return switch (kind) {
            case PERIOD -> "a period";
            case LITERAL -> "the literal '" + text + "'";
            case PICTURE -> "the picture '" + text + "'";
            case WORD, SPECIAL, PSEUDO -> "'" + text + "'";
        };
    }
}
