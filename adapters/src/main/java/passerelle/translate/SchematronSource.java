package passerelle.translate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XPathCompiler;
import net.sf.saxon.s9api.XdmNode;
import passerelle.config.Nearest;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;

/**
 * A Schematron schema as a person wrote it (ISO/IEC 19757-3): the transpiler leaves out what it does not know, and what it
 * writes has other lines, so that faults are looked for here.
 */
final class SchematronSource {
    private static final String NAMESPACE = "http://purl.oclc.org/dsdl/schematron";

    /** The elements that rules are made of, with their attributes; id stands on all of them. */
    private static final Map<String, Set<String>> KNOWN = Map.ofEntries(
            Map.entry("schema", Set.of("queryBinding", "defaultPhase", "schemaVersion")),
            Map.entry("title", Set.of()),
            Map.entry("ns", Set.of("prefix", "uri")),
            Map.entry("p", Set.of("class", "icon")),
            Map.entry("let", Set.of("name", "value", "as")),
            Map.entry("pattern", Set.of("abstract", "is-a", "documents")),
            Map.entry("param", Set.of("name", "value")),
            Map.entry("rule", Set.of("context", "abstract", "role", "flag", "subject")),
            Map.entry("extends", Set.of("rule", "href")),
            Map.entry("assert", Set.of("test", "role", "flag", "subject", "diagnostics", "properties", "see")),
            Map.entry("report", Set.of("test", "role", "flag", "subject", "diagnostics", "properties", "see")),
            Map.entry("phase", Set.of()),
            Map.entry("active", Set.of("pattern")),
            Map.entry("value-of", Set.of("select")),
            Map.entry("name", Set.of("path")),
            Map.entry("emph", Set.of()),
            Map.entry("diagnostics", Set.of()),
            Map.entry("diagnostic", Set.of()));

    /** Attributes that hold an expression. */
    private static final Set<String> EXPRESSIONS = Set.of("context", "test", "value", "select", "path");

    /** A function that only stylesheets have, as key() is. */
    private static final String NO_FUNCTION = "XPST0017";

    private final String file;
    private final List<Problem> problems;
    private final XPathCompiler paths = HardenedXml.SAXON.newXPathCompiler();

    private SchematronSource(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
        paths.setAllowUndeclaredVariables(true);
    }

    /** Adds every element and attribute that is not of the language, and every expression that is none. */
    static void check(String file, XdmNode schema, List<Problem> problems) {
        var source = new SchematronSource(file, problems);
        var root = Stylesheet.element(schema);
        CommonMessage.children(root).stream()
                .filter(child -> CommonMessage.name(child).equals("ns"))
                .forEach(ns ->
                        source.paths.declareNamespace(ModelSchema.said(ns, "prefix"), ModelSchema.said(ns, "uri")));
        source.element(root);
    }

    private void element(XdmNode element) {
        if (!element.getNodeName().getNamespaceUri().toString().equals(NAMESPACE)) {
            return;
        }
        var name = CommonMessage.name(element);
        var attributes = KNOWN.get(name);
        if (attributes == null) {
            add(element, "unknown element '" + name + "'", Nearest.to(name, KNOWN.keySet()));
            return;
        }
        var found = element.axisIterator(Axis.ATTRIBUTE);
        while (found.hasNext()) {
            var attribute = found.next().getNodeName().getLocalName();
            if (!attribute.equals("id") && !attributes.contains(attribute)) {
                add(
                        element,
                        "unknown attribute '" + attribute + "' of '" + name + "'",
                        Nearest.to(attribute, attributes));
            } else if (EXPRESSIONS.contains(attribute)) {
                expression(element, attribute);
            }
        }
        CommonMessage.children(element).forEach(this::element);
    }

    private void expression(XdmNode element, String attribute) {
        try {
            paths.compile(String.valueOf(element.attribute(attribute)));
        } catch (SaxonApiException e) {
            if (e.getErrorCode() == null || !e.getErrorCode().getLocalName().equals(NO_FUNCTION)) {
                add(element, "'" + attribute + "' is no expression: " + e.getMessage(), Optional.empty());
            }
        }
    }

    private void add(XdmNode at, String text, Optional<String> meant) {
        problems.add(new Problem(file, Math.max(0, at.getLineNumber()), 0, text, meant));
    }
}
