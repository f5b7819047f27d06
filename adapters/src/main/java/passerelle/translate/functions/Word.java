package passerelle.translate.functions;

/** A place in a text, in small letters, with what stands around it. */
final class Word {
    private final String text;
    private final int place;

    Word(String text, int place) {
        this.text = text;
        this.place = place;
    }

    char letter() {
        return text.charAt(place);
    }

    boolean startsWith(String letters) {
        return text.startsWith(letters, place);
    }

    /** Whether {@code length} letters from here are the first or the last of their word. */
    boolean is(String where, int length) {
        return switch (where) {
            case "first" -> !partOfWord(text, beside(place - 1, -1));
            case "last" -> !partOfWord(text, beside(place + length, 1));
            default -> throw new IllegalStateException("No such place in a word: " + where);
        };
    }

    boolean next(int length, String letters) {
        int next = place + length;
        return next < text.length() && letters.indexOf(text.charAt(next)) >= 0;
    }

    boolean previous(String letters) {
        return place > 0 && letters.indexOf(text.charAt(place - 1)) >= 0;
    }

    /** The nearest place that is no mark, apostrophe or invisible sign. */
    private int beside(int from, int step) {
        int at = from;
        while (at >= 0 && at < text.length() && passedOver(text.charAt(at))) {
            at += step;
        }
        return at;
    }

    private static boolean passedOver(char sign) {
        return mark(sign) || apostrophe(sign) || sign == '\u0640';
    }

    private static boolean partOfWord(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetter(text.charAt(at));
    }

    /** A sign that stands on a letter, or that is not seen. */
    static boolean mark(char sign) {
        int type = Character.getType(sign);
        return type == Character.NON_SPACING_MARK || type == Character.FORMAT;
    }

    static boolean apostrophe(int sign) {
        return "'’‘ʼʻʹ`´".indexOf(sign) >= 0;
    }
}
