package passerelle.format.copybook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The text of a copybook as its compiler sees it: without sequence numbers and comments, with continued lines joined. */
final class SourceText {
    private static final int INDICATOR = 6;
    private static final int TEXT = 7;
    private static final int TEXT_END = 72;
    private static final int LINE_END = 80;
    private static final Pattern INCLUDE = Pattern.compile("(?:\\+\\+INCLUDE|-INC)\\s+(\\S+?)\\.?\\s*");

    private final Reports reports;
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    /** The quote of a literal that has not ended yet, or a blank. */
    private char open = ' ';

    private SourceText(Reports reports) {
        this.reports = reports;
    }

    static SourceText of(Lines lines, Reports reports) {
        var source = new SourceText(reports);
        for (int i = 0; i < lines.texts().size() && !reports.isHopeless(); i++) {
            var line = lines.texts().get(i);
            if (!line.isBlank() && !source.isDirective(line.strip(), i + 1)) {
                if (lines.isFree()) {
                    source.free(line, i + 1);
                } else {
                    source.fixed(line, i + 1);
                }
            }
        }
        return source;
    }

    String text() {
        return text.toString();
    }

    /** The line of the file on which a character of the text stands. */
    int lineOf(int at) {
        int found = Collections.binarySearch(starts, at);
        int index = found >= 0 ? found : -found - 2;
        return index < 0 ? 1 : numbers.get(index);
    }

    /** Lines for the compiler or the library system and not for the record. */
    private boolean isDirective(String line, int number) {
        var include = INCLUDE.matcher(line);
        if (include.matches()) {
            append("COPY " + include.group(1) + ".", number);
            return true;
        }
        var upper = line.toUpperCase(Locale.ROOT);
        boolean isDirective = line.startsWith(">>") || line.startsWith("$");
        if (isDirective && !upper.matches("(>>\\s*(SOURCE|PAGE|LISTING)|\\$\\s*SET\\s+SOURCEFORMAT).*")) {
            reports.report(
                    number,
                    "the compiler directive '" + Token.shown(line) + "' was left out; if it chooses between items,"
                            + " delete those that do not apply and start again");
        }
        return isDirective;
    }

    private void free(String line, int number) {
        if (line.strip().startsWith("*")) {
            return;
        }
        open = ' ';
        append(line, number);
    }

    private void fixed(String line, int number) {
        if (line.length() <= INDICATOR) {
            if (!line.strip().matches("[A-Za-z0-9]*")) {
                reports.report(
                        number,
                        "'" + line.strip()
                                + "' stands in columns 1 to 6, which are for sequence numbers, and was left out; move it to"
                                + " column 8 if it is text");
            }
            return;
        }
        var text = line.length() <= TEXT ? "" : line.substring(TEXT, Math.min(TEXT_END, line.length()));
        switch (line.charAt(INDICATOR)) {
            case '*', '/' -> {}
            case 'D', 'd' ->
                reports.report(
                        number,
                        "the debugging line '" + text.strip() + "' was left out; put a blank into column 7"
                                + " if the file has it");
            case '-' -> continued(line, text, number);
            case ' ' -> {
                acrossTheEnd(line, number);
                open = ' ';
                append(text, number);
                fill(text);
            }
            default ->
                reports.refuse(
                        number,
                        "'" + line.charAt(INDICATOR) + "' in column 7",
                        "a blank, *, /, - or D there, as in fixed format");
        }
    }

    private void continued(String line, String text, int number) {
        acrossTheEnd(line, number);
        int end = this.text.length();
        while (end > 0 && (this.text.charAt(end - 1) == '\n' || open == ' ' && this.text.charAt(end - 1) == ' ')) {
            end--;
        }
        var rest = text.strip();
        if (end == 0 || rest.isEmpty()) {
            reports.refuse(
                    number, "a continuation of nothing", "- in column 7 on a line that goes on with the one before");
        } else if (open != ' ' && rest.charAt(0) != open) {
            reports.refuse(number, "'" + Token.shown(rest) + "'", "a continued literal that goes on with " + open);
        } else {
            this.text.setLength(end);
            append(open == ' ' ? rest : text.stripLeading().substring(1), number);
            fill(text);
        }
    }

    /** An unended literal goes on to column 72, with blanks where nothing is written. */
    private void fill(String line) {
        if (open != ' ') {
            text.insert(text.length() - 1, " ".repeat(TEXT_END - TEXT - line.length()));
        }
    }

    private void acrossTheEnd(String line, int number) {
        boolean isCut = line.length() > TEXT_END && line.charAt(TEXT_END - 1) != ' ' && line.charAt(TEXT_END) != ' ';
        if ((isCut || line.length() > LINE_END) && !line.substring(TEXT).contains("*>")) {
            reports.report(
                    number,
                    "text goes on across column 72, where fixed format ends; what follows was left out. Break the line, or"
                            + " put >>SOURCE FORMAT IS FREE on the first line if the copybook has free format");
        }
    }

    private void append(String piece, int number) {
        starts.add(text.length());
        numbers.add(number);
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (open == ' ' && c == '*' && piece.startsWith("*>", i)) {
                break;
            }
            if (open == ' ' && (c == '\'' || c == '"')) {
                open = c;
            } else if (c == open) {
                open = ' ';
            }
            text.append(c);
        }
        text.append('\n');
    }
}
