package passerelle.translate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;

/** The schema documents of the common model (W3C XML Schema 1.0, one namespace), read for what they say of each type. */
final class ModelSchema {
    private final Map<String, XdmNode> types = new LinkedHashMap<>();

    private ModelSchema() {}

    /** Reads a schema document and every one that it includes from its own folder. */
    static Optional<ModelSchema> read(Path home, Path first, List<Problem> problems) {
        var schema = new ModelSchema();
        var before = problems.size();
        schema.include(home, first, new LinkedHashSet<>(), problems);
        return problems.size() > before ? Optional.empty() : Optional.of(schema);
    }

    private void include(Path home, Path file, Set<Path> seen, List<Problem> problems) {
        if (!seen.add(file)) {
            return;
        }
        var name = home.relativize(file).toString();
        try {
            HardenedXml.parse(Files.readAllBytes(file))
                    .match(Optional::of, failure -> {
                        problems.add(Problem.of(name, failure));
                        return Optional.<XdmNode>empty();
                    })
                    .map(document -> CommonMessage.children(Stylesheet.element(document)))
                    .orElse(List.of())
                    .forEach(declaration -> {
                        if (CommonMessage.name(declaration).equals("include")) {
                            include(home, file.resolveSibling(said(declaration, "schemaLocation")), seen, problems);
                        } else if (CommonMessage.name(declaration).equals("complexType")) {
                            types.put(said(declaration, "name"), declaration);
                        }
                    });
        } catch (IOException e) {
            problems.add(Problem.in(name, "cannot be read"));
        }
    }

    /** Every complex type that has a name. */
    Set<String> types() {
        return types.keySet();
    }

    /** The declaration of a type that is among {@link #types}. */
    XdmNode type(String name) {
        return Optional.ofNullable(types.get(name)).orElseThrow();
    }

    /** The elements of a type: those of the type that it extends first. */
    List<XdmNode> elements(String type) {
        return declared(type, "element");
    }

    /** The attributes of a type and of those that it extends. */
    List<XdmNode> attributes(String type) {
        return declared(type, "attribute");
    }

    /** Whether the type groups fields that agreements name. */
    boolean isPart(String type) {
        return lineage(type).anyMatch(kind -> marked(kind, "part"));
    }

    /** Whether elements of the type are persons, each judged for non-refoulement. */
    boolean isPerson(String type) {
        return lineage(type).anyMatch(kind -> marked(kind, "person"));
    }

    /** What an element or attribute says of itself under this name, as in {@code type}; "" when it is silent. */
    static String said(XdmNode declaration, String name) {
        return Optional.ofNullable(declaration.attribute(name)).orElse("");
    }

    private List<XdmNode> declared(String type, String kind) {
        var lineage = new ArrayList<>(lineage(type).toList());
        Collections.reverse(lineage);
        var found = new ArrayList<XdmNode>();
        lineage.forEach(node -> collect(node, kind, found));
        return found;
    }

    private static void collect(XdmNode parent, String kind, List<XdmNode> found) {
        for (var child : CommonMessage.children(parent)) {
            if (CommonMessage.name(child).equals(kind)) {
                found.add(child);
            } else if (!CommonMessage.name(child).equals("element")) {
                collect(child, kind, found);
            }
        }
    }

    /** The type, the one that it extends, and so on. */
    private Stream<XdmNode> lineage(String type) {
        return Stream.iterate(types.get(type), node -> node != null, node -> types.get(base(node)));
    }

    private static String base(XdmNode type) {
        return descendants(type)
                .filter(node -> CommonMessage.name(node).equals("extension"))
                .map(node -> said(node, "base"))
                .findFirst()
                .orElse("");
    }

    private static boolean marked(XdmNode type, String mark) {
        return CommonMessage.children(type).stream()
                .filter(child -> CommonMessage.name(child).equals("annotation"))
                .flatMap(ModelSchema::descendants)
                .anyMatch(node -> CommonMessage.name(node).equals(mark));
    }

    private static Stream<XdmNode> descendants(XdmNode node) {
        return CommonMessage.children(node).stream()
                .flatMap(child -> Stream.concat(Stream.of(child), descendants(child)));
    }
}
