package passerelle.draft;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How much a text looks like words of one language: letters of one alphabet and script, capitals where they belong. */
final class Letters {
    /** The letters beyond ASCII that a language uses, in lower case. */
    private static final Map<String, String> ALPHABETS = Map.ofEntries(
            Map.entry("Czech or Slovak", "áäčďéěíĺľňóôŕřšťúůýž"),
            Map.entry("Polish", "ąćęłńóśźż"),
            Map.entry("Hungarian", "áéíóöőúüű"),
            Map.entry("Romanian", "ăâîşţșț"),
            Map.entry("Croatian or Slovene", "čćđšž"),
            Map.entry("German", "äöüß"),
            Map.entry("French", "àâæçéèêëîïôœùûüÿ"),
            Map.entry("Spanish", "áéíñóúü"),
            Map.entry("Portuguese", "àáâãçéêíóôõúü"),
            Map.entry("Italian", "àèéìòù"),
            Map.entry("Danish or Norwegian", "æøåéöä"),
            Map.entry("Swedish or Finnish", "åäöé"),
            Map.entry("Icelandic", "áæðéíóöþúý"),
            Map.entry("Turkish", "âçğıİîöşü"),
            Map.entry("Lithuanian or Latvian", "āąčėęēģįīķļņšųūž"),
            Map.entry("Estonian", "äõöüšž"),
            Map.entry("Greek", "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ"),
            Map.entry("Russian", "абвгдежзийклмнопрстуфхцчшщъыьэюяё"),
            Map.entry("Ukrainian", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
            Map.entry("Serbian or Macedonian", "абвгдђежзијклљмнњопрстћуфхцчџшѓѕќ"),
            Map.entry("Arabic", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،ـ"),
            Map.entry("Persian", "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکكگلمنهویي،ـ"),
            Map.entry("Hebrew", "אבגדהוזחטיךכלםמןנסעףפץצקרשת"));

    /** The commonest letters of alphabets whose bytes another set of the same script permutes. */
    private static final String COMMON = "оаеинтсрвлкмдпалимноуреирявтобةاليمنوربدعسحه";

    /** Signs that stand in texts of any language. */
    private static final Set<Integer> SIGNS =
            "–—‘’“”„«»·°€£§№…©®\u00A0".codePoints().boxed().collect(Collectors.toSet());

    private Letters() {}

    static long beyondAscii(String text) {
        return text.codePoints().filter(c -> c > 0x7F && !SIGNS.contains(c)).count();
    }

    /** At most 1: the share of characters beyond ASCII that are letters where they stand; others count against it. */
    static double score(String text) {
        long all = beyondAscii(text);
        if (all == 0) {
            return 0;
        }
        var alphabet = ALPHABETS.get(language(text));
        double good = 0;
        double known = 0;
        for (var word : words(text)) {
            good += isWord(word) ? beyondAscii(word) : -beyondAscii(word);
            known += word.toLowerCase(Locale.ROOT)
                    .codePoints()
                    .filter(c -> c > 0x7F)
                    .mapToDouble(c -> value(c, alphabet == null ? "" : alphabet))
                    .sum();
        }
        double signs = text.codePoints().filter(SIGNS::contains).count();
        return (0.4 * good + 0.6 * known - 0.5 * signs) / all;
    }

    private static double value(int letter, String alphabet) {
        if (alphabet.indexOf(letter) < 0) {
            return -0.5;
        }
        boolean isFrequent = COMMON.indexOf(letter) >= 0 || letter < 0x250;
        return isFrequent ? 1 : 0.6;
    }

    /** Of which language the letters can be, for people. */
    static String describe(String text) {
        return "letters as of " + language(text);
    }

    /** The language whose alphabet has most of the letters beyond ASCII; of several, the one with fewest letters. */
    static String language(String text) {
        var counts = new TreeMap<Integer, Long>();
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> c > 0x7F && !SIGNS.contains(c))
                .forEach(c -> counts.merge(c, 1L, Long::sum));
        return ALPHABETS.entrySet().stream()
                .max(Comparator.comparingLong((Map.Entry<String, String> entry) -> counts.entrySet().stream()
                                .filter(letter -> entry.getValue().indexOf(letter.getKey()) >= 0)
                                .mapToLong(Map.Entry::getValue)
                                .sum())
                        .thenComparing(entry -> -entry.getValue().length())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse("no language");
    }

    private static List<String> words(String text) {
        return Pattern.compile("[^\\s\\p{Punct}]+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(word -> word.codePoints().anyMatch(c -> c > 0x7F && !SIGNS.contains(c)))
                .toList();
    }

    /** One script, letters only, and no capital behind a small letter. */
    private static boolean isWord(String word) {
        var letters = word.codePoints().filter(c -> !SIGNS.contains(c)).toArray();
        var scripts = Arrays.stream(letters)
                .filter(Character::isLetter)
                .mapToObj(Character.UnicodeScript::of)
                .filter(script -> script != Character.UnicodeScript.COMMON)
                .distinct()
                .count();
        boolean isCased = true;
        for (int i = 1; i < letters.length; i++) {
            isCased &= !(Character.isLowerCase(letters[i - 1]) && Character.isUpperCase(letters[i]));
        }
        boolean areLetters = Arrays.stream(letters).allMatch(c -> c <= 0x7F || Character.isLetter(c));
        return areLetters && scripts <= 1 && isCased;
    }
}
