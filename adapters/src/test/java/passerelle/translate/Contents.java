package passerelle.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;

/**
 * What a document says, one line a value: {@code /person/nationality[2]/@verbatim=XAA}. For comparing documents, by names
 * without namespace: to these the schema of the format holds them.
 */
final class Contents {
    private final Predicate<XdmNode> lost;
    private final Predicate<XdmNode> moved;
    private final Set<String> lines = new LinkedHashSet<>();

    private Contents(Predicate<XdmNode> lost, Predicate<XdmNode> moved) {
        this.lost = lost;
        this.moved = moved;
    }

    /** The lines of a document, but for the nodes that are lost on purpose. */
    static Set<String> of(XdmNode document, Predicate<XdmNode> lost) {
        return of(document, lost, node -> false);
    }

    /** The lines of a native document, but for what the format leaves behind on purpose. */
    static Set<String> of(XdmNode document, Losses losses) {
        return of(document, losses::coversIn, losses::movesIn);
    }

    private static Set<String> of(XdmNode document, Predicate<XdmNode> lost, Predicate<XdmNode> moved) {
        var contents = new Contents(lost, moved);
        var element = Stylesheet.element(document);
        contents.add(element, "/" + CommonMessage.name(element));
        return contents.lines;
    }

    /** The first lines that only one of two documents has; empty when they say the same. */
    static Optional<String> difference(Set<String> before, Set<String> after) {
        var missing = new ArrayList<>(before);
        missing.removeAll(after);
        var added = new ArrayList<>(after);
        added.removeAll(before);
        return missing.isEmpty() && added.isEmpty()
                ? Optional.empty()
                : Optional.of("lost " + first(missing) + ", instead " + first(added));
    }

    private static List<String> first(List<String> lines) {
        return lines.subList(0, Math.min(5, lines.size()));
    }

    /** Whether there is anything that is not lost. */
    private boolean add(XdmNode element, String path) {
        if (lost.test(element)) {
            return false;
        }
        int before = lines.size();
        for (var attribute : attributes(element)) {
            if (!lost.test(attribute)) {
                lines.add(path + "/@" + CommonMessage.name(attribute) + "=" + attribute.getStringValue());
            }
        }
        var children = CommonMessage.children(element);
        Map<String, Integer> counts = new HashMap<>();
        for (var child : children) {
            // What is lost takes no number: those behind it keep theirs.
            var name = moved.test(child) ? "moved" : CommonMessage.name(child);
            int number = counts.getOrDefault(name, 0) + 1;
            if (add(child, path + "/" + name + "[" + number + "]")) {
                counts.put(name, number);
            }
        }
        if (children.isEmpty()) {
            lines.add(path + "=" + element.getStringValue());
        } else if (lines.size() > before) {
            // An element that held nothing but losses is lost with them.
            lines.add(path);
        }
        return lines.size() > before;
    }

    static List<XdmNode> attributes(XdmNode element) {
        var attributes = new ArrayList<XdmNode>();
        element.axisIterator(Axis.ATTRIBUTE).forEachRemaining(attributes::add);
        return attributes;
    }
}
