package passerelle.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmNode;

/** Reads the simple types of a schema. */
final class SimpleShapes {
    private final SchemaDocuments documents;

    SimpleShapes(SchemaDocuments documents) {
        this.documents = documents;
    }

    Shape.Simple named(QName name) {
        return name.getNamespace().equals(SchemaDocuments.XSD)
                ? Shape.Simple.of(name.getLocalName())
                : of(documents.find("simpleType", name));
    }

    Shape.Simple of(XdmNode type) {
        var derivation = SchemaDocuments.parts(type).get(0);
        var parts = new ArrayList<>(SchemaDocuments.parts(derivation));
        return switch (CommonMessage.name(derivation)) {
            case "restriction" -> {
                var base = documents.name(derivation, "base");
                yield restricted(base.map(this::named).orElseGet(() -> of(parts.remove(0))), parts);
            }
            case "list" ->
                with(documents.name(derivation, "itemType").map(this::named).orElseGet(() -> of(parts.get(0))));
            case "union" ->
                union(Stream.concat(
                                SchemaDocuments.said(derivation, "memberTypes").stream()
                                        .flatMap(
                                                names -> Stream.of(names.strip().split("\\s+")))
                                        .map(lexical -> named(documents.name(lexical, derivation))),
                                parts.stream().map(this::of))
                        .toList());
            default -> throw SchemaShapes.unknown(derivation);
        };
    }

    private static Shape.Simple with(Shape.Simple items) {
        var list = Shape.Simple.of("list");
        return new Shape.Simple(
                list.builtIn(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(items),
                List.of());
    }

    private static Shape.Simple union(List<Shape.Simple> members) {
        return new Shape.Simple(
                "union",
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                members);
    }

    /** A type with more facets. */
    Shape.Simple restricted(Shape.Simple base, List<XdmNode> facets) {
        var enumeration = new ArrayList<String>();
        var patterns = new ArrayList<String>();
        var minLength = base.minLength();
        var maxLength = base.maxLength();
        var least = base.least();
        var most = base.most();
        for (var facet : facets) {
            var value = SchemaDocuments.said(facet, "value").orElse("");
            switch (CommonMessage.name(facet)) {
                case "enumeration" -> enumeration.add(value);
                case "pattern" -> patterns.add(value);
                case "length" -> {
                    minLength = Optional.of(Integer.valueOf(value));
                    maxLength = minLength;
                }
                case "minLength" -> minLength = Optional.of(Integer.valueOf(value));
                case "maxLength" -> maxLength = Optional.of(Integer.valueOf(value));
                case "minInclusive", "minExclusive" -> least = Optional.of(value);
                case "maxInclusive", "maxExclusive" -> most = Optional.of(value);
                case "totalDigits", "fractionDigits", "whiteSpace", "attribute", "anyAttribute" -> {
                    // Values of ours have few digits and no white space at their ends; attributes are the base's.
                }
                default -> throw SchemaShapes.unknown(facet);
            }
        }
        var all = new ArrayList<String>();
        if (!patterns.isEmpty()) {
            all.add(String.join("|", patterns));
        }
        all.addAll(base.patterns());
        return new Shape.Simple(
                base.builtIn(),
                enumeration.isEmpty() ? base.enumeration() : enumeration,
                all,
                minLength,
                maxLength,
                least,
                most,
                base.items(),
                base.members());
    }
}
