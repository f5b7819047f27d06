package passerelle.format.flat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.saxon.om.NoNamespaceName;
import net.sf.saxon.om.NodeName;

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
    private final List<String> plainNames;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final List<Check> checks;
    private final List<Key> key;
    private final Shape shape;
    private final Optional<String> header;
    private final NodeName element;
    private final List<FieldPath.Step> steps;
    private final Set<String> groups = new HashSet<>();
    private final List<String> columns;
    private final Optional<Tail> tail;

    /**
     * @param length in bytes, of which those of no field are filler; between delimiters, in fields
     * @param fields with those of every occurrence that there can be; their names are paths
     * @param columns what a header row calls them
     * @param header the record of the file that comes along with each of these
     */
    FlatRecordType(
            String name,
            int min,
            int max,
            int length,
            List<Field> fields,
            List<String> columns,
            Optional<Tail> tail,
            List<Check> checks,
            Shape shape,
            Optional<String> header) {
        this.name = name;
        this.min = min;
        this.max = max;
        this.length = length;
        this.fields = List.copyOf(fields);
        for (int i = 0; i < fields.size(); i++) {
            indexes.put(fields.get(i).name(), i);
        }
        this.checks = List.copyOf(checks);
        this.shape = shape;
        this.header = header;
        this.element = new NoNamespaceName(name);
        this.columns = List.copyOf(columns);
        this.tail = tail;
        var paths = fields.stream().map(Field::name).toList();
        this.steps = FieldPath.steps(paths);
        this.plainNames = paths.stream().map(FieldPath::plain).toList();
        paths.forEach(path -> groups.addAll(FieldPath.groups(path)));
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

    /** In bytes, without the line end; between delimiters, in fields. The most, where the number of its fields varies. */
    public int length() {
        return length;
    }

    /** In the order of the record: {@code surname}, {@code phone[2]}, {@code address[1]/street}. */
    public List<String> fieldNames() {
        return fields.stream().map(Field::name).toList();
    }

    List<Field> fields() {
        return fields;
    }

    /** The name of a field, without the numbers that tell its occurrences apart. */
    String plainName(int index) {
        return plainNames.get(index);
    }

    /** Where among the fields one stands, from 0; -1 when it is none. */
    int index(String wanted) {
        return indexes.getOrDefault(wanted, -1);
    }

    /** The element that the record becomes. */
    NodeName element() {
        return element;
    }

    /** How the elements of its fields are opened and closed. */
    List<FieldPath.Step> steps() {
        return steps;
    }

    /** Whether fields stand in a nested group of this path. */
    boolean hasGroup(String path) {
        return groups.contains(path);
    }

    /** What the header row of a file calls each field. */
    List<String> columns() {
        return columns;
    }

    /** What its records have as often as they say themselves. */
    Optional<Tail> tail() {
        return tail;
    }

    List<Check> checks() {
        return checks;
    }

    Optional<Field> field(String wanted) {
        int index = index(wanted);
        return index < 0 ? Optional.empty() : Optional.of(fields.get(index));
    }

    /** Without a key, every record that is none of the other types is of this one. */
    boolean hasKey() {
        return !key.isEmpty();
    }

    boolean is(Shape.Row row) {
        for (var part : key) {
            if (!row.has(part)) {
                return false;
            }
        }
        return true;
    }

    /** The first fixed value is right; another one, a version for example, may be wrong. */
    boolean resembles(Shape.Row row) {
        return hasKey() && row.has(key.get(0));
    }

    boolean canBeToldFrom(FlatRecordType other) {
        return key.stream().anyMatch(mine -> other.key.stream().anyMatch(its -> shape.contradict(mine, its)));
    }

    /** What a person looks for to find the type: {@code 'D' at column 1 (person)}. */
    String recognisedBy() {
        return fields.stream()
                .filter(field -> field.value().isPresent())
                .findFirst()
                .map(field -> "'" + field.value().orElse("") + "' " + shape.place(field) + " (" + name + ")")
                .orElse("any other (" + name + ")");
    }

    /** The record of the file that comes along with each of this type. */
    Optional<String> header() {
        return header;
    }

    @Override
    public String toString() {
        return name;
    }
}
