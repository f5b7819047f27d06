package passerelle.translate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmNode;

/**
 * Documents that differ from one of a format's good cases in a few places: an element left out or said twice, a text that
 * another case has or that makes trouble. What a schema cannot say, as keys that point at each other, stays mostly whole.
 */
final class CaseVariation {
    private static final int MOST_CHANGES = 3;
    private static final int LONGEST = 40;

    private final List<XdmNode> cases;
    private final KnownValues known;

    CaseVariation(List<XdmNode> cases, KnownValues known) {
        this.cases = List.copyOf(cases);
        this.known = known;
    }

    byte[] document(Random random) {
        var seed = cases.get(random.nextInt(cases.size()));
        var one = new One(random, (double) random.nextInt(MOST_CHANGES + 1) / size(seed));
        one.write(seed, "", "");
        return one.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int size(XdmNode element) {
        return 1
                + CommonMessage.children(element).stream()
                        .mapToInt(CaseVariation::size)
                        .sum();
    }

    /** One document while it is written. */
    private final class One {
        private final Random random;
        private final double changed;
        private final StringBuilder out = new StringBuilder();

        /** @param changed how many of the elements are */
        One(Random random, double changed) {
            this.random = random;
            this.changed = changed;
        }

        void write(XdmNode element, String parent, String namespace) {
            var name = CommonMessage.name(element);
            var own = element.getNodeName().getNamespace();
            out.append('<').append(name);
            if (!own.equals(namespace) || parent.isEmpty()) {
                out.append(" xmlns=\"").append(own).append('"');
            }
            Contents.attributes(element).forEach(attribute -> write(attribute.getNodeName(), attribute));
            out.append('>');
            var children = CommonMessage.children(element);
            if (children.isEmpty()) {
                out.append(NativeGenerator.escaped(isChanged() ? other(element, parent) : element.getStringValue()));
            }
            for (var child : children) {
                int times = !isChanged() ? 1 : random.nextInt(3) == 0 ? 2 : 0;
                for (int i = 0; i < times; i++) {
                    write(child, name, own);
                }
            }
            out.append("</").append(name).append('>');
        }

        private void write(QName name, XdmNode attribute) {
            boolean qualified = !name.getNamespace().isEmpty();
            if (qualified) {
                out.append(" xmlns:a=\"").append(name.getNamespace()).append('"');
            }
            out.append(qualified ? " a:" : " ").append(name.getLocalName());
            out.append("=\"")
                    .append(NativeGenerator.escaped(attribute.getStringValue()))
                    .append('"');
        }

        private String other(XdmNode element, String parent) {
            return random.nextBoolean()
                    ? LeafText.hostile(LONGEST, random).strip()
                    : known.leaf(parent, CommonMessage.name(element), random, leaf -> true)
                            .orElse(element)
                            .getStringValue();
        }

        private boolean isChanged() {
            return random.nextDouble() < changed;
        }
    }
}
