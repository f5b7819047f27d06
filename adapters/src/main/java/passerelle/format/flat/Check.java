package passerelle.format.flat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A control total: a number field of a header or trailer that says how many records the file has, or what a field of
 * theirs adds up to.
 *
 * @param terms added together
 * @param text as the layout writes it: {@code count(person)}, {@code sum(person/fee)}, {@code count(a) + count(b)}
 */
record Check(String field, List<Term> terms, String text) {
    private static final Pattern TERM = Pattern.compile("(?:count\\(([^/()]+)\\)|sum\\(([^/()]+)/([^()]+)\\))");

    /** How many records of a type there are, or what one field of them, with all its occurrences, adds up to. */
    record Term(String record, Optional<String> field) {}

    Check {
        terms = List.copyOf(terms);
    }

    /** Reads the expression; empty when it is none. */
    static Optional<Check> parse(String field, String text) {
        var terms = new ArrayList<Term>();
        for (var part : text.split("\\+", -1)) {
            var term = TERM.matcher(part.strip());
            if (!term.matches()) {
                return Optional.empty();
            }
            terms.add(
                    term.group(1) != null
                            ? new Term(term.group(1), Optional.empty())
                            : new Term(term.group(2), Optional.of(term.group(3))));
        }
        return Optional.of(new Check(field, terms, text));
    }

    BigDecimal total(Tally tally) {
        return terms.stream()
                .map(term -> term.field()
                        .map(name -> tally.sum(term.record(), name))
                        .orElseGet(() -> BigDecimal.valueOf(tally.count(term.record()))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
