package passerelle.translate;

import java.util.Locale;

/** How the common model names the content of a type of message. */
final class CommonTypes {
    private CommonTypes() {}

    /** BorderCrossingRecord becomes border-crossing-record. */
    static String content(String type) {
        return type.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
