package passerelle.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a text between delimiters into rows of fields, as RFC 4180 does where there is a quote. */
final class Rows {
    private final String text;
    private final char delimiter;
    private final int quote;
    private final int escape;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();

    private Rows(String text, char delimiter, Optional<Character> quote, Optional<Character> escape) {
        this.text = text;
        this.delimiter = delimiter;
        this.quote = quote.map(c -> (int) c).orElse(-1);
        this.escape = escape.map(c -> (int) c).orElse(-1);
    }

    /** The rows, empty lines left out; none when a quote is never closed or something stands behind a closed one. */
    static Optional<List<List<String>>> of(
            String text, char delimiter, Optional<Character> quote, Optional<Character> escape) {
        var rows = new Rows(text, delimiter, quote, escape);
        return rows.read() ? Optional.of(rows.rows) : Optional.empty();
    }

    private boolean read() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == quote && field.isEmpty()) {
                int end = quoted(at + 1);
                if (end < 0) {
                    return false;
                }
                at = end;
            } else if (c == escape && at + 1 < text.length()) {
                field.append(text.charAt(at + 1));
                at += 2;
            } else if (c == delimiter) {
                endField();
                at++;
            } else if (c == '\n' || c == '\r') {
                endRow();
                at += c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 2 : 1;
            } else {
                field.append(c);
                at++;
            }
        }
        endRow();
        return true;
    }

    /** The place behind the closing quote, or -1. */
    private int quoted(int from) {
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) != quote) {
                field.append(text.charAt(at));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                field.append((char) quote);
                at++;
            } else {
                boolean ends = at + 1 == text.length()
                        || "\r\n".indexOf(text.charAt(at + 1)) >= 0
                        || text.charAt(at + 1) == delimiter;
                return ends ? at + 1 : -1;
            }
        }
        return -1;
    }

    private void endField() {
        row.add(field.toString());
        field.setLength(0);
    }

    private void endRow() {
        endField();
        if (row.size() > 1 || !row.get(0).isEmpty()) {
            rows.add(row);
        }
        row = new ArrayList<>();
    }
}
