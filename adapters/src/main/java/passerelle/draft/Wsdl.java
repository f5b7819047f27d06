package passerelle.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import net.sf.saxon.s9api.XdmNode;

/** Reads a WSDL 1.1 contract, document/literal: what its operations take, and its schemas. */
final class Wsdl {
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";

    private final XdmNode definitions;

    private Wsdl(XdmNode definitions) {
        this.definitions = definitions;
    }

    static Optional<Wsdl> of(XdmNode document) {
        return Optional.of(XmlSamples.children(document).get(0))
                .filter(top -> is(top, WSDL, "definitions"))
                .map(Wsdl::new);
    }

    private static boolean is(XdmNode element, String namespace, String name) {
        return element.getNodeName().getNamespaceURI().equals(namespace)
                && element.getNodeName().getLocalName().equals(name);
    }

    private static List<XdmNode> below(XdmNode element, String namespace, String name) {
        return XmlSamples.children(element).stream()
                .filter(child -> is(child, namespace, name))
                .toList();
    }

    private static String said(XdmNode element, String attribute) {
        var value = element.getAttributeValue(new net.sf.saxon.s9api.QName(attribute));
        return value == null ? "" : value;
    }

    /** The element that each operation takes, in their order. */
    List<QName> inputs() {
        var inputs = new ArrayList<QName>();
        for (var port : below(definitions, WSDL, "portType")) {
            for (var operation : below(port, WSDL, "operation")) {
                below(operation, WSDL, "input").stream()
                        .map(input -> local(said(input, "message")))
                        .flatMap(name -> below(definitions, WSDL, "message").stream()
                                .filter(message -> said(message, "name").equals(name)))
                        .flatMap(message -> below(message, WSDL, "part").stream())
                        .filter(part -> !said(part, "element").isEmpty())
                        .findFirst()
                        .map(part -> name(part, said(part, "element")))
                        .filter(name -> !inputs.contains(name))
                        .ifPresent(inputs::add);
            }
        }
        return inputs;
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private static QName name(XdmNode at, String text) {
        var prefix = text.contains(":") ? text.substring(0, text.indexOf(':')) : "";
        var uri = at.getUnderlyingNode().getAllNamespaces().getURIForPrefix(prefix, true);
        return new QName(uri == null ? "" : uri.toString(), local(text));
    }

    /** The schemas, in their order. */
    List<XdmNode> schemas() {
        return below(definitions, WSDL, "types").stream()
                .flatMap(types -> below(types, SCHEMA, "schema").stream())
                .toList();
    }

    /** Names of files that schemas import or include. */
    static List<String> needed(XdmNode schema) {
        return XmlSamples.children(schema).stream()
                .filter(child -> is(child, SCHEMA, "import") || is(child, SCHEMA, "include"))
                .map(child -> said(child, "schemaLocation"))
                .filter(file -> !file.isEmpty())
                .distinct()
                .toList();
    }

    /** Elements that are declared anywhere in a schema and have a text as far as their declaration says. */
    static Map<String, String> elements(XdmNode schema) {
        var elements = new LinkedHashMap<String, String>();
        collect(schema, elements);
        return elements;
    }

    private static void collect(XdmNode node, Map<String, String> elements) {
        for (var child : XmlSamples.children(node)) {
            if (is(child, SCHEMA, "element")
                    && !said(child, "name").isEmpty()
                    && XmlSamples.children(child).stream().noneMatch(in -> is(in, SCHEMA, "complexType"))) {
                elements.putIfAbsent(said(child, "name"), local(said(child, "type")));
            }
            collect(child, elements);
        }
    }
}
