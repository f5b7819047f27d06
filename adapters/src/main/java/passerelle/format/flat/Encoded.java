package passerelle.format.flat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A record, or a group of records, as its file will have it.
 *
 * @param type name of the record or of the group
 * @param records in their order; one, unless it is a group
 * @param header the header that its file must have
 */
public record Encoded(String type, List<Line> records, Optional<Encoded> header) {

    /**
     * One record.
     *
     * @param bytes without what separates it from the next; treat as immutable
     * @param amounts the numbers that a control total adds up, by field
     */
    public record Line(String type, byte[] bytes, Map<String, String> amounts) {
        public Line {
            amounts = Map.copyOf(amounts);
        }

        /** Without the content, which is personal data. */
        @Override
        public String toString() {
            return type + ", " + bytes.length + " bytes";
        }
    }

    /** A record that fits any header. */
    public Encoded(String type, byte[] bytes, Map<String, String> amounts) {
        this(type, List.of(new Line(type, bytes, amounts)), Optional.empty());
    }

    public Encoded {
        records = List.copyOf(records);
    }

    /** Without the content, which is personal data. */
    @Override
    public String toString() {
        return type + ", "
                + records.stream().mapToInt(line -> line.bytes().length).sum() + " bytes";
    }
}
