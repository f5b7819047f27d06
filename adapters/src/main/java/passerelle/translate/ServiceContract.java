package passerelle.translate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.sf.saxon.s9api.XdmNode;
import passerelle.config.Nearest;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;

/** {@code service.wsdl} (WSDL 1.1): what it names must be there, so that a partner's tools can read what we hand out. */
final class ServiceContract {
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";

    /** Which attribute of which element names a thing of which kind. */
    private static final List<Reference> REFERENCES = List.of(
            new Reference("input", "message", "message"),
            new Reference("output", "message", "message"),
            new Reference("fault", "message", "message"),
            new Reference("binding", "type", "portType"),
            new Reference("port", "binding", "binding"));

    private record Reference(String element, String attribute, String kind) {}

    private final String name;
    private final Path folder;
    private final List<Problem> problems;
    private final Map<String, Set<String>> declared = new HashMap<>();
    private final Set<String> elements;

    private ServiceContract(String name, Path folder, List<Problem> problems) {
        this.name = name;
        this.folder = folder;
        this.problems = problems;
        this.elements = new TreeSet<>();
    }

    /** Adds every fault of the file with its line. */
    static void check(Path home, Path file, List<Problem> problems) {
        var name = home.relativize(file).toString();
        var contract = new ServiceContract(name, file.resolveSibling(""), problems);
        try {
            HardenedXml.parse(Files.readAllBytes(file))
                    .match(
                            document -> {
                                contract.check(Stylesheet.element(document));
                                return name;
                            },
                            failure -> {
                                problems.add(Problem.of(name, failure));
                                return name;
                            });
        } catch (IOException e) {
            problems.add(Problem.in(name, "cannot be read: " + e.getClass().getSimpleName()));
        }
    }

    private void check(XdmNode root) {
        if (!root.getNodeName().getClarkName().equals("{" + WSDL + "}definitions")) {
            add(root, "the file is a '" + root.getNodeName().getLocalName() + "'; expected definitions of " + WSDL, "");
            return;
        }
        for (var child : CommonMessage.children(root)) {
            declared.computeIfAbsent(CommonMessage.name(child), kind -> new TreeSet<>())
                    .add(ModelSchema.said(child, "name"));
        }
        NativeNames.of(folder, "xml").ifPresent(names -> names.forEach(one -> elements.add(local(one))));
        collect(root);
        walk(root);
    }

    private void collect(XdmNode node) {
        if (CommonMessage.name(node).equals("schema")) {
            CommonMessage.children(node).stream()
                    .filter(child -> CommonMessage.name(child).equals("element"))
                    .forEach(child -> elements.add(ModelSchema.said(child, "name")));
        }
        CommonMessage.children(node).forEach(this::collect);
    }

    private void walk(XdmNode node) {
        var isOurs = node.getNodeName().getNamespaceUri().toString().equals(WSDL);
        for (var reference : REFERENCES) {
            if (isOurs && CommonMessage.name(node).equals(reference.element())) {
                var target = node.attribute(reference.attribute());
                var known = declared.getOrDefault(reference.kind(), Set.of());
                if (target != null && !known.contains(local(target))) {
                    add(node, "there is no " + reference.kind() + " '" + local(target) + "'", near(target, known));
                }
            }
        }
        var element = node.attribute("element");
        if (isOurs && element != null && !elements.isEmpty() && !elements.contains(local(element))) {
            add(node, "no schema has an element '" + local(element) + "'", near(element, elements));
        }
        Optional.ofNullable(node.attribute("schemaLocation"))
                .or(() -> Optional.ofNullable(node.attribute("location"))
                        .filter(path -> isOurs && CommonMessage.name(node).equals("import")))
                // That a format needs its schema.xsd is told by itself.
                .filter(path ->
                        !path.contains(":") && !path.equals("schema.xsd") && !Files.isRegularFile(folder.resolve(path)))
                .ifPresent(path -> add(node, "there is no file '" + path + "' beside this one", ""));
        CommonMessage.children(node).forEach(this::walk);
    }

    private static String near(String found, Set<String> known) {
        return Nearest.to(local(found), known).orElse("");
    }

    private static String local(String name) {
        return name.replaceFirst("^(\\{[^}]*}|[^:]*:)", "");
    }

    private void add(XdmNode at, String text, String meant) {
        problems.add(new Problem(
                name,
                Math.max(0, at.getLineNumber()),
                0,
                text,
                Optional.of(meant).filter(one -> !one.isEmpty())));
    }
}
