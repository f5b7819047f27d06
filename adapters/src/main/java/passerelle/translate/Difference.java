package passerelle.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;

/**
 * One place where a document is not as expected. Documents are compared as canonical XML would have them, comments and
 * white space between elements left out: prefixes and the order of attributes say nothing. A text {@code *} in what is
 * expected stands for any text.
 *
 * @param place line and path in what is expected; of what is too much, its path in what was found
 * @param expected a text, an element or attribute; "nothing" for what is too much
 */
public record Difference(String place, String expected, String found) {
    /** Stands in an expected document for any text. */
    static final String ANY = "*";

    private static final String NOTHING = "nothing";

    /** Above this, children are compared in their order, which says less and takes no time. */
    private static final int MOST_PAIRS = 1 << 20;

    @Override
    public String toString() {
        return place + ": expected " + expected + " but was " + found;
    }

    /** Every difference, in the order of the document; empty when there is none. */
    public static List<Difference> between(XdmNode expected, XdmNode found) {
        var differences = new ArrayList<Difference>();
        compare(Stylesheet.element(expected), Stylesheet.element(found), differences);
        return List.copyOf(differences);
    }

    private static void compare(XdmNode right, XdmNode found, List<Difference> differences) {
        if (!right.getNodeName().equals(found.getNodeName())) {
            differences.add(new Difference(Place.of(right), element(right), element(found)));
            return;
        }
        compareAttributes(right, found, differences);
        var rightChildren = CommonMessage.children(right);
        var foundChildren = CommonMessage.children(found);
        if (rightChildren.isEmpty() && foundChildren.isEmpty()) {
            if (!right.getStringValue().equals(ANY) && !right.getStringValue().equals(found.getStringValue())) {
                differences.add(new Difference(
                        Place.of(right), quoted(right.getStringValue()), quoted(found.getStringValue())));
            }
            return;
        }
        if (rightChildren.isEmpty() && right.getStringValue().equals(ANY)) {
            differences.add(new Difference(Place.of(right), "a text", element(foundChildren.get(0))));
            return;
        }
        compareChildren(rightChildren, foundChildren, differences);
    }

    private static void compareAttributes(XdmNode right, XdmNode found, List<Difference> differences) {
        var expected = attributes(right);
        var all = new TreeMap<>(attributes(found));
        all.putAll(expected);
        var actual = attributes(found);
        for (var name : all.keySet()) {
            if (!Objects.equals(expected.get(name), actual.get(name))) {
                differences.add(new Difference(
                        Place.of(right) + "/@" + name, quotedOrNothing(expected, name), quotedOrNothing(actual, name)));
            }
        }
    }

    private static String quotedOrNothing(Map<String, String> attributes, String name) {
        return attributes.containsKey(name) ? quoted(String.valueOf(attributes.get(name))) : NOTHING;
    }

    private static void compareChildren(List<XdmNode> right, List<XdmNode> found, List<Difference> differences) {
        int[][] best = (long) right.size() * found.size() > MOST_PAIRS ? new int[0][] : best(right, found);
        int r = 0;
        int f = 0;
        while (r < right.size() && f < found.size()) {
            if (best.length == 0 || best[r][f] == best[r + 1][f + 1] + likeness(right.get(r), found.get(f))) {
                compare(right.get(r++), found.get(f++), differences);
            } else if (best[r][f] == best[r + 1][f]) {
                missing(right.get(r++), differences);
            } else {
                tooMuch(found.get(f++), differences);
            }
        }
        right.subList(r, right.size()).forEach(child -> missing(child, differences));
        found.subList(f, found.size()).forEach(child -> tooMuch(child, differences));
    }

    /** How well the rest of two lists can be laid side by side, from each pair of places on. */
    private static int[][] best(List<XdmNode> right, List<XdmNode> found) {
        var best = new int[right.size() + 1][found.size() + 1];
        for (int r = right.size() - 1; r >= 0; r--) {
            for (int f = found.size() - 1; f >= 0; f--) {
                int together = likeness(right.get(r), found.get(f));
                best[r][f] = Math.max(best[r + 1][f + 1] + together, Math.max(best[r + 1][f], best[r][f + 1]));
            }
        }
        return best;
    }

    /** Children of other names are never laid side by side. */
    private static int likeness(XdmNode right, XdmNode found) {
        if (!right.getNodeName().equals(found.getNodeName())) {
            return -1;
        }
        return right.getStringValue().equals(found.getStringValue()) ? 3 : 2;
    }

    private static void missing(XdmNode right, List<Difference> differences) {
        differences.add(new Difference(Place.of(right), element(right), NOTHING));
    }

    private static void tooMuch(XdmNode found, List<Difference> differences) {
        differences.add(new Difference(Place.of(found), NOTHING, element(found)));
    }

    private static String element(XdmNode node) {
        return "element " + node.getNodeName().getEQName();
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    private static Map<String, String> attributes(XdmNode element) {
        var attributes = new TreeMap<String, String>();
        element.axisIterator(Axis.ATTRIBUTE).forEachRemaining(one -> attributes.put(name(one), one.getStringValue()));
        return attributes;
    }

    /** With its namespace, if it has one. */
    private static String name(XdmNode attribute) {
        var name = attribute.getNodeName();
        return name.getNamespaceUri().isEmpty() ? name.getLocalName() : name.getEQName();
    }
}
