package passerelle.format.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import passerelle.model.FailureCode;

/**
 * Writes the document of a message in ER7. Groups leave nothing behind; what has no place in a message is refused,
 * with MAP-UNWRITABLE. For one message.
 */
final class MessageWriter {
    private static final Pattern NUMBERED = Pattern.compile("[A-Z][A-Za-z0-9_]*\\.[1-9][0-9]{0,3}");

    private final Delimiters delimiters;
    private final List<Line> lines = new ArrayList<>();

    /** A field with where it stands in the document. */
    record Value(String text, String place) {}

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
                    fields.add(new Value("", ""));
                }
                var before = fields.get(index);
                var text = trimmed(content(field, 0), delimiters.component(), delimiters.subcomponent());
                fields.set(
                        index,
                        before.place().isEmpty()
                                ? new Value(text, Steps.path(field))
                                : new Value(before.text() + delimiters.repetition() + text, before.place()));
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
            out.append(trimmed(
                    content(part, Math.min(level + 1, 2)), delimiters.subcomponent(), delimiters.subcomponent()));
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
                if (!child.getNodeName().getNamespaceUri().equals(DataType.NAMESPACE)) {
                    throw unwritable(child, "", "elements of the namespace " + DataType.NAMESPACE);
                }
                elements.add(child);
            } else if (child.getNodeKind() == XdmNodeKind.TEXT
                    && !child.getStringValue().isBlank()) {
                throw unwritable(node, "", "text in fields and components that have no parts");
            }
        }
        return elements;
    }

    private static int number(XdmNode element, String prefix) throws Refused {
        var name = name(element);
        int dot = name.indexOf('.');
        if (!NUMBERED.matcher(name).matches()
                || !prefix.isEmpty() && !name.substring(0, dot).equals(prefix)) {
            throw unwritable(
                    element,
                    "",
                    prefix.isEmpty() ? "a component, as in CX.1" : "a field of " + prefix + ", as in " + prefix + ".1");
        }
        return Integer.parseInt(name.substring(dot + 1));
    }

    private static String trimmed(String text, char one, char other) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == one || text.charAt(end - 1) == other)) {
            end--;
        }
        return text.substring(0, end);
    }

    private static String name(XdmNode element) {
        return element.getNodeName().getLocalName();
    }

    private static Refused unwritable(XdmNode node, String found, String expected) {
        return new Refused(FailureCode.MAP_UNWRITABLE, Steps.path(node), found, expected);
    }
}
