package passerelle.format.flat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of line that a layout knows. It is told from the others by its key: the fields that have one fixed value,
 * wherever they stand.
 */
public final class FlatRecordType {
    /** The {@link #max()} of a record that may stand any number of times. */
    public static final int MANY = Integer.MAX_VALUE;

    private final String name;
    private final int min;
    private final int max;
    private final int length;
    private final List<Field> fields;
    private final Map<String, Field> byName = new HashMap<>();
    private final List<Check> checks;
    private final List<Key> key;
    private final byte blank;

    /** Bytes that a record of this type has at one place. */
    private record Key(int at, byte[] bytes) {
        boolean isIn(byte[] record) {
            return at + bytes.length <= record.length
                    && Arrays.equals(bytes, 0, bytes.length, record, at, at + bytes.length);
        }

        boolean contradicts(Key other) {
            for (int i = Math.max(at, other.at); i < Math.min(at + bytes.length, other.at + other.bytes.length); i++) {
                if (bytes[i - at] != other.bytes[i - other.at]) {
                    return true;
                }
            }
            return false;
        }
    }

    /** @param length in bytes; bytes that belong to no field are filler: ignored when read, {@code blank} when written */
    FlatRecordType(String name, int min, int max, int length, List<Field> fields, List<Check> checks, byte blank) {
        this.name = name;
        this.min = min;
        this.max = max;
        this.length = length;
        this.fields = List.copyOf(fields);
        fields.forEach(field -> byName.put(field.name(), field));
        this.checks = List.copyOf(checks);
        this.blank = blank;
        this.key = fields.stream()
                .filter(field -> field.value().isPresent())
                .flatMap(field -> field
                        .write("")
                        .match(bytes -> Optional.of(new Key(field.at(), bytes)), failure -> Optional.<Key>empty())
                        .stream())
                .toList();
    }

    public String name() {
        return name;
    }

    /** How often a file has it at least. */
    public int min() {
        return min;
    }

    /** How often a file has it at most; {@link #MANY} is no limit. */
    public int max() {
        return max;
    }

    /** In bytes, without the line end. */
    public int length() {
        return length;
    }

    /** In the order of the record. */
    public List<String> fieldNames() {
        return fields.stream().map(Field::name).toList();
    }

    List<Field> fields() {
        return fields;
    }

    List<Check> checks() {
        return checks;
    }

    Optional<Field> field(String wanted) {
        return Optional.ofNullable(byName.get(wanted));
    }

    /** Without a key, every record that is none of the other types is of this one. */
    boolean hasKey() {
        return !key.isEmpty();
    }

    boolean is(byte[] record) {
        return key.stream().allMatch(part -> part.isIn(record));
    }

    /** The first fixed value is right; another one, a version for example, may be wrong. */
    boolean resembles(byte[] record) {
        return hasKey() && key.get(0).isIn(record);
    }

    boolean canBeToldFrom(FlatRecordType other) {
        return key.stream().anyMatch(mine -> other.key.stream().anyMatch(mine::contradicts));
    }

    /** What a person looks for to find the type: {@code 'D' at column 1 (person)}. */
    String recognisedBy() {
        return fields.stream()
                .filter(field -> field.value().isPresent())
                .findFirst()
                .map(field -> "'" + field.value().orElse("") + "' at byte " + (field.at() + 1) + " (" + name + ")")
                .orElse("any other (" + name + ")");
    }

    /** A record with nothing in it. */
    byte[] blank() {
        var bytes = new byte[length];
        Arrays.fill(bytes, blank);
        return bytes;
    }

    @Override
    public String toString() {
        return name;
    }
}
