package passerelle.adapter.soap;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import org.apache.cxf.binding.soap.SoapVersion;
import org.apache.cxf.binding.soap.SoapVersionFactory;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * What the gateway takes from a SOAP request.
 *
 * @param payload a document of the one element in Body, with the namespaces that were declared around it
 * @param sourceId the WS-Addressing MessageID, or the X-Road id
 * @param insists whether a header says that it must be understood
 */
record Envelope(SoapVersion version, XdmNode payload, Optional<String> sourceId, boolean insists) {
    private static final String MUST_UNDERSTAND = "mustUnderstand";
    private static final String ADDRESSING_2005 = "http://www.w3.org/2005/08/addressing";
    private static final String ADDRESSING_2004 = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    private static final String ROAD_EU = "http://x-road.eu/xsd/xroad.xsd";
    private static final String ROAD_EE = "http://x-road.ee/xsd/x-road.xsd";

    /** Headers that the gateway acts upon or rightly need not: a sender may insist on them. */
    static final Set<QName> UNDERSTOOD = Set.of(
            new QName(ADDRESSING_2005, "MessageID"),
            new QName(ADDRESSING_2005, "Action"),
            new QName(ADDRESSING_2005, "To"),
            new QName(ADDRESSING_2004, "MessageID"),
            new QName(ADDRESSING_2004, "Action"),
            new QName(ADDRESSING_2004, "To"),
            new QName(ROAD_EU, "id"),
            new QName(ROAD_EE, "id"));

    /** Reads a whole request, or says why not: what {@link HardenedXml} refuses, or READ-UNEXPECTED for its shape. */
    static Result<Envelope> read(byte[] raw) {
        try {
            var reader = HardenedXml.reader(new ByteArrayInputStream(raw));
            try {
                return new Reading(reader).envelope();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | SaxonApiException e) {
            return Result.failed(HardenedXml.failure(e));
        }
    }

    private static boolean isAddressing(String namespace) {
        return ADDRESSING_2005.equals(namespace) || ADDRESSING_2004.equals(namespace);
    }

    private static boolean isRoad(String namespace) {
        return ROAD_EU.equals(namespace) || ROAD_EE.equals(namespace);
    }

    /** What CXF must see of the request: all of it when a header insists, otherwise an Envelope without headers. */
    byte[] forCxf(byte[] raw) {
        return insists
                ? raw
                : "<e:Envelope xmlns:e=\"%s\"><e:Body/></e:Envelope>"
                        .formatted(version.getNamespace())
                        .getBytes(StandardCharsets.US_ASCII);
    }

    /** One pass over the bytes. */
    private static final class Reading {
        private final XMLStreamReader reader;
        private final Map<String, String> namespaces = new HashMap<>();
        private Optional<String> addressingId = Optional.empty();
        private Optional<String> roadId = Optional.empty();
        private boolean insists;

        Reading(XMLStreamReader reader) {
            this.reader = reader;
        }

        Result<Envelope> envelope() throws XMLStreamException, SaxonApiException {
            reader.nextTag();
            var found = SoapVersionFactory.getInstance().getSoapVersion(reader.getNamespaceURI());
            if (found == null || !reader.getName().equals(found.getEnvelope())) {
                return unexpected(reader.getLocalName(), "a SOAP 1.1 or 1.2 Envelope");
            }
            declare();
            while (nextChild()) {
                if (reader.getName().equals(found.getHeader())) {
                    readHeader();
                } else if (reader.getName().equals(found.getBody())) {
                    declare();
                    return body(found);
                } else {
                    skip();
                }
            }
            return unexpected("an Envelope without Body", "a Body");
        }

        private Result<Envelope> body(SoapVersion version) throws XMLStreamException, SaxonApiException {
            if (!nextChild()) {
                return unexpected("an empty Body", "exactly one element in Body");
            }
            var payload = HardenedXml.build(new Fragment(reader, Map.copyOf(namespaces)));
            if (nextChild()) {
                return unexpected("a second element in Body", "exactly one element in Body");
            }
            while (reader.hasNext()) {
                reader.next();
            }
            return Result.ok(new Envelope(version, payload, addressingId.or(() -> roadId), insists));
        }

        private void readHeader() throws XMLStreamException {
            while (nextChild()) {
                var name = reader.getLocalName();
                var namespace = reader.getNamespaceURI();
                for (int i = 0; i < reader.getAttributeCount(); i++) {
                    insists |= reader.getAttributeLocalName(i).equals(MUST_UNDERSTAND);
                }
                var text = text();
                if (isAddressing(namespace) && name.equals("MessageID")) {
                    addressingId = text;
                } else if (isRoad(namespace) && name.equals("id")) {
                    roadId = text;
                }
            }
        }

        /** Moves to the next child element; false at the end of the parent. */
        private boolean nextChild() throws XMLStreamException {
            return reader.nextTag() == XMLStreamConstants.START_ELEMENT;
        }

        /** Reads to the end of this element; its own text if it has any. */
        private Optional<String> text() throws XMLStreamException {
            var text = new StringBuilder();
            for (int depth = 1; depth > 0; ) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                } else if (depth == 1 && reader.isCharacters()) {
                    text.append(reader.getText());
                }
            }
            return Optional.of(text.toString().trim()).filter(found -> !found.isEmpty());
        }

        private void skip() throws XMLStreamException {
            text();
        }

        private void declare() {
            for (int i = 0; i < reader.getNamespaceCount(); i++) {
                var prefix = reader.getNamespacePrefix(i);
                var uri = reader.getNamespaceURI(i);
                namespaces.put(prefix == null ? "" : prefix, uri == null ? "" : uri);
            }
        }

        private Result<Envelope> unexpected(String found, String expected) {
            var at = reader.getLocation();
            return Result.failed(new Failure(
                    FailureCode.READ_UNEXPECTED,
                    "line " + at.getLineNumber() + ", column " + at.getColumnNumber(),
                    found,
                    expected));
        }
    }
}
