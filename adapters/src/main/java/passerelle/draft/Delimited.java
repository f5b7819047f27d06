package passerelle.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Recognises texts between delimiters: the one that cuts every row alike. */
final class Delimited {
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|', '^', '~', ':', '#', '*');
    private static final double ALIKE = 0.6;

    private Delimited() {}

    /**
     * Rows as one delimiter cuts them.
     *
     * @param alike the share of rows that have as many fields as most rows of their type
     * @param fields how many fields most rows have
     */
    record Cut(
            char delimiter,
            Optional<Character> quote,
            Optional<Character> escape,
            List<List<String>> rows,
            double alike,
            int fields,
            boolean isTyped) {}

    /** The rows of a text; empty when no delimiter cuts them alike. The second, if there is one, cuts as well. */
    static List<Cut> cuts(String text) {
        var cuts = new ArrayList<Cut>();
        for (char delimiter : DELIMITERS) {
            if (text.indexOf(delimiter) >= 0) {
                best(text, delimiter).filter(cut -> cut.alike() >= ALIKE).ifPresent(cuts::add);
            }
        }
        cuts.sort(Comparator.comparingDouble((Cut cut) -> -cut.alike() * Math.min(cut.fields(), 4) / 4)
                .thenComparing(cut -> -cut.fields()));
        return cuts;
    }

    private static Optional<Cut> best(String text, char delimiter) {
        boolean quotes = text.matches("(?s)(.*[\\r\\n" + quoted(delimiter) + "])?\".*");
        boolean escapes = text.contains("\\" + delimiter);
        var quote = quotes ? Optional.of('"') : Optional.<Character>empty();
        var escape = escapes && !quotes ? Optional.of('\\') : Optional.<Character>empty();
        return cut(text, delimiter, quote, escape)
                .or(() -> quotes ? cut(text, delimiter, Optional.empty(), Optional.empty()) : Optional.empty());
    }

    private static String quoted(char delimiter) {
        return "\\" + (delimiter == '\t' ? "t" : String.valueOf(delimiter));
    }

    private static Optional<Cut> cut(
            String text, char delimiter, Optional<Character> quote, Optional<Character> escape) {
        return Rows.of(text, delimiter, quote, escape)
                .filter(rows -> !rows.isEmpty())
                .flatMap(rows -> {
                    int usual = usual(rows);
                    long alike =
                            rows.stream().filter(row -> row.size() == usual).count();
                    if ((alike < rows.size() || hasHeader(rows)) && isTyped(rows)) {
                        int most = rows.stream().mapToInt(List::size).min().orElse(0);
                        return most < 2
                                ? Optional.empty()
                                : Optional.of(new Cut(delimiter, quote, escape, rows, 1, most, true));
                    }
                    // A list of names that is followed by rows of another length is still that list.
                    return usual < 2
                            ? Optional.<Cut>empty()
                            : Optional.of(new Cut(
                                    delimiter, quote, escape, rows, (double) alike / rows.size(), usual, false));
                });
    }

    /** How many fields most rows have; of two as common, how many the first of them has. */
    private static int usual(List<List<String>> rows) {
        var counts = new LinkedHashMap<Integer, Long>();
        rows.forEach(row -> counts.merge(row.size(), 1L, Long::sum));
        long most = counts.values().stream().mapToLong(count -> count).max().orElse(0);
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    /** Whether the first row begins with a letter that no other does, as a header of a file with record types. */
    private static boolean hasHeader(List<List<String>> rows) {
        var first = rows.get(0).get(0);
        return rows.size() > 1
                && rows.stream().allMatch(row -> row.get(0).matches("[A-Z]{1,2}"))
                && rows.stream().skip(1).noneMatch(row -> row.get(0).equals(first));
    }

    /** Whether the first field tells of which type a row is: short words, each with its own number of fields. */
    private static boolean isTyped(List<List<String>> rows) {
        var byWord = rows.stream().collect(Collectors.groupingBy(row -> row.get(0)));
        return byWord.size() > 1
                && byWord.size() <= 12
                && byWord.keySet().stream().allMatch(word -> word.matches("[A-Z0-9]{1,3}"))
                && byWord.values().stream()
                        .allMatch(group ->
                                group.stream().map(List::size).distinct().count() == 1);
    }
}
