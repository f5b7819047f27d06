package passerelle.translate;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.saxon.event.Receiver;
import net.sf.saxon.expr.parser.Loc;
import net.sf.saxon.om.CopyOptions;
import net.sf.saxon.s9api.Location;
import net.sf.saxon.s9api.XdmDestination;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.serialize.SerializationProperties;
import net.sf.saxon.str.StringView;
import net.sf.saxon.str.UnicodeString;
import net.sf.saxon.trans.XPathException;
import passerelle.format.xml.HardenedXml;

/**
 * Makes what came out of a case the new expectation, and leaves any text there that the old one left open. What the
 * gateway says of the stylesheet changes with every edit and is always left open.
 */
final class KeptStars {
    private static final String STYLESHEET = "/message/envelope/provenance/stylesheet";

    private KeptStars() {}

    static XdmNode in(XdmNode came, Optional<XdmNode> before) {
        var stars = new LinkedHashSet<String>();
        stars.add(STYLESHEET);
        before.ifPresent(document -> find(Stylesheet.element(document), "", new HashMap<>(), stars));
        var configuration = HardenedXml.SAXON.getUnderlyingConfiguration();
        var tree = new XdmDestination();
        var receiver = new Stars(
                tree.getReceiver(configuration.makePipelineConfiguration(), new SerializationProperties()), stars);
        try {
            receiver.open();
            came.getUnderlyingNode().copy(receiver, CopyOptions.ALL_NAMESPACES, Loc.NONE);
            receiver.close();
            tree.close();
        } catch (XPathException e) {
            throw new IllegalStateException("A tree could not be copied", e);
        }
        return tree.getXdmNode();
    }

    private static void find(XdmNode element, String above, Map<String, Integer> counts, Set<String> stars) {
        int number = counts.merge(CommonMessage.name(element), 1, Integer::sum);
        var path = above + "/" + CommonMessage.name(element) + (number > 1 ? "[" + number + "]" : "");
        var children = CommonMessage.children(element);
        if (children.isEmpty() && element.getStringValue().equals(Difference.ANY)) {
            stars.add(path);
        }
        var inside = new HashMap<String, Integer>();
        children.forEach(child -> find(child, path, inside, stars));
    }

    private static final class Stars extends PathReceiver {
        private final Set<String> stars;

        Stars(Receiver next, Set<String> stars) {
            super(next);
            this.stars = stars;
        }

        @Override
        void started(String path, Location location) {
            // Only texts are changed.
        }

        @Override
        public void characters(UnicodeString text, Location location, int properties) throws XPathException {
            super.characters(stars.contains(path()) ? StringView.of(Difference.ANY) : text, location, properties);
        }
    }
}
