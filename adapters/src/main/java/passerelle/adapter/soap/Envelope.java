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
 * @param document the one element in Body, with the namespaces that were declared around it; or the whole Envelope
 * @param sourceId the WS-Addressing MessageID, or the X-Road id
 * @param insists whether a header says that it must be understood
 */
record Envelope(SoapVersion version, XdmNode document, Optional<String> sourceId, boolean insists) {
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

    /**
     * Reads a whole request, or says why not: what {@link HardenedXml} refuses, or READ-UNEXPECTED for its shape.
     *
     * @param charset as the Content-Type says
     * @param whole whether the format takes the Envelope as it is: then the shape of it is the format's to judge
     */
    static Result<Envelope> read(byte[] raw, Optional<String> charset, boolean whole) {
        try {
            var reader = HardenedXml.reader(raw, charset);
            try {
                return new Reading(reader).envelope(whole);
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

    static boolean isRoad(String namespace) {
        return ROAD_EU.equals(namespace) || ROAD_EE.equals(namespace);
    }

    /** What CXF must see of the request: all of it when a header insists, otherwise an Envelope without headers. */
    XMLStreamReader forCxf(byte[] raw, Optional<String> charset) throws XMLStreamException {
        return insists
                ? HardenedXml.reader(raw, charset)
                : HardenedXml.reader(new ByteArrayInputStream("<e:Envelope xmlns:e=\"%s\"><e:Body/></e:Envelope>"
                        .formatted(version.getNamespace())
                        .getBytes(StandardCharsets.US_ASCII)));
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

        Result<Envelope> envelope(boolean whole) throws XMLStreamException, SaxonApiException {
            reader.nextTag();
            var found = SoapVersionFactory.getInstance().getSoapVersion(reader.getNamespaceURI());
            if (found == null || !reader.getName().equals(found.getEnvelope())) {
                return unexpected(reader.getLocalName(), "a SOAP 1.1 or 1.2 Envelope");
            }
            if (whole) {
                return whole(found);
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
            readToTheEnd();
            return Result.ok(new Envelope(version, payload, addressingId.or(() -> roadId), insists));
        }

        /** A format that takes all headers answers for each, so that there is nothing to insist on. */
        private Result<Envelope> whole(SoapVersion version) throws XMLStreamException, SaxonApiException {
            var document = HardenedXml.build(new Fragment(reader, Map.of()));
            readToTheEnd();
            for (var header : new EnvelopeNode(EnvelopeNode.elements(document).get(0)).headers()) {
                var name = header.getNodeName();
                note(
                        name.getNamespaceUri().toString(),
                        name.getLocalName(),
                        Optional.of(header.getStringValue().trim()).filter(text -> !text.isEmpty()));
            }
            return Result.ok(new Envelope(version, document, addressingId.or(() -> roadId), false));
        }

        private void readToTheEnd() throws XMLStreamException {
            while (reader.hasNext()) {
                reader.next();
            }
        }

        private void note(String namespace, String name, Optional<String> text) {
            if (isAddressing(namespace) && name.equals("MessageID")) {
                addressingId = text;
            } else if (isRoad(namespace) && name.equals("id")) {
                roadId = text;
            }
        }

        private void readHeader() throws XMLStreamException {
            while (nextChild()) {
                var name = reader.getLocalName();
                var namespace = reader.getNamespaceURI();
                for (int i = 0; i < reader.getAttributeCount(); i++) {
                    insists |= reader.getAttributeLocalName(i).equals(MUST_UNDERSTAND);
                }
                note(namespace, name, text());
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

        private Result<Envelope> unexpected(String found, String expected) throws XMLStreamException {
            var at = reader.getLocation();
            // What is not even well-formed further on is the better reason.
            readToTheEnd();
            return Result.failed(new Failure(
                    FailureCode.READ_UNEXPECTED,
                    "line " + at.getLineNumber() + ", column " + at.getColumnNumber(),
                    found,
                    expected));
        }
    }
}
