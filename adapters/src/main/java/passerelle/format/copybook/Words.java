package passerelle.format.copybook;

import java.util.List;
import java.util.Set;

/** The tokens of one statement, without its period, taken from left to right. */
final class Words {
    private final List<Token> tokens;
    private final Token end;
    private int at;

    Words(List<Token> tokens, int lastLine) {
        this.tokens = List.copyOf(tokens);
        this.end = new Token(Token.Kind.PERIOD, ".", lastLine);
    }

    boolean hasNext() {
        return at < tokens.size();
    }

    /** The next token, or a period at the end. */
    Token peek() {
        return hasNext() ? tokens.get(at) : end;
    }

    Token take() {
        var token = peek();
        at++;
        return token;
    }

    /** Takes the next token if it is one of these words. */
    boolean takes(String... words) {
        boolean isThere = Set.of(words).contains(peek().word()) && hasNext();
        at += isThere ? 1 : 0;
        return isThere;
    }
}
