package passerelle.draft;

import java.util.List;
import java.util.Optional;

/**
 * One type of record of a flat file.
 *
 * @param total for a trailer: the name of its field that counts records, and what it counts, as a layout says it
 */
record RecordShape(String name, Role role, List<Field> fields, Optional<Total> total) {
    /** Where a record stands in its file. */
    enum Role {
        HEADER,
        DATA,
        TRAILER
    }

    /** A control total. */
    record Total(String field, String equals) {}

    RecordShape {
        fields = List.copyOf(fields);
    }
}
