package passerelle.format.flat;

import java.util.Map;
import java.util.Optional;

/**
 * A record as its file will have it.
 *
 * @param bytes without the line end; treat as immutable
 * @param amounts the numbers that a control total adds up, by field
 * @param header the header that its file must have
 */
public record Encoded(String type, byte[] bytes, Map<String, String> amounts, Optional<Encoded> header) {

    /** A record that fits any header. */
    public Encoded(String type, byte[] bytes, Map<String, String> amounts) {
        this(type, bytes, amounts, Optional.empty());
    }

    public Encoded {
        amounts = Map.copyOf(amounts);
    }

    /** Without the content, which is personal data. */
    @Override
    public String toString() {
        return type + ", " + bytes.length + " bytes";
    }
}
