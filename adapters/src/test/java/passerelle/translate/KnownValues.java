package passerelle.translate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmNode;

/** Values that the good cases of a format have, by the element or attribute that holds them: codes are mostly known ones. */
final class KnownValues {
    private static final XdmNodes NONE = new XdmNodes();

    private final Map<String, XdmNodes> leaves = new HashMap<>();
    private final Map<String, List<String>> attributes = new HashMap<>();
    private final List<XdmNode> documents = new ArrayList<>();

    private static final class XdmNodes extends ArrayList<XdmNode> {
        private static final long serialVersionUID = 1;
    }

    /**
     * @param cases the folder of the cases
     * @param names the files to take values from, in cases that are refused nowhere
     */
    static KnownValues of(Stream<Path> cases, List<String> names) {
        return of(cases.flatMap(KnownValues::folders)
                .filter(folder -> names.stream().noneMatch(name -> refused(folder, name)))
                .flatMap(folder -> names.stream().map(folder::resolve))
                .filter(Files::exists)
                .map(file -> Stylesheet.element(SchemaDocuments.parse(file))));
    }

    static KnownValues of(Stream<XdmNode> documents) {
        var known = new KnownValues();
        documents.forEach(element -> {
            known.documents.add(element);
            known.learn(element);
        });
        return known;
    }

    /** The values of documents. */
    static KnownValues of(List<XdmNode> documents) {
        var known = new KnownValues();
        documents.forEach(element -> {
            known.documents.add(element);
            known.learn(element);
        });
        return known;
    }

    static Stream<Path> folders(Path cases) {
        try (Stream<Path> folders = Files.list(cases)) {
            return folders.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean refused(Path folder, String name) {
        return name.equals("input.xml") && Files.exists(folder.resolve("expected.failure"))
                || name.equals("back.xml") && Files.exists(folder.resolve("back-expected.failure"));
    }

    private void learn(XdmNode element) {
        var children = CommonMessage.children(element);
        var name = CommonMessage.name(element);
        if (children.isEmpty() && !element.getStringValue().equals("*")) {
            var parent = element.getParent();
            var above = parent == null || parent.getNodeName() == null ? "" : CommonMessage.name(parent);
            leaves.computeIfAbsent(above + "/" + name, key -> new XdmNodes()).add(element);
            leaves.computeIfAbsent(name, key -> new XdmNodes()).add(element);
        }
        Contents.attributes(element).forEach(attribute -> attributes
                .computeIfAbsent(name + "/@" + CommonMessage.name(attribute), key -> new ArrayList<>())
                .add(attribute.getStringValue()));
        children.forEach(this::learn);
    }

    /** An element without elements that stood under such a parent; else one of this name that is {@code fit}. */
    Optional<XdmNode> leaf(String parent, String name, Random random, Predicate<XdmNode> fit) {
        var found = leaves.getOrDefault(parent + "/" + name, NONE);
        if (!found.isEmpty()) {
            return Optional.of(found.get(random.nextInt(found.size())));
        }
        var others = leaves.getOrDefault(name, NONE).stream().filter(fit).toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(others.get(random.nextInt(others.size())));
    }

    /** The cases themselves that have this outermost element. */
    List<XdmNode> documents(QName root) {
        return documents.stream()
                .filter(element -> element.getNodeName().equals(root))
                .toList();
    }

    Optional<String> attribute(String element, String name, Random random) {
        var found = attributes.getOrDefault(element + "/@" + name, List.of());
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(random.nextInt(found.size())));
    }
}
