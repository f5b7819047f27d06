package passerelle.format.copybook;

import java.util.Locale;

/** A word, picture, literal or period of a copybook. */
record Token(Kind kind, String text, int line) {
    private static final int MOST_SHOWN = 80;

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

    /** The beginning of a text that can be long. */
    static String shown(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    /** As a person reads it in a report. */
    @Override
    public String toString() {
        return switch (kind) {
            case PERIOD -> "a period";
            case LITERAL -> "the literal '" + shown(text) + "'";
            case PICTURE -> "the picture '" + shown(text) + "'";
            case WORD, SPECIAL, PSEUDO -> "'" + shown(text) + "'";
        };
    }
}
