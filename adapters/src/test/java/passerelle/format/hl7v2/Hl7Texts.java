package passerelle.format.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;

/** Messages and documents as short texts that a test can compare. */
final class Hl7Texts {
    private static final Hl7Syntax SYNTAX = new Hl7Syntax();
    static final String HEADER = "MSH|^~\\&|A|B|C|D|2026||ADT^A08^ADT_A01|7|P|2.5.1";

    private Hl7Texts() {}

    /** The segment {@code id} of a message, as XML without its namespace; or why the message is refused. */
    static String segment(String id, byte[] message) {
        return SYNTAX.read(message).match(
                document -> {
                    var found = new ArrayList<String>();
                    segments(document.getOutermostElement(), id, found);
                    return String.join("", found);
                },
                Failure::forSender);
    }

    static String segment(String id, String message) {
        return segment(id, message.getBytes(StandardCharsets.UTF_8));
    }

    /** The segment of a message that has no other beside its header. */
    static String segment(String segment) {
        return segment(segment.substring(0, 3), HEADER + "\r" + segment + "\r");
    }

    private static void segments(XdmNode node, String id, List<String> found) {
        for (var child : node.children()) {
            if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                if (child.getNodeName().getLocalName().equals(id)) {
                    found.add(xml(child));
                } else {
                    segments(child, id, found);
                }
            }
        }
    }

    private static String xml(XdmNode node) {
        if (node.getNodeKind() == XdmNodeKind.TEXT) {
            return node.getStringValue();
        }
        var name = node.getNodeName().getLocalName();
        var sequence = node.attribute("V") == null ? "" : " " + node.attribute("V");
        var inner = new StringBuilder();
        node.children().forEach(child -> inner.append(xml(child)));
        return "<" + name + sequence + ">" + inner + "</" + name + ">";
    }

    /** The names of groups and segments, nested. */
    static String outline(String message) {
        return SYNTAX.read(message.getBytes(StandardCharsets.UTF_8))
                .match(document -> outline(document.getOutermostElement()), Failure::forSender);
    }

    private static String outline(XdmNode element) {
        var name = element.getNodeName().getLocalName();
        if (name.length() == 3) {
            return name;
        }
        var inner = new ArrayList<String>();
        element.children().forEach(child -> inner.add(outline(child)));
        return name.substring(name.indexOf('.') + 1) + "(" + String.join(" ", inner) + ")";
    }

    /** What is written of a document whose inside this is; or why it cannot be. */
    static String written(String xml) {
        return written(xml, StandardCharsets.UTF_8);
    }

    static String written(String xml, Charset charset) {
        var document = "<ADT_A01 xmlns='urn:hl7-org:v2xml'>" + xml + "</ADT_A01>";
        return HardenedXml.parse(document.getBytes(StandardCharsets.UTF_8))
                .then(SYNTAX::write)
                .match(bytes -> new String(bytes, charset), Failure::forSender);
    }
}
