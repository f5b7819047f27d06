package passerelle.format.copybook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;

/**
 * Files as a mainframe program writes them for a layout: EBCDIC, zoned, packed and binary numbers, in random but proper
 * values. Knows nothing of the engine that reads them.
 */
final class FileGenerator {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghij-'.0123456789";

    private final XdmNode layout;
    private final Charset charset;
    private final Random random;
    private final Map<String, Integer> counts = new HashMap<>();

    FileGenerator(XdmNode layout, Random random) {
        this.layout = layout;
        this.charset = Charset.forName(attribute(layout, "encoding"));
        this.random = random;
    }

    /** A file of so many records, of the layout's types in turn. */
    byte[] file(int records) {
        var types = children(layout);
        var file = new ByteArrayOutputStream();
        for (int i = 0; i < records; i++) {
            var record = new ByteArrayOutputStream();
            counts.clear();
            parts(types.get(i % types.size()), record);
            if (attribute(layout, "framing").equals("rdw")) {
                int length = record.size() + 4;
                file.writeBytes(new byte[] {(byte) (length >> 8), (byte) length, 0, 0});
            }
            file.writeBytes(record.toByteArray());
        }
        return file.toByteArray();
    }

    private void parts(XdmNode parent, ByteArrayOutputStream out) {
        for (var child : children(parent)) {
            int times = attribute(child, "occurs").isEmpty() ? 1 : Integer.parseInt(attribute(child, "occurs"));
            times = counts.getOrDefault(attribute(child, "counted-by"), times);
            for (int i = 0; i < times; i++) {
                switch (child.getNodeName().getLocalName()) {
                    case "field" -> out.writeBytes(field(child));
                    case "group" -> parts(child, out);
                    default -> out.writeBytes(text("", number(child, "length"), false));
                }
            }
        }
    }

    private byte[] field(XdmNode field) {
        int length = number(field, "length");
        return switch (attribute(field, "type")) {
            case "number" -> zoned(field, length);
            case "packed" -> packed(field, length);
            case "binary" -> binary(field, length);
            default ->
                text(word(field, length), length, attribute(field, "align").equals("right"));
        };
    }

    private String word(XdmNode field, int length) {
        if (!attribute(field, "value").isEmpty()) {
            return attribute(field, "value");
        }
        if (!attribute(field, "codes").isEmpty()) {
            var codes = List.of(attribute(field, "codes").split(" "));
            return codes.get(random.nextInt(codes.size()));
        }
        var word = new StringBuilder();
        for (int left = random.nextInt(length + 1); left > 0; left--) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString().strip();
    }

    private byte[] text(String text, int length, boolean isRight) {
        var blanks = " ".repeat(length - text.length());
        return (isRight ? blanks + text : text + blanks).getBytes(charset);
    }

    private byte[] zoned(XdmNode field, int length) {
        var sign = attribute(field, "sign");
        boolean isSeparate = sign.equals("leading") || sign.equals("trailing");
        var digits = digits(field, isSeparate ? length - 1 : length);
        boolean isMinus = isMinus(digits, sign);
        var bytes = digits.getBytes(charset);
        if (sign.startsWith("overpunch")) {
            int at = sign.equals("overpunch") ? length - 1 : 0;
            bytes[at] = (byte) ((isMinus ? 0xD0 : 0xC0) | bytes[at] & 0xF);
        }
        var mark = isMinus ? "-" : "+";
        return switch (sign) {
            case "leading" -> (mark + digits).getBytes(charset);
            case "trailing" -> (digits + mark).getBytes(charset);
            default -> bytes;
        };
    }

    private byte[] packed(XdmNode field, int length) {
        int most = 2 * length - 1;
        int used = attribute(field, "digits").isEmpty() ? most : number(field, "digits");
        var digits = "0".repeat(most - used) + digits(field, used);
        var sign = attribute(field, "sign");
        var halves = digits + (sign.equals("none") ? "F" : isMinus(digits, sign) ? "D" : "C");
        return HexFormat.of().parseHex(halves);
    }

    private byte[] binary(XdmNode field, int length) {
        boolean isSigned = attribute(field, "sign").equals("twos-complement");
        int most = attribute(field, "digits").isEmpty() ? 4 : number(field, "digits");
        long number = Long.parseLong(digits(field, most));
        number = isSigned && length == 2 ? number % 0x8000 : number;
        long signed = isMinus(Long.toString(number), isSigned ? "signed" : "none") ? -number : number;
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (signed >> 8 * (length - 1 - i));
        }
        return bytes;
    }

    /** A number with leading zeros; of a field that counts a table, one that the table can have. */
    private String digits(XdmNode field, int length) {
        var name = attribute(field, "name");
        var tables = children((XdmNode) field.getParent()).stream()
                .filter(child -> attribute(child, "counted-by").equals(name))
                .toList();
        if (tables.isEmpty()) {
            var digits = new StringBuilder();
            random.ints(length, 0, 10).forEach(digits::append);
            return digits.toString();
        }
        counts.put(name, random.nextInt(number(tables.get(0), "occurs") + 1));
        return "%%0%dd".formatted(length).formatted(counts.get(name));
    }

    /** No program writes a minus before zero, and none counts below it. */
    private boolean isMinus(String digits, String sign) {
        return counts.isEmpty() && !sign.equals("none") && !digits.matches("0*") && random.nextBoolean();
    }

    private static List<XdmNode> children(XdmNode parent) {
        var children = new ArrayList<XdmNode>();
        for (var iterator = parent.axisIterator(Axis.CHILD); iterator.hasNext(); ) {
            var child = iterator.next();
            if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                children.add(child);
            }
        }
        return children;
    }

    private static int number(XdmNode element, String name) {
        return Integer.parseInt(attribute(element, name));
    }

    private static String attribute(XdmNode element, String name) {
        var value = element.getAttributeValue(new QName(name));
        return value == null ? "" : value;
    }
}
