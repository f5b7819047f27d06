package passerelle.format.flat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.saxon.om.NameChecker;
import passerelle.config.Nearest;

/** Reads one field of a layout file. */
final class FieldElement {
    /** What the gateway can say of a file that it writes. */
    static final List<String> FACTS = List.of("file-id", "created", "sender", "recipient", "sequence");

    /** Characters of those that are always the same number: created is as in 2026-11-23T08:00:00Z. */
    private static final Map<String, Integer> FACT_LENGTHS = Map.of("file-id", 12, "created", 20, "sender", 10);

    private final LayoutElement element;
    private final Characters characters;
    private final Shape shape;
    private final String name;

    private FieldElement(LayoutElement element, Characters characters, Shape shape) {
        this.element = element;
        this.characters = characters;
        this.shape = shape;
        this.name = element.needed("name");
    }

    /** @param at the first byte, or the number of the field, from 0, when the field does not say */
    static Field read(LayoutElement element, int at, Characters characters, Shape shape) {
        var reading = new FieldElement(element, characters, shape);
        var field = reading.field(at);
        element.done();
        return field;
    }

    private Field field(int following) {
        if (!name.isEmpty() && !NameChecker.isValidNCName(name)) {
            element.problem("field name '" + name + "' is no name of an element; expected as in birth-date");
        }
        int at = isDelimited() ? following : element.number("at", 1, Layout.MOST_BYTES, following + 1) - 1;
        var word = element.word("type", FieldTypeElement.TYPES);
        int length = length(word);
        var type = new FieldTypeElement(element, name, encoding(), shape).type(word, length);
        var required = element.flag("required");
        var codes = codes(type, length);
        var value = element.text("value").flatMap(text -> value(text, type, length));
        return new Field(name, at, length, type, required, value, codes, fact(length));
    }

    private boolean isDelimited() {
        return shape instanceof DelimitedShape;
    }

    private int length(String type) {
        if (!isDelimited()) {
            element.needed("length");
            return element.number("length", 1, Layout.MOST_BYTES, 1);
        }
        boolean isNumber = type.equals("number");
        return element.number(
                "length", 1, Layout.MOST_BYTES, isNumber ? NumberType.MOST_DIGITS + 1 : Layout.MOST_BYTES);
    }

    /** The layout's character set, unless the field has its own. */
    private Characters encoding() {
        var own = element.text("encoding").map(word -> EncodingAttribute.read(element, word, shape.hasLines()));
        if (isDelimited() && own.isPresent() && !own.get().canBeCut()) {
            element.problem("'encoding' is '" + own.get().charset()
                    + "'; delimiters need a character set in which no other character has the byte of one");
        }
        return own.orElse(characters);
    }

    private Set<String> codes(FieldType type, int length) {
        var codes = new LinkedHashSet<String>();
        element.text("codes")
                .ifPresent(text -> codes.addAll(List.of(text.strip().split("\\s+"))));
        if (!codes.isEmpty() && type.isNumber()) {
            element.problem("field '" + name + "' has codes and is a number; codes are text");
        }
        codes.forEach(code -> value(code, type, length));
        return codes;
    }

    /** The value as it will be read back: without padding, a number in its usual form. */
    private Optional<String> value(String text, FieldType type, int length) {
        var read = type.write(text, length).then(bytes -> type.read(bytes, 0, bytes.length));
        return read.match(Optional::of, failure -> {
            element.problem("field '" + name + "' cannot hold '" + text + "'; expected " + failure.expected());
            return Optional.empty();
        });
    }

    private Optional<String> fact(int length) {
        var fact = element.text("fact");
        fact.filter(found -> length < FACT_LENGTHS.getOrDefault(found, 1))
                .ifPresent(found -> element.problem("field '" + name + "' has " + length + " bytes for the fact '" + found
                        + "'; expected at least " + FACT_LENGTHS.get(found)));
        fact.filter(found -> !FACTS.contains(found))
                .ifPresent(found -> element.problem(
                        "field '" + name + "' takes the fact '" + found + "'; known facts: " + String.join(", ", FACTS),
                        Nearest.to(found, FACTS)));
        if (fact.isPresent() && element.has("value")) {
            element.problem("field '" + name + "' has a value and a fact; one of them is right");
        }
        return fact;
    }
}
