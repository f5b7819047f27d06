package passerelle.translate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XPathCompiler;
import net.sf.saxon.s9api.XdmItem;
import net.sf.saxon.s9api.XdmNode;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;

/** The common model as {@code config/schemas/common-1.xsd} says it: its shape, its types of message and their fields. */
record CommonModel(SchemaCheck schema, Map<String, Set<String>> fieldsByType) {
    static final String NAMESPACE = "urn:passerelle:common:1";

    private static final String FILE = "config/schemas/common-1.xsd";

    CommonModel {
        var copy = new LinkedHashMap<String, Set<String>>();
        fieldsByType.forEach(
                (type, fields) -> copy.put(type, Collections.unmodifiableSet(new LinkedHashSet<>(fields))));
        fieldsByType = Collections.unmodifiableMap(copy);
    }

    static Optional<CommonModel> load(Path home, List<Problem> problems) {
        var file = home.resolve(FILE);
        return schema(home, file, problems).flatMap(schema -> {
            try {
                return HardenedXml.parse(Files.readAllBytes(file))
                        .match(document -> Optional.of(new CommonModel(schema, fields(document))), failure -> {
                            problems.add(Problem.in(FILE, failure.forSender()));
                            return Optional.empty();
                        });
            } catch (IOException e) {
                problems.add(Problem.in(FILE, "cannot be read"));
                return Optional.empty();
            }
        });
    }

    /** Compiles any schema of ours; what is wrong with it becomes a problem with its line. */
    static Optional<SchemaCheck> schema(Path home, Path file, List<Problem> problems) {
        var name = home.relativize(file).toString();
        if (!Files.isRegularFile(file)) {
            problems.add(Problem.in(name, "the file is missing"));
            return Optional.empty();
        }
        try {
            return Optional.of(new SchemaCheck(HardenedXml.schema(file)));
        } catch (SAXParseException e) {
            problems.add(Problem.at(name, e.getLineNumber(), e.getColumnNumber(), "not a schema: " + e.getMessage()));
        } catch (SAXException | IOException e) {
            problems.add(Problem.in(name, "not a schema: " + e.getMessage()));
        }
        return Optional.empty();
    }

    /**
     * The vocabulary of agreements. Each element of the body's choice is a type; a child of it is a field, or a part
     * (its type says {@code appinfo/part}) whose children are the fields.
     */
    private static Map<String, Set<String>> fields(XdmNode schema) {
        var xpath = HardenedXml.SAXON.newXPathCompiler();
        xpath.declareNamespace("xs", "http://www.w3.org/2001/XMLSchema");
        xpath.declareNamespace("m", "urn:passerelle:model");
        var types = new LinkedHashMap<String, Set<String>>();
        for (var root : select(xpath, "/*/xs:complexType[@name='Body']/xs:choice/xs:element", schema)) {
            var type = attribute(root, "type");
            var fields = new LinkedHashSet<String>();
            for (var child : children(xpath, schema, type)) {
                var part = attribute(child, "type");
                if (select(xpath, typed(part) + "/xs:annotation/xs:appinfo/m:part", schema)
                        .isEmpty()) {
                    fields.add(attribute(child, "name"));
                } else {
                    children(xpath, schema, part)
                            .forEach(field -> fields.add(attribute(child, "name") + "/" + attribute(field, "name")));
                }
            }
            types.put(type.substring(type.indexOf(':') + 1), fields);
        }
        return types;
    }

    private static List<XdmNode> children(XPathCompiler xpath, XdmNode schema, String type) {
        return select(xpath, typed(type) + "/xs:sequence//xs:element", schema);
    }

    private static String typed(String type) {
        return "/*/xs:complexType[@name='" + type.substring(type.indexOf(':') + 1) + "']";
    }

    private static List<XdmNode> select(XPathCompiler xpath, String path, XdmNode context) {
        try {
            return xpath.evaluate(path, context).stream()
                    .map(XdmItem.class::cast)
                    .map(XdmNode.class::cast)
                    .toList();
        } catch (SaxonApiException e) {
            throw new IllegalStateException("The path into the schema is ours", e);
        }
    }

    private static String attribute(XdmNode node, String name) {
        return Optional.ofNullable(node.attribute(name)).orElse("");
    }
}
