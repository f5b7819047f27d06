package passerelle.translate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmNode;

/**
 * Documents that a schema allows, drawn at random: how many optional parts, how many known values, how much that makes
 * trouble differs from one to the next. The same random numbers give the same document.
 */
final class NativeGenerator {
    private static final double[] WILD = {0, 0, 0.03, 0.03, 0.15, 0.5};
    private static final double[] DENSE = {0.1, 0.3, 0.6, 0.9};
    private static final int MOST_REPEATS = 3;

    private final SchemaShapes shapes;
    private final KnownValues known;
    private final Map<String, String> fixed;
    private final Set<String> preferred;

    /**
     * @param fixed texts of some elements, by parent and name, as in {@code envelope/type}
     * @param preferred elements that are taken where there is a choice
     */
    NativeGenerator(SchemaShapes shapes, KnownValues known, Map<String, String> fixed, Set<String> preferred) {
        this.shapes = shapes;
        this.known = known;
        this.fixed = fixed;
        this.preferred = preferred;
    }

    byte[] document(QName root, Random random) {
        var one = new One(random, WILD[random.nextInt(WILD.length)], DENSE[random.nextInt(DENSE.length)]);
        one.element(shapes.root(root), "", "", 0);
        return one.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** An element with no more in it than the schema asks for, as it stands below {@code parent} in {@code namespace}. */
    String least(Shape.Element element, String parent, String namespace, Random random) {
        var one = new One(random, 0, 0);
        one.element(element, parent, namespace, 0);
        return one.out.toString();
    }

    /** What an attribute may be, mostly as a case has it. */
    String least(Shape.Attribute attribute, String element, Random random) {
        return known.attribute(element, attribute.name().getLocalName(), random)
                .or(attribute::fixed)
                .orElseGet(() -> LeafText.allowed(attribute.type(), random));
    }

    /** One document while it is written. */
    private final class One {
        private final Random random;
        private final double wild;
        private final double dense;
        private final StringBuilder out = new StringBuilder();

        /**
         * @param wild how many values make trouble
         * @param dense how many optional parts are there
         */
        One(Random random, double wild, double dense) {
            this.random = random;
            this.wild = wild;
            this.dense = dense;
        }

        void element(Shape.Element element, String parent, String namespace, int depth) {
            var name = element.name().getLocalName();
            var own = element.name().getNamespace();
            var type = element.type().get();
            out.append('<').append(name);
            if (!own.equals(namespace)) {
                out.append(" xmlns=\"").append(own).append('"');
            }
            if (element.nillable() && isWild()) {
                out.append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"");
                attributes(type, name);
                out.append("/>");
                return;
            }
            if (type.text().isPresent()) {
                leaf(element, type, parent);
            } else {
                attributes(type, name);
                out.append('>');
                type.content().forEach(particle -> particle(particle, name, own, depth + 1));
            }
            out.append("</").append(name).append('>');
        }

        private void leaf(Shape.Element element, Shape.Type type, String parent) {
            var name = element.name().getLocalName();
            var said = Optional.ofNullable(fixed.get(parent + "/" + name)).or(element::fixed);
            var found = isWild() || said.isPresent()
                    ? Optional.<XdmNode>empty()
                    : known.leaf(
                            parent,
                            name,
                            random,
                            leaf -> LeafText.mayBe(type.text().orElseThrow(), leaf.getStringValue()));
            if (found.isPresent()) {
                for (var attribute : type.attributes()) {
                    Optional.ofNullable(found.get().getAttributeValue(attribute.name()))
                            .or(() -> attribute.required() ? Optional.of(text(attribute.type())) : Optional.empty())
                            .ifPresent(value -> write(attribute.name(), value));
                }
                out.append('>').append(escaped(found.get().getStringValue()));
                return;
            }
            attributes(type, name);
            out.append('>').append(escaped(said.orElseGet(() -> text(type.text().orElseThrow()))));
        }

        private void attributes(Shape.Type type, String element) {
            for (var attribute : type.attributes()) {
                if (attribute.required() || random.nextDouble() < dense) {
                    var value = isWild()
                            ? Optional.<String>empty()
                            : known.attribute(element, attribute.name().getLocalName(), random);
                    write(attribute.name(), attribute.fixed().or(() -> value).orElseGet(() -> text(attribute.type())));
                }
            }
        }

        private void write(QName name, String value) {
            boolean qualified = !name.getNamespace().isEmpty();
            if (qualified) {
                out.append(" xmlns:a=\"").append(name.getNamespace()).append('"');
            }
            out.append(qualified ? " a:" : " ").append(name.getLocalName());
            out.append("=\"").append(escaped(value)).append('"');
        }

        private String text(Shape.Simple type) {
            return isWild() ? LeafText.hostile(type, random) : LeafText.allowed(type, random);
        }

        private boolean isWild() {
            return random.nextDouble() < wild;
        }

        private void particle(Shape.Particle particle, String parent, String namespace, int depth) {
            int times = times(particle, depth);
            for (int i = 0; i < times; i++) {
                if (particle instanceof Shape.Element element) {
                    element(element, parent, namespace, depth);
                } else if (particle instanceof Shape.Sequence sequence) {
                    sequence.parts().forEach(part -> particle(part, parent, namespace, depth));
                } else if (particle instanceof Shape.Choice choice) {
                    particle(chosen(choice.parts()), parent, namespace, depth);
                } else {
                    out.append("<v:vendor xmlns:v=\"urn:example:vendor\">x</v:vendor>");
                }
            }
        }

        private Shape.Particle chosen(List<Shape.Particle> parts) {
            return parts.stream()
                    .filter(part -> part instanceof Shape.Element element
                            && preferred.contains(element.name().getLocalName()))
                    .findFirst()
                    .orElseGet(() -> parts.get(random.nextInt(parts.size())));
        }

        /** Deep optional parts are left out more and more, so that types which hold themselves come to an end. */
        private int times(Shape.Particle particle, int depth) {
            if (particle instanceof Shape.Any) {
                return isWild() ? Math.min(1, particle.max()) : particle.min();
            }
            double likely = depth < 6 ? dense : depth < 10 ? dense / 3 : 0;
            int times = Math.max(particle.min(), random.nextDouble() < likely ? 1 : 0);
            int most = (int) Math.min((long) particle.min() + MOST_REPEATS, particle.max());
            while (times > 0 && times < most && random.nextInt(4) == 0) {
                times++;
            }
            return Math.min(times, particle.max());
        }
    }

    /** As XML 1.0 writes it; a line end is written so that it stays one. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "&#10;")
                .replace("\t", "&#9;");
    }
}
