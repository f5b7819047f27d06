package passerelle.format.flat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * A character set that never guesses: a byte that is none of its characters is refused and does not become U+FFFD, a
 * character that it lacks is refused and does not become '?'. Control characters other than the tab are refused in both
 * directions: no name has them, XML cannot hold most of them, and a line end would break the file.
 */
final class Characters {
    private static final char NONE = '\uFFFF';
    private static final char REPLACEMENT = '\uFFFD';
    private static final int MOST_SHOWN = 32;

    private final Charset charset;
    /** The character of each byte where every character is one byte; empty otherwise. */
    private final char[] table;

    Characters(Charset charset) {
        this.charset = charset;
        this.table = charset.newEncoder().maxBytesPerChar() == 1f ? table(charset) : new char[0];
    }

    private static char[] table(Charset charset) {
        var table = new char[256];
        for (int i = 0; i < table.length; i++) {
            var text = new String(new byte[] {(byte) i}, charset);
            table[i] = text.length() == 1 && text.charAt(0) != REPLACEMENT ? text.charAt(0) : NONE;
        }
        return table;
    }

    Charset charset() {
        return charset;
    }

    /** The text of some bytes, or READ-CHARSET, or READ-RECORD for a control character. */
    Result<String> decode(byte[] bytes, int at, int length) {
        return table.length == 0 ? decodeMany(bytes, at, length) : decodeSingle(bytes, at, length);
    }

    private Result<String> decodeSingle(byte[] bytes, int at, int length) {
        var text = new char[length];
        for (int i = 0; i < length; i++) {
            char c = table[bytes[at + i] & 0xFF];
            if (c == NONE) {
                return notOurs(bytes, at + i, 1);
            }
            if (isControl(c)) {
                return control(c);
            }
            text[i] = c;
        }
        return Result.ok(new String(text));
    }

    private Result<String> decodeMany(byte[] bytes, int at, int length) {
        var text = new String(bytes, at, length, charset);
        if (text.indexOf(REPLACEMENT) >= 0 && !isWellFormed(bytes, at, length)) {
            return notOurs(bytes, at, length);
        }
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return control(text.charAt(i));
            }
        }
        return Result.ok(text);
    }

    private boolean isWellFormed(byte[] bytes, int at, int length) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private Result<String> notOurs(byte[] bytes, int at, int length) {
        var shown = HexFormat.ofDelimiter(" ")
                .withUpperCase()
                .formatHex(Arrays.copyOfRange(bytes, at, at + Math.min(length, MOST_SHOWN)));
        return Result.failed(new Failure(FailureCode.READ_CHARSET, "", "bytes " + shown, "characters of " + charset));
    }

    private static Result<String> control(char c) {
        return Result.failed(new Failure(FailureCode.READ_RECORD, "", codePoint(c), "text without control characters"));
    }

    /** The bytes of a text, or MAP-UNWRITABLE with the first character that the character set lacks. */
    Result<byte[]> encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return Result.failed(new Failure(
                        FailureCode.MAP_UNWRITABLE, "", codePoint(text.charAt(i)), "text without control characters"));
            }
        }
        try {
            var encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
            return Result.ok(Arrays.copyOf(encoded.array(), encoded.limit()));
        } catch (CharacterCodingException e) {
            return Result.failed(new Failure(
                    FailureCode.MAP_UNWRITABLE,
                    "",
                    text,
                    "characters of " + charset + ", which lacks " + lacking(text)));
        }
    }

    private String lacking(String text) {
        var encoder = charset.newEncoder();
        return text.codePoints()
                .filter(c -> !encoder.canEncode(Character.toString(c)))
                .mapToObj(Characters::codePoint)
                .findFirst()
                .orElse("one of them");
    }

    /** Whether a byte below 80 is always the character that it is in ASCII, so that a record may be cut at it. */
    boolean canBeCut() {
        return table.length > 0 || charset.equals(StandardCharsets.UTF_8);
    }

    /** The byte of a character, if it is exactly one byte. */
    OptionalInt oneByte(char c) {
        var bytes = charset.encode(Character.toString(c));
        var single = bytes.remaining() == 1 && charset.newEncoder().canEncode(c);
        return single ? OptionalInt.of(bytes.get(0)) : OptionalInt.empty();
    }

    /** The column, from 1 and in characters, of the byte {@code at} of a record, whatever stands before it. */
    int column(byte[] record, int at) {
        var before = new String(record, 0, Math.min(at, record.length), charset);
        return 1 + before.codePointCount(0, before.length());
    }

    /** The beginning of a record as a person can read it, for the sender of a record that is none of ours. */
    String beginning(byte[] record) {
        var text = new StringBuilder(new String(record, 0, Math.min(record.length, MOST_SHOWN), charset));
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                text.setCharAt(i, REPLACEMENT);
            }
        }
        return text.toString();
    }

    private static boolean isControl(char c) {
        return c < ' ' && c != '\t' || c >= 0x7F && c < 0xA0 || c >= 0xFFFE;
    }

    private static String codePoint(int c) {
        return "U+%04X".formatted(c);
    }
}
