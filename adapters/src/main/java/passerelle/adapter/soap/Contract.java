package passerelle.adapter.soap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.stax.StAXSource;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XsltExecutable;
import net.sf.saxon.s9api.streams.Steps;
import passerelle.format.xml.HardenedXml;

/**
 * A format's WSDL with the schemas of its own folder, read once. Published, it names the address by which it was asked
 * for, for all its ports.
 */
final class Contract {
    private static final String STYLESHEET = "published-contract.xsl";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final XsltExecutable PUBLISH = compile();

    private final XdmNode wsdl;
    private final Map<String, XdmNode> files = new HashMap<>();

    /**
     * Reads a WSDL and what it imports; throws {@link IllegalStateException} when a file is missing, is not XML, or
     * imports from elsewhere.
     */
    Contract(Path file) {
        wsdl = read(file);
        addImports(wsdl, file);
    }

    private void addImports(XdmNode document, Path file) {
        var locations = document.select(Steps.descendant(node -> node.getNodeName() != null && isImport(node)));
        locations.forEach(element -> {
            var name = location(element);
            if (name.isPresent() && !files.containsKey(name.get())) {
                if (!NAME.matcher(name.get()).matches()) {
                    throw new IllegalStateException("%s imports '%s'; only a file of its own folder can be published"
                            .formatted(file, name.get()));
                }
                var imported = file.resolveSibling(name.get());
                files.put(name.get(), read(imported));
                addImports(files.get(name.get()), imported);
            }
        });
    }

    private static boolean isImport(XdmNode node) {
        var name = node.getNodeName().getLocalName();
        return name.equals("import") || name.equals("include") || name.equals("redefine");
    }

    private static Optional<String> location(XdmNode element) {
        return Optional.ofNullable(element.attribute("schemaLocation"))
                .or(() -> Optional.ofNullable(element.attribute("location")));
    }

    /**
     * The document that a query string asks for: {@code wsdl}, {@code wsdl=file} or {@code xsd=file}.
     *
     * @param address absolute URL of the service
     */
    Optional<byte[]> published(String query, String address) {
        if (query.equalsIgnoreCase("wsdl")) {
            return Optional.of(publish(wsdl, address));
        }
        if (!query.startsWith("xsd=") && !query.startsWith("wsdl=")) {
            return Optional.empty();
        }
        var name = query.substring(query.indexOf('=') + 1);
        return Optional.ofNullable(files.get(name)).map(found -> publish(found, address));
    }

    private static byte[] publish(XdmNode document, String address) {
        var bytes = new ByteArrayOutputStream();
        try {
            var transformer = PUBLISH.load30();
            transformer.setStylesheetParameters(Map.of(new QName("address"), new XdmAtomicValue(address)));
            transformer.applyTemplates(document, transformer.newSerializer(bytes));
            return bytes.toByteArray();
        } catch (SaxonApiException e) {
            throw new IllegalStateException("A contract could not be published", e);
        }
    }

    private static XdmNode read(Path file) {
        try {
            return HardenedXml.parse(Files.readAllBytes(file)).match(document -> document, failure -> {
                throw new IllegalStateException(file + ": " + failure.forSender());
            });
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    private static XsltExecutable compile() {
        try (var in = Contract.class.getResourceAsStream(STYLESHEET)) {
            var bytes = in == null ? new byte[0] : in.readAllBytes();
            return HardenedXml.SAXON
                    .newXsltCompiler()
                    .compile(new StAXSource(HardenedXml.reader(new ByteArrayInputStream(bytes))));
        } catch (IOException | XMLStreamException | SaxonApiException e) {
            throw new IllegalStateException(STYLESHEET + " is damaged", e);
        }
    }
}
