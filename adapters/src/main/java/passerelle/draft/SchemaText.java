package passerelle.draft;

/** Writes {@code schema.xsd} for what samples of XML have: every text is a string, and every element may be missing. */
final class SchemaText {
    private final StringBuilder out = new StringBuilder();
    private final String namespace;

    private SchemaText(String namespace) {
        this.namespace = namespace;
    }

    static String of(XmlNode root) {
        var text = new SchemaText(root.namespace);
        text.out.append(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- A draft from samples: what they do not have is not here, and stops a message. -->
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"%s elementFormDefault="qualified">
                """
                        .formatted(
                                root.namespace.isEmpty()
                                        ? ""
                                        : " targetNamespace=\"" + XmlText.escaped(root.namespace) + "\""));
        text.element(root, true, 2);
        return text.out.append("</xs:schema>\n").toString();
    }

    private void element(XmlNode node, boolean isRoot, int depth) {
        var occurs = isRoot ? "" : " minOccurs=\"0\"" + (node.isRepeated ? " maxOccurs=\"unbounded\"" : "");
        var form = !isRoot && node.namespace.isEmpty() && !namespace.isEmpty() ? " form=\"unqualified\"" : "";
        var start = "<xs:element name=\"" + node.name + "\"" + form + occurs;
        if (node.isLeaf() && node.attributes.isEmpty()) {
            line(depth, start + " type=\"xs:string\"/>");
            return;
        }
        line(depth, start + ">");
        line(depth + 2, "<xs:complexType>");
        if (node.isLeaf()) {
            line(depth + 4, "<xs:simpleContent>");
            line(depth + 6, "<xs:extension base=\"xs:string\">");
            attributes(node, depth + 8);
            line(depth + 6, "</xs:extension>");
            line(depth + 4, "</xs:simpleContent>");
        } else {
            var group = node.isOrdered ? "sequence" : "choice";
            line(depth + 4, "<xs:" + group + (node.isOrdered ? "" : " minOccurs=\"0\" maxOccurs=\"unbounded\"") + ">");
            node.children.values().forEach(child -> element(child, false, depth + 6));
            line(depth + 4, "</xs:" + group + ">");
            attributes(node, depth + 4);
        }
        line(depth + 2, "</xs:complexType>");
        line(depth, "</xs:element>");
    }

    private void attributes(XmlNode node, int depth) {
        node.attributes
                .keySet()
                .forEach(name -> line(depth, "<xs:attribute name=\"" + name + "\" type=\"xs:string\"/>"));
    }

    private void line(int depth, String text) {
        out.append(" ".repeat(depth)).append(text).append('\n');
    }
}
