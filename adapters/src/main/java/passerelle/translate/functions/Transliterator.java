package passerelle.translate.functions;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a name in Latin letters by a named system: ICAO Doc 9303 part 3 section 6, ELOT 743 and others. A letter that
 * the system does not have leaves the whole name unwritten; nothing is guessed.
 */
final class Transliterator {
    private static final Pattern ARABIC_SHAPES = Pattern.compile("[\uFB50-\uFDFF\uFE70-\uFEFC]+");

    private static final Map<String, Transliterator> SYSTEMS = Map.of(
            "icao",
                    new Transliterator(
                            Set.of(),
                            Map.of(
                                    UnicodeScript.LATIN, LetterTable.of("icao-latin"),
                                    UnicodeScript.CYRILLIC, LetterTable.of("icao-cyrillic"),
                                    UnicodeScript.ARABIC, LetterTable.of("icao-arabic"))),
            "elot-743", new Transliterator(Set.of("el"), Map.of(UnicodeScript.GREEK, LetterTable.of("elot-743"))),
            "odni", russian("odni-russian"),
            "gost-52535", russian("gost-52535"),
            "mvd-310", russian("mvd-310"),
            "mvd-310-fr", russian("mvd-310-fr"));

    private final Set<String> languages;
    private final Map<UnicodeScript, LetterTable> tables;

    /** @param languages those that the system is for; none means all */
    private Transliterator(Set<String> languages, Map<UnicodeScript, LetterTable> tables) {
        this.languages = Set.copyOf(languages);
        this.tables = Map.copyOf(tables);
    }

    private static Transliterator russian(String table) {
        return new Transliterator(Set.of("ru"), Map.of(UnicodeScript.CYRILLIC, LetterTable.of(table)));
    }

    /** The names of the systems. */
    static Set<String> systems() {
        return SYSTEMS.keySet();
    }

    /** The system of this name: icao, elot-743, odni, gost-52535, mvd-310 or mvd-310-fr. */
    static Optional<Transliterator> system(String name) {
        return Optional.ofNullable(SYSTEMS.get(name));
    }

    /**
     * {@code Юлия} in {@code ru} becomes {@code Iuliia}. Without a language ("") the name is written only if every
     * language writes it alike.
     *
     * @param language BCP 47; its first part counts
     */
    Optional<String> latin(String text, String language) {
        var primary = language.replaceFirst("-.*", "").toLowerCase(Locale.ROOT);
        if (!languages.isEmpty() && !primary.isEmpty() && !languages.contains(primary)) {
            return Optional.empty();
        }
        if (!primary.isEmpty()) {
            return written(text, primary);
        }
        var candidates = new TreeSet<String>();
        candidates.add("");
        tables.values().forEach(table -> candidates.addAll(table.languages()));
        var forms = new LinkedHashSet<Optional<String>>();
        candidates.forEach(each -> forms.add(written(text, each)));
        return forms.size() == 1 ? forms.iterator().next() : Optional.empty();
    }

    private Optional<String> written(String text, String language) {
        var letters = composed(text);
        var small = small(letters);
        var latin = new StringBuilder();
        var last = "";
        var script = UnicodeScript.COMMON;
        int at = 0;
        while (at < letters.length()) {
            char letter = letters.charAt(at);
            script = own(script, letter);
            var table = tables.get(script);
            var row = table == null ? Optional.<LetterTable.Row>empty() : table.at(new Word(small, at), language);
            if (row.isPresent()) {
                var form = "=".equals(row.get().form()) ? last : row.get().form();
                latin.append(cased(form, letters, at));
                last = form.isEmpty() ? last : form;
                at += row.get().letters().length();
                continue;
            }
            if (unwritten(letter) || strange(letter, script)) {
                var base = script == UnicodeScript.LATIN ? basic(small.charAt(at)) : Optional.<String>empty();
                if (base.isEmpty()) {
                    return Optional.empty();
                }
                latin.append(cased(base.get(), letters, at));
            } else if (!Word.mark(letter)) {
                latin.append(letter);
            }
            at++;
        }
        return Optional.of(Normalizer.normalize(latin, Form.NFC));
    }

    private static boolean unwritten(char letter) {
        return Character.isLetter(letter) && !Word.apostrophe(letter) || Character.isSurrogate(letter);
    }

    /** Marks of Latin letters are dropped; a mark of another script that its table does not have is not known. */
    private static boolean strange(char letter, UnicodeScript script) {
        return Character.getType(letter) == Character.NON_SPACING_MARK && script != UnicodeScript.LATIN;
    }

    /** The script of a letter; signs that all scripts share belong to the letter before them. */
    private static UnicodeScript own(UnicodeScript before, char letter) {
        var script = UnicodeScript.of(letter);
        boolean shared = script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED;
        if (!shared) {
            return script;
        }
        return Character.isWhitespace(letter) ? UnicodeScript.COMMON : before;
    }

    /** é becomes e, ǿ what ø becomes; a letter that is no known letter with marks has none. */
    private Optional<String> basic(char letter) {
        var parts = Normalizer.normalize(String.valueOf(letter), Form.NFD);
        char base = parts.charAt(0);
        if (base >= 'a' && base <= 'z') {
            return Optional.of(String.valueOf(base));
        }
        var table = tables.get(UnicodeScript.LATIN);
        return table == null || parts.length() == 1
                ? Optional.empty()
                : table.at(new Word(parts, 0), "").map(LetterTable.Row::form);
    }

    /** Щеглова becomes Shcheglova, ЩЕГЛОВА SHCHEGLOVA: a capital alone in its word starts a word. */
    private static String cased(String form, String letters, int at) {
        if (form.isEmpty() || !Character.isUpperCase(letters.charAt(at))) {
            return form;
        }
        boolean more = at + 1 < letters.length() && Character.isLetter(letters.charAt(at + 1));
        boolean all = more
                ? Character.isUpperCase(letters.charAt(at + 1))
                : at > 0 && Character.isUpperCase(letters.charAt(at - 1));
        return all ? form.toUpperCase(Locale.ROOT) : form.substring(0, 1).toUpperCase(Locale.ROOT) + form.substring(1);
    }

    private static String small(String text) {
        var small = new StringBuilder(text.length());
        text.chars().forEach(letter -> small.append((char) Character.toLowerCase(letter)));
        return small.toString();
    }

    /** One sign a letter; the shapes that Arabic letters take in old character sets are letters again. */
    private static String composed(String text) {
        var letters = ARABIC_SHAPES
                .matcher(text)
                .replaceAll(shapes -> Matcher.quoteReplacement(Normalizer.normalize(shapes.group(), Form.NFKC)));
        return Normalizer.normalize(letters, Form.NFC);
    }
}
