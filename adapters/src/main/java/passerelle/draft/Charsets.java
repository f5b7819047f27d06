package passerelle.draft;

import com.ibm.icu.text.CharsetDetector;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the character set of a sample by evidence: a byte order mark, bytes that only UTF-8 explains, blanks and digits
 * of EBCDIC, else which candidate makes letters of one alphabet and words of one case. Two candidates that read the
 * sample alike are told apart by nobody: then a person decides.
 */
public final class Charsets {
    /** In the order of how often they are met. */
    private static final List<String> CANDIDATES = List.of(
            "windows-1252",
            "windows-1250",
            "windows-1251",
            "windows-1256",
            "windows-1253",
            "windows-1254",
            "windows-1255",
            "windows-1257",
            "ISO-8859-15",
            "ISO-8859-2",
            "ISO-8859-5",
            "ISO-8859-6",
            "ISO-8859-7",
            "ISO-8859-8",
            "ISO-8859-9",
            "KOI8-R",
            "KOI8-U",
            "IBM850",
            "IBM852",
            "IBM866");

    private static final int MOST = 1 << 20;
    private static final double CLEAR = 0.12;
    private static final int FEW = 6;
    private static final char LOST = '\uFFFD';

    private Charsets() {}

    /** A candidate and how much of the sample's letters it explains, at most 1. */
    private record Scored(String charset, String text, double score) {}

    /** What the bytes say of their character set. */
    public static CharsetGuess of(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new CharsetGuess(
                    "UTF-8", 100, Optional.empty(), "It begins with the byte order mark of UTF-8.", true);
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return new CharsetGuess(
                    "UTF-16", 100, Optional.empty(), "It begins with the byte order mark of UTF-16.", true);
        }
        if (isEbcdic(bytes)) {
            return new CharsetGuess(
                    "IBM037",
                    70,
                    Optional.of("IBM1047"),
                    "Blanks are the byte 40 and digits F0 to F9, so it is EBCDIC; which national set is not to be seen:"
                            + " letters and digits are alike in all, brackets and letters with accents are not.",
                    false);
        }
        long high = count(bytes);
        if (high == 0) {
            return new CharsetGuess(
                    "US-ASCII",
                    90,
                    Optional.of("UTF-8"),
                    "It has ASCII only, which most sets share; any other letter is refused until the set is known.",
                    true);
        }
        var utf8 = decoded(bytes, StandardCharsets.UTF_8);
        if (utf8.filter(text -> text.indexOf(LOST) >= 0).isPresent()) {
            return new CharsetGuess(
                    "UTF-8",
                    20,
                    Optional.empty(),
                    "It holds U+FFFD, which stands for letters that were lost when the file was converted on its way: ask for it"
                            + " as it was sent.",
                    false);
        }
        if (utf8.isPresent()) {
            return new CharsetGuess(
                    "UTF-8",
                    99,
                    Optional.empty(),
                    "It has " + high
                            + " bytes beyond ASCII, and all make letters of UTF-8, which no other set's do by chance.",
                    true);
        }
        return ofOneByte(bytes);
    }

    private static CharsetGuess ofOneByte(byte[] bytes) {
        var part = bytes.length > MOST ? Arrays.copyOf(bytes, MOST) : bytes;
        var hint = decoded(part, hint(part)).orElse("");
        var scored = new ArrayList<Scored>();
        for (var candidate : CANDIDATES) {
            decoded(part, Charset.forName(candidate))
                    .ifPresent(text -> scored.add(
                            new Scored(candidate, text, Letters.score(text) + (text.equals(hint) ? 0.02 : 0))));
        }
        if (scored.isEmpty()) {
            return new CharsetGuess(
                    "ISO-8859-1", 0, Optional.empty(), "Its bytes are text in no set that is known here.", false);
        }
        scored.sort(Comparator.comparingDouble(Scored::score).reversed());
        var best = scored.get(0);
        var alike = scored.stream()
                .skip(1)
                .filter(other -> other.text().equals(best.text()))
                .map(Scored::charset)
                .toList();
        var second = scored.stream().skip(1).findFirst();
        double ahead = scored.stream()
                .skip(1)
                .filter(other -> !other.text().equals(best.text()))
                .findFirst()
                .map(other -> best.score() - other.score())
                .orElse(1.0);
        long letters = Letters.beyondAscii(best.text());
        boolean enough = letters >= FEW && best.score() > 0.5;
        boolean sure = alike.isEmpty() && ahead >= CLEAR && enough;
        int confidence = (int) Math.round(
                100 * Math.max(0.05, Math.min(0.97, sure ? 0.7 + ahead : best.score() / (2 + alike.size()))));
        return new CharsetGuess(
                best.charset(),
                confidence,
                second.map(Scored::charset),
                reason(best, alike, second.map(Scored::charset), letters, ahead),
                sure);
    }

    private static String reason(Scored best, List<String> alike, Optional<String> second, long letters, double ahead) {
        var text = "As " + best.charset() + " its " + letters + " characters beyond ASCII are "
                + Letters.describe(best.text()) + ".";
        if (!alike.isEmpty()) {
            return text + " " + String.join(", ", alike)
                    + " would read the sample alike and other letters differently.";
        }
        return text
                + second.map(other -> ahead >= CLEAR
                                ? " Next best is " + other + ", which fits worse."
                                : " " + other + " fits nearly as well.")
                        .orElse("");
    }

    /** What the statistics of ICU say, as one vote among others. */
    private static Charset hint(byte[] bytes) {
        var match = new CharsetDetector().setText(bytes).detect();
        return match != null && Charset.isSupported(match.getName())
                ? Charset.forName(match.getName())
                : StandardCharsets.ISO_8859_1;
    }

    /** The text, if every byte is one of the set and none is a control character that no text has. */
    private static Optional<String> decoded(byte[] bytes, Charset charset) {
        try {
            var text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().anyMatch(c -> c >= 0x7F && c < 0xA0) ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isEbcdic(byte[] bytes) {
        int part = Math.min(bytes.length, MOST);
        int ascii = 0;
        int ebcdic = 0;
        for (int i = 0; i < part; i++) {
            int b = bytes[i] & 0xFF;
            ascii += b >= 0x20 && b < 0x40 || b == 0x0A || b == 0x0D ? 1 : 0;
            ebcdic += b == 0x40 || b >= 0xF0 && b <= 0xF9 || isEbcdicLetter(b) ? 1 : 0;
        }
        return part > 0 && ebcdic > 0.7 * part && ascii < 0.02 * part;
    }

    private static boolean isEbcdicLetter(int b) {
        return b >= 0xC1 && b <= 0xC9
                || b >= 0xD1 && b <= 0xD9
                || b >= 0xE2 && b <= 0xE9
                || b >= 0x81 && b <= 0x89
                || b >= 0x91 && b <= 0x99
                || b >= 0xA2 && b <= 0xA9;
    }

    private static long count(byte[] bytes) {
        long high = 0;
        for (byte b : bytes) {
            high += b < 0 ? 1 : 0;
        }
        return high;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** The text of a sample without its byte order mark; a byte that the set lacks becomes the replacement character. */
    static String text(byte[] bytes, String charset) {
        var text = new String(bytes, Charset.forName(charset));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Whether a blank is one byte and a letter of ASCII too, so that a flat file may be in it. */
    static boolean isForFlat(String charset) {
        return !charset.toUpperCase(Locale.ROOT).startsWith("UTF-16");
    }
}
