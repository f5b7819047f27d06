package passerelle.format.copybook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The symbols of a picture with how often each stands there: {@code S9(7)V99} is S once, 9 seven times, V once, 9 twice. */
record Symbols(List<Run> runs) {
    private static final Pattern RUN =
            Pattern.compile("(CR|DB|[XANGSVPZBE90*+,./$-])(?:\\(([0-9]{1,9})\\))?", Pattern.CASE_INSENSITIVE);
    private static final int MOST_CHARACTERS = 60;

    /** One symbol, repeated. */
    record Run(String symbol, long count) {}

    Symbols {
        runs = List.copyOf(runs);
    }

    /** Refused when a character is no symbol or a repetition no number. */
    static Optional<Symbols> of(Token token, Reports reports) {
        var text = token.text().toUpperCase(Locale.ROOT);
        var runs = new ArrayList<Run>();
        var matcher = RUN.matcher(text);
        int at = 0;
        while (at < text.length() && text.length() <= MOST_CHARACTERS && matcher.find(at) && matcher.start() == at) {
            var times = Optional.ofNullable(matcher.group(2));
            runs.add(new Run(matcher.group(1), times.map(Long::parseLong).orElse(1L)));
            at = matcher.end();
        }
        boolean isWhole = at == text.length() && runs.stream().allMatch(run -> run.count() > 0);
        if (!isWhole) {
            reports.refuse(
                    token.line(),
                    token.toString(),
                    "at most " + MOST_CHARACTERS + " of the signs X A 9 S V P N G and of those of edited pictures, each"
                            + " with how often in brackets if more than once, as in X(10)");
            return Optional.empty();
        }
        return Optional.of(new Symbols(runs));
    }

    boolean haveOnly(String symbols) {
        return runs.stream().allMatch(run -> symbols.contains(run.symbol()));
    }

    boolean haveAny(String symbols) {
        return runs.stream().anyMatch(run -> symbols.contains(run.symbol()));
    }

    long count(char symbol) {
        return count(symbol, runs);
    }

    /** How many digits stand after a symbol. */
    long after(char symbol) {
        var later =
                runs.stream().dropWhile(run -> run.symbol().charAt(0) != symbol).toList();
        return count('9', later);
    }

    private static long count(char symbol, List<Run> runs) {
        return runs.stream()
                .filter(run -> run.symbol().charAt(0) == symbol)
                .mapToLong(Run::count)
                .sum();
    }

    /** Each symbol once where it is repeated; S and V as often as they stand there. */
    String inOrder() {
        var order = new StringBuilder();
        for (var run : runs) {
            boolean isRepeated =
                    order.length() > 0 && order.substring(order.length() - 1).equals(run.symbol());
            if (!isRepeated || run.symbol().matches("[SV]")) {
                order.append(run.symbol());
            }
        }
        return runs.stream().anyMatch(run -> run.symbol().matches("[SV]") && run.count() > 1) ? "" : order.toString();
    }

    /** In characters: S, V and P take no place, CR and DB two. */
    long length() {
        return runs.stream()
                .filter(run -> !run.symbol().matches("[SVP]"))
                .mapToLong(run -> run.symbol().length() * run.count())
                .sum();
    }
}
