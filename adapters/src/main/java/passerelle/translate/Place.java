package passerelle.translate;

import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;

/** Where a node stands, for people: {@code line 7, /reportCrossing/person/nationality[2]}. Names only, never a value. */
final class Place {
    private static final int LONGEST = 300;

    private Place() {}

    static String of(XdmNode node) {
        var path = new StringBuilder();
        for (XdmNode step = node; step != null && step.getNodeName() != null; step = step.getParent()) {
            path.insert(0, step(step));
        }
        var where = path.length() > LONGEST ? path.substring(0, LONGEST) + "…" : path.toString();
        int line = line(node);
        return line > 0 ? "line " + line + ", " + where : where;
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
