package passerelle.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;

/** What samples of XML have at one path: elements in it, their order and how often they stand, attributes and texts. */
final class XmlNode {
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    final String name;
    final String namespace;
    final Map<String, XmlNode> children = new LinkedHashMap<>();
    final Map<String, List<String>> attributes = new LinkedHashMap<>();
    final List<String> texts = new ArrayList<>();
    final Set<String> foreign = new LinkedHashSet<>();
    boolean isRepeated;
    boolean isOrdered = true;

    XmlNode(String name, String namespace) {
        this.name = name;
        this.namespace = namespace;
    }

    /** Adds one element of a sample. */
    void add(XdmNode element) {
        var found = element.axisIterator(Axis.ATTRIBUTE);
        while (found.hasNext()) {
            var attribute = found.next();
            var uri = attribute.getNodeName().getNamespaceURI();
            if (uri.isEmpty()) {
                attributes
                        .computeIfAbsent(attribute.getNodeName().getLocalName(), key -> new ArrayList<>())
                        .add(attribute.getStringValue());
            } else if (!uri.equals(INSTANCE)) {
                foreign.add(uri);
            }
        }
        var names = new ArrayList<String>();
        var inside = element.axisIterator(Axis.CHILD);
        while (inside.hasNext()) {
            var child = inside.next();
            if (child.getNodeKind() == XdmNodeKind.ELEMENT && !isMark(child)) {
                names.add(child.getNodeName().getLocalName());
                child(child, names);
            }
        }
        if (names.isEmpty()) {
            texts.add(element.getStringValue());
        }
        ordered(names);
    }

    /** A mark within a text of HL7 v2, as of a new line: the text around it is one text. */
    private static boolean isMark(XdmNode element) {
        return element.getNodeName().getLocalName().equals("escape")
                && element.getNodeName().getNamespaceURI().equals(Hl7Drafts.NAMESPACE);
    }

    private void child(XdmNode child, List<String> before) {
        var name = child.getNodeName().getLocalName();
        var known = children.computeIfAbsent(
                name, key -> new XmlNode(name, child.getNodeName().getNamespaceURI()));
        known.isRepeated |= before.indexOf(name) < before.size() - 1;
        if (!known.namespace.equals(child.getNodeName().getNamespaceURI())) {
            foreign.add(child.getNodeName().getNamespaceURI());
        }
        known.add(child);
    }

    /** Whether elements stand in the order in which they were first met, those of one name together. */
    private void ordered(List<String> names) {
        var order = List.copyOf(children.keySet());
        for (int i = 1; i < names.size(); i++) {
            isOrdered &= order.indexOf(names.get(i)) >= order.indexOf(names.get(i - 1));
        }
    }

    boolean isLeaf() {
        return children.isEmpty();
    }

    /** Every namespace of elements and attributes but the one that is given and none. */
    Set<String> others(String own) {
        var others = new LinkedHashSet<>(foreign);
        if (!namespace.isEmpty() && !namespace.equals(own)) {
            others.add(namespace);
        }
        children.values().forEach(child -> others.addAll(child.others(own)));
        return others;
    }
}
