package passerelle.translate;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.sf.saxon.s9api.XdmNode;

/** Copies a common message and puts what is at one path where the schema has its place. */
final class ModelCopy {
    private final ModelPath path;
    private final NativeGenerator generator;
    private final Random random;
    private final StringBuilder out = new StringBuilder();

    ModelCopy(ModelPath path, NativeGenerator generator, Random random) {
        this.path = path;
        this.generator = generator;
        this.random = random;
    }

    String text() {
        return out.toString();
    }

    /** An element on the way of the path: as it stands in the message, or new. {@code depth} steps lead to it. */
    void element(Shape.Element element, Optional<XdmNode> old, int depth) {
        var name = element.name().getLocalName();
        var type = element.type().get();
        out.append('<').append(name);
        if (depth == 0) {
            out.append(" xmlns=\"").append(element.name().getNamespace()).append('"');
        }
        for (var attribute : type.attributes()) {
            var said = old.flatMap(
                    node -> Optional.ofNullable(node.attribute(attribute.name().getLocalName())));
            boolean wanted = next(depth).equals("@" + attribute.name().getLocalName());
            if (said.isPresent() || wanted || old.isEmpty() && attribute.required()) {
                attribute(attribute, said.orElseGet(() -> generator.least(attribute, name, random)));
            }
        }
        out.append('>');
        if (type.text().isPresent()) {
            out.append(NativeGenerator.escaped(old.map(XdmNode::getStringValue)
                    .orElseGet(() -> LeafText.allowed(type.text().orElseThrow(), random))));
        }
        type.content().forEach(particle -> particle(particle, name, old, depth));
        out.append("</").append(name).append('>');
    }

    private void attribute(Shape.Attribute attribute, String value) {
        out.append(' ').append(attribute.name().getLocalName());
        out.append("=\"").append(NativeGenerator.escaped(value)).append('"');
    }

    private void particle(Shape.Particle particle, String parent, Optional<XdmNode> old, int depth) {
        if (particle instanceof Shape.Element element) {
            child(element, parent, old, depth);
        } else if (particle instanceof Shape.Sequence sequence) {
            sequence.parts().forEach(part -> particle(part, parent, old, depth));
        } else if (particle instanceof Shape.Choice choice) {
            choice(choice, parent, old, depth);
        }
    }

    private void choice(Shape.Choice choice, String parent, Optional<XdmNode> old, int depth) {
        var parts = choice.parts();
        parts.stream()
                .filter(part -> Shape.elements(List.of(part))
                        .anyMatch(element -> element.name().getLocalName().equals(next(depth))
                                || !children(old, element).isEmpty()))
                .findFirst()
                .or(() -> old.isEmpty() ? Optional.of(parts.get(0)) : Optional.empty())
                .ifPresent(part -> particle(part, parent, old, depth));
    }

    private void child(Shape.Element element, String parent, Optional<XdmNode> old, int depth) {
        var children = children(old, element);
        boolean wanted = element.name().getLocalName().equals(next(depth));
        for (int i = 0; i < children.size(); i++) {
            if (wanted && i == 0) {
                element(element, Optional.of(children.get(i)), depth + 1);
            } else {
                write(children.get(i), Set.of(), element.name().getNamespace(), out);
            }
        }
        if (children.isEmpty() && wanted) {
            if (depth + 1 == path.steps().size()) {
                out.append(generator.least(element, parent, element.name().getNamespace(), random));
            } else {
                element(element, Optional.empty(), depth + 1);
            }
        } else if (children.isEmpty() && old.isEmpty() && element.min() > 0) {
            out.append(generator.least(element, parent, element.name().getNamespace(), random));
        }
    }

    private static List<XdmNode> children(Optional<XdmNode> old, Shape.Element element) {
        return old.stream()
                .flatMap(node -> CommonMessage.children(node).stream())
                .filter(node -> node.getNodeName().equals(element.name()))
                .toList();
    }

    private String next(int depth) {
        return depth < path.steps().size() ? path.steps().get(depth) : "";
    }

    /** A node of a message as text, but for those that are gone. */
    static void write(XdmNode element, Set<XdmNode> gone, String namespace, StringBuilder out) {
        if (gone.contains(element)) {
            return;
        }
        var name = CommonMessage.name(element);
        var own = element.getNodeName().getNamespace();
        out.append('<').append(name);
        if (!own.equals(namespace)) {
            out.append(" xmlns=\"").append(own).append('"');
        }
        Contents.attributes(element).stream()
                .filter(attribute -> !gone.contains(attribute))
                .forEach(attribute -> out.append(' ')
                        .append(CommonMessage.name(attribute))
                        .append("=\"")
                        .append(NativeGenerator.escaped(attribute.getStringValue()))
                        .append('"'));
        out.append('>');
        var children = CommonMessage.children(element);
        if (children.isEmpty()) {
            out.append(NativeGenerator.escaped(element.getStringValue()));
        }
        children.forEach(child -> write(child, gone, own, out));
        out.append("</").append(name).append('>');
    }
}
