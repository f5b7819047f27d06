package passerelle.format.copybook;

import java.util.ArrayList;
import java.util.List;
import passerelle.format.copybook.Token.Kind;

/** Cuts the text of a copybook into tokens. Commas and semicolons between words mean nothing and are left out. */
final class Lexer {
    private final SourceText source;
    private final String text;
    private final Reports reports;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(SourceText source, Reports reports) {
        this.source = source;
        this.text = source.text();
        this.reports = reports;
    }

    static List<Token> tokens(SourceText source, Reports reports) {
        var lexer = new Lexer(source, reports);
        while (lexer.toNext() && !reports.isHopeless()) {
            lexer.token();
        }
        return List.copyOf(lexer.tokens);
    }

    private boolean toNext() {
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || isOneOf(at, ",;"))) {
            at++;
        }
        return at < text.length();
    }

    private void token() {
        if (text.charAt(at) == '.' && isBlank(at + 1)) {
            add(Kind.PERIOD, ".", at++);
        } else if (isOneOf(at, "'\"")) {
            literal(at, Kind.LITERAL);
        } else if (text.startsWith("==", at)) {
            pseudoText();
        } else {
            word();
        }
    }

    private void literal(int from, Kind kind) {
        char quote = text.charAt(at);
        var content = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '\n'; at++) {
            if (text.charAt(at) == quote) {
                if (at + 1 == text.length() || text.charAt(at + 1) != quote) {
                    at++;
                    add(kind, kind == Kind.SPECIAL ? text.substring(from, at) : content.toString(), from);
                    return;
                }
                at++;
            }
            content.append(text.charAt(at));
        }
        reports.refuse(
                source.lineOf(from),
                "a literal without its second " + quote,
                "both on one line, or a continuation (- in column 7)");
    }

    private void pseudoText() {
        int from = at;
        int end = text.indexOf("==", at + 2);
        if (end < 0) {
            reports.refuse(source.lineOf(from), "== without a second ==", "text between the two");
            at = text.length();
        } else {
            at = end + 2;
            add(Kind.PSEUDO, text.substring(from, at), from);
        }
    }

    private void word() {
        int from = at;
        while (!isBlank(at) && !isOneOf(at, "'\"")) {
            at++;
        }
        if (at < text.length() && isOneOf(at, "'\"") && text.substring(from, at).matches("(?i)[XNGZB]|NX|BX")) {
            literal(from, Kind.SPECIAL);
            return;
        }
        run(Kind.WORD, from, at);
        var last = tokens.get(tokens.size() - 1);
        if (last.is("PIC") || last.is("PICTURE")) {
            picture();
        }
    }

    /** A picture may hold periods and commas; only the last one ends it. */
    private void picture() {
        for (int i = 0; i < 2 && toNextOnAnyLine(); i++) {
            int from = at;
            while (!isBlank(at)) {
                at++;
            }
            boolean isOptionalWord = text.substring(from, at).equalsIgnoreCase("IS");
            if (!isOptionalWord || i == 1) {
                run(Kind.PICTURE, from, at);
                return;
            }
        }
    }

    private boolean toNextOnAnyLine() {
        while (at < text.length() && isBlank(at)) {
            at++;
        }
        return at < text.length();
    }

    /** Characters without blanks; a period, comma or semicolon at their end is not part of them. */
    private void run(Kind kind, int from, int to) {
        int end = to;
        if (end - from > 1 && isOneOf(end - 1, ".,;")) {
            end--;
        }
        add(kind, text.substring(from, end), from);
        if (end < to && text.charAt(end) == '.') {
            add(Kind.PERIOD, ".", end);
        }
    }

    private void add(Kind kind, String content, int from) {
        tokens.add(new Token(kind, content, source.lineOf(from)));
    }

    private boolean isBlank(int index) {
        return index >= text.length() || Character.isWhitespace(text.charAt(index));
    }

    private boolean isOneOf(int index, String characters) {
        return characters.indexOf(text.charAt(index)) >= 0;
    }
}
