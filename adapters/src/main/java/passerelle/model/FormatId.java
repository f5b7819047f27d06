package passerelle.model;

import java.util.regex.Pattern;

/** Names a partner format and its version: the folder {@code xslt/<name>-v<n>}. */
public record FormatId(String value) implements Comparable<FormatId> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*-v[0-9]+");

    public FormatId {
        if (value.length() > 64 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Format '%s' must be lower-case words joined by hyphens and end in its version, as in 'notice-v2'"
                            .formatted(value));
        }
    }

    @Override
    public int compareTo(FormatId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
