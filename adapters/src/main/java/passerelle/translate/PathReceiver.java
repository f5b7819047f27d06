package passerelle.translate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import net.sf.saxon.event.ProxyReceiver;
import net.sf.saxon.event.Receiver;
import net.sf.saxon.om.AttributeMap;
import net.sf.saxon.om.NamespaceMap;
import net.sf.saxon.om.NodeName;
import net.sf.saxon.s9api.Location;
import net.sf.saxon.trans.XPathException;
import net.sf.saxon.type.SchemaType;

/**
 * Knows where in a document that is being written it stands: {@code /message/body/person/name[2]/family}, where the first
 * of its name has no number.
 */
abstract class PathReceiver extends ProxyReceiver {
    private final Deque<String> paths = new ArrayDeque<>();
    private final Deque<Map<String, Integer>> counts = new ArrayDeque<>();

    PathReceiver(Receiver next) {
        super(next);
        paths.push("");
        counts.push(new HashMap<>());
    }

    /** An element begins. @param location of the instruction that made it */
    abstract void started(String path, Location location);

    /** The element that is open. */
    final String path() {
        return paths.element();
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
        int number = counts.element().merge(name.getLocalPart(), 1, Integer::sum);
        var path = path() + "/" + name.getLocalPart() + (number > 1 ? "[" + number + "]" : "");
        paths.push(path);
        counts.push(new HashMap<>());
        started(path, location);
        super.startElement(name, type, attributes, namespaces, location, properties);
    }

    @Override
    public void endElement() throws XPathException {
        paths.pop();
        counts.pop();
        super.endElement();
    }
}
