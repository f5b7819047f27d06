package passerelle.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;

/** Reads what samples of XML are: the native root, in an envelope of SOAP or not, and its fields. */
final class XmlSamples {
    private static final List<String> SOAP =
            List.of("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope");

    private XmlSamples() {}

    /** The element of a document that is the message: within the body of SOAP, the first; empty when the body is. */
    static Optional<XdmNode> root(XdmNode document) {
        var top = children(document).get(0);
        if (!isSoap(top)) {
            return Optional.of(top);
        }
        return children(top).stream()
                .filter(child -> child.getNodeName().getLocalName().equals("Body"))
                .flatMap(body -> children(body).stream())
                .findFirst();
    }

    static boolean isSoap(XdmNode element) {
        return SOAP.contains(element.getNodeName().getNamespaceURI())
                && element.getNodeName().getLocalName().equals("Envelope");
    }

    static List<XdmNode> children(XdmNode node) {
        var children = new ArrayList<XdmNode>();
        var found = node.axisIterator(Axis.CHILD);
        while (found.hasNext()) {
            var child = found.next();
            if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                children.add(child);
            }
        }
        return children;
    }

    /** Every text and attribute, by its path below the root; attributes stand before elements. */
    static List<Field> fields(XmlNode root) {
        var fields = new ArrayList<Field>();
        collect(root, "", false, new Names(), fields);
        return fields;
    }

    private static void collect(XmlNode node, String path, boolean isRepeated, Names names, List<Field> fields) {
        node.attributes.forEach(
                (name, values) -> fields.add(field(path + "@" + name, name, values, isRepeated, names)));
        for (var child : node.children.values()) {
            var step = path + (child.namespace.isEmpty() ? "" : "n:") + child.name;
            boolean repeats = isRepeated || child.isRepeated;
            if (child.isLeaf()) {
                fields.add(field(step, child.name, child.texts, repeats || !child.attributes.isEmpty(), names));
                child.attributes.forEach(
                        (name, values) -> fields.add(field(step + "/@" + name, name, values, repeats, names)));
            } else {
                collect(child, step + "/", repeats, names, fields);
            }
        }
    }

    private static Field field(String path, String name, List<String> values, boolean isRepeated, Names names) {
        return new Field(path, names.of(name, "field"), Optional.of(name), values, 1, Optional.empty(), isRepeated);
    }
}
