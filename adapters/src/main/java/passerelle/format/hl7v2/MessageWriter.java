package passerelle.format.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import passerelle.model.FailureCode;

/**
 * Writes the document of a message in ER7. Groups leave nothing behind; what has no place in a message is refused,
 * with MAP-UNWRITABLE. For one message.
 */
final class MessageWriter {
    private final Delimiters delimiters;
    private final List<Line> lines = new ArrayList<>();

    /** A field as it is written, and the element that it begins with; without one it is empty. */
    record Value(String text, Optional<XdmNode> element) {
        static final Value NONE = new Value("", Optional.empty());

        String place() {
            return element.map(Steps::path).orElse("");
        }
    }

    /** @param fields from 1, as they stand between separators; of MSH without the first two */
    record Line(String id, List<Value> fields) {}

    private MessageWriter(Delimiters delimiters) {
        this.delimiters = delimiters;
    }

    /** The segments of a document; without MSH-1 and MSH-2 the usual delimiters part them. */
    static List<Line> lines(XdmNode document, Delimiters delimiters) throws Refused {
        var writer = new MessageWriter(delimiters);
        writer.group(document.getOutermostElement());
        return writer.lines;
    }

    private void group(XdmNode group) throws Refused {
        for (var child : elements(group)) {
            if (RawSegment.isId(name(child)) && name(child).length() == 3) {
                segment(child);
            } else {
                group(child);
            }
        }
    }

    private void segment(XdmNode segment) throws Refused {
        var id = name(segment);
        boolean isHeader = id.equals("MSH");
        if (isHeader != lines.isEmpty()) {
            throw unwritable(segment, "", "one MSH, the first of all segments");
        }
        var fields = new ArrayList<Value>();
        int written = 0;
        for (var field : elements(segment)) {
            int number = number(field, id);
            if (number < written) {
                throw unwritable(field, "", "fields in the order of their numbers");
            }
            written = number;
            int index = isHeader ? number - 3 : number - 1;
            if (index >= 0) {
                while (fields.size() <= index) {
                    fields.add(Value.NONE);
                }
                var before = fields.get(index);
                var text = trimmed(content(field, 0), delimiters.component(), delimiters.subcomponent());
                fields.set(
                        index,
                        before.element().isEmpty()
                                ? new Value(text, Optional.of(field))
                                : new Value(before.text() + delimiters.repetition() + text, before.element()));
            }
        }
        lines.add(new Line(id, List.copyOf(fields)));
    }

    /** @param level 0 in a field, 1 in a component, 2 in a subcomponent */
    private String content(XdmNode node, int level) throws Refused {
        if (!hasParts(node)) {
            return text(node);
        }
        var out = new StringBuilder();
        int written = 0;
        for (var part : elements(node)) {
            int number = number(part, "");
            if (number <= written) {
                throw unwritable(part, "", "components in the order of their numbers, each once");
            }
            if (level == 2 && number > 1) {
                throw unwritable(part, "", "no component deeper than a subcomponent");
            }
            for (int i = Math.max(written, 1); i < number; i++) {
                out.append(level == 0 ? delimiters.component() : delimiters.subcomponent());
            }
            written = number;
            out.append(trimmed(content(part, Math.min(level + 1, 2)), delimiters.subcomponent(), delimiters.subcomponent()));
        }
        return out.toString();
    }

    private static boolean hasParts(XdmNode node) {
        for (var child : node.children()) {
            if (child.getNodeKind() == XdmNodeKind.ELEMENT && !name(child).equals("escape")) {
                return true;
            }
        }
        return false;
    }

    private String text(XdmNode node) throws Refused {
        var out = new StringBuilder();
        for (var child : node.children()) {
            if (child.getNodeKind() == XdmNodeKind.TEXT) {
                int control = Escapes.control(child.getStringValue());
                if (control >= 0) {
                    throw unwritable(node, String.format("U+%04X", control), "text without control characters");
                }
                Escapes.encode(child.getStringValue(), delimiters, out);
            } else if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                out.append(delimiters.escape()).append(sequence(child)).append(delimiters.escape());
            }
        }
        return out.toString();
    }

    private String sequence(XdmNode escape) throws Refused {
        var attributes = escape.axisIterator(Axis.ATTRIBUTE);
        var sequence = attributes.hasNext() ? attributes.next().getStringValue() : "";
        if (!Escapes.isSequence(sequence) || sequence.chars().anyMatch(c -> delimiters.escapeName((char) c) != 0)) {
            throw unwritable(escape, sequence, "an escape sequence of HL7, as in V=\".br\"");
        }
        return sequence;
    }

    /** The elements in one that holds no text of its own. */
    private static List<XdmNode> elements(XdmNode node) throws Refused {
        var elements = new ArrayList<XdmNode>();
        for (var child : node.children()) {
            if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                if (!child.getUnderlyingNode().getNamespaceUri().equals(DataType.NAMESPACE)) {
                    throw unwritable(child, "", "elements of the namespace " + DataType.NAMESPACE);
                }
                elements.add(child);
            } else if (child.getNodeKind() == XdmNodeKind.TEXT && !child.getStringValue().isBlank()) {
                throw unwritable(node, "", "text in fields and components that have no parts");
            }
        }
        return elements;
    }

    /** The number of a field of {@code segment}, or of a component when that is "". */
    private static int number(XdmNode element, String segment) throws Refused {
        var name = name(element);
        int dot = name.indexOf('.');
        int number = dot < 0 ? 0 : number(name, dot + 1);
        if (number == 0 || !segment.isEmpty() && !(name.startsWith(segment) && dot == segment.length())) {
            throw unwritable(
                    element,
                    "",
                    segment.isEmpty()
                            ? "a component, as in CX.1"
                            : "a field of " + segment + ", as in " + segment + ".1");
        }
        return number;
    }

    /** 1 to 9999; 0 when it is no such number. */
    private static int number(String name, int from) {
        int number = 0;
        for (int i = from; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9' || i - from > 3 || number == 0 && c == '0') {
                return 0;
            }
            number = 10 * number + c - '0';
        }
        return number;
    }

    private static String trimmed(String text, char one, char other) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == one || text.charAt(end - 1) == other)) {
            end--;
        }
        return text.substring(0, end);
    }

    private static String name(XdmNode element) {
        return element.getUnderlyingNode().getLocalPart();
    }

    private static Refused unwritable(XdmNode node, String found, String expected) {
        return new Refused(FailureCode.MAP_UNWRITABLE, Steps.path(node), found, expected);
    }
}
