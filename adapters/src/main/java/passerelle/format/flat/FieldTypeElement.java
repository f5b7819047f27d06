package passerelle.format.flat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads how the bytes of a field stand for its text. */
final class FieldTypeElement {
    /** What a field can be. */
    static final List<String> TYPES = List.of("text", "number", "packed", "binary");

    private static final String NUMBERS = "type=\"number\", \"packed\" or \"binary\"";

    private final LayoutElement element;
    private final String name;
    private final Characters characters;
    private final Shape shape;

    FieldTypeElement(LayoutElement element, String name, Characters characters, Shape shape) {
        this.element = element;
        this.name = name;
        this.characters = characters;
        this.shape = shape;
    }

    FieldType type(String word, int length) {
        if (!word.equals("text") && !word.equals("number") && shape.hasLines()) {
            element.problem("field '" + name + "' is " + word
                    + ", which may have the bytes of a line end; expected framing=\"fixed\" or \"rdw\"");
        }
        return switch (word) {
            case "number" -> number(length);
            case "packed" -> packed(length);
            case "binary" -> binary(length);
            default -> text();
        };
    }

    private FieldType text() {
        for (var attribute : List.of("decimals", "sign", "plus", "digits", "blank")) {
            if (element.has(attribute)) {
                element.problem("field '" + name + "' is text; '" + attribute + "' belongs to " + NUMBERS);
            }
        }
        return new TextType(characters, padding(false));
    }

    private FieldType number(int length) {
        var decimals = decimals();
        var sign = element.word("sign", List.of("leading", "none", "trailing", "overpunch", "overpunch-leading"));
        if (length > NumberType.MOST_DIGITS + 1) {
            element.problem("field '" + name + "' has " + length + " digits; a number has at most "
                    + NumberType.MOST_DIGITS + " and a sign, longer ones are text");
        }
        return sign.startsWith("overpunch")
                ? zoned(new Decimals(decimals, true), sign.equals("overpunch-leading"))
                : separate(new Decimals(decimals, !sign.equals("none")), sign.equals("trailing"));
    }

    private FieldType separate(Decimals decimals, boolean isTrailing) {
        var padding = padding(true);
        if (padding.pad() == '0' && !padding.right() || "123456789+-".indexOf(padding.pad()) >= 0) {
            element.problem("field '" + name + "' cannot be told from its padding '" + padding.pad()
                    + "'; expected '0' with align=\"right\", or a character that is part of no number");
        }
        var plus = element.word("plus", List.of("none", "sign", "blank"));
        if (!plus.equals("none") && !decimals.signed()) {
            element.problem("field '" + name + "' has no sign; 'plus' belongs to sign=\"leading\" or \"trailing\"");
        }
        return new NumberType(
                characters, padding, decimals, isTrailing, plus.equals("none") ? "" : plus.equals("sign") ? "+" : " ");
    }

    private FieldType zoned(Decimals decimals, boolean isLeading) {
        if ("0123456789ABCDEFGHIJKLMNOPQR"
                .chars()
                .anyMatch(c -> characters.oneByte((char) c).isEmpty())) {
            element.problem("field '" + name
                    + "' has its sign in a digit; expected an 'encoding' with one byte for each" + " digit and letter");
        }
        return new ZonedType(
                characters, ZonedType.Digits.of(characters), decimals, isLeading, shape instanceof FixedShape);
    }

    private FieldType packed(int length) {
        int most = 2 * Math.min(length, PackedType.MOST_BYTES) - 1;
        if (length > PackedType.MOST_BYTES) {
            element.problem("field '" + name + "' has " + length + " bytes; a packed number has at most "
                    + PackedType.MOST_BYTES);
        }
        var isSigned = element.word("sign", List.of("packed", "none")).equals("packed");
        var decimals = new Decimals(decimals(), isSigned);
        var blank = element.word("blank", List.of("none", "low-values", "spaces"));
        return new PackedType(
                decimals,
                element.number("digits", 1, most, most),
                blank.equals("none")
                        ? OptionalInt.empty()
                        : blank.equals("spaces") ? characters.oneByte(' ') : OptionalInt.of(0));
    }

    private FieldType binary(int length) {
        if (length > BinaryType.MOST_BYTES) {
            element.problem("field '" + name + "' has " + length + " bytes; a binary number has at most "
                    + BinaryType.MOST_BYTES);
        }
        var isSigned = element.word("sign", List.of("none", "twos-complement")).equals("twos-complement");
        var decimals = new Decimals(decimals(), isSigned);
        return new BinaryType(decimals, element.number("digits", 1, NumberType.MOST_DIGITS, NumberType.MOST_DIGITS));
    }

    private int decimals() {
        return element.number("decimals", 0, NumberType.MOST_DIGITS, 0);
    }

    private Padding padding(boolean isNumber) {
        if (!(shape instanceof FixedShape)) {
            return Padding.NONE;
        }
        var right = element.word("align", isNumber ? List.of("right", "left") : List.of("left", "right"))
                .equals("right");
        var pad = element.text("pad").orElse(isNumber && right ? "0" : " ");
        var fill = Optional.of(pad).filter(text -> text.length() == 1).map(text -> characters.oneByte(text.charAt(0)));
        if (fill.isEmpty() || fill.get().isEmpty()) {
            element.problem("'pad' of field '" + name + "' is '" + pad
                    + "'; expected one character that is one byte in " + characters.charset());
            return new Padding(' ', (byte) ' ', right);
        }
        return new Padding(pad.charAt(0), (byte) fill.get().getAsInt(), right);
    }
}
