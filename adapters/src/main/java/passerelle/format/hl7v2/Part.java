package passerelle.format.hl7v2;

import java.util.List;
import java.util.Set;
import net.sf.saxon.om.NodeName;

/**
 * A segment or group that a structure has at one place.
 *
 * @param element in the document @param isRepeating whether it may stand there several times
 * @param children of a group, in their order; empty for a segment
 * @param first ids of the segments that it may begin with
 */
record Part(NodeName element, boolean isRepeating, List<Part> children, Set<String> first) {
    Part {
        children = List.copyOf(children);
        first = Set.copyOf(first);
    }

    boolean isSegment() {
        return children.isEmpty();
    }
}
