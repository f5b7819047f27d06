package passerelle.translate;

import java.util.List;
import net.sf.saxon.event.Receiver;
import net.sf.saxon.expr.parser.Loc;
import net.sf.saxon.om.AttributeInfo;
import net.sf.saxon.om.AttributeMap;
import net.sf.saxon.om.CopyOptions;
import net.sf.saxon.om.EmptyAttributeMap;
import net.sf.saxon.om.FingerprintedQName;
import net.sf.saxon.om.NameOfNode;
import net.sf.saxon.om.NamespaceMap;
import net.sf.saxon.om.NamespaceUri;
import net.sf.saxon.s9api.XdmDestination;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.serialize.SerializationProperties;
import net.sf.saxon.str.StringView;
import net.sf.saxon.trans.XPathException;
import net.sf.saxon.type.BuiltInAtomicType;
import net.sf.saxon.type.Untyped;
import passerelle.format.xml.HardenedXml;

/** Writes a common message element by element, into a tree. A tree takes what it is given: failing is our fault. */
final class CommonWriter {
    private static final NamespaceUri COMMON = NamespaceUri.of(CommonModel.NAMESPACE);
    private static final NamespaceMap NAMESPACES = NamespaceMap.of("", COMMON);

    private final XdmDestination tree = new XdmDestination();
    private final Receiver out = tree.getReceiver(
            HardenedXml.SAXON.getUnderlyingConfiguration().makePipelineConfiguration(), new SerializationProperties());

    CommonWriter() {
        step(() -> {
            out.open();
            out.startDocument(0);
        });
    }

    /** Starts an element, inside the one that was started last. */
    CommonWriter start(String name) {
        return start(name, List.of());
    }

    /** Starts an element with attributes. */
    CommonWriter start(String name, List<XdmNode> attributes) {
        AttributeMap map = EmptyAttributeMap.getInstance();
        for (var attribute : attributes) {
            map = map.put(new AttributeInfo(
                    NameOfNode.makeName(attribute.getUnderlyingNode()),
                    BuiltInAtomicType.UNTYPED_ATOMIC,
                    attribute.getStringValue(),
                    Loc.NONE,
                    0));
        }
        var said = map;
        step(() -> out.startElement(
                new FingerprintedQName("", COMMON, name), Untyped.getInstance(), said, NAMESPACES, Loc.NONE, 0));
        return this;
    }

    /** Ends the element that was started last. */
    CommonWriter end() {
        step(out::endElement);
        return this;
    }

    /** An element that holds text. */
    void element(String name, String text) {
        start(name);
        step(() -> out.characters(StringView.of(text), Loc.NONE, 0));
        end();
    }

    /** An element as it is, with all that is in it, and the prefixes that its values may use. */
    void copy(XdmNode element) {
        step(() -> element.getUnderlyingNode().copy(out, CopyOptions.ALL_NAMESPACES, Loc.NONE));
    }

    XdmNode document() {
        step(() -> {
            out.endDocument();
            out.close();
        });
        return tree.getXdmNode();
    }

    private interface Step {
        void take() throws XPathException;
    }

    private static void step(Step step) {
        try {
            step.take();
        } catch (XPathException e) {
            throw new IllegalStateException("Writing a common message failed", e);
        }
    }
}
