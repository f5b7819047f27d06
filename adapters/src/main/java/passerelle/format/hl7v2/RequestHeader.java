package passerelle.format.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an answer takes from the MSH of a request, however broken it is; fields that are not there are "".
 *
 * @param fields of MSH as they were sent, the id first @param delimiters that the answer uses
 * @param charset of the answer @param words the character set of what we say ourselves in it
 */
record RequestHeader(List<String> fields, Delimiters delimiters, Charset charset, Charset words) {
    /** Longer than any field of a header, also than a control id of HL7 2.7. */
    private static final int LONGEST = 250;

    private static final int HEADER = 8 << 10;
    private static final Pattern BEFORE_2_5 = Pattern.compile("2\\.[0-4](\\..*)?");

    RequestHeader {
        fields = List.copyOf(fields);
    }

    static RequestHeader of(byte[] request) {
        var line = line(request);
        if (line.length < 5) {
            return new RequestHeader(
                    List.of(), Delimiters.USUAL, StandardCharsets.US_ASCII, StandardCharsets.US_ASCII);
        }
        var bytes = new String(line, StandardCharsets.ISO_8859_1);
        var name = part(MessageNodes.split(bytes, bytes.charAt(3)), 17);
        var charset = name.isEmpty() ? Optional.of(StandardCharsets.UTF_8) : CharacterSet.named(name);
        var text = charset.flatMap(set -> CharacterSet.decode(line, 0, set));
        return text.isPresent()
                ? of(text.get(), charset.get(), charset.get())
                : of(bytes, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII);
    }

    private static RequestHeader of(String text, Charset charset, Charset words) {
        var fields = MessageNodes.split(text, text.charAt(3));
        try {
            return new RequestHeader(fields, Delimiters.of(text, 1), charset, words);
        } catch (Refused e) {
            return new RequestHeader(fields, Delimiters.USUAL, charset, words);
        }
    }

    /** The line of the first MSH; empty when there is none. */
    private static byte[] line(byte[] request) {
        for (int at = 0; at + 3 < request.length; at++) {
            boolean begins = at == 0 || request[at - 1] < ' ';
            if (begins && request[at] == 'M' && request[at + 1] == 'S' && request[at + 2] == 'H') {
                int end = at;
                while (end < request.length && end - at < HEADER && request[end] != '\r' && request[end] != '\n') {
                    end++;
                }
                return Arrays.copyOfRange(request, at, end);
            }
        }
        return new byte[0];
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    /** MSH-{@code number} as it stands, without what would break the answer or its frame. */
    String field(int number) {
        var text = part(fields, number - 1);
        var out = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (c == delimiters.field()) {
                out.append(delimiters.escape()).append('F').append(delimiters.escape());
            } else {
                out.appendCodePoint(c < ' ' || c == 0x7F ? ' ' : c);
            }
        });
        return out.toString();
    }

    /** A component of MSH-{@code number}, from 1. */
    String component(int number, int component) {
        var first = MessageNodes.split(field(number), delimiters.repetition()).get(0);
        return part(MessageNodes.split(first, delimiters.component()), component - 1);
    }

    /** Whether ERR has its components of HL7 2.5 and later. */
    boolean knowsErrorFields() {
        return !BEFORE_2_5.matcher(component(12, 1)).matches();
    }

    /** MSH-18, when the answer is in that character set. */
    String characterSet() {
        return CharacterSet.named(field(18)).filter(charset::equals).isPresent() ? field(18) : "";
    }
}
