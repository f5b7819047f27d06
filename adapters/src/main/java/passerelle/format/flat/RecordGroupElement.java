package passerelle.format.flat;

import java.util.List;
import passerelle.config.Nearest;

/** Reads one group of records of a layout file. */
final class RecordGroupElement {
    private final LayoutElement element;
    private final List<LayoutElement> records;
    private final List<FlatRecordType> types;

    /** @param records the elements of the types, in the same order */
    private RecordGroupElement(LayoutElement element, List<LayoutElement> records, List<FlatRecordType> types) {
        this.element = element;
        this.records = records;
        this.types = types;
    }

    static RecordGroup read(
            LayoutElement element, boolean mixed, List<LayoutElement> records, List<FlatRecordType> types) {
        return new RecordGroupElement(element, records, types).group(mixed);
    }

    private RecordGroup group(boolean mixed) {
        var occurrence = Occurrence.read(element);
        var key = element.needed("key");
        element.done();
        if (types.isEmpty()) {
            element.problem("group '" + occurrence.name() + "' has no record");
        }
        for (int i = 0; i < types.size(); i++) {
            check(records.get(i), types.get(i), key);
        }
        return new RecordGroup(occurrence.name(), key, occurrence.min(), occurrence.max(), mixed, types);
    }

    private void check(LayoutElement record, FlatRecordType type, String key) {
        var field = type.field(key);
        if (field.isEmpty() && !key.isEmpty()) {
            record.problem(
                    "record '" + type.name() + "' has no field '" + key + "', the key of its group; its fields: "
                            + String.join(", ", type.fieldNames()),
                    Nearest.to(key, type.fieldNames()));
        }
        if (type.header().isPresent()
                || !type.checks().isEmpty()
                || type.fields().stream().anyMatch(its -> its.fact().isPresent())) {
            record.problem("record '" + type.name() + "' has a header, fact or check; no record of a group has one");
        }
    }
}
