package passerelle.format.flat;

import java.util.ArrayList;
import java.util.List;

/** Reads one record of a layout file. */
final class RecordTypeElement {
    private final LayoutElement element;
    private final Characters characters;
    private final Shape shape;
    private final int longest;
    private final List<Check> checks = new ArrayList<>();

    private RecordTypeElement(LayoutElement element, Characters characters, Shape shape, int longest) {
        this.element = element;
        this.characters = characters;
        this.shape = shape;
        this.longest = longest;
    }

    /** @param longest bytes that a record may have */
    static FlatRecordType read(LayoutElement element, Characters characters, Shape shape, int longest) {
        return new RecordTypeElement(element, characters, shape, longest).type();
    }

    private FlatRecordType type() {
        var occurrence = Occurrence.read(element);
        var name = occurrence.name();
        var read = FieldsElement.read(element, characters, shape, this::check);
        var fields = read.fields();
        int end = read.end();
        boolean isDelimited = shape instanceof DelimitedShape;
        int length = isDelimited ? end : element.number("length", 1, longest, Math.max(end, 1));
        var header = element.text("header");
        if (end > length) {
            element.problem("record '" + name + "' has fields up to byte " + end + "; its length is " + length);
        }
        if (read.tail().isPresent() && length != end) {
            element.problem("record '" + name + "' goes on after '"
                    + read.tail().get().element() + "', whose number varies; expected no length");
        }
        if (end > longest) {
            element.problem("record '" + name + "' is " + end + " bytes; at most " + longest
                    + " can be, unless longest-record says more");
        }
        if (fields.isEmpty()) {
            element.problem("record '" + name + "' has no field");
        }
        boolean isGatewayWritten = !checks.isEmpty()
                || fields.stream().anyMatch(field -> field.fact().isPresent());
        if (isGatewayWritten && occurrence.max() > 1) {
            element.problem(
                    "record '" + name + "' has a fact or check; expected max=\"1\", as headers and trailers have");
        }
        element.done();
        return new FlatRecordType(
                name,
                occurrence.min(),
                occurrence.max(),
                length,
                fields,
                read.columns(),
                read.tail(),
                checks,
                shape,
                header);
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
