package passerelle.translate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.xml.HardenedXml;

/** The declarations of a schema (W3C XML Schema 1.0) and of every one that it includes or imports from its folder. */
final class SchemaDocuments {
    static final String XSD = "http://www.w3.org/2001/XMLSchema";

    private final Map<String, XdmNode> declarations = new LinkedHashMap<>();
    private final Map<XdmNode, String> namespaces = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    static SchemaDocuments read(Path file) {
        var documents = new SchemaDocuments();
        documents.include(file.toAbsolutePath().normalize(), "");
        return documents;
    }

    /** A document without a namespace of its own takes that of the one that includes it. */
    private void include(Path file, String including) {
        var schema = Stylesheet.element(parse(file));
        var namespace = said(schema, "targetNamespace").orElse(including);
        if (!seen.add(file + " " + namespace)) {
            return;
        }
        namespaces.put(schema, namespace);
        for (var declaration : CommonMessage.children(schema)) {
            var kind = CommonMessage.name(declaration);
            if (kind.equals("include") || kind.equals("import")) {
                said(declaration, "schemaLocation")
                        .ifPresent(
                                place -> include(file.resolveSibling(place), kind.equals("include") ? namespace : ""));
            } else if (!kind.equals("annotation")) {
                var name = new QName(namespace, said(declaration, "name").orElseThrow());
                declarations.put(kind + " " + name.getClarkName(), declaration);
            }
        }
    }

    static XdmNode parse(Path file) {
        try {
            return HardenedXml.parse(Files.readAllBytes(file)).match(node -> node, failure -> {
                throw new AssertionError(file + ": " + failure.forSender());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A declaration at the top of a schema: an element, a type, a group. */
    XdmNode find(String kind, QName name) {
        return known(kind, name)
                .orElseThrow(() -> new IllegalStateException("The schema has no " + kind + " " + name.getClarkName()));
    }

    Optional<XdmNode> known(String kind, QName name) {
        return Optional.ofNullable(declarations.get(kind + " " + name.getClarkName()));
    }

    /** The namespace that the declarations of a schema are in. */
    String namespace(XdmNode schema) {
        return namespaces.getOrDefault(schema, "");
    }

    /** The schema that a declaration stands in. */
    static XdmNode schemaOf(XdmNode declaration) {
        var at = declaration;
        while (!CommonMessage.name(at).equals("schema")) {
            at = at.getParent();
        }
        return at;
    }

    static Optional<String> said(XdmNode declaration, String attribute) {
        return Optional.ofNullable(declaration.attribute(attribute));
    }

    /** The name that an attribute such as type, ref or base refers to. */
    Optional<QName> name(XdmNode declaration, String attribute) {
        return said(declaration, attribute).map(lexical -> name(lexical, declaration));
    }

    QName name(String lexical, XdmNode declaration) {
        var name = new QName(lexical, declaration);
        return name.getNamespace().isEmpty() ? new QName(namespace(schemaOf(declaration)), name.getLocalName()) : name;
    }

    /** The children that say something: no annotations, and nothing of what only checks uniqueness. */
    static List<XdmNode> parts(XdmNode declaration) {
        var parts = new ArrayList<>(CommonMessage.children(declaration));
        parts.removeIf(part -> Set.of("annotation", "unique", "key", "keyref").contains(CommonMessage.name(part)));
        return parts;
    }
}
