package passerelle.format.flat;

import java.util.Map;

/**
 * A record as its file will have it.
 *
 * @param bytes without the line end; treat as immutable
 * @param amounts the numbers that a control total adds up, by field
 */
public record Encoded(String type, byte[] bytes, Map<String, String> amounts) {

    public Encoded {
        amounts = Map.copyOf(amounts);
    }

    /** Without the content, which is personal data. */
    @Override
    public String toString() {
        return type + ", " + bytes.length + " bytes";
    }
}
