package passerelle.format.copybook;

import java.util.Optional;
import java.util.Set;
import passerelle.format.copybook.Statement.Literal;
import passerelle.format.copybook.Token.Kind;

/** Reads the literals of a VALUE clause. */
final class ValueReader {
    private static final Set<String> FIGURATIVE = Set.of(
            "ZERO",
            "ZEROS",
            "ZEROES",
            "SPACE",
            "SPACES",
            "HIGH-VALUE",
            "HIGH-VALUES",
            "LOW-VALUE",
            "LOW-VALUES",
            "QUOTE",
            "QUOTES",
            "NULL",
            "NULLS");

    private static final int MOST_DIGITS = 40;

    private final Words words;
    private final Reports reports;

    ValueReader(Words words, Reports reports) {
        this.words = words;
        this.reports = reports;
    }

    boolean isNext() {
        var next = words.peek();
        return next.kind() == Kind.LITERAL
                || next.kind() == Kind.SPECIAL
                || FIGURATIVE.contains(next.word())
                || next.word().equals("ALL")
                || isNumber(next);
    }

    /** The next literal; refused when it is none. */
    Optional<Literal> literal() {
        if (!isNext()) {
            reports.refuse(
                    words.peek().line(),
                    words.peek().toString(),
                    "a literal after VALUE: 'text', a number or a word like SPACES");
            return Optional.empty();
        }
        var token = words.take();
        if (token.is("ALL") && !words.peek().is("ALL")) {
            return literal().map(all -> new Literal(Literal.Kind.OTHER, "ALL " + all));
        }
        if (token.kind() == Kind.LITERAL) {
            return Optional.of(new Literal(Literal.Kind.TEXT, token.text()));
        }
        return Optional.of(new Literal(isNumber(token) ? Literal.Kind.NUMBER : Literal.Kind.OTHER, token.text()));
    }

    private static boolean isNumber(Token token) {
        return token.text().length() <= MOST_DIGITS && token.word().matches("[+-]?[0-9]*[.,]?[0-9]+");
    }
}
