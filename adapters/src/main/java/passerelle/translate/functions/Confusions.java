package passerelle.translate.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Letters and digits that a camera takes for each other: O and 0, I and 1, Z and 2, S and 5, G and 6, B and 8. They make
 * a suggestion to a human being, never a repair.
 */
final class Confusions {
    private static final String LETTERS = "OIZSGB";
    private static final String DIGITS = "012568";

    private Confusions() {}

    /** B0NN becomes BONN. */
    static String letters(String text) {
        return swapped(text, DIGITS, LETTERS);
    }

    /** 740BIZ becomes 740812. */
    static String digits(String text) {
        return swapped(text, LETTERS, DIGITS);
    }

    /**
     * The lines as they may have been printed: each field in the letters or digits that it must have and, where that
     * is not enough, one more sign exchanged in a number. Only if there is exactly one such reading and all of it holds.
     */
    static Optional<List<String>> suggestion(MrzLayout layout, List<String> lines) {
        var likely = likely(layout, lines);
        var reading = MrzReading.of(layout, likely);
        if (reading.holds()) {
            return Optional.of(likely);
        }
        var candidates = new ArrayList<List<String>>();
        for (var field : layout.fields()) {
            if (field.kind() == MrzLayout.Kind.ANY) {
                candidates.addAll(oneExchanged(likely, field.span()));
            }
        }
        var holding = candidates.stream()
                .filter(candidate -> MrzReading.of(layout, candidate).holds())
                .distinct()
                .toList();
        return holding.size() == 1 ? Optional.of(holding.get(0)) : Optional.empty();
    }

    private static List<String> likely(MrzLayout layout, List<String> lines) {
        var likely = new ArrayList<>(lines);
        for (var field : layout.fields()) {
            switch (field.kind()) {
                case LETTERS, NAME -> replace(likely, field.span(), Confusions::letters);
                case DIGITS, DATE -> replace(likely, field.span(), Confusions::digits);
                case ANY, SEX -> {}
            }
        }
        layout.checks().forEach(check -> replace(likely, check.digit(), Confusions::digits));
        return List.copyOf(likely);
    }

    private static List<List<String>> oneExchanged(List<String> lines, MrzLayout.Span span) {
        var candidates = new ArrayList<List<String>>();
        for (int place = span.start(); place < span.end(); place++) {
            var candidate = new ArrayList<>(lines);
            replace(candidate, new MrzLayout.Span(span.line(), place, place + 1), Confusions::other);
            if (!candidate.equals(lines)) {
                candidates.add(List.copyOf(candidate));
            }
        }
        return candidates;
    }

    private static String other(String sign) {
        var letter = letters(sign);
        return letter.equals(sign) ? digits(sign) : letter;
    }

    private static void replace(List<String> lines, MrzLayout.Span span, UnaryOperator<String> change) {
        var line = lines.get(span.line());
        lines.set(
                span.line(),
                line.substring(0, span.start()) + change.apply(span.of(lines)) + line.substring(span.end()));
    }

    private static String swapped(String text, String from, String to) {
        var swapped = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            int at = from.indexOf(text.charAt(i));
            if (at >= 0) {
                swapped.setCharAt(i, to.charAt(at));
            }
        }
        return swapped.toString();
    }
}
