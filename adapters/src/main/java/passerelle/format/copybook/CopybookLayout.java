package passerelle.format.copybook;

import java.util.ArrayList;
import java.util.List;

/**
 * A layout that was made from a copybook.
 *
 * @param xml the whole file
 * @param records in the order of the copybook
 */
public record CopybookLayout(String xml, List<RecordSize> records) {
    public CopybookLayout {
        records = List.copyOf(records);
    }

    /**
     * A record and its bytes.
     *
     * @param least as long as {@code most}, unless a table has a changing length
     */
    public record RecordSize(String name, long least, long most, List<FieldPlace> fields) {
        public RecordSize {
            fields = List.copyOf(fields);
        }

        static RecordSize of(String name, List<Part> parts) {
            var fields = new ArrayList<FieldPlace>();
            places(parts, "", 1, fields);
            return new RecordSize(name, Part.sumOfLeast(parts), Part.sumOfMost(parts), fields);
        }

        /** As a person reads it: {@code 120 bytes}. */
        public String bytes() {
            return (least < most ? least + " to " : "") + Part.bytes(most);
        }

        private static void places(List<Part> parts, String path, long start, List<FieldPlace> fields) {
            long at = start;
            for (var part : parts) {
                if (part instanceof Part.Field field) {
                    fields.add(new FieldPlace(path + field.name(), at, field.bytes()));
                } else if (part instanceof Part.Group group) {
                    places(group.parts(), path + group.name() + "/", at, fields);
                }
                at += part.most();
            }
        }
    }

    /**
     * Where a field stands; of a table, its first entry.
     *
     * @param path its name after those of its groups, with slashes
     * @param at first byte, from 1
     * @param length of one entry, in bytes
     */
    public record FieldPlace(String path, long at, long length) {}
}
