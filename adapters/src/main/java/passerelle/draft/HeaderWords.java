package passerelle.draft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What columns and elements are called in several languages. A word is a hint: values decide. */
final class HeaderWords {
    private static final String FILE = "header-words.tsv";

    private final Map<String, Set<Meaning>> meanings = new LinkedHashMap<>();

    private HeaderWords() {}

    static HeaderWords load() {
        var words = new HeaderWords();
        try (var in = HeaderWords.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing beside its class");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t"))
                    .forEach(parts -> {
                        for (var word : parts[1].split("\\|")) {
                            words.meanings
                                    .computeIfAbsent(plain(word), key -> new LinkedHashSet<>())
                                    .add(Meaning.valueOf(parts[0]));
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** The one meaning that a name has; empty when it has none or several. */
    Optional<Meaning> of(String header) {
        var found = meanings.getOrDefault(plain(header), Set.of());
        return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
    }

    boolean isKnown(String header) {
        return meanings.containsKey(plain(header));
    }

    /** A meaning whose word is a part of the name, where only one is; the longest word counts. A hint and no more. */
    Optional<Meaning> partOf(String header) {
        var padded = " " + plain(header) + " ";
        return meanings.entrySet().stream()
                .filter(entry -> entry.getValue().size() == 1 && padded.contains(" " + entry.getKey() + " "))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .flatMap(entry -> entry.getValue().stream().findFirst());
    }

    /** Small letters without accents, words apart: {@code FamilyName}, {@code family_name} and {@code Family Name}. */
    static String plain(String header) {
        return Normalizer.normalize(header.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " "), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replace('ł', 'l')
                .replace('ø', 'o')
                .replace('ı', 'i')
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }
}
