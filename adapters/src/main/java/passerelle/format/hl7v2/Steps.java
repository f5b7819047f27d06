package passerelle.format.hl7v2;

import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;

/** Where an element of a document stands: {@code /ADT_A01/PID/PID.3[2]/CX.1}. */
final class Steps {
    private Steps() {}

    static String path(XdmNode element) {
        var path = new StringBuilder();
        for (var step = element; step != null && step.getNodeName() != null; step = step.getParent()) {
            long before = step.axisIterator(Axis.PRECEDING_SIBLING, step.getNodeName()).stream()
                    .count();
            path.insert(0, "/" + step.getNodeName().getLocalName() + (before == 0 ? "" : "[" + (before + 1) + "]"));
        }
        return path.toString();
    }
}
