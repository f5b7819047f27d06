package passerelle.format.hl7v2;

import net.sf.saxon.event.ReceiverOption;
import net.sf.saxon.expr.parser.Loc;
import net.sf.saxon.om.AttributeInfo;
import net.sf.saxon.om.AttributeMap;
import net.sf.saxon.om.EmptyAttributeMap;
import net.sf.saxon.om.NamespaceMap;
import net.sf.saxon.om.NoNamespaceName;
import net.sf.saxon.om.NodeName;
import net.sf.saxon.om.SingletonAttributeMap;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.str.StringView;
import net.sf.saxon.trans.XPathException;
import net.sf.saxon.tree.tiny.TinyBuilder;
import net.sf.saxon.type.BuiltInAtomicType;
import net.sf.saxon.type.Untyped;
import passerelle.format.xml.HardenedXml;

/** Writes a document straight into Saxon's tree. A tree takes what it is given: failing is our fault. For one document. */
final class TreePen implements Escapes.Sink {
    private static final NamespaceMap NAMESPACES = NamespaceMap.of("", DataType.NAMESPACE);
    private static final NodeName ESCAPE = DataType.element("escape");
    private static final NodeName SEQUENCE = new NoNamespaceName("V");

    private final TinyBuilder builder =
            new TinyBuilder(HardenedXml.SAXON.getUnderlyingConfiguration().makePipelineConfiguration());
    private int elements;

    TreePen() {
        step(() -> {
            builder.open();
            builder.startDocument(ReceiverOption.NONE);
        });
    }

    /** How many were started. */
    int elements() {
        return elements;
    }

    void start(NodeName name) {
        start(name, EmptyAttributeMap.INSTANCE);
    }

    private void start(NodeName name, AttributeMap attributes) {
        elements++;
        step(() -> builder.startElement(name, Untyped.INSTANCE, attributes, NAMESPACES, Loc.NONE, ReceiverOption.NONE));
    }

    void end() {
        step(builder::endElement);
    }

    @Override
    public void text(String text) {
        step(() -> builder.characters(StringView.of(text), Loc.NONE, ReceiverOption.NONE));
    }

    @Override
    public void sequence(String sequence) {
        start(
                ESCAPE,
                SingletonAttributeMap.of(new AttributeInfo(
                        SEQUENCE, BuiltInAtomicType.UNTYPED_ATOMIC, sequence, Loc.NONE, ReceiverOption.NONE)));
        end();
    }

    XdmNode document() {
        step(() -> {
            builder.endDocument();
            builder.close();
        });
        return new XdmNode(builder.getCurrentRoot());
    }

    private interface Step {
        void take() throws XPathException;
    }

    private static void step(Step step) {
        try {
            step.take();
        } catch (XPathException e) {
            throw new IllegalStateException("Saxon did not build the document of a message", e);
        }
    }
}
