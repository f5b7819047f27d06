package passerelle.translate.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table of letters and their Latin forms, read from a resource whose head names the standard. */
final class LetterTable {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final Pattern LANGUAGES = Pattern.compile("[a-z]{2}(,[a-z]{2})*");

    private final Map<Character, List<Row>> rows;
    private final Set<String> languages;

    private LetterTable(List<Row> rows) {
        var byFirst = new HashMap<Character, List<Row>>();
        for (var row : rows) {
            byFirst.computeIfAbsent(row.letters.charAt(0), first -> new ArrayList<>())
                    .add(row);
        }
        byFirst.values().forEach(same -> same.sort(Comparator.comparingInt((Row row) -> -row.letters.length())));
        this.rows = Map.copyOf(byFirst);
        var exceptions = new TreeSet<String>();
        rows.forEach(row -> exceptions.addAll(row.languages));
        this.languages = Set.copyOf(exceptions);
    }

    /** One line of a table. A form of "=" repeats the form before it. */
    record Row(String letters, String form, Set<String> languages, Set<String> places, String before, String after) {
        Row {
            languages = Set.copyOf(languages);
            places = Set.copyOf(places);
        }

        boolean holds(Word at, String language) {
            return at.startsWith(letters)
                    && (languages.isEmpty() || languages.contains(language))
                    && places.stream().allMatch(place -> at.is(place, letters.length()))
                    && (before.isEmpty() || at.next(letters.length(), before))
                    && (after.isEmpty() || at.previous(after));
        }
    }

    static LetterTable of(String name) {
        try (var resource = LetterTable.class.getResourceAsStream(name + ".tsv")) {
            if (resource == null) {
                throw new IllegalStateException("No table of letters '" + name + "'");
            }
            var text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return new LetterTable(text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(LetterTable::row)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        var cells = unescaped(line).split("\t", -1);
        var languages = new TreeSet<String>();
        var places = new TreeSet<String>();
        var before = "";
        var after = "";
        for (var condition : cells.length < 3 ? new String[0] : cells[2].split(" ")) {
            if (condition.startsWith("before:")) {
                before = condition.substring("before:".length());
            } else if (condition.startsWith("after:")) {
                after = condition.substring("after:".length());
            } else if (LANGUAGES.matcher(condition).matches()) {
                languages.addAll(Arrays.asList(condition.split(",")));
            } else {
                places.add(condition);
            }
        }
        return new Row(cells[0], cells[1], languages, places, before, after);
    }

    private static String unescaped(String line) {
        return ESCAPE.matcher(line)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    /** The line that holds at this place; empty when the table does not know the letter. */
    Optional<Row> at(Word word, String language) {
        return rows.getOrDefault(word.letter(), List.of()).stream()
                .filter(row -> row.holds(word, language))
                .findFirst();
    }

    /** The languages that the table makes exceptions for. */
    Set<String> languages() {
        return languages;
    }
}
