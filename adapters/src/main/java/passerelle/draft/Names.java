package passerelle.draft;

import com.ibm.icu.text.Transliterator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of elements for what a partner calls its fields, each once: {@code Datum narození} becomes datum-narozeni. */
final class Names {
    private static final Transliterator LATIN =
            Transliterator.getInstance("Any-Latin; NFD; [:Nonspacing Mark:] Remove; Latin-ASCII");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final int LONGEST = 40;

    private final Set<String> taken = new HashSet<>();

    String of(String text, String otherwise) {
        var plain = HUMP.matcher(LATIN.transliterate(text))
                .replaceAll("-")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[-0-9]+|-+$", "");
        var name = plain.isEmpty()
                ? otherwise
                : plain.substring(0, Math.min(LONGEST, plain.length())).replaceAll("-$", "");
        var free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }
}
