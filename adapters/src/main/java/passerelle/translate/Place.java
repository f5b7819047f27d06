package passerelle.translate;

import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import org.jspecify.annotations.Nullable;

/** Where a node stands, for people: {@code line 7, /reportCrossing/person/nationality[2]}. Names only, never a value. */
final class Place {
    private static final int LONGEST = 300;

    private Place() {}

    static String of(XdmNode node) {
        return at(node, node);
    }

    /** Where an element stands that nobody knows, by its parent: its own name is the sender's choice, and may say anything. */
    static String ofUnknown(XdmNode element) {
        return at(element, element.getParent());
    }

    private static String at(XdmNode node, @Nullable XdmNode last) {
        var path = new StringBuilder();
        for (XdmNode step = last; step != null && step.getNodeName() != null; step = step.getParent()) {
            path.insert(0, step(step));
        }
        var where = path.length() > LONGEST ? path.substring(0, LONGEST) + "…" : path.toString();
        int line = line(node);
        if (line <= 0) {
            return where;
        }
        return where.isEmpty() ? "line " + line : "line " + line + ", " + where;
    }

    private static int line(XdmNode node) {
        var parent = node.getParent();
        return node.getNodeKind() == XdmNodeKind.ELEMENT || parent == null
                ? node.getLineNumber()
                : parent.getLineNumber();
    }

    private static String step(XdmNode node) {
        var name = node.getNodeName();
        if (node.getNodeKind() == XdmNodeKind.ATTRIBUTE) {
            return "/@" + name.getLocalName();
        }
        long before = count(node, Axis.PRECEDING_SIBLING);
        boolean alone = before == 0 && count(node, Axis.FOLLOWING_SIBLING) == 0;
        return "/" + name.getLocalName() + (alone ? "" : "[" + (before + 1) + "]");
    }

    private static long count(XdmNode node, Axis axis) {
        long count = 0;
        var siblings = node.axisIterator(axis, node.getNodeName());
        while (siblings.hasNext()) {
            siblings.next();
            count++;
        }
        return count;
    }
}
