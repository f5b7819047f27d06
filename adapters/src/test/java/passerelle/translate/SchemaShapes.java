package passerelle.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmNode;

/** Reads elements, types and attributes of a schema; a construct that it does not know is an exception, never skipped. */
final class SchemaShapes {
    private static final QName NAMELESS = new QName("nameless");

    private final SchemaDocuments documents;
    private final SimpleShapes simple;
    private final Map<XdmNode, Shape.Type> types = new HashMap<>();

    SchemaShapes(SchemaDocuments documents) {
        this.documents = documents;
        this.simple = new SimpleShapes(documents);
    }

    /** An element that the schema declares at its top, standing once. */
    Shape.Element root(QName name) {
        return element(documents.find("element", name), name, 1, 1);
    }

    private Shape.Element declared(XdmNode particle) {
        var reference = documents.name(particle, "ref");
        var declaration = reference.map(name -> documents.find("element", name)).orElse(particle);
        return element(
                declaration,
                reference.orElseGet(() -> local(particle, "elementFormDefault")),
                min(particle),
                max(particle));
    }

    private Shape.Element element(XdmNode declaration, QName name, int min, int max) {
        if (SchemaDocuments.said(declaration, "abstract").isPresent()
                || SchemaDocuments.said(declaration, "substitutionGroup").isPresent()) {
            throw unknown(declaration);
        }
        boolean nillable =
                SchemaDocuments.said(declaration, "nillable").orElse("false").equals("true");
        return new Shape.Element(
                name, min, max, nillable, SchemaDocuments.said(declaration, "fixed"), () -> typeOf(declaration));
    }

    /** A local declaration has the namespace of its schema when it, or the schema, says qualified. */
    private QName local(XdmNode declaration, String byDefault) {
        var schema = SchemaDocuments.schemaOf(declaration);
        boolean qualified = SchemaDocuments.said(declaration, "form")
                .or(() -> SchemaDocuments.said(schema, byDefault))
                .orElse("unqualified")
                .equals("qualified");
        var name = SchemaDocuments.said(declaration, "name").orElseThrow();
        return new QName(qualified ? documents.namespace(schema) : "", name);
    }

    private Shape.Type typeOf(XdmNode declaration) {
        var named = documents.name(declaration, "type");
        if (named.isPresent()) {
            return type(named.get());
        }
        for (var part : SchemaDocuments.parts(declaration)) {
            if (CommonMessage.name(part).equals("complexType")) {
                return types.computeIfAbsent(part, anonymous -> complex(anonymous, NAMELESS));
            }
            if (CommonMessage.name(part).equals("simpleType")) {
                return new Shape.Type(NAMELESS, Optional.of(simple.of(part)), List.of(), List.of());
            }
        }
        throw unknown(declaration);
    }

    private Shape.Type type(QName name) {
        var complex = documents.known("complexType", name);
        if (complex.isEmpty()) {
            return new Shape.Type(name, Optional.of(simple.named(name)), List.of(), List.of());
        }
        // Not computeIfAbsent: the type that this one extends is put in while it is made.
        var known = types.get(complex.get());
        if (known != null) {
            return known;
        }
        var made = complex(complex.get(), name);
        types.put(complex.get(), made);
        return made;
    }

    private Shape.Type complex(XdmNode type, QName name) {
        if (SchemaDocuments.said(type, "mixed").orElse("false").equals("true")
                || SchemaDocuments.said(type, "abstract").orElse("false").equals("true")) {
            throw unknown(type);
        }
        var parts = SchemaDocuments.parts(type);
        if (parts.size() == 1 && CommonMessage.name(parts.get(0)).endsWith("Content")) {
            return derived(parts.get(0), name);
        }
        var content = new ArrayList<Shape.Particle>();
        var attributes = new ArrayList<Shape.Attribute>();
        collect(parts, content, attributes);
        return new Shape.Type(name, Optional.empty(), content, attributes);
    }

    private Shape.Type derived(XdmNode content, QName name) {
        var derivation = SchemaDocuments.parts(content).get(0);
        var base = type(documents.name(derivation, "base").orElseThrow());
        boolean extension = CommonMessage.name(derivation).equals("extension");
        if (!extension && CommonMessage.name(content).equals("complexContent")) {
            throw unknown(derivation);
        }
        var particles = new ArrayList<>(base.content());
        var attributes = new ArrayList<>(base.attributes());
        var facets = SchemaDocuments.parts(derivation);
        if (extension) {
            collect(facets, particles, attributes);
            return new Shape.Type(name, base.text(), particles, attributes);
        }
        return new Shape.Type(name, base.text().map(text -> simple.restricted(text, facets)), particles, attributes);
    }

    private void collect(List<XdmNode> parts, List<Shape.Particle> content, List<Shape.Attribute> attributes) {
        for (var part : parts) {
            switch (CommonMessage.name(part)) {
                case "attribute" -> attribute(part).ifPresent(attributes::add);
                case "anyAttribute" -> {
                    // Attributes that the schema leaves open are left out.
                }
                case "attributeGroup" ->
                    collect(
                            SchemaDocuments.parts(documents.find(
                                    "attributeGroup",
                                    documents.name(part, "ref").orElseThrow())),
                            content,
                            attributes);
                default -> content.add(particle(part));
            }
        }
    }

    private Shape.Particle particle(XdmNode node) {
        return switch (CommonMessage.name(node)) {
            case "element" -> declared(node);
            case "sequence", "all" -> new Shape.Sequence(min(node), max(node), particles(node));
            case "choice" -> new Shape.Choice(min(node), max(node), particles(node));
            case "group" ->
                new Shape.Sequence(
                        min(node),
                        max(node),
                        particles(documents.find(
                                "group", documents.name(node, "ref").orElseThrow())));
            case "any" -> new Shape.Any(min(node), max(node));
            default -> throw unknown(node);
        };
    }

    private List<Shape.Particle> particles(XdmNode group) {
        return SchemaDocuments.parts(group).stream().map(this::particle).toList();
    }

    private Optional<Shape.Attribute> attribute(XdmNode node) {
        var use = SchemaDocuments.said(node, "use").orElse("optional");
        if (use.equals("prohibited")) {
            return Optional.empty();
        }
        var reference = documents.name(node, "ref");
        var declaration =
                reference.map(name -> documents.find("attribute", name)).orElse(node);
        return Optional.of(new Shape.Attribute(
                reference.orElseGet(() -> local(node, "attributeFormDefault")),
                use.equals("required"),
                SchemaDocuments.said(declaration, "fixed"),
                documents
                        .name(declaration, "type")
                        .map(simple::named)
                        .orElseGet(() ->
                                simple.of(SchemaDocuments.parts(declaration).get(0)))));
    }

    private static int min(XdmNode particle) {
        return Integer.parseInt(SchemaDocuments.said(particle, "minOccurs").orElse("1"));
    }

    private static int max(XdmNode particle) {
        var max = SchemaDocuments.said(particle, "maxOccurs").orElse("1");
        return max.equals("unbounded") ? Shape.UNBOUNDED : Integer.parseInt(max);
    }

    static IllegalStateException unknown(XdmNode node) {
        return new IllegalStateException("The generator does not know this of a schema: " + node);
    }
}
