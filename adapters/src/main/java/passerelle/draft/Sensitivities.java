package passerelle.draft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.xml.HardenedXml;

/** How sensitive each field of the common model is, as its schema says: S0 to S4. */
public final class Sensitivities {
    private static final String MODEL = "urn:passerelle:model";

    private final Map<String, XdmNode> types = new HashMap<>();

    private Sensitivities() {}

    /** Reads {@code config/schemas/common-1*.xsd} of a home folder. */
    public static Sensitivities read(Path home) throws IOException {
        var read = new Sensitivities();
        try (Stream<Path> files = Files.list(home.resolve("config/schemas"))) {
            for (var file : files.filter(found -> found.getFileName().toString().matches("common-1.*\\.xsd"))
                    .sorted()
                    .toList()) {
                HardenedXml.parse(Files.readAllBytes(file))
                        .match(
                                document -> {
                                    XmlSamples.children(XmlSamples.children(document)
                                                    .get(0))
                                            .stream()
                                            .filter(type -> type.getNodeName()
                                                    .getLocalName()
                                                    .equals("complexType"))
                                            .forEach(type -> read.types.put(said(type, "name"), type));
                                    return document;
                                },
                                failure -> {
                                    throw new IllegalStateException("A schema of the common model cannot be read: "
                                            + failure.code().code());
                                });
            }
        }
        return read;
    }

    private static String said(XdmNode element, String attribute) {
        var value = element.getAttributeValue(new QName(attribute));
        return value == null ? "" : value;
    }

    /** Of a field of a type, {@code person/name}; of an attribute, that of what it stands at. */
    String of(String type, String field) {
        var at = field.startsWith("envelope/") ? "Message" : type;
        var sensitivity = "";
        for (var step : field.split("/")) {
            var element = below(at, step);
            if (element.isEmpty()) {
                return sensitivity;
            }
            sensitivity = descendants(element.get()).stream()
                    .filter(found -> found.getNodeName().getNamespaceURI().equals(MODEL)
                            && found.getNodeName().getLocalName().equals("sensitivity"))
                    .findFirst()
                    .map(XdmNode::getStringValue)
                    .orElse(sensitivity);
            at = said(element.get(), "type");
        }
        return sensitivity;
    }

    private Optional<XdmNode> below(String type, String name) {
        var inside = Optional.ofNullable(types.get(type))
                .map(Sensitivities::descendants)
                .orElse(List.of());
        return inside.stream()
                .filter(element -> element.getNodeName().getLocalName().equals("element")
                        && said(element, "name").equals(name))
                .findFirst()
                .or(() -> inside.stream()
                        .filter(element -> element.getNodeName().getLocalName().equals("extension"))
                        .findFirst()
                        .flatMap(extension -> below(said(extension, "base"), name)));
    }

    private static List<XdmNode> descendants(XdmNode node) {
        return XmlSamples.children(node).stream()
                .flatMap(child -> Stream.concat(Stream.of(child), descendants(child).stream()))
                .toList();
    }
}
