package passerelle.translate;

import java.util.function.UnaryOperator;
import net.sf.saxon.event.PipelineConfiguration;
import net.sf.saxon.event.ProxyReceiver;
import net.sf.saxon.event.Receiver;
import net.sf.saxon.om.AttributeMap;
import net.sf.saxon.om.NamespaceMap;
import net.sf.saxon.om.NodeName;
import net.sf.saxon.s9api.AbstractDestination;
import net.sf.saxon.s9api.Location;
import net.sf.saxon.s9api.XdmDestination;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.serialize.SerializationProperties;
import net.sf.saxon.str.UnicodeString;
import net.sf.saxon.trans.XPathException;
import net.sf.saxon.type.SchemaType;

/**
 * The tree that a stylesheet writes. It ends a stylesheet that writes without end: by size, so that memory lasts, and by
 * interruption, so that its thread comes back.
 */
final class BoundedTree extends AbstractDestination {
    private static final int MOST_ELEMENTS = 200_000;
    private static final long MOST_CHARACTERS = 16L << 20;

    private final XdmDestination tree = new XdmDestination();
    private final UnaryOperator<Receiver> watch;

    BoundedTree() {
        this(UnaryOperator.identity());
    }

    /** @param watch puts somebody who looks on in front of the tree */
    BoundedTree(UnaryOperator<Receiver> watch) {
        this.watch = watch;
    }

    XdmNode node() {
        return tree.getXdmNode();
    }

    @Override
    public Receiver getReceiver(PipelineConfiguration pipe, SerializationProperties properties) {
        return new Bounds(watch.apply(tree.getReceiver(pipe, properties)));
    }

    @Override
    public void close() {
        tree.close();
    }

    private static final class Bounds extends ProxyReceiver {
        private int elements;
        private long characters;

        Bounds(Receiver next) {
            super(next);
        }

        @Override
        public void startElement(
                NodeName name,
                SchemaType type,
                AttributeMap attributes,
                NamespaceMap namespaces,
                Location location,
                int properties)
                throws XPathException {
            if (++elements > MOST_ELEMENTS || Thread.currentThread().isInterrupted()) {
                throw new XPathException("The result is too large or too late");
            }
            super.startElement(name, type, attributes, namespaces, location, properties);
        }

        @Override
        public void characters(UnicodeString text, Location location, int properties) throws XPathException {
            characters += text.length();
            if (characters > MOST_CHARACTERS) {
                throw new XPathException("The result is too large");
            }
            super.characters(text, location, properties);
        }
    }
}
