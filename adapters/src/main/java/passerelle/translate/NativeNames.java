package passerelle.translate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.xml.HardenedXml;

/** The names that a format's own files give to its messages, so that a slip in {@code format.yaml} is seen. */
final class NativeNames {
    private NativeNames() {}

    /**
     * {@code {namespace}name} of every global element of the folder's schemas (xml), or the name of every record and group
     * of its layouts (flat); empty for other syntaxes, and when there is nothing to read, which is told elsewhere.
     */
    static Optional<Set<String>> of(Path folder, String syntax) {
        var names = new TreeSet<String>();
        switch (syntax) {
            case "xml" -> {
                var schemas = schemas(folder);
                var namespaces = schemas.stream()
                        .map(schema -> ModelSchema.said(schema, "targetNamespace"))
                        .collect(Collectors.toSet());
                schemas.forEach(schema -> elements(schema, namespaces, names));
            }
            case "flat" ->
                Stream.of("layout.xml", "report.xml").map(folder::resolve).forEach(file -> root(file)
                        .ifPresent(layout -> records(layout, names)));
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(names).filter(found -> !found.isEmpty()).map(Set::copyOf);
    }

    /** The schema documents of a folder that can be read. */
    static List<XdmNode> schemas(Path folder) {
        return files(folder, ".xsd").stream()
                .flatMap(file -> root(file).stream())
                .toList();
    }

    /** A document without a namespace has that of whichever includes it. */
    private static void elements(XdmNode schema, Set<String> namespaces, Set<String> names) {
        var own = ModelSchema.said(schema, "targetNamespace");
        for (var child : CommonMessage.children(schema)) {
            if (CommonMessage.name(child).equals("element")) {
                var name = ModelSchema.said(child, "name");
                (own.isEmpty() ? namespaces : Set.of(own))
                        .forEach(namespace -> names.add(namespace.isEmpty() ? name : "{" + namespace + "}" + name));
            }
        }
    }

    private static void records(XdmNode parent, Set<String> names) {
        for (var child : CommonMessage.children(parent)) {
            if (Set.of("record", "group").contains(CommonMessage.name(child))) {
                names.add(ModelSchema.said(child, "name"));
                records(child, names);
            }
        }
    }

    private static Optional<XdmNode> root(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? HardenedXml.parse(Files.readAllBytes(file))
                            .match(document -> Optional.of(Stylesheet.element(document)), failure -> Optional.empty())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Set<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(
                    files.filter(file -> file.toString().endsWith(ending)).toList());
        } catch (IOException e) {
            return Set.of();
        }
    }
}
