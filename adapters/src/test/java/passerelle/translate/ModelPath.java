package passerelle.translate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;

/**
 * An element or attribute that the common model allows, by its steps from the message; an attribute is the last step, with
 * its {@code @}. Puts it into a message that lacks it, takes it out of one that has it.
 */
record ModelPath(List<String> steps) {
    ModelPath {
        steps = List.copyOf(steps);
    }

    ModelPath down(String step) {
        return new ModelPath(Stream.concat(steps.stream(), Stream.of(step)).toList());
    }

    /** The last step, or {@code otherwise} of the message itself. */
    String last(String otherwise) {
        return steps.isEmpty() ? otherwise : last();
    }

    String last() {
        return steps.get(steps.size() - 1);
    }

    @Override
    public String toString() {
        return String.join("/", steps);
    }

    /** The elements and attributes just below this one, whose type is given. */
    List<ModelPath> inside(Shape.Type type) {
        return Stream.concat(
                        type.attributes().stream()
                                .map(attribute -> "@" + attribute.name().getLocalName()),
                        Shape.elements(type.content())
                                .map(element -> element.name().getLocalName()))
                .distinct()
                .map(this::down)
                .toList();
    }

    /** The first node at this path, if the message has it. */
    Optional<XdmNode> in(XdmNode message) {
        Optional<XdmNode> at = Optional.of(Stylesheet.element(message));
        for (var step : steps) {
            at = at.flatMap(node -> child(node, step));
        }
        return at;
    }

    private static Optional<XdmNode> child(XdmNode node, String step) {
        var all = new ArrayList<>(CommonMessage.children(node));
        all.addAll(Contents.attributes(node));
        return all.stream().filter(child -> name(child).equals(step)).findFirst();
    }

    static String name(XdmNode node) {
        boolean attribute = node.getNodeKind() == net.sf.saxon.s9api.XdmNodeKind.ATTRIBUTE;
        return (attribute ? "@" : "") + CommonMessage.name(node);
    }

    /** The steps that come into a message with this path, any of which names it; its element names an attribute too. */
    List<String> naming(XdmNode message) {
        int known = steps.size() - (last().startsWith("@") ? 2 : 1);
        while (known > 0 && new ModelPath(steps.subList(0, known)).in(message).isEmpty()) {
            known--;
        }
        return steps.subList(known, steps.size());
    }

    /** The message without anything at this path. */
    String without(XdmNode message) {
        var gone = new HashSet<XdmNode>();
        in(message).ifPresent(found -> {
            for (var child : CommonMessage.children(found.getParent())) {
                if (name(child).equals(last())) {
                    gone.add(child);
                }
            }
            gone.add(found);
        });
        var out = new StringBuilder();
        ModelCopy.write(Stylesheet.element(message), gone, "", out);
        return out.toString();
    }

    /** The message with one more thing in it, at this path. */
    String within(XdmNode message, Shape.Element root, NativeGenerator generator) {
        var copy = new ModelCopy(this, generator, new Random(steps.hashCode()));
        copy.element(root, Optional.of(Stylesheet.element(message)), 0);
        return copy.text();
    }
}
