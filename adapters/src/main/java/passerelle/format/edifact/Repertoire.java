package passerelle.format.edifact;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The characters of a syntax identifier (ISO 9735, element 0001). Reading takes the whole of the character set that the
 * identifier names, so UNOA may have small letters; writing keeps to the letter of the standard.
 */
final class Repertoire {
    /** What level A of the versions before 4 has, in capitals and digits and these. */
    private static final String LEVEL_A = " .,-()/='+:?!\"%&*;<>";

    /** What ISO 646 leaves to nations; UNOA and UNOB of version 4 have all the others. */
    private static final String NATIONAL = "#$@[\\]^`{|}~";

    private static final Map<String, String> CHARSETS = Map.ofEntries(
            Map.entry("UNOA", "US-ASCII"),
            Map.entry("UNOB", "US-ASCII"),
            Map.entry("IATA", "US-ASCII"),
            Map.entry("IATB", "US-ASCII"),
            Map.entry("UNOC", "ISO-8859-1"),
            Map.entry("UNOD", "ISO-8859-2"),
            Map.entry("UNOE", "ISO-8859-5"),
            Map.entry("UNOF", "ISO-8859-7"),
            Map.entry("UNOG", "ISO-8859-3"),
            Map.entry("UNOH", "ISO-8859-4"),
            Map.entry("UNOI", "ISO-8859-6"),
            Map.entry("UNOJ", "ISO-8859-8"),
            Map.entry("UNOK", "ISO-8859-9"),
            Map.entry("UNOW", "UTF-8"),
            Map.entry("UNOY", "UTF-8"));

    /** For what is read before the identifier is known, and where it is unknown. */
    static final Repertoire ASCII = new Repertoire("UNOB", StandardCharsets.US_ASCII, each -> true);

    private final String identifier;
    private final Charset charset;
    private final IntPredicate written;

    private Repertoire(String identifier, Charset charset, IntPredicate written) {
        this.identifier = identifier;
        this.charset = charset;
        this.written = written;
    }

    /** Empty when the gateway cannot read this identifier, as UNOX. */
    static Optional<Repertoire> of(String identifier, int version) {
        return Optional.ofNullable(CHARSETS.get(identifier))
                .map(name -> new Repertoire(identifier, Charset.forName(name), written(identifier, version)));
    }

    private static IntPredicate written(String identifier, int version) {
        boolean hasSmall = !identifier.endsWith("A");
        if (!identifier.equals("UNOA") && !identifier.equals("UNOB")) {
            return each -> true;
        }
        IntPredicate letters = each ->
                each >= 'A' && each <= 'Z' || each >= '0' && each <= '9' || hasSmall && each >= 'a' && each <= 'z';
        return version >= 4
                ? each -> each >= ' '
                        && each < 0x7F
                        && (hasSmall || each < 'a' || each > 'z')
                        && NATIONAL.indexOf(each) < 0
                : letters.or(each -> LEVEL_A.indexOf(each) >= 0);
    }

    static String identifiers() {
        return String.join(", ", CHARSETS.keySet().stream().sorted().toList());
    }

    String identifier() {
        return identifier;
    }

    /** The text of some bytes; empty when one of them is no character of it or a control character. */
    Optional<String> decode(byte[] bytes) {
        try {
            var text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.codePoints().allMatch(Repertoire::isText) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** What {@link #decode} stops at, as people read it: {@code byte 0x87}, or {@code U+0085}. */
    String wrong(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var text = CharBuffer.allocate(bytes.length);
        charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, text, true);
        return text.flip()
                .codePoints()
                .filter(each -> !isText(each))
                .mapToObj("U+%04X"::formatted)
                .findFirst()
                .orElseGet(() -> "byte 0x%02X".formatted(in.get() & 0xFF));
    }

    private static boolean isText(int each) {
        return each >= ' ' && (each < 0x7F || each > 0x9F) && each != 0xFFFE && each != 0xFFFF;
    }

    /** The bytes of a text that has no {@link #firstUnwritable}. */
    byte[] encode(String text) {
        return text.getBytes(charset);
    }

    /** The first character that may not be written. */
    Optional<String> firstUnwritable(String text) {
        return text.codePoints()
                .filter(each -> !isText(each) || !written.test(each) || !canEncode(each))
                .mapToObj(Character::toString)
                .findFirst();
    }

    private boolean canEncode(int each) {
        return charset.newEncoder().canEncode(CharBuffer.wrap(Character.toChars(each)));
    }
}
