package passerelle.format.copybook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import passerelle.format.copybook.Picture.Kind;
import passerelle.format.copybook.Statement.Sign;

/**
 * Bytes of an item with a picture, and what the layout says of them.
 *
 * @param attributes type, decimals, sign and what goes with them; none for text
 */
record Storage(long bytes, Map<String, String> attributes) {

    Storage {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** Empty when a picture and a usage do not go together. */
    static Optional<Storage> of(Picture picture, Usage usage, Optional<Sign> sign) {
        if (picture.kind() != Kind.NUMBER) {
            return usage == Usage.DISPLAY ? Optional.of(new Storage(picture.length(), Map.of())) : Optional.empty();
        }
        return switch (usage) {
            case DISPLAY -> Optional.of(zoned(picture, sign.orElse(Sign.TRAILING)));
            case PACKED -> Optional.of(packed(picture));
            case BINARY, NATIVE_BINARY -> binary(picture, usage);
            default -> Optional.empty();
        };
    }

    private static Storage zoned(Picture picture, Sign sign) {
        long bytes = picture.digits() + (picture.signed() ? sign.bytes() : 0);
        var attributes = number(picture, "number", picture.signed() ? sign.word() : "none");
        if (picture.signed() && sign.bytes() > 0) {
            attributes.put("plus", "sign");
        }
        return new Storage(bytes, attributes);
    }

    /** An even number of digits leaves half a byte that is zero. */
    private static Storage packed(Picture picture) {
        var attributes = number(picture, "packed", picture.signed() ? "packed" : "none");
        if (picture.digits() % 2 == 0) {
            attributes.put("digits", Integer.toString(picture.digits()));
        }
        return new Storage(picture.digits() / 2 + 1, attributes);
    }

    /** COMP-5 has whatever its bytes hold, the others what their picture says. */
    private static Optional<Storage> binary(Picture picture, Usage usage) {
        var attributes = number(picture, "binary", picture.signed() ? "twos-complement" : "none");
        if (usage == Usage.BINARY) {
            attributes.put("digits", Integer.toString(picture.digits()));
        }
        long bytes = binary(picture.digits());
        return bytes == 0 ? Optional.empty() : Optional.of(new Storage(bytes, attributes));
    }

    /** Bytes of a binary number with so many digits; 0 when they are too many. */
    static long binary(int digits) {
        return digits <= 4 ? 2 : digits <= 9 ? 4 : digits <= 18 ? 8 : 0;
    }

    private static Map<String, String> number(Picture picture, String type, String sign) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("type", type);
        if (picture.decimals() > 0) {
            attributes.put("decimals", Integer.toString(picture.decimals()));
        }
        attributes.put("sign", sign);
        return attributes;
    }
}
