package passerelle.format.hl7v2;

import java.util.HashSet;
import java.util.stream.Collectors;
import passerelle.model.FailureCode;

/**
 * The characters that part a message, as its MSH-1 and MSH-2 name them (HL7 2.9 §2.5.4).
 *
 * @param truncation of HL7 2.7 and later, which has its own escape; 0 when the message names none
 */
record Delimiters(char field, char component, char repetition, char escape, char subcomponent, char truncation) {
    /** What HL7 recommends, and what is written unless a document says otherwise. */
    static final Delimiters USUAL = new Delimiters('|', '^', '~', '\\', '&', (char) 0);

    private static final String EXPECTED = "four different punctuation marks, or five since HL7 2.7, as in |^~\\&";

    /**
     * The delimiters that a segment MSH, FHS or BHS begins with.
     *
     * @param header begins with the segment id
     */
    static Delimiters of(String header, long line) throws Refused {
        var place = header.substring(0, Math.min(3, header.length()));
        if (header.length() < 4) {
            throw new Refused(FailureCode.READ_SYNTAX, place + "-1, line " + line, "", "a field separator, as in |");
        }
        int end = header.indexOf(header.charAt(3), 4);
        var encoding = header.substring(4, end < 0 ? header.length() : end);
        return of(header.charAt(3), encoding, place + "-2, line " + line);
    }

    static Delimiters of(char field, String encoding, String place) throws Refused {
        var all = field + encoding;
        boolean known = (encoding.length() == 4 || encoding.length() == 5)
                && all.chars().allMatch(Delimiters::isPunctuation)
                && new HashSet<>(all.chars().boxed().collect(Collectors.toList())).size() == all.length();
        if (!known) {
            throw new Refused(FailureCode.READ_SYNTAX, place, encoding, EXPECTED);
        }
        return new Delimiters(
                field,
                encoding.charAt(0),
                encoding.charAt(1),
                encoding.charAt(2),
                encoding.charAt(3),
                encoding.length() == 5 ? encoding.charAt(4) : 0);
    }

    private static boolean isPunctuation(int c) {
        return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c) && c != '"';
    }

    /** MSH-2. */
    String encoding() {
        var four = "" + component + repetition + escape + subcomponent;
        return truncation == 0 ? four : four + truncation;
    }

    /** The name of a delimiter in an escape sequence: {@code F} for the field separator; 0 for any other character. */
    char escapeName(char c) {
        if (c == field) {
            return 'F';
        }
        if (c == component) {
            return 'S';
        }
        if (c == repetition) {
            return 'R';
        }
        if (c == escape) {
            return 'E';
        }
        if (c == subcomponent) {
            return 'T';
        }
        return c != 0 && c == truncation ? 'P' : 0;
    }

    /** The delimiter of a name; 0 when there is none. */
    char named(char name) {
        return switch (name) {
            case 'F' -> field;
            case 'S' -> component;
            case 'R' -> repetition;
            case 'E' -> escape;
            case 'T' -> subcomponent;
            case 'P' -> truncation;
            default -> 0;
        };
    }
}
