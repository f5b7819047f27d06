package passerelle.format.copybook;

import java.util.Optional;

/**
 * What a PICTURE says.
 *
 * @param length in characters, of which each is one byte unless it is national
 * @param digits of a number
 * @param decimals of a number: how many digits stand after its point
 * @param zeros of a number: how many zeros follow its digits that are not stored
 * @param signed of a number: it has an S
 */
record Picture(Kind kind, long length, int digits, int decimals, int zeros, boolean signed) {
    /** Digits that a number has at most. */
    static final int MOST_DIGITS = 38;

    /** EDITED is text made for people: with points, blanks or currency signs. */
    enum Kind {
        TEXT,
        NUMBER,
        EDITED,
        NATIONAL
    }

    /** What a picture says, or a refusal. */
    static Optional<Picture> of(Token token, Reports reports) {
        var symbols = Symbols.of(token, reports);
        var picture = symbols.flatMap(Picture::of);
        if (picture.filter(found -> found.length() > RecordBuilder.MOST_BYTES).isPresent()) {
            reports.refuse(token.line(), token.toString(), "at most " + RecordBuilder.MOST_BYTES + " characters");
            return Optional.empty();
        }
        if (symbols.isPresent() && picture.isEmpty()) {
            reports.refuse(
                    token.line(),
                    token.toString(),
                    "letters and signs in an order that means something, as in X(10), S9(7)V99 or ZZ9.99");
        }
        return picture;
    }

    private static Optional<Picture> of(Symbols symbols) {
        if (symbols.haveOnly("XA9") && symbols.haveAny("XA")) {
            return Optional.of(text(Kind.TEXT, symbols.length()));
        }
        if (symbols.haveOnly("NG")) {
            return Optional.of(text(Kind.NATIONAL, symbols.length()));
        }
        if (symbols.haveOnly("S9VP")) {
            return number(symbols);
        }
        return symbols.haveAny("SNG") || !symbols.haveAny("XA9Z*+-$/") ? Optional.empty() : edited(symbols);
    }

    private static Optional<Picture> edited(Symbols symbols) {
        return symbols.length() == 0 ? Optional.empty() : Optional.of(text(Kind.EDITED, symbols.length()));
    }

    private static Picture text(Kind kind, long length) {
        return new Picture(kind, length, 0, 0, 0, false);
    }

    /** S once and first; V once; P beside the point, at one end of the digits. */
    private static Optional<Picture> number(Symbols symbols) {
        var order = symbols.inOrder();
        boolean signed = order.startsWith("S");
        var rest = signed ? order.substring(1) : order;
        long digits = symbols.count('9');
        long scaled = symbols.count('P');
        if (!rest.matches("9|9?V9|9V|V?P9|9PV?") || digits > MOST_DIGITS || scaled > MOST_DIGITS - digits) {
            return Optional.empty();
        }
        boolean isSmall = rest.matches("V?P9");
        long decimals = isSmall ? digits + scaled : rest.contains("V") ? symbols.after('V') : 0;
        int zeros = isSmall ? 0 : (int) scaled;
        return Optional.of(new Picture(Kind.NUMBER, digits, (int) digits, (int) decimals, zeros, signed));
    }
}
