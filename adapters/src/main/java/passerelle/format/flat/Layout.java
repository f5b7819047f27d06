package passerelle.format.flat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import passerelle.model.Problem;

/**
 * How a flat file is laid out: its character set, how records are told apart, and the fields of each. One layout reads
 * and writes. Its language is described by {@code config/schemas/layout-1.xsd}.
 */
public final class Layout {
    /** Longest field, and longest record of a layout that does not say otherwise, in bytes. */
    public static final int MOST_BYTES = 64 << 10;

    /** Longest record that a layout may allow, in bytes. */
    static final int MOST_LONGEST = 1 << 20;

    private final Characters characters;
    private final Framing framing;
    private final Shape shape;
    private final List<FlatRecordType> types;
    private final List<RecordGroup> groups;
    private final Optional<HeaderRow> headerRow;
    private final Map<FlatRecordType, Optional<RecordGroup>> groupOf = new HashMap<>();
    private final Map<FlatRecordType, Integer> stages = new HashMap<>();
    private final Map<FlatRecordType, List<Integer>> summed = new HashMap<>();
    private final Map<FlatRecordType, Integer> bodyStageOf = new HashMap<>();
    private final Set<String> brought;
    private int bodyStages;

    /**
     * @param mixed records that may stand more than once follow each other in any order
     * @param groups of the types, next to each other
     * @param headerRow what the first record of a file is
     */
    Layout(
            Characters characters,
            Framing framing,
            Shape shape,
            boolean mixed,
            List<FlatRecordType> types,
            List<RecordGroup> groups,
            Optional<HeaderRow> headerRow) {
        this.characters = characters;
        this.framing = framing;
        this.shape = shape;
        this.types = List.copyOf(types);
        this.groups = List.copyOf(groups);
        this.headerRow = headerRow;
        groups.forEach(group -> group.types().forEach(type -> groupOf.put(type, Optional.of(group))));
        this.brought = types.stream().flatMap(type -> type.header().stream()).collect(Collectors.toUnmodifiableSet());
        int stage = 0;
        for (int i = 0; i < types.size(); i++) {
            boolean joins = i > 0 && joins(types.get(i - 1), types.get(i), mixed);
            stage += i > 0 && !joins ? 1 : 0;
            stages.put(types.get(i), stage);
            summed.put(types.get(i), summedFields(types.get(i)));
        }
        countBodyStages();
    }

    private boolean joins(FlatRecordType one, FlatRecordType next, boolean mixed) {
        var group = groupOf(one);
        return group.isPresent() && group.equals(groupOf(next)) || mixed && mostInFile(one) > 1 && mostInFile(next) > 1;
    }

    private int mostInFile(FlatRecordType type) {
        return groupOf(type).map(RecordGroup::max).orElse(type.max());
    }

    /** Counts the stages of the records that the gateway does not write itself. */
    private void countBodyStages() {
        int last = -1;
        for (var type : types) {
            if (!isFrame(type) && stage(type) != last) {
                last = stage(type);
                bodyStages++;
            }
            bodyStageOf.put(type, isFrame(type) ? bodyStages : bodyStages - 1);
        }
    }

    private List<Integer> summedFields(FlatRecordType type) {
        var indexes = new ArrayList<Integer>();
        for (int i = 0; i < type.fields().size(); i++) {
            var term = new Check.Term(type.name(), Optional.of(type.plainName(i)));
            if (types.stream().flatMap(t -> t.checks().stream()).anyMatch(check -> check.terms()
                    .contains(term))) {
                indexes.add(i);
            }
        }
        return List.copyOf(indexes);
    }

    /**
     * Reads a layout file. Adds every problem, with its line, and is empty when there was one.
     *
     * @param home what the file's name in a problem is relative to
     */
    public static Optional<Layout> read(Path home, Path file, List<Problem> problems) {
        return LayoutFile.read(home, file, Optional.empty(), problems);
    }

    /**
     * The same of what goes back about files of this layout. Its records have names of their own, and reports have no
     * number.
     */
    public Optional<Layout> readReport(Path home, Path file, List<Problem> problems) {
        return LayoutFile.read(home, file, Optional.of(this), problems);
    }

    /** The records, and groups of records, that are messages: all but headers and trailers. In the order of the file. */
    public List<String> messages() {
        return types.stream()
                .filter(type -> !isFrame(type))
                .map(type -> groupOf(type).map(RecordGroup::name).orElse(type.name()))
                .distinct()
                .toList();
    }

    /**
     * The fields that messages may fill, as {@code record/field} and {@code record/group/field} in the order of the
     * layout: those with one fixed value, and those of header and trailer, are left out.
     */
    public List<String> openFields() {
        return types.stream()
                .filter(type -> !isFrame(type))
                .flatMap(type -> type.fields().stream()
                        .filter(field -> field.value().isEmpty())
                        .map(field -> type.name() + "/" + FieldPath.plain(field.name())))
                .distinct()
                .toList();
    }

    public Charset charset() {
        return characters.charset();
    }

    public Optional<FlatRecordType> record(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** In the order of the file. */
    public List<FlatRecordType> types() {
        return types;
    }

    /** Whether a record or a group has this name. */
    boolean hasName(String name) {
        return record(name).isPresent() || group(name).isPresent();
    }

    List<RecordGroup> groups() {
        return groups;
    }

    Optional<RecordGroup> group(String name) {
        return groups.stream().filter(group -> group.name().equals(name)).findFirst();
    }

    /** The group whose records have this type. */
    Optional<RecordGroup> groupOf(FlatRecordType type) {
        return groupOf.getOrDefault(type, Optional.empty());
    }

    /** What the first record of a file is, where it names the columns. */
    Optional<HeaderRow> headerRow() {
        return headerRow;
    }

    Characters characters() {
        return characters;
    }

    Framing framing() {
        return framing;
    }

    Shape shape() {
        return shape;
    }

    /** The type whose key the record has, else the only type that its first fixed value fits, else the one without key. */
    Optional<FlatRecordType> typeOf(Shape.Row row) {
        Optional<FlatRecordType> rest = Optional.empty();
        for (var type : types) {
            if (type.hasKey() && type.is(row)) {
                return Optional.of(type);
            }
            rest = type.hasKey() ? rest : Optional.of(type);
        }
        if (rest.isPresent()) {
            return rest;
        }
        var near = types.stream().filter(type -> type.resembles(row)).toList();
        return near.size() == 1 ? Optional.of(near.get(0)) : Optional.empty();
    }

    String recognisedBy() {
        return String.join(
                " or ", types.stream().map(FlatRecordType::recognisedBy).toList());
    }

    /** Where in the order of a file a type stands; types that may mix share a stage. */
    int stage(FlatRecordType type) {
        return stages.getOrDefault(type, 0);
    }

    /** How many stages there are, those of headers and trailers left out. */
    int bodyStages() {
        return bodyStages;
    }

    /** The stage of a type among those, from 0; of a header or trailer, the one that it stands before. */
    int bodyStage(FlatRecordType type) {
        return bodyStageOf.getOrDefault(type, 0);
    }

    /** The types and groups of one stage. */
    List<String> namesAt(int stage) {
        return types.stream()
                .filter(type -> stage(type) == stage)
                .map(type -> groupOf(type).map(RecordGroup::name).orElse(type.name()))
                .distinct()
                .toList();
    }

    /** Which fields of a type, by their index, a control total adds up. */
    List<Integer> summed(FlatRecordType type) {
        return summed.getOrDefault(type, List.of());
    }

    /** A header that comes along with each record of another type, and is written as they bring it. */
    boolean isBrought(FlatRecordType type) {
        return brought.contains(type.name());
    }

    /** A header or trailer: it stands once, beside records that do not; the gateway writes it itself. */
    public boolean isFrame(FlatRecordType type) {
        return groupOf(type).isEmpty()
                && type.max() == 1
                && (!type.checks().isEmpty()
                        || type.fields().stream().anyMatch(field -> field.fact().isPresent())
                        || type.min() == 1 && types.stream().anyMatch(other -> mostInFile(other) > 1));
    }
}
