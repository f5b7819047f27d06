package passerelle.format.flat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.saxon.om.NameChecker;
import passerelle.config.Nearest;

/** Reads one field of a layout file. */
final class FieldElement {
    /** What the gateway can say of a file that it writes. */
    static final List<String> FACTS = List.of("file-id", "created", "sender", "recipient", "sequence");

    private static final List<String> TYPES = List.of("text", "number");

    private final LayoutElement element;
    private final Characters characters;
    private final boolean isDelimited;
    private final String name;

    private FieldElement(LayoutElement element, Characters characters, boolean isDelimited) {
        this.element = element;
        this.characters = characters;
        this.isDelimited = isDelimited;
        this.name = element.needed("name");
    }

    /** @param at the first byte, or the number of the field, from 0, when the field does not say */
    static Field read(LayoutElement element, int at, Characters characters, boolean isDelimited) {
        var reading = new FieldElement(element, characters, isDelimited);
        var field = reading.field(at);
        element.done();
        return field;
    }

    private Field field(int following) {
        if (!name.isEmpty() && !NameChecker.isValidNCName(name)) {
            element.problem("field name '" + name + "' is no name of an element; expected as in birth-date");
        }
        int at = isDelimited ? following : element.number("at", 1, Layout.MOST_BYTES, following + 1) - 1;
        int length = length();
        var type = type(length);
        var required = element.flag("required");
        var codes = codes(type, length);
        var value = element.text("value").flatMap(text -> value(text, type, length));
        return new Field(name, at, length, type, required, value, codes, fact());
    }

    private int length() {
        if (!isDelimited) {
            element.needed("length");
            return element.number("length", 1, Layout.MOST_BYTES, 1);
        }
        boolean isNumber = element.text("type").equals(Optional.of("number"));
        return element.number(
                "length", 1, Layout.MOST_BYTES, isNumber ? NumberType.MOST_DIGITS + 1 : Layout.MOST_BYTES);
    }

    private FieldType type(int length) {
        boolean isNumber = element.word("type", TYPES).equals("number");
        var decimals = element.number("decimals", 0, NumberType.MOST_DIGITS, 0);
        var isSigned = element.word("sign", List.of("leading", "none")).equals("leading");
        var padding = isDelimited ? Padding.NONE : padding(isNumber);
        if (!isNumber) {
            if (element.has("decimals") || element.has("sign")) {
                element.problem("field '" + name + "' is text; 'decimals' and 'sign' belong to type=\"number\"");
            }
            return new TextType(characters, padding);
        }
        if (length > NumberType.MOST_DIGITS + 1) {
            element.problem("field '" + name + "' has " + length + " digits; a number has at most "
                    + NumberType.MOST_DIGITS + " and a sign, longer ones are text");
        }
        if (padding.pad() == '0' && !padding.right() || "123456789+-".indexOf(padding.pad()) >= 0) {
            element.problem("field '" + name + "' cannot be told from its padding '" + padding.pad()
                    + "'; expected '0' with align=\"right\", or a character that is part of no number");
        }
        return new NumberType(characters, padding, decimals, isSigned);
    }

    private Padding padding(boolean isNumber) {
        var right = element.word("align", isNumber ? List.of("right", "left") : List.of("left", "right"))
                .equals("right");
        var pad = element.text("pad").orElse(isNumber && right ? "0" : " ");
        var fill = pad.length() == 1 ? characters.oneByte(pad.charAt(0)) : characters.oneByte('\n');
        if (pad.length() != 1 || fill.isEmpty()) {
            element.problem("'pad' of field '" + name + "' is '" + pad
                    + "'; expected one character that is one byte in " + characters.charset());
            return new Padding(' ', (byte) ' ', right);
        }
        return new Padding(pad.charAt(0), (byte) fill.getAsInt(), right);
    }

    private Set<String> codes(FieldType type, int length) {
        var codes = new LinkedHashSet<String>();
        element.text("codes")
                .ifPresent(text -> codes.addAll(List.of(text.strip().split("\\s+"))));
        if (!codes.isEmpty() && type instanceof NumberType) {
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

    private Optional<String> fact() {
        var fact = element.text("fact");
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
