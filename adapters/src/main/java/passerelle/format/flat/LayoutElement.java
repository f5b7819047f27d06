package passerelle.format.flat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import passerelle.config.Nearest;
import passerelle.model.Problem;

/**
 * An element of a layout file, closed: an attribute that nobody asked for is a problem once {@link #done()} is called.
 * Problems are collected, never thrown; a stand-in value is returned so that reading goes on.
 */
final class LayoutElement {
    private final String file;
    private final XdmNode node;
    private final List<Problem> problems;
    private final Set<String> asked = new LinkedHashSet<>();

    LayoutElement(String file, XdmNode node, List<Problem> problems) {
        this.file = file;
        this.node = node;
        this.problems = problems;
    }

    String name() {
        return node.getNodeName().getEQName().replace("Q{}", "");
    }

    boolean has(String attribute) {
        return text(attribute).isPresent();
    }

    Optional<String> text(String attribute) {
        asked.add(attribute);
        return Optional.ofNullable(node.getAttributeValue(new QName(attribute)));
    }

    /** An attribute that must be there; "" stands in. */
    String needed(String attribute) {
        var text = text(attribute).orElse("");
        if (text.isEmpty() && !isMisspelt(attribute)) {
            problem("'" + name() + "' needs the attribute '" + attribute + "'");
        }
        return text;
    }

    // A misspelt attribute is reported once, as unknown with its suggestion, and not a second time as missing.
    private boolean isMisspelt(String attribute) {
        for (var iterator = node.axisIterator(Axis.ATTRIBUTE); iterator.hasNext(); ) {
            var found = iterator.next().getNodeName().getLocalName();
            if (!found.equals(attribute) && Nearest.to(found, Set.of(attribute)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** A whole number within bounds, or the other when the attribute is absent. */
    int number(String attribute, int least, int most, int otherwise) {
        var text = text(attribute);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.get().matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        }
        problem(wrong(attribute, text.get()) + "expected a whole number from " + least + " to " + most);
        return otherwise;
    }

    /** One of a few words; the first is what an absent attribute means. */
    String word(String attribute, List<String> words) {
        var text = text(attribute).orElse(words.get(0));
        if (!words.contains(text)) {
            problem(wrong(attribute, text) + "expected one of " + String.join(", ", words), Nearest.to(text, words));
            return words.get(0);
        }
        return text;
    }

    boolean flag(String attribute) {
        return word(attribute, List.of("false", "true")).equals("true");
    }

    /** The elements below this one; any of another name is a problem. */
    List<LayoutElement> children(List<String> names) {
        var children = new ArrayList<LayoutElement>();
        for (var child : node.children()) {
            if (child.getNodeKind() == XdmNodeKind.TEXT
                    && !child.getStringValue().isBlank()) {
                problem("'" + name() + "' has text between its elements; expected elements and comments only");
            }
            if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                var element = new LayoutElement(file, child, problems);
                if (names.contains(element.name())) {
                    children.add(element);
                } else {
                    element.problem(
                            "unknown element '" + element.name() + "'; known here: " + String.join(", ", names),
                            Nearest.to(element.name(), names));
                }
            }
        }
        return children;
    }

    void problem(String text) {
        problem(text, Optional.empty());
    }

    void problem(String text, Optional<String> suggestion) {
        problems.add(new Problem(
                file, Math.max(0, node.getLineNumber()), Math.max(0, node.getColumnNumber()), text, suggestion));
    }

    /** Ends the reading of this element. Attributes that point an editor to the schema are not ours. */
    void done() {
        for (var iterator = node.axisIterator(Axis.ATTRIBUTE); iterator.hasNext(); ) {
            var attribute = iterator.next().getNodeName();
            var found = attribute.getLocalName();
            var isForEditors =
                    attribute.getNamespaceUri().toString().equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);
            if (!isForEditors && !asked.contains(found)) {
                problem(
                        "unknown attribute '" + found + "'; known here: " + String.join(", ", asked),
                        Nearest.to(found, asked));
            }
        }
    }

    private String wrong(String attribute, String found) {
        return "'" + attribute + "' of '" + name() + "' is '" + found + "'; ";
    }
}
