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
    /** In the table from here on: no character, or one that is refused. */
    private static final char REFUSED = '\uFFFE';

    private static final char REPLACEMENT = '\uFFFD';
    private static final short LACKING = -1;
    private static final int MOST_SHOWN = 32;

    private final Charset charset;
    /** The character of each byte where every character is one byte; empty otherwise. */
    private final char[] table;
    /** Whether a byte is the character of the same number, as in Latin-1. */
    private final boolean[] isPlain = new boolean[256];
    /** The byte of each character that the table has, up to the last of them; {@link #LACKING} for others. */
    private final short[] codes;

    Characters(Charset charset) {
        this.charset = charset;
        this.table = charset.newEncoder().maxBytesPerChar() == 1f ? table(charset) : new char[0];
        for (int i = 0; i < table.length; i++) {
            isPlain[i] = table[i] == i;
        }
        this.codes = codes();
    }

    private short[] codes() {
        int last = -1;
        for (char c : table) {
            last = c < REFUSED ? Math.max(last, c) : last;
        }
        var codes = new short[last + 1];
        Arrays.fill(codes, LACKING);
        for (char c : table) {
            if (c < REFUSED) {
                oneByte(c).ifPresent(code -> codes[c] = (short) (code & 0xFF));
            }
        }
        return codes;
    }

    private static char[] table(Charset charset) {
        var table = new char[256];
        for (int i = 0; i < table.length; i++) {
            var text = new String(new byte[] {(byte) i}, charset);
            boolean isOne = text.length() == 1 && text.charAt(0) != REPLACEMENT && !isControl(text.charAt(0));
            table[i] = isOne ? text.charAt(0) : REFUSED;
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

    /** The same without the padding. */
    Result<String> decode(byte[] bytes, int at, int length, Padding padding) {
        if (table.length == 0) {
            return decodeMany(bytes, at, length).then(text -> Result.ok(padding.strip(text)));
        }
        int from = at;
        int to = at + length;
        while (padding.right() && from < to && table[bytes[from] & 0xFF] == padding.pad()) {
            from++;
        }
        while (!padding.right() && to > from && table[bytes[to - 1] & 0xFF] == padding.pad()) {
            to--;
        }
        return decodeSingle(bytes, from, to - from);
    }

    // Most fields are ASCII in a set that has it, and need no text of their own to be put together first.
    private Result<String> decodeSingle(byte[] bytes, int at, int length) {
        int plain = 0;
        while (plain < length && isPlain[bytes[at + plain] & 0xFF]) {
            plain++;
        }
        if (plain == length) {
            return Result.ok(new String(bytes, at, length, StandardCharsets.ISO_8859_1));
        }
        var text = new char[length];
        for (int i = 0; i < length; i++) {
            char c = table[bytes[at + i] & 0xFF];
            if (c >= REFUSED) {
                return refused(bytes, at + i);
            }
            text[i] = c;
        }
        return Result.ok(new String(text));
    }

    private Result<String> refused(byte[] bytes, int at) {
        char c = new String(bytes, at, 1, charset).charAt(0);
        return isControl(c) ? control(c) : notOurs(bytes, at, 1);
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
        var shown = "bytes " + hex(bytes, at, length);
        return Result.failed(new Failure(FailureCode.READ_CHARSET, "", shown, "characters of " + charset));
    }

    /** Bytes as a person can read them: {@code 4E C3}. Of many, the first. */
    static String hex(byte[] bytes, int at, int length) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes, at, at + Math.min(length, MOST_SHOWN));
    }

    private static Result<String> control(char c) {
        return Result.failed(new Failure(FailureCode.READ_RECORD, "", codePoint(c), "text without control characters"));
    }

    /** The bytes of a text, or MAP-UNWRITABLE with the first character that the character set lacks. */
    Result<byte[]> encode(String text) {
        return table.length == 0 ? encodeMany(text) : encodeSingle(text);
    }

    private Result<byte[]> encodeSingle(String text) {
        var bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = text.charAt(i);
            if (c >= codes.length || codes[c] == LACKING) {
                return unwritable(text);
            }
            bytes[i] = (byte) codes[c];
        }
        return Result.ok(bytes);
    }

    private Result<byte[]> encodeMany(String text) {
        try {
            var encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
            return text.chars().anyMatch(c -> isControl((char) c))
                    ? unwritable(text)
                    : Result.ok(Arrays.copyOf(encoded.array(), encoded.limit()));
        } catch (CharacterCodingException e) {
            return unwritable(text);
        }
    }

    private Result<byte[]> unwritable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return Result.failed(new Failure(
                        FailureCode.MAP_UNWRITABLE, "", codePoint(text.charAt(i)), "text without control characters"));
            }
        }
        return Result.failed(new Failure(
                FailureCode.MAP_UNWRITABLE, "", text, "characters of " + charset + ", which lacks " + lacking(text)));
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
        if (table.length > 0) {
            return 1 + Math.min(at, record.length);
        }
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
