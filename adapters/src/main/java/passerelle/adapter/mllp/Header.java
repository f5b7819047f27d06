package passerelle.adapter.mllp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The segment MSH of a message as far as addressing needs it: its fields as they stand in the bytes. */
final class Header {
    private static final int LONGEST = 4 << 10;

    private final String[] fields;

    private Header(String[] fields) {
        this.fields = fields;
    }

    /** Empty when the bytes do not begin with one that is readable byte by byte. */
    static Optional<Header> of(byte[] message) {
        // A byte order mark in UTF-8 may come first.
        int from = message.length > 2 && message[0] == (byte) 0xEF ? 3 : 0;
        var text = new String(message, from, Math.min(LONGEST, message.length - from), StandardCharsets.ISO_8859_1);
        if (!text.startsWith("MSH") || text.length() < 5) {
            return Optional.empty();
        }
        var segment = text.split("[\r\n]", 2)[0];
        return Optional.of(new Header(segment.split(java.util.regex.Pattern.quote(segment.substring(3, 4)), -1)));
    }

    /** MSH-1 is the separator itself. @param number 3 for MSH-3; "" when the segment is shorter */
    String field(int number) {
        return number - 1 < fields.length ? fields[number - 1] : "";
    }

    /** Whether a field is this name, alone or as its first component. */
    boolean says(int number, String name) {
        var field = field(number);
        var component = fields.length > 1 && !fields[1].isEmpty() ? fields[1].substring(0, 1) : "^";
        return field.equals(name) || field.startsWith(name + component);
    }
}
