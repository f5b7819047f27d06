package passerelle.translate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.stax.StAXSource;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import passerelle.format.xml.HardenedXml;

/** The templates and functions of stylesheets, with all that they import, by file and line. */
public final class Rules {
    private static final String XSLT = "http://www.w3.org/1999/XSL/Transform";
    private static final QName MATCH = new QName("match");
    private static final QName NAME = new QName("name");
    private static final QName MODE = new QName("mode");
    private static final QName HREF = new QName("href");
    private static final Set<String> LINKS = Set.of("import", "include");

    private final Map<String, TreeMap<Integer, Rule>> byFile;

    private Rules(Map<String, TreeMap<Integer, Rule>> byFile) {
        this.byFile = byFile;
    }

    /**
     * Reads stylesheets and what they import; a file that is not there or cannot be read has no rules: whoever compiles it
     * says so.
     *
     * @param home what the files of rules are relative to
     */
    public static Rules read(Path home, Collection<Path> stylesheets) {
        var root = home.toAbsolutePath().normalize();
        var byFile = new LinkedHashMap<String, TreeMap<Integer, Rule>>();
        stylesheets.forEach(file -> add(root, file.toAbsolutePath().normalize(), byFile));
        return new Rules(byFile);
    }

    /** All of one file or folder, in the order of their files and lines. @param below as in {@code xslt/csv-v1} */
    public List<Rule> below(String below) {
        return byFile.entrySet().stream()
                .filter(file -> file.getKey().startsWith(below))
                .flatMap(file -> file.getValue().values().stream())
                .filter(rule -> !rule.kind().isEmpty())
                .toList();
    }

    /** The rule that a line of a file belongs to. */
    public Optional<Rule> at(String file, int line) {
        return Optional.ofNullable(byFile.get(file))
                .flatMap(rules -> Optional.ofNullable(rules.floorEntry(line)))
                .map(Map.Entry::getValue)
                .filter(rule -> !rule.kind().isEmpty());
    }

    /** The line after a rule's last: where the next declaration begins, or {@link Integer#MAX_VALUE}. */
    public int end(Rule rule) {
        return Optional.ofNullable(byFile.get(rule.file()))
                .flatMap(rules -> Optional.ofNullable(rules.higherKey(rule.line())))
                .orElse(Integer.MAX_VALUE);
    }

    private static void add(Path home, Path file, Map<String, TreeMap<Integer, Rule>> byFile) {
        var name = home.relativize(file).toString();
        if (byFile.containsKey(name) || !file.startsWith(home) || !Files.isRegularFile(file)) {
            return;
        }
        var rules = new TreeMap<Integer, Rule>();
        byFile.put(name, rules);
        var comment = new ArrayList<String>();
        for (var node : declarations(file)) {
            if (node.getNodeKind() == XdmNodeKind.COMMENT) {
                comment.add(node.getStringValue().strip().replaceAll("\\s+", " "));
            } else if (node.getNodeKind() == XdmNodeKind.ELEMENT) {
                rules.put(node.getLineNumber(), rule(name, node, String.join(" ", comment)));
                comment.clear();
                if (isXslt(node) && LINKS.contains(CommonMessage.name(node))) {
                    add(home, file.resolveSibling(said(node, HREF)).normalize(), byFile);
                }
            }
        }
    }

    private static List<XdmNode> declarations(Path file) {
        try {
            var builder = HardenedXml.SAXON.newDocumentBuilder();
            builder.setLineNumbering(true);
            var in = HardenedXml.reader(new ByteArrayInputStream(Files.readAllBytes(file)));
            var root = Stylesheet.element(builder.build(new StAXSource(in)));
            var nodes = new ArrayList<XdmNode>();
            root.children().forEach(nodes::add);
            return nodes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException | SaxonApiException e) {
            return List.of();
        }
    }

    /** A declaration that does nothing by itself, as a variable, ends what stands before it and has no kind. */
    private static Rule rule(String file, XdmNode node, String comment) {
        var kind = isXslt(node) ? CommonMessage.name(node) : "";
        var match = said(node, MATCH);
        return switch (kind) {
            case "template" ->
                new Rule(
                        file,
                        node.getLineNumber(),
                        kind,
                        match.isEmpty() ? said(node, NAME) : match,
                        said(node, MODE),
                        match.isEmpty(),
                        comment);
            case "function" -> new Rule(file, node.getLineNumber(), kind, said(node, NAME), "", true, comment);
            default -> new Rule(file, node.getLineNumber(), "", "", "", true, comment);
        };
    }

    private static boolean isXslt(XdmNode node) {
        return node.getNodeName().getNamespaceUri().toString().equals(XSLT);
    }

    private static String said(XdmNode node, QName attribute) {
        var value = node.getAttributeValue(attribute);
        return value == null ? "" : value.strip().replaceAll("\\s+", " ");
    }
}
