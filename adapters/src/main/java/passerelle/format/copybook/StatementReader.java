package passerelle.format.copybook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import passerelle.format.copybook.Statement.Remark;

/** Puts the tokens of a copybook together to statements. */
final class StatementReader {
    private static final Set<String> LISTING = Set.of("EJECT", "SKIP1", "SKIP2", "SKIP3");
    private static final Set<String> SECTIONS = Set.of("FILE", "WORKING-STORAGE", "LOCAL-STORAGE", "LINKAGE");

    private final List<Token> tokens;
    private final Reports reports;
    private final List<Statement> statements = new ArrayList<>();
    private int at;

    private StatementReader(List<Token> tokens, Reports reports) {
        this.tokens = tokens;
        this.reports = reports;
    }

    static List<Statement> read(List<Token> tokens, Reports reports) {
        var reader = new StatementReader(tokens, reports);
        while (reader.at < tokens.size() && !reports.isHopeless()) {
            reader.statement();
        }
        return List.copyOf(reader.statements);
    }

    private void statement() {
        var first = tokens.get(at);
        var word = first.word();
        if (first.isPeriod() || LISTING.contains(word)) {
            at++;
        } else if (word.equals("TITLE")) {
            at += at + 1 < tokens.size() && tokens.get(at + 1).kind() == Token.Kind.LITERAL ? 2 : 1;
        } else if (isHeading(word)) {
            toPeriod();
        } else if (word.equals("EXEC")) {
            embedded(first);
        } else if (word.equals("COPY")) {
            copied(first);
        } else if (word.equals("REPLACE")) {
            toPeriod();
            reports.report(
                    first.line(), "REPLACE is not carried out; replace the text in the copybook and start again");
        } else if (word.equals("FD") || word.equals("SD")) {
            reports.report(
                    first.line(),
                    "the file description '" + text(toPeriod()) + "' was left out; how records are told apart is"
                            + " what --framing says (RECORDING MODE F: fixed, V: rdw)");
        } else if (word.matches("[0-9]{1,2}")) {
            described(first);
        } else {
            toPeriod();
            reports.refuse(first.line(), first.toString(), "a level number (01 to 49, 66, 77, 88) or COPY");
        }
    }

    private boolean isHeading(String word) {
        var next = at + 1 < tokens.size() ? tokens.get(at + 1).word() : "";
        return word.equals("DATA") && next.equals("DIVISION") || SECTIONS.contains(word) && next.equals("SECTION");
    }

    /** The tokens before the next period, which is passed. A statement that nothing ends goes on to the end of the file. */
    private List<Token> toPeriod() {
        int from = at;
        while (at < tokens.size() && !tokens.get(at).isPeriod()) {
            at++;
        }
        var taken = tokens.subList(from, at);
        at++;
        return taken;
    }

    private void embedded(Token first) {
        int from = at;
        while (at < tokens.size() && !tokens.get(at).is("END-EXEC")) {
            at++;
        }
        if (at == tokens.size()) {
            reports.refuse(first.line(), "EXEC without END-EXEC", "both");
            return;
        }
        var inside = tokens.subList(from + 1, at);
        at++;
        if (inside.size() > 2 && inside.get(1).is("INCLUDE")) {
            unresolved(first.line(), "INCLUDE " + Token.shown(inside.get(2).text()));
        } else {
            var shown = text(inside.subList(0, Math.min(5, inside.size())));
            reports.report(
                    first.line(),
                    "'EXEC " + shown + " …' was left out: only data descriptions are read. Nothing is to be done if"
                            + " the items that it names follow");
        }
    }

    private void copied(Token first) {
        unresolved(first.line(), text(toPeriod()));
    }

    private void unresolved(int line, String what) {
        var text = "'" + what + "' is not resolved: the items that it brings are missing and all lengths are without"
                + " them. Put its text here and start again";
        reports.report(line, text);
        statements.add(new Remark(line, text, true));
    }

    private void described(Token first) {
        int from = at;
        while (at < tokens.size()
                && !tokens.get(at).isPeriod()
                && !tokens.get(at).is("COPY")) {
            at++;
        }
        int end = at;
        int lastLine = tokens.get(end - 1).line();
        if (end < tokens.size() && tokens.get(end).isPeriod()) {
            at++;
        } else if (end == tokens.size()) {
            reports.refuse(lastLine, "the end of the file", "a period after '" + first.text() + "'");
            return;
        }
        var words = new Words(tokens.subList(from + 1, end), lastLine);
        int level = Integer.parseInt(first.text());
        switch (level) {
            case 66 -> renames(first.line(), text(tokens.subList(from + 1, end)));
            case 78 -> {
                reports.report(
                        first.line(),
                        "level 78 is a constant of the compiler and no data; write its value where it is used");
            }
            case 88 ->
                new ConditionReader(words, reports).condition(first.line()).ifPresent(statements::add);
            default -> {
                if (level == 0 || level > 49 && level != 77) {
                    reports.refuse(first.line(), "level " + level, "01 to 49, 66, 77 or 88");
                } else {
                    new EntryReader(words, reports).entry(first.line(), level).ifPresent(statements::add);
                }
            }
        }
    }

    private void renames(int line, String what) {
        var text = "66 " + what + " is a second name for items that the layout has already; it was left out. Where a"
                + " stylesheet needs it, put the items together there";
        reports.report(line, text);
        statements.add(new Remark(line, text, false));
    }

    private static String text(List<Token> tokens) {
        return Token.shown(tokens.stream().map(Token::text).collect(Collectors.joining(" ")));
    }
}
