package passerelle.translate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.saxon.s9api.QName;

/** What may stand in a document, as far as W3C XML Schema 1.0 says it and our schemas use it. */
interface Shape {
    /** No upper limit of occurrences. */
    int UNBOUNDED = Integer.MAX_VALUE;

    /** Something that may stand in the content of an element. */
    sealed interface Particle {
        int min();

        int max();
    }

    /** One element; its type is looked up when it is needed, since types may hold themselves. */
    record Element(
            QName name,
            int min,
            int max,
            boolean nillable,
            Optional<String> fixed,
            java.util.function.Supplier<Type> type)
            implements Particle {}

    /** All of the parts, in their order or (all) in any: we write them in their order. */
    record Sequence(int min, int max, List<Particle> parts) implements Particle {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /** One of the parts. */
    record Choice(int min, int max, List<Particle> parts) implements Particle {
        public Choice {
            parts = List.copyOf(parts);
        }
    }

    /** Elements that the schema leaves open. */
    record Any(int min, int max) implements Particle {}

    /** An attribute. */
    record Attribute(QName name, boolean required, Optional<String> fixed, Simple type) {}

    /** The type of an element: text, or elements, or nothing, with attributes. */
    record Type(QName name, Optional<Simple> text, List<Particle> content, List<Attribute> attributes) {
        public Type {
            content = List.copyOf(content);
            attributes = List.copyOf(attributes);
        }
    }

    /**
     * A simple type: its built-in type, and the facets of its whole lineage.
     *
     * @param patterns one a step of the lineage, the most derived first; each must match
     * @param items what a list holds @param members what a union may be
     */
    record Simple(
            String builtIn,
            List<String> enumeration,
            List<String> patterns,
            Optional<Integer> minLength,
            Optional<Integer> maxLength,
            Optional<String> least,
            Optional<String> most,
            Optional<Simple> items,
            List<Simple> members) {
        private static final Set<String> KEEPING = Set.of("string", "normalizedString");

        public Simple {
            enumeration = List.copyOf(enumeration);
            patterns = List.copyOf(patterns);
            members = List.copyOf(members);
        }

        static Simple of(String builtIn) {
            return new Simple(
                    builtIn,
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
        }

        /** Whether white space at its ends and in its middle means something. */
        boolean keepsSpace() {
            return KEEPING.contains(builtIn);
        }
    }

    /** The elements of a content, at any depth of sequence and choice. */
    static Stream<Element> elements(List<Particle> content) {
        return content.stream().flatMap(particle -> {
            if (particle instanceof Element element) {
                return Stream.of(element);
            }
            if (particle instanceof Sequence sequence) {
                return elements(sequence.parts());
            }
            return particle instanceof Choice choice ? elements(choice.parts()) : Stream.of();
        });
    }
}
