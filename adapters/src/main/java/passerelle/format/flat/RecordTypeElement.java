package passerelle.format.flat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.saxon.om.NameChecker;

/** Reads one record of a layout file. */
final class RecordTypeElement {
    private static final int MOST_RECORDS = 999_999_999;

    private final LayoutElement element;
    private final Characters characters;
    private final Shape shape;
    private final List<Field> fields = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private int end;

    private RecordTypeElement(LayoutElement element, Characters characters, Shape shape) {
        this.element = element;
        this.characters = characters;
        this.shape = shape;
    }

    static FlatRecordType read(LayoutElement element, Characters characters, Shape shape) {
        return new RecordTypeElement(element, characters, shape).type();
    }

    private FlatRecordType type() {
        var name = element.needed("name");
        if (!name.isEmpty() && !NameChecker.isValidNCName(name)) {
            element.problem("record name '" + name + "' is no name of an element; expected as in birth-date");
        }
        int min = element.number("min", 0, MOST_RECORDS, 0);
        int max = element.text("max").equals(Optional.of("many"))
                ? FlatRecordType.MANY
                : element.number("max", 1, MOST_RECORDS, 1);
        if (min > max) {
            element.problem("record '" + name + "' has min " + min + " and max " + max + "; max is at least min");
        }
        element.children(isDelimited() ? List.of("field", "check") : List.of("field", "filler", "check"))
                .forEach(this::child);
        int length = isDelimited() ? end : element.number("length", 1, Layout.MOST_BYTES, Math.max(end, 1));
        var header = element.text("header");
        if (end > length) {
            element.problem("record '" + name + "' has fields up to byte " + end + "; its length is " + length);
        }
        if (end > Layout.MOST_BYTES) {
            element.problem("record '" + name + "' is " + end + " bytes; at most " + Layout.MOST_BYTES + " can be");
        }
        if (fields.isEmpty()) {
            element.problem("record '" + name + "' has no field");
        }
        boolean isGatewayWritten = !checks.isEmpty()
                || fields.stream().anyMatch(field -> field.fact().isPresent());
        if (isGatewayWritten && max > 1) {
            element.problem(
                    "record '" + name + "' has a fact or check; expected max=\"1\", as headers and trailers have");
        }
        element.done();
        return new FlatRecordType(name, min, max, length, fields, checks, shape, header);
    }

    private boolean isDelimited() {
        return shape instanceof DelimitedShape;
    }

    private void child(LayoutElement child) {
        switch (child.name()) {
            case "field" -> field(child);
            case "filler" -> {
                child.needed("length");
                end += child.number("length", 1, Layout.MOST_BYTES, 1);
                child.done();
            }
            default -> check(child);
        }
    }

    private void field(LayoutElement child) {
        var field = FieldElement.read(child, end, characters, shape);
        if (field.at() != end) {
            child.problem("field '" + field.name() + "' begins at byte " + (field.at() + 1)
                    + "; what stands before it ends at byte " + end
                    + (field.at() < end ? "" : "; expected a filler of " + (field.at() - end) + " bytes between them"));
        }
        if (fields.stream().anyMatch(other -> other.name().equals(field.name()))) {
            child.problem("field '" + field.name() + "' stands here a second time; once is right");
        }
        end = Math.max(end, shape.after(field));
        fields.add(field);
    }

    private void check(LayoutElement child) {
        var field = child.needed("field");
        var text = child.needed("equals");
        child.done();
        var check = Check.parse(field, text);
        check.ifPresent(checks::add);
        if (check.isEmpty() && !text.isEmpty()) {
            child.problem("check is '" + text + "'; expected as in count(person), sum(person/fee) or a + of such");
        }
    }
}
