package passerelle.config;

import java.util.function.Function;
import java.util.regex.Pattern;

/** What a text of the configuration must look like, with the words that tell a person. */
enum Forms {
    PURPOSE("lower-case words joined by hyphens as in border-management", "[a-z]+(-[a-z]+)*"),
    USER("letters, digits, '.', '_', '@' and '-'", "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}"),
    HOST("a host name or address", "[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*"),
    LINE("one line of text", "[^\\p{Cntrl}]+"),
    HL7_NAME("up to 227 printable ASCII characters without '|', as in PANEL-CLINIC", "[!-{}~]([ -{}~]{0,225}[!-{}~])?"),
    FILE_PREFIX("up to 32 letters, digits, '_' and '-' as in BORDER", "[A-Za-z0-9][A-Za-z0-9_-]{0,31}"),
    FILE_EXTENSION("up to 8 letters and digits as in TXT", "[A-Za-z0-9]{1,8}"),
    DONE_SUFFIX("'.', '_' or '-' and up to 15 letters and digits as in .done", "[._-][A-Za-z0-9]{1,15}"),
    TIME_OF_DAY("a time of day in UTC as in 06:00", "([01][0-9]|2[0-3]):[0-5][0-9]"),
    LOG_ORIGIN("letters, digits, '.', '/', '_' and '-'", "[A-Za-z0-9][A-Za-z0-9./_-]{0,127}"),
    AGREEMENT_ID("letters and digits joined by '-' or '.' as in A-XAA-XBB-2026-014", "[A-Za-z0-9]+([.-][A-Za-z0-9]+)*"),
    MESSAGE_TYPE("words in CamelCase as in BorderCrossingRecord", "([A-Z][a-z0-9]+)+"),
    GROUND("a letter of GDPR art. 9(2) as in 9-2-c", "9-2-[a-j]"),
    FIELD("a path of lower-case words as in person/name", "[a-z][a-z-]*(/[a-z][a-z-]*)*");

    private final String expected;
    private final Pattern form;

    Forms(String expected, String form) {
        this.expected = expected;
        this.form = Pattern.compile(form);
    }

    String expected() {
        return expected;
    }

    /** The text itself. @throws IllegalArgumentException when it has another form */
    Function<String, String> reader() {
        return text -> {
            if (!form.matcher(text).matches()) {
                throw new IllegalArgumentException(text);
            }
            return text;
        };
    }

    /** A text of this form that must be there; "" stands in. */
    String needed(YamlMap map, String key) {
        return map.needed(key, "", expected, reader());
    }
}
