package passerelle.format.hl7v2;

import java.util.ArrayList;
import java.util.List;
import net.sf.saxon.om.NodeName;

/**
 * Puts the segments of a message into the groups of its structure, each where it comes next: in the group that is open,
 * in a further repetition of it, then in those around it. A segment that comes nowhere stays where it stands, in the
 * group that is open, for the stylesheet to judge. Takes time in proportion to the message. For one message.
 */
final class Grouping {
    /** One step through the document, which takes the segments in their order. */
    sealed interface Step {
        /** A group begins. */
        record Open(NodeName group) implements Step {}

        /** The next segment. */
        record Next() implements Step {}

        /** The group that began last ends. */
        record Close() implements Step {}
    }

    /** An open group, and which of its children was the last. */
    private static final class Open {
        private final Part group;
        private int last = -1;

        Open(Part group) {
            this.group = group;
        }
    }

    private static final Step NEXT = new Step.Next();
    private static final Step CLOSE = new Step.Close();

    private final List<Open> open = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    private Grouping(Part message) {
        open.add(new Open(message));
    }

    /** The way through the document of a message, without its root. */
    static List<Step> of(Part message, List<RawSegment> segments) {
        var grouping = new Grouping(message);
        for (var segment : segments) {
            grouping.place(segment.id());
        }
        grouping.closeDownTo(0);
        return grouping.steps;
    }

    private void place(String id) {
        for (int level = open.size() - 1; level >= 0; level--) {
            int child = next(open.get(level), id);
            if (child >= 0) {
                closeDownTo(level);
                open.get(level).last = child;
                descend(open.get(level).group.children().get(child), id);
                break;
            }
        }
        steps.add(NEXT);
    }

    /** The child that a segment begins, from the last one on; -1 when there is none. */
    private static int next(Open at, String id) {
        var children = at.group.children();
        for (int i = Math.max(at.last, 0); i < children.size(); i++) {
            boolean isFree = i > at.last || children.get(i).isRepeating();
            if (isFree && children.get(i).first().contains(id)) {
                return i;
            }
        }
        return -1;
    }

    private void descend(Part part, String id) {
        var inner = part;
        while (!inner.isSegment()) {
            steps.add(new Step.Open(inner.element()));
            var opened = new Open(inner);
            open.add(opened);
            opened.last = next(opened, id);
            inner = inner.children().get(opened.last);
        }
    }

    private void closeDownTo(int level) {
        while (open.size() > level + 1) {
            open.remove(open.size() - 1);
            steps.add(CLOSE);
        }
    }
}
