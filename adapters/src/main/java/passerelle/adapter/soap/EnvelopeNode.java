package passerelle.adapter.soap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import org.apache.cxf.binding.soap.SoapVersionFactory;

/** The Envelope of SOAP 1.1 or 1.2 as a node: what stands in its Header and in its Body. */
record EnvelopeNode(XdmNode element) {

    /** Empty when the document is something else. */
    static Optional<EnvelopeNode> of(XdmNode document) {
        return elements(document).stream()
                .findFirst()
                .filter(root -> root.getNodeName().getLocalName().equals("Envelope")
                        && SoapVersionFactory.getInstance().getSoapVersion(namespace(root)) != null)
                .map(EnvelopeNode::new);
    }

    /** The blocks of Header, if there is one. */
    List<XdmNode> headers() {
        return part("Header");
    }

    /** The elements in Body, as a rule one. */
    List<XdmNode> body() {
        return part("Body");
    }

    private List<XdmNode> part(String name) {
        return elements(element).stream()
                .filter(part -> part.getNodeName().getLocalName().equals(name)
                        && namespace(part).equals(namespace(element)))
                .findFirst()
                .map(EnvelopeNode::elements)
                .orElse(List.of());
    }

    static String namespace(XdmNode element) {
        return element.getNodeName().getNamespaceUri().toString();
    }

    static List<XdmNode> elements(XdmNode parent) {
        var elements = new ArrayList<XdmNode>();
        for (var child : parent.children()) {
            if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                elements.add(child);
            }
        }
        return elements;
    }
}
