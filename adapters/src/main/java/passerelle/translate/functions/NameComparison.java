package passerelle.translate.functions;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares two written names: in their own script, or by the Latin forms that ICAO Doc 9303 and the national systems make
 * of it. Latin spellings of an Arabic name are many, so that one that differs proves nothing.
 */
enum NameComparison {
    TRUE,
    POSSIBLE,
    FALSE;

    /** The scripts of which a table makes the Latin form that documents print. */
    private static final Set<UnicodeScript> TRANSCRIBED_BY_TABLE =
            Set.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK);

    /** A name, its language ("" when not known), and whether letters of it may be missing. */
    record Written(String text, String language, boolean truncated) {
        private UnicodeScript script() {
            return text.codePoints()
                    .filter(Character::isLetter)
                    .mapToObj(UnicodeScript::of)
                    .filter(script -> script != UnicodeScript.COMMON)
                    .findFirst()
                    .orElse(UnicodeScript.COMMON);
        }

        private String folded() {
            return Normalizer.normalize(text, Form.NFKC)
                    .replaceAll("[\\p{Cf}\u0640\u064B-\u0652\u0670]", "")
                    .strip()
                    .replaceAll("\\s+", " ")
                    .toLowerCase(Locale.ROOT);
        }

        /** The Latin forms by every system that has the letters. */
        private Set<String> forms() {
            return Transliterator.systems().stream()
                    .map(Transliterator::system)
                    .flatMap(Optional::stream)
                    .map(system -> system.latin(text, language))
                    .flatMap(Optional::stream)
                    .map(latin -> MrzNames.form(latin, ""))
                    .flatMap(Optional::stream)
                    .filter(form -> !form.isEmpty())
                    .collect(Collectors.toSet());
        }
    }

    /** How the two compare; the order does not matter. */
    static NameComparison of(Written one, Written other) {
        if (one.folded().isEmpty() || other.folded().isEmpty()) {
            return POSSIBLE;
        }
        if (one.folded().equals(other.folded())) {
            return one.truncated || other.truncated ? POSSIBLE : TRUE;
        }
        boolean same = one.script() == other.script();
        if (same && one.script() != UnicodeScript.LATIN) {
            return cut(one.folded(), other.folded(), one, other) ? POSSIBLE : FALSE;
        }
        var forms = one.forms();
        var others = other.forms();
        boolean meet = forms.stream().anyMatch(others::contains);
        if (meet) {
            return one.truncated || other.truncated ? POSSIBLE : TRUE;
        }
        boolean near = forms.stream().anyMatch(form -> others.stream()
                .anyMatch(another -> cut(form, another, one, other) || rearranged(form, another)));
        boolean decided = TRANSCRIBED_BY_TABLE.contains(one.script()) && TRANSCRIBED_BY_TABLE.contains(other.script());
        return near || !decided ? POSSIBLE : FALSE;
    }

    private static boolean cut(String form, String another, Written one, Written other) {
        return one.truncated && begins(words(form), words(another))
                || other.truncated && begins(words(another), words(form));
    }

    /** Whether each word is the beginning of its counterpart. */
    private static boolean begins(List<String> shorter, List<String> longer) {
        if (shorter.size() > longer.size()) {
            return false;
        }
        for (int i = 0; i < shorter.size(); i++) {
            if (!longer.get(i).startsWith(shorter.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean rearranged(String form, String another) {
        return words(form).stream()
                .sorted()
                .toList()
                .equals(words(another).stream().sorted().toList());
    }

    private static List<String> words(String form) {
        return Arrays.asList(form.split("[< ]+"));
    }
}
