package passerelle.format;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file was, once it is read to its end.
 *
 * @param read records, of which {@code good} and {@code bad} were handed on
 * @param types by name and in the order of the layout; records of no type are in {@code read} and {@code bad} only
 * @param faults of the file as a whole: a header or trailer that is missing, a control total that does not fit
 */
public record Totals(long read, long good, long bad, Map<String, Count> types, List<? extends FileFault> faults) {

    /** Records of one type. */
    public record Count(long read, long good) {}

    public Totals {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        faults = List.copyOf(faults);
    }

    /** The file is whole: header and trailer stand where they should and every control total fits. */
    public boolean hold() {
        return faults.isEmpty();
    }
}
