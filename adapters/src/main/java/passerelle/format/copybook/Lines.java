package passerelle.format.copybook;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The lines of a copybook file, with tabs as blanks, and whether they have columns. Fixed format: sequence numbers in
 * columns 1 to 6, an indicator in column 7, text up to column 72. Free format: text everywhere.
 */
record Lines(List<String> texts, boolean isFree) {
    /** In bytes: more than any record description has. */
    static final int MOST_BYTES = 1 << 20;

    private static final int TAB = 8;
    private static final int MARGIN = 7;
    private static final Pattern ENTRY =
            Pattern.compile("(0?[1-9]|[1-4][0-9]|66|77|88)\\s.*|(01|COPY)\\b.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern SAYS_FREE = Pattern.compile("(>>\\s*SOURCE|\\$\\s*SET\\s+SOURCEFORMAT).*\\bFREE\\b.*");
    private static final Pattern SAYS_FIXED =
            Pattern.compile("(>>\\s*SOURCE|\\$\\s*SET\\s+SOURCEFORMAT).*\\bFIXED\\b.*");

    Lines {
        texts = List.copyOf(texts);
    }

    static Lines of(byte[] bytes, Reports reports) {
        if (bytes.length > MOST_BYTES) {
            reports.refuse(0, "a file of " + bytes.length + " bytes", "at most " + MOST_BYTES);
            return new Lines(List.of(), true);
        }
        var lines = new ArrayList<String>();
        for (var line : text(bytes, reports).split("\r\n|\n|\r", -1)) {
            lines.add(plain(line, lines.size() + 1, reports));
        }
        return new Lines(lines, isFree(lines));
    }

    private static String text(byte[] bytes, Reports reports) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
            reports.report(
                    0,
                    "the file is not UTF-8 and was read as ISO-8859-1; save it as UTF-8 if a literal has letters"
                            + " beyond ASCII");
        }
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return text.endsWith("\u001A") ? text.substring(0, text.length() - 1) : text;
    }

    private static String plain(String line, int number, Reports reports) {
        var plain = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                plain.append(" ".repeat(TAB - plain.length() % TAB));
            } else if (c == '\f') {
                plain.append(' ');
            } else if (c < ' ' || c >= 0x7F && c < 0xA0 || c >= 0xFFFE) {
                reports.refuse(number, "the control character U+%04X".formatted((int) c), "text");
                return "";
            } else {
                plain.append(c);
            }
        }
        return plain.toString().stripTrailing();
    }

    /** What the file says of itself, else what makes more of its lines begin with a level number or fit the columns. */
    private static boolean isFree(List<String> lines) {
        int fixed = 0;
        int free = 0;
        int unfit = 0;
        int written = 0;
        for (var line : lines) {
            var says = line.strip().toUpperCase(Locale.ROOT);
            if (SAYS_FREE.matcher(says).matches() || SAYS_FIXED.matcher(says).matches()) {
                return SAYS_FREE.matcher(says).matches();
            }
            boolean hasColumns = line.length() > MARGIN && line.charAt(MARGIN - 1) == ' ';
            fixed += hasColumns && isEntry(line.substring(MARGIN)) ? 1 : 0;
            free += isEntry(line) ? 1 : 0;
            written += says.isEmpty() ? 0 : 1;
            unfit += line.length() >= MARGIN && " */-Dd".indexOf(line.charAt(MARGIN - 1)) < 0 ? 1 : 0;
        }
        return free > fixed || free == fixed && 2 * unfit > written;
    }

    private static boolean isEntry(String text) {
        return ENTRY.matcher(text.strip() + " ").matches();
    }
}
