package passerelle.draft;

import java.util.List;
import java.util.Optional;

/**
 * A field of a sample: a column, a span of a line, or an element of XML that has a text.
 *
 * @param path from the native record to it, as in {@code birth-date} or {@code n:person/n:name}
 * @param name what it is called in drafts, once in its record
 * @param header what its column or element is called by the partner; empty where a file has no names
 * @param values its texts in the samples, blank ones too, in order
 * @param length bytes that the layout gives it
 * @param constant the one text that it has because it tells the type of its record
 * @param isRepeated whether one message has it several times
 */
record Field(
        String path,
        String name,
        Optional<String> header,
        List<String> values,
        int length,
        Optional<String> constant,
        boolean isRepeated) {
    Field {
        values = List.copyOf(values);
    }

    /** The texts that say something. */
    List<String> said() {
        return values.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return "Field[" + path + "]";
    }
}
