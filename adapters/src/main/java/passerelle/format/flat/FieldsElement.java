package passerelle.format.flat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import net.sf.saxon.om.NameChecker;
import passerelle.config.Nearest;

/** Reads the fields, fillers and nested groups of a record of a layout file. Occurrences become fields of their own. */
final class FieldsElement {
    private static final int MOST_FIELDS = 10_000;

    private final Characters characters;
    private final Shape shape;
    private final boolean isOutermost;
    private final List<Field> fields = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private Optional<Tail> tail = Optional.empty();
    private int end;

    /** @param start where the first field begins */
    private FieldsElement(Characters characters, Shape shape, boolean isOutermost, int start) {
        this.characters = characters;
        this.shape = shape;
        this.isOutermost = isOutermost;
        this.end = start;
    }

    /** @param other takes the elements that are neither field, filler nor group: checks */
    static FieldsElement read(LayoutElement record, Characters characters, Shape shape, Consumer<LayoutElement> other) {
        var reading = new FieldsElement(characters, shape, true, 0);
        reading.children(record, List.of("check"), other);
        return reading;
    }

    List<Field> fields() {
        return fields;
    }

    /** What the header row of a delimited file calls each field. */
    List<String> columns() {
        return columns;
    }

    Optional<Tail> tail() {
        return tail;
    }

    /** Where the record ends when nothing follows. */
    int end() {
        return end;
    }

    private void children(LayoutElement parent, List<String> others, Consumer<LayoutElement> other) {
        var known = new ArrayList<>(List.of("field", "group"));
        if (!(shape instanceof DelimitedShape)) {
            known.add("filler");
        }
        known.addAll(others);
        for (var child : parent.children(known)) {
            if (others.contains(child.name())) {
                other.accept(child);
                continue;
            }
            tail.ifPresent(varying -> child.problem(
                    "this stands after '" + varying.element() + "', whose number varies; expected it before"));
            switch (child.name()) {
                case "field" -> field(child);
                case "group" -> group(child);
                default -> filler(child);
            }
        }
    }

    private void filler(LayoutElement child) {
        child.needed("length");
        end += child.number("length", 1, Layout.MOST_BYTES, 1);
        child.done();
    }

    private void field(LayoutElement child) {
        var repetition = new Repetition(child);
        var column = child.text("column");
        var field = FieldElement.read(child, end, characters, shape);
        if (field.at() != end) {
            child.problem("field '" + field.name() + "' begins at byte " + (field.at() + 1)
                    + "; what stands before it ends at byte " + end
                    + (field.at() < end ? "" : "; expected a filler of " + (field.at() - end) + " bytes between them"));
        }
        repetition.add(
                field.name(),
                List.of(field.named("")),
                List.of(column.orElse(field.name())),
                shape.after(field) - field.at());
    }

    private void group(LayoutElement child) {
        var name = child.needed("name");
        if (!name.isEmpty() && !NameChecker.isValidNCName(name)) {
            child.problem("group name '" + name + "' is no name of an element; expected as in birth-date");
        }
        var repetition = new Repetition(child);
        var inner = new FieldsElement(characters, shape, false, end);
        inner.children(child, List.of(), nothing -> {});
        child.done();
        if (inner.fields.isEmpty()) {
            child.problem("group '" + name + "' has no field");
        }
        var unit = inner.fields.stream()
                .map(field -> field.named("/" + field.name()))
                .toList();
        repetition.add(name, unit, inner.columns, inner.end - end);
    }

    /** How often an element stands in its record. */
    private final class Repetition {
        private final LayoutElement element;
        private final boolean isRepeated;
        private final int occurs;
        private final Optional<String> counter;

        Repetition(LayoutElement element) {
            this.element = element;
            this.isRepeated = element.has("occurs");
            this.occurs = element.number("occurs", 1, MOST_FIELDS, 1);
            this.counter = element.text("counted-by");
        }

        /** @param unit the first occurrence, each field with what its path has behind the name */
        void add(String name, List<Field> unit, List<String> titles, int size) {
            if (!names.add(name)) {
                element.problem(element.name() + " '" + name + "' stands here a second time; once is right");
            }
            int first = fields.size();
            int start = unit.isEmpty() ? end : Math.max(end, unit.get(0).at());
            if (isRepeated || counter.isPresent()) {
                check(name, unit);
            }
            if ((long) unit.size() * occurs + first > MOST_FIELDS) {
                element.problem("'" + name + "' makes more than " + MOST_FIELDS + " fields of the record");
                return;
            }
            for (int i = 0; i < occurs; i++) {
                var path = isRepeated ? FieldPath.occurrence(name, i + 1) : name;
                for (var field : unit) {
                    fields.add(field.named(path + field.name()).moved(i * size));
                }
                columns.addAll(titles);
            }
            counter.ifPresent(by -> counted(name, by, first, unit.size(), size));
            end = element.name().equals("group") ? end + occurs * size : start + occurs * size;
        }

        private void check(String name, List<Field> unit) {
            if (unit.stream().anyMatch(field -> field.value().isPresent())) {
                element.problem("'" + name + "' stands several times and has a field with a value; a value tells the"
                        + " record's type and stands once");
            }
            if (counter.isEmpty() && unit.stream().anyMatch(Field::required)) {
                element.problem("'" + name + "' stands several times and has a required field; an occurrence that is"
                        + " not needed is blank");
            }
            if (unit.stream().anyMatch(field -> field.fact().isPresent())) {
                element.problem("'" + name + "' stands several times and has a fact; a fact stands once");
            }
        }

        private void counted(String name, String by, int first, int each, int size) {
            if (!isOutermost) {
                element.problem(
                        "'" + name + "' has counted-by inside of a group; only the last element of a record may");
                return;
            }
            if (!isRepeated) {
                element.problem("'" + name + "' has counted-by; expected occurs, how often it stands at most, too");
            }
            var index =
                    fields.subList(0, first).stream().map(Field::name).toList().indexOf(by);
            if (index < 0) {
                var numbers = fields.subList(0, first).stream()
                        .filter(Field::isNumber)
                        .map(Field::name)
                        .toList();
                element.problem(
                        "'" + name + "' is counted by '" + by + "'; expected a number field that stands before it",
                        Nearest.to(by, numbers));
                return;
            }
            var field = fields.get(index);
            if (!field.isNumber() || field.value().isPresent() || field.fact().isPresent()) {
                element.problem("'" + name + "' is counted by '" + by + "'; expected a number without value and fact");
            }
            tail = Optional.of(new Tail(name, index, first, each, size, occurs));
        }
    }
}
