package passerelle.draft;

import java.util.HashSet;
import java.util.List;

/** Whether the first row of a list names its columns. */
record HeaderRow(boolean isThere, boolean sure, String reason) {
    static HeaderRow of(List<List<String>> rows, HeaderWords words) {
        var first = rows.get(0);
        long known = first.stream().filter(text -> words.isKnown(text)).count();
        if (first.stream().anyMatch(String::isBlank) || new HashSet<>(first).size() < first.size()) {
            if (known >= 2) {
                return new HeaderRow(
                        false,
                        false,
                        "the first row has " + known
                                + " words that name columns, but a name is blank or stands twice, so that it is taken for a record");
            }
            return new HeaderRow(
                    false, true, "the first row has a blank field or one text twice, so it names no columns");
        }
        if (first.stream().anyMatch(text -> text.matches("[\\p{Nd}.,:/-]+"))) {
            return new HeaderRow(false, true, "the first row has numbers or dates where names of columns would be");
        }
        boolean differs = rows.size() > 1 && differs(rows);
        if (known >= 2 || known == 1 && differs) {
            return new HeaderRow(true, true, "the first row has " + known + " words that name columns");
        }
        if (differs) {
            return new HeaderRow(true, true, "the first row has words where the others have numbers or dates");
        }
        return new HeaderRow(false, false, "the first row may name the columns or not: it is like the others");
    }

    /** A column whose rows but the first are all numbers, dates or codes, and the first is a word. */
    private static boolean differs(List<List<String>> rows) {
        for (int i = 0; i < rows.get(0).size(); i++) {
            int column = i;
            var below = rows.stream()
                    .skip(1)
                    .filter(row -> row.size() > column)
                    .map(row -> row.get(column))
                    .filter(text -> !text.isBlank())
                    .toList();
            if (!below.isEmpty() && below.stream().allMatch(text -> text.matches(".*\\p{Nd}.*"))) {
                return true;
            }
        }
        return false;
    }
}
