package passerelle.format.hl7v2;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The escape sequences of HL7 2.9 §2.7. Those that stand for characters become these; those that format, change the
 * character set or are a site's own have no character, and stay what they are, as the XML encoding of HL7 v2 has them.
 */
final class Escapes {
    private static final Pattern FORMATTING =
            Pattern.compile("[HN]|\\.[A-Za-z]{2}[+-]?[0-9]{0,4}|[CM](?:[0-9A-Fa-f]{2}){1,3}|Z[^\\p{Cntrl}]{0,60}|P");

    private static final Pattern HEXADECIMAL = Pattern.compile("X(?:[0-9A-Fa-f]{2})+");

    /** Takes a text piece by piece. */
    interface Sink {
        void text(String text);

        /** A sequence without the escape characters around it: {@code .br}. */
        void sequence(String sequence);
    }

    private Escapes() {}

    /**
     * Hands on what a text says.
     *
     * @return the first sequence that HL7 does not know, or that does not end; "" when all are understood
     */
    static String decode(String text, Delimiters delimiters, Sink sink) {
        var plain = new StringBuilder();
        int start = 0;
        int open = text.indexOf(delimiters.escape());
        while (open >= 0) {
            plain.append(text, start, open);
            int close = text.indexOf(delimiters.escape(), open + 1);
            if (close < 0) {
                return text.substring(open, Math.min(text.length(), open + 8));
            }
            var sequence = text.substring(open + 1, close);
            if (!character(sequence, delimiters, plain)) {
                if (!isSequence(sequence)) {
                    return text.substring(open, close + 1);
                }
                flush(plain, sink::text);
                sink.sequence(sequence);
            }
            start = close + 1;
            open = text.indexOf(delimiters.escape(), start);
        }
        plain.append(text, start, text.length());
        flush(plain, sink::text);
        return "";
    }

    /** Appends the characters that a sequence stands for. */
    private static boolean character(String sequence, Delimiters delimiters, StringBuilder out) {
        if (sequence.length() == 1 && delimiters.named(sequence.charAt(0)) != 0) {
            out.append(delimiters.named(sequence.charAt(0)));
            return true;
        }
        if (HEXADECIMAL.matcher(sequence).matches()) {
            var bytes = HexFormat.of().parseHex(sequence, 1, sequence.length());
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            if (text.chars().allMatch(c -> c == '\t' || c == '\r' || c == '\n' || c >= ' ' && c < 0x7F)) {
                out.append(text);
                return true;
            }
        }
        return false;
    }

    /** Whether this is a sequence that stands for no character of its own, or for bytes that are none of XML. */
    static boolean isSequence(String sequence) {
        return FORMATTING.matcher(sequence).matches()
                || HEXADECIMAL.matcher(sequence).matches();
    }

    private static void flush(StringBuilder plain, Consumer<String> sink) {
        if (plain.length() > 0) {
            sink.accept(plain.toString());
            plain.setLength(0);
        }
    }

    /** Appends a text with its delimiters and line breaks escaped. */
    static void encode(CharSequence text, Delimiters delimiters, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char name = delimiters.escapeName(c);
            if (name != 0) {
                out.append(delimiters.escape()).append(name).append(delimiters.escape());
            } else if (isBreak(c)) {
                out.append(delimiters.escape()).append('X');
                for (; i < text.length() && isBreak(text.charAt(i)); i++) {
                    out.append(text.charAt(i) == '\r' ? "0D" : "0A");
                }
                i--;
                out.append(delimiters.escape());
            } else {
                out.append(c);
            }
        }
    }

    private static boolean isBreak(char c) {
        return c == '\r' || c == '\n';
    }

    /** The first control character that is neither a tabulator nor a line break; -1 when there is none. */
    static int control(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' && !isBreak(c) || c >= 0x7F && c < 0xA0 || c >= 0xFFFE) {
                return c;
            }
        }
        return -1;
    }
}
