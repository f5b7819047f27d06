package passerelle.translate;

import net.sf.saxon.event.Builder;
import net.sf.saxon.expr.parser.Loc;
import net.sf.saxon.om.AttributeMap;
import net.sf.saxon.om.CopyOptions;
import net.sf.saxon.om.EmptyAttributeMap;
import net.sf.saxon.om.FingerprintedQName;
import net.sf.saxon.om.NamespaceMap;
import net.sf.saxon.om.NamespaceUri;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.om.TreeModel;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.str.StringView;
import net.sf.saxon.trans.XPathException;
import net.sf.saxon.type.Untyped;
import passerelle.format.xml.HardenedXml;

/** Writes a common message element by element, into a tree. A tree takes what it is given: failing is our fault. */
final class CommonWriter {
    private static final NamespaceUri COMMON = NamespaceUri.of(CommonModel.NAMESPACE);
    private static final NamespaceMap NAMESPACES = NamespaceMap.of("", COMMON);

    private final Builder out = TreeModel.TINY_TREE.makeBuilder(
            HardenedXml.SAXON.getUnderlyingConfiguration().makePipelineConfiguration());

    CommonWriter() {
        step(() -> {
            out.open();
            out.startDocument(0);
        });
    }

    /** Starts an element, inside the one that was started last. */
    CommonWriter start(String name) {
        return start(name, EmptyAttributeMap.getInstance());
    }

    /** Starts an element with attributes. */
    CommonWriter start(String name, AttributeMap attributes) {
        step(() -> out.startElement(
                new FingerprintedQName("", COMMON, name), Untyped.getInstance(), attributes, NAMESPACES, Loc.NONE, 0));
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
    void copy(NodeInfo element) {
        step(() -> element.copy(out, CopyOptions.ALL_NAMESPACES, Loc.NONE));
    }

    XdmNode document() {
        step(() -> {
            out.endDocument();
            out.close();
        });
        return new XdmNode(out.getCurrentRoot());
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
