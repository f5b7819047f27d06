package passerelle.format.copybook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How an item is stored, with its length as IBM's compilers have it. */
enum Usage {
    DISPLAY("DISPLAY", 0),
    PACKED("COMP-3", 0),
    BINARY("COMP", 0),
    NATIVE_BINARY("COMP-5", 0),
    NATIONAL("NATIONAL", 0),
    DOUBLE_BYTE("DISPLAY-1", 0),
    FLOAT("COMP-1", 4),
    DOUBLE("COMP-2", 8),
    INDEX("INDEX", 4),
    POINTER("POINTER", 4),
    PROCEDURE_POINTER("PROCEDURE-POINTER", 8);

    private static final Map<String, Usage> WORDS = words();

    private final String word;
    private final int bytes;

    Usage(String word, int bytes) {
        this.word = word;
        this.bytes = bytes;
    }

    private static Map<String, Usage> words() {
        var words = new LinkedHashMap<String, Usage>();
        for (var usage : values()) {
            words.put(usage.word, usage);
        }
        words.put("BINARY", BINARY);
        words.put("COMP-4", BINARY);
        words.put("PACKED-DECIMAL", PACKED);
        for (var usage : Map.copyOf(words).entrySet()) {
            if (usage.getKey().startsWith("COMP")) {
                words.put(usage.getKey().replace("COMP", "COMPUTATIONAL"), usage.getValue());
            }
        }
        return Map.copyOf(words);
    }

    static Optional<Usage> of(String word) {
        return Optional.ofNullable(WORDS.get(word));
    }

    /** Its length is known without a picture. */
    boolean needsNoPicture() {
        return bytes > 0;
    }

    /** Of an item without picture. */
    int bytes() {
        return bytes;
    }

    boolean isBinary() {
        return this == BINARY || this == NATIVE_BINARY;
    }

    /** Where SYNCHRONIZED puts an item of so many bytes: at a multiple of this. */
    int alignment(long length) {
        return switch (this) {
            case DOUBLE -> 8;
            case FLOAT, INDEX, POINTER, PROCEDURE_POINTER -> 4;
            case BINARY, NATIVE_BINARY -> length == 2 ? 2 : 4;
            case DISPLAY, PACKED, NATIONAL, DOUBLE_BYTE -> 1;
        };
    }

    @Override
    public String toString() {
        return word;
    }
}
