package passerelle.format.flat;

import java.util.List;
import passerelle.format.flat.LineFraming.LineEnd;

/** Reads how the records of a layout are told apart, which some of them are too long or too short for. */
final class FramingAttributes {
    private final LayoutElement root;
    private final List<LayoutElement> elements;
    private final List<FlatRecordType> types;
    private final int longest;

    /** @param elements those of the types, in the same order @param longest bytes that a record may have */
    FramingAttributes(LayoutElement root, List<LayoutElement> elements, List<FlatRecordType> types, int longest) {
        this.root = root;
        this.elements = elements;
        this.types = types;
        this.longest = longest;
    }

    Framing framing(String word, Shape shape) {
        belongs("record-length", word.equals("fixed"), "framing=\"fixed\"");
        belongs("blocks", word.equals("rdw"), "framing=\"rdw\"");
        belongs("line-end", word.equals("line") || word.equals("delimited"), "framing=\"line\" or \"delimited\"");
        return switch (word) {
            case "fixed" -> fixed();
            case "rdw" -> rdw();
            default -> lines(shape);
        };
    }

    private Framing lines(Shape shape) {
        var lineEnd = root.word("line-end", List.of("lf", "crlf")).equals("crlf") ? LineEnd.CRLF : LineEnd.LF;
        var lines = new LineFraming(lineEnd, longest);
        return shape instanceof DelimitedShape delimited && delimited.quote().isPresent()
                ? new QuotedLineFraming(
                        lines, delimited.delimiter(), (byte) delimited.quote().getAsInt())
                : lines;
    }

    private void belongs(String attribute, boolean isHere, String where) {
        if (!isHere && root.has(attribute)) {
            root.problem("'" + attribute + "' belongs to " + where);
        }
    }

    private Framing fixed() {
        int first = types.isEmpty() ? 1 : types.get(0).length();
        int length = root.number("record-length", 1, longest, first);
        for (int i = 0; i < types.size(); i++) {
            var type = types.get(i);
            if (type.tail().isPresent()) {
                elements.get(i)
                        .problem("record '" + type.name() + "' has 'counted-by', which makes it longer or shorter;"
                                + " with framing=\"fixed\" all records have one length");
            } else if (type.length() != length) {
                elements.get(i)
                        .problem("record '" + type.name() + "' is " + type.length() + " bytes; with framing=\"fixed\" "
                                + (root.has("record-length") ? "'record-length' says " : "all are as the first, ")
                                + length + mend(type, length));
            }
        }
        return new FixedFraming(length);
    }

    private static String mend(FlatRecordType type, int length) {
        return type.length() < length
                ? "; a filler of " + (length - type.length()) + " bytes at its end may be missing"
                : "; expected " + (type.length() - length) + " bytes less";
    }

    private Framing rdw() {
        boolean isBlocked = root.word("blocks", List.of("none", "bdw")).equals("bdw");
        if (!isBlocked && root.has("block-size")) {
            root.problem("'block-size' belongs to blocks=\"bdw\"");
        }
        int block = root.number("block-size", 2 * RdwFraming.WORD + 1, RdwFraming.MOST_BLOCK, RdwFraming.MOST_BLOCK);
        int most = isBlocked ? block - 2 * RdwFraming.WORD : RdwFraming.MOST_BYTES;
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).length() > most) {
                elements.get(i)
                        .problem("record '" + types.get(i).name() + "' is "
                                + types.get(i).length() + " bytes; its descriptor words leave room for " + most);
            }
        }
        return new RdwFraming(longest, isBlocked ? block : 0);
    }
}
