package passerelle.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.xml.HardenedXml;

/** Makes what a draft of XML needs: of samples of messages, or of a contract with its schemas. */
final class XmlDrafts {
    private final Meanings meanings;

    XmlDrafts(Meanings meanings) {
        this.meanings = meanings;
    }

    /**
     * The part of a draft that is of XML alone.
     *
     * @param input the first case's message
     */
    record Shape(Source source, String recognised, Map<String, String> files, String input) {}

    /** A shape, or what is wrong with the samples. */
    record Made(Optional<Shape> shape, String wrong) {
        static Made not(String why) {
            return new Made(Optional.empty(), why);
        }
    }

    Made of(List<Sample> samples) {
        var documents = new LinkedHashMap<Sample, XdmNode>();
        for (var sample : samples) {
            var wrong = HardenedXml.parse(sample.bytes())
                    .match(
                            document -> {
                                documents.put(sample, document);
                                return "";
                            },
                            failure -> failure.code().code() + ": expected " + failure.expected());
            if (!wrong.isEmpty()) {
                return Made.not("A sample begins as XML and is none that the gateway reads. " + wrong);
            }
        }
        var first = samples.get(0);
        var contract = Wsdl.of(
                documents.getOrDefault(first, documents.values().iterator().next()));
        return contract.map(wsdl -> ofContract(wsdl, first, documents))
                .orElseGet(() -> ofMessages(documents.values().stream().toList()));
    }

    private Made ofMessages(List<XdmNode> documents) {
        var roots = documents.stream()
                .flatMap(document -> XmlSamples.root(document).stream())
                .toList();
        if (roots.isEmpty()) {
            return Made.not("The SOAP body of the sample is empty; expected one with a message in it.");
        }
        var name = roots.get(0).getNodeName();
        if (roots.stream().anyMatch(root -> !root.getNodeName().equals(name))) {
            return Made.not(
                    "The samples have more than one root element; expected samples of one message, and a format for each.");
        }
        var root = new XmlNode(name.getLocalName(), name.getNamespaceURI());
        roots.forEach(root::add);
        var others = root.others(root.namespace);
        if (!others.isEmpty()) {
            return Made.not("The samples have elements or attributes of other namespaces, " + String.join(", ", others)
                    + ", for which a schema cannot be drafted; expected the WSDL and its schemas as samples.");
        }
        var fields = XmlSamples.fields(root);
        if (fields.isEmpty()) {
            return Made.not("The root element of the samples is empty; expected a message with something in it.");
        }
        boolean isSoap = XmlSamples.isSoap(XmlSamples.children(documents.get(0)).get(0));
        var message = new Message(
                (root.namespace.isEmpty() ? "" : "n:") + root.name,
                (root.namespace.isEmpty() ? "" : "{" + root.namespace + "}") + root.name,
                fields,
                meanings.of(fields));
        var questions = List.of(new Question(
                "schema", "which elements a message may have: schema.xsd knows those of the samples only"));
        boolean isBothWays = fields.stream().noneMatch(Field::isRepeated);
        return made(
                new Source(
                        "xml",
                        root.namespace,
                        List.of(message),
                        questions,
                        List.of(),
                        isBothWays,
                        true,
                        Optional.empty()),
                "It is XML with the root " + root.name + (isSoap ? " in an envelope of SOAP" : "") + ", in "
                        + roots.size() + (roots.size() == 1 ? " sample." : " samples."),
                Map.of("schema.xsd", SchemaText.of(root)),
                roots.get(0).toString());
    }

    private static Made made(Source source, String recognised, Map<String, String> files, String input) {
        return new Made(Optional.of(new Shape(source, recognised, files, input)), "");
    }

    private Made ofContract(Wsdl wsdl, Sample contract, Map<Sample, XdmNode> documents) {
        var inputs = wsdl.inputs();
        var schemas = wsdl.schemas();
        if (inputs.isEmpty() || schemas.size() != 1) {
            return Made.not(
                    inputs.isEmpty()
                            ? "The WSDL has no operation that takes an element; expected document/literal."
                            : "The WSDL has " + schemas.size()
                                    + " schemas in it; expected one, which may import the others from files.");
        }
        var files = new LinkedHashMap<String, String>();
        files.put("service.wsdl", asUtf8(contract));
        files.put("schema.xsd", schemas.get(0) + "\n");
        var all = new ArrayList<>(List.of(schemas.get(0)));
        documents.forEach((sample, document) -> {
            if (sample != contract) {
                files.put(sample.name(), asUtf8(sample));
                all.add(XmlSamples.children(document).get(0));
            }
        });
        var missing = new TreeSet<String>();
        all.forEach(schema -> missing.addAll(Wsdl.needed(schema)));
        missing.removeAll(files.keySet());
        if (!missing.isEmpty()) {
            return Made.not(
                    "The schemas import " + String.join(", ", missing) + "; expected these files as samples too.");
        }
        return ofInputs(inputs, all, files);
    }

    /** The text of a file, which is kept in UTF-8 and says so. */
    private static String asUtf8(Sample sample) {
        return Charsets.text(sample.bytes(), Charsets.of(sample.bytes()).charset())
                .replaceFirst("(<\\?xml[^>]*encoding=)[\"'][^\"']*[\"']", "$1\"UTF-8\"");
    }

    /** A contract has no values, so that nothing of it is sure. */
    private Made ofInputs(List<QName> inputs, List<XdmNode> schemas, Map<String, String> files) {
        var namespace = inputs.get(0).getNamespaceURI();
        var names = new LinkedHashSet<String>();
        schemas.forEach(schema -> names.addAll(Wsdl.elements(schema).keySet()));
        inputs.forEach(input -> names.remove(input.getLocalPart()));
        var own = new Names();
        var fields = names.stream()
                .map(name -> new Field(
                        "/*:" + name, own.of(name, "field"), Optional.of(name), List.of(), 1, Optional.empty(), false))
                .toList();
        var guesses = meanings.of(fields);
        var messages = inputs.stream()
                .filter(input -> input.getNamespaceURI().equals(namespace))
                .map(input -> new Message(
                        "n:" + input.getLocalPart(), "{" + namespace + "}" + input.getLocalPart(), fields, guesses))
                .toList();
        var questions = List.of(new Question(
                "mapping",
                "what each element is: a contract has names and types, and no values that would prove them"));
        var root = inputs.get(0);
        return made(
                new Source("xml", namespace, messages, questions, List.of(), false, true, Optional.empty()),
                "It is a WSDL whose operations take "
                        + messages.stream()
                                .map(Message::root)
                                .map(name -> name.substring(2))
                                .collect(Collectors.joining(", "))
                        + (messages.size() < inputs.size() ? "; those of other namespaces are left out" : "") + ".",
                files,
                "<" + root.getLocalPart() + " xmlns=\"" + XmlText.escaped(namespace) + "\"/>");
    }
}
