package passerelle.translate;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.sf.saxon.s9api.XdmNode;
import passerelle.config.Nearest;

/** What somebody probably meant by a name that a compiler of stylesheets or schemas does not find. */
final class Meant {
    private static final Pattern TEMPLATE = Pattern.compile("template named (?:[^\\s:]*:)?([\\w.-]+)");
    private static final Pattern VARIABLE = Pattern.compile("Variable \\$(?:[^\\s:]*:)?([\\w.-]+)");
    private static final Pattern FUNCTION = Pattern.compile("function named (?:Q\\{[^}]*}|[^\\s:]*:)?([\\w.-]+)");
    private static final Pattern INSTRUCTION = Pattern.compile("(?i)unknown XSLT \\w+:? *<?xsl:([\\w-]+)");
    private static final Pattern TYPE = Pattern.compile("Cannot resolve the name '(?:[^':]*:)?([^']+)'");

    private static final Set<String> INSTRUCTIONS = Set.of(
            "accumulator",
            "analyze-string",
            "apply-imports",
            "apply-templates",
            "assert",
            "attribute",
            "attribute-set",
            "call-template",
            "choose",
            "comment",
            "copy",
            "copy-of",
            "decimal-format",
            "document",
            "element",
            "fallback",
            "for-each",
            "for-each-group",
            "function",
            "if",
            "import",
            "include",
            "iterate",
            "key",
            "map",
            "map-entry",
            "matching-substring",
            "message",
            "mode",
            "next-match",
            "non-matching-substring",
            "number",
            "on-empty",
            "on-non-empty",
            "otherwise",
            "output",
            "param",
            "perform-sort",
            "sequence",
            "sort",
            "strip-space",
            "template",
            "text",
            "try",
            "catch",
            "value-of",
            "variable",
            "when",
            "where-populated",
            "with-param");

    private Meant() {}

    /** Of a stylesheet, by what its modules declare. */
    static Optional<String> ofStylesheet(String message, Collection<XdmNode> modules) {
        var instruction = INSTRUCTION.matcher(message);
        if (instruction.find()) {
            return Nearest.to(instruction.group(1), INSTRUCTIONS);
        }
        return named(message, TEMPLATE, modules, Set.of("template"))
                .or(() -> named(message, FUNCTION, modules, Set.of("function")))
                .or(() -> named(message, VARIABLE, modules, Set.of("variable", "param")));
    }

    /** Of a schema, by what its documents declare. */
    static Optional<String> ofSchema(String message, Collection<XdmNode> documents) {
        return named(
                message, TYPE, documents, Set.of("complexType", "simpleType", "element", "group", "attributeGroup"));
    }

    private static Optional<String> named(
            String message, Pattern form, Collection<XdmNode> modules, Set<String> kinds) {
        var found = form.matcher(message);
        if (!found.find()) {
            return Optional.empty();
        }
        var names = new TreeSet<String>();
        modules.forEach(module -> gather(Stylesheet.element(module), kinds, names));
        return Nearest.to(found.group(1), names);
    }

    private static void gather(XdmNode node, Set<String> kinds, Set<String> names) {
        if (kinds.contains(CommonMessage.name(node))) {
            names.add(ModelSchema.said(node, "name").replaceFirst("^[^:]*:", ""));
        }
        CommonMessage.children(node).forEach(child -> gather(child, kinds, names));
    }
}
