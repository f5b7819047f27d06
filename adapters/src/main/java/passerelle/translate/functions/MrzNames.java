package passerelle.translate.functions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names in machine readable zones: ICAO Doc 9303 part 3 section 4.6, and the truncation of parts 4 to 7. */
final class MrzNames {
    private static final String FILLER = "<";
    private static final Pattern IDENTIFIERS = Pattern.compile(",\\s*|\\s{2,}");
    private static final Pattern PARTS = Pattern.compile("[\\s,\\p{Pd}<]+");
    private static final Pattern LETTERS = Pattern.compile("[A-Z]+");
    private static final Pattern DROPPED = Pattern.compile("[\\p{Po}\\p{Pi}\\p{Pf}\\p{Ps}\\p{Pe}\\p{Sk}\\p{Lm}]+");
    private static final int MOST = 1000;

    private MrzNames() {}

    /** A name field. truncated: letters had to go. */
    record Field(String text, boolean truncated) {}

    /**
     * What a name field says. primary and secondary are "" when they are not there. Always lossy: hyphens, apostrophes
     * and diacritics cannot be seen. A field that is full to its last character may have been truncated.
     *
     * @param fault what is wrong with it; "" when nothing is
     */
    record Parts(String primary, String secondary, boolean possibleTruncation, String fault) {}

    /** The letters A to Z and fillers: {@code D'Artagnan-Müller} becomes {@code DARTAGNAN<MUELLER}; empty if unwritable. */
    static Optional<String> form(String text, String language) {
        return words(text, language).map(words -> String.join(FILLER, words));
    }

    /**
     * A text of one or two identifiers in a field: a comma or two blanks stand between them. {@code Pat, Mat} becomes
     * {@code PAT<<MAT}; what is too long is cut at the end.
     */
    static Optional<Field> text(String text, String language, int length) {
        var identifiers = new ArrayList<String>();
        for (var identifier : IDENTIFIERS.split(text.strip(), -1)) {
            var form = form(identifier, language);
            if (form.isEmpty() || form.get().isEmpty()) {
                return Optional.empty();
            }
            identifiers.add(form.get());
        }
        var whole = String.join(FILLER + FILLER, identifiers);
        return length < 1 || length > MOST
                ? Optional.empty()
                : Optional.of(new Field(filled(whole, length), whole.length() > length));
    }

    /**
     * The name field of a document. A name that does not fit loses letters from the end of its parts, last part first;
     * each part keeps its first letter, and only when these do not fit, the last parts go. A sole identifier is primary.
     */
    static Optional<Field> field(String primary, String secondary, String language, int length) {
        var first = words(primary, language);
        var second = words(secondary, language);
        if (first.isEmpty() || second.isEmpty() || length < 1 || length > MOST) {
            return Optional.empty();
        }
        var names = new ArrayList<>(first.get());
        var given = new ArrayList<>(second.get());
        if (names.isEmpty()) {
            names.addAll(given);
            given.clear();
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        var whole = joined(names, given);
        if (whole.length() <= length) {
            return Optional.of(new Field(filled(whole, length), false));
        }
        while (initials(names, given) > length && given.size() > 1) {
            given.remove(given.size() - 1);
        }
        while (initials(names, given) > length && names.size() > 1) {
            names.remove(names.size() - 1);
        }
        if (initials(names, given) > length) {
            given.clear();
        }
        int room = length - initials(names, given);
        room = shorten(names, room);
        shorten(given, room);
        return Optional.of(new Field(filled(joined(names, given), length), true));
    }

    /** {@code SMITH<JONES<<JEAN<PAUL<<} is SMITH JONES and JEAN PAUL. */
    static Parts parts(String field) {
        var text = withoutFillers(field);
        int between = text.indexOf("<<");
        var primary = between < 0 ? text : text.substring(0, between);
        var secondary = between < 0 ? "" : text.substring(between + 2);
        var fault = "";
        if (!text.matches("[A-Z<]*")) {
            fault = "letters A to Z and fillers";
        } else if (primary.isEmpty()) {
            fault = "a primary identifier";
        } else if (secondary.contains("<<") || secondary.startsWith(FILLER) || primary.startsWith(FILLER)) {
            fault = "two identifiers at most, and single fillers within them";
        }
        return new Parts(blanks(primary), blanks(secondary), !field.isEmpty() && !field.endsWith(FILLER), fault);
    }

    /** ERIKSSON<<ANNA<< becomes ERIKSSON<<ANNA. */
    static String withoutFillers(String field) {
        int end = field.length();
        while (end > 0 && field.charAt(end - 1) == '<') {
            end--;
        }
        return field.substring(0, end);
    }

    private static String blanks(String identifier) {
        return identifier.replaceAll("<+", " ").strip();
    }

    private static Optional<List<String>> words(String text, String language) {
        var latin = Transliterator.system("icao").flatMap(icao -> icao.latin(text, language));
        var words = latin.stream()
                .flatMap(name -> Arrays.stream(PARTS.split(name.toUpperCase(Locale.ROOT))))
                .map(word -> DROPPED.matcher(word).replaceAll(""))
                .filter(word -> !word.isEmpty())
                .toList();
        return latin.isPresent()
                        && words.stream().allMatch(word -> LETTERS.matcher(word).matches())
                ? Optional.of(words)
                : Optional.empty();
    }

    /** Gives each part its first letter and more from {@code room}, the first part first; answers what is left of it. */
    private static int shorten(List<String> parts, int room) {
        int left = room;
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            int more = Math.min(left, part.length() - 1);
            parts.set(i, part.substring(0, 1 + more));
            left -= more;
        }
        return left;
    }

    private static int initials(List<String> names, List<String> given) {
        return joined(
                        names.stream().map(part -> part.substring(0, 1)).toList(),
                        given.stream().map(part -> part.substring(0, 1)).toList())
                .length();
    }

    private static String joined(List<String> names, List<String> given) {
        return Stream.of(names, given)
                .filter(parts -> !parts.isEmpty())
                .map(parts -> String.join(FILLER, parts))
                .collect(Collectors.joining(FILLER + FILLER));
    }

    private static String filled(String text, int length) {
        return text.length() >= length ? text.substring(0, length) : text + FILLER.repeat(length - text.length());
    }
}
