package passerelle.format.hl7v2;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The character sets that MSH-18 may name (HL7 table 0211). Those that change within a message by ISO 2022 escapes (ISO
 * IR87, ISO IR159) and those whose delimiters are not ASCII bytes (UTF-16, UTF-32) are not among them.
 */
final class CharacterSet {
    /** MSH-18 of UTF-8. */
    static final String UTF_8 = "UNICODE UTF-8";

    private static final Map<String, Charset> SETS = sets();

    private CharacterSet() {}

    private static Map<String, Charset> sets() {
        var sets = new LinkedHashMap<String, Charset>();
        sets.put(UTF_8, StandardCharsets.UTF_8);
        sets.put("UTF-8", StandardCharsets.UTF_8);
        sets.put("ASCII", StandardCharsets.US_ASCII);
        for (int part : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 15}) {
            sets.put("8859/" + part, Charset.forName("ISO-8859-" + part));
            sets.put("ISO-8859-" + part, Charset.forName("ISO-8859-" + part));
        }
        sets.put("ISO IR14", Charset.forName("JIS_X0201"));
        sets.put("GB 18030-2000", Charset.forName("GB18030"));
        sets.put("KS X 1001", Charset.forName("EUC-KR"));
        sets.put("CNS 11643-1992", Charset.forName("x-EUC-TW"));
        sets.put("BIG-5", Charset.forName("Big5"));
        return Collections.unmodifiableMap(sets);
    }

    static Optional<Charset> named(String name) {
        return Optional.ofNullable(SETS.get(name));
    }

    /** The names that are known, for people. */
    static String known() {
        return "one of " + String.join(", ", SETS.keySet());
    }

    /** The text of bytes; empty when they are not of the character set. */
    static Optional<String> decode(byte[] bytes, int offset, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, offset, bytes.length - offset))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** How many bytes at the beginning are of the character set: the place of the first that is not. */
    static int readable(byte[] bytes, int offset, Charset charset) {
        var in = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var out = CharBuffer.allocate(bytes.length - offset + 1);
        decoder.decode(in, out, true);
        return in.position();
    }
}
