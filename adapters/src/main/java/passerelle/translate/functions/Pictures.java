package passerelle.translate.functions;

import static passerelle.translate.functions.Function.MAYBE_MAP;
import static passerelle.translate.functions.Function.STRING;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.ExtensionFunction;
import net.sf.saxon.s9api.XdmEmptySequence;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XdmValue;

/** {@code p:picture}: what a picture in base64 (RFC 4648) is, by its first bytes; a name or type that somebody claims says nothing. */
final class Pictures {
    private static final HexFormat HEX = HexFormat.of();

    /** First bytes of the picture formats that offices use: PNG, JPEG, GIF, BMP, TIFF, JPEG 2000. */
    private static final Map<String, String> SIGNATURES = Map.of(
            "89504e470d0a1a0a",
            "image/png",
            "ffd8ff",
            "image/jpeg",
            "474946383761",
            "image/gif",
            "474946383961",
            "image/gif",
            "424d",
            "image/bmp",
            "49492a00",
            "image/tiff",
            "4d4d002a",
            "image/tiff",
            "0000000c6a5020200d0a870a",
            "image/jp2");

    private static final int LONGEST_SIGNATURE = 12;

    private Pictures() {}

    static List<ExtensionFunction> all() {
        return List.of(
                // p:picture('iVBORw0KGgo…') is map{'media-type': 'image/png', 'size': '621', 'sha256': '0f3c…'}; what
                // is no
                // base64, or no picture, is the empty sequence.
                new Function("picture", MAYBE_MAP, List.of(STRING), given -> of(given.text(0))
                        .<XdmValue>map(XdmMap::makeMap)
                        .orElse(XdmEmptySequence.getInstance())));
    }

    static Optional<Map<String, String>> of(String base64) {
        return bytes(base64).flatMap(bytes -> mediaType(bytes)
                .map(type -> Map.of(
                        "media-type",
                        type,
                        "size",
                        String.valueOf(bytes.length),
                        "sha256",
                        HEX.formatHex(sha256(bytes)))));
    }

    /** XML may break the text over lines; all else outside of the alphabet is no base64, and so is a text cut short. */
    private static Optional<byte[]> bytes(String base64) {
        var text = base64.replaceAll("[ \t\r\n]+", "").getBytes(StandardCharsets.UTF_8);
        if (text.length % 4 != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> mediaType(byte[] bytes) {
        var first = HEX.formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_SIGNATURE)));
        return SIGNATURES.entrySet().stream()
                .filter(signature -> first.startsWith(signature.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
