package passerelle.adapter.http;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.Outcome;
import passerelle.translate.Answer;

/** The gateway's own answers as XML, for formats that have none of their own. */
public final class AnswerXml {
    /** The namespace of {@code accepted} and {@code refused}. */
    public static final String NAMESPACE = "urn:passerelle:answer:1";

    private static final int MOST_FOUND = 200;

    private AnswerXml() {}

    /** The acknowledgement in the sender's own format; without one, the gateway's {@code accepted}. */
    public static XdmNode accepted(Outcome.Accepted accepted, Answer answer) {
        return answer.document()
                .orElseGet(() -> build(writer -> {
                    writer.writeStartElement("", "accepted", NAMESPACE);
                    writer.writeDefaultNamespace(NAMESPACE);
                    writer.writeAttribute("id", accepted.id().toString());
                    writer.writeAttribute("received-at", accepted.receivedAt().toString());
                    writer.writeAttribute("repeated", Boolean.toString(accepted.repeated()));
                    writer.writeEndElement();
                }));
    }

    /** The reason, for its sender only. */
    public static XdmNode refused(Outcome.Refused refused) {
        return build(writer -> {
            writer.writeStartElement("", "refused", NAMESPACE);
            writer.writeDefaultNamespace(NAMESPACE);
            if (refused.id().isPresent()) {
                writer.writeAttribute("id", refused.id().get().toString());
            }
            writeParts(refused.failure(), "", NAMESPACE, writer);
            writePart("reason", refused.failure().code().sentence(), "", NAMESPACE, writer);
            writer.writeEndElement();
        });
    }

    /** Writes code, place, found and expected as four elements. */
    public static void writeParts(Failure failure, String prefix, String namespace, XMLStreamWriter writer)
            throws XMLStreamException {
        writePart("code", failure.code().code(), prefix, namespace, writer);
        writePart("place", failure.place(), prefix, namespace, writer);
        writePart("found", failure.found(), prefix, namespace, writer);
        writePart("expected", failure.expected(), prefix, namespace, writer);
    }

    /** Writes one element with text that XML 1.0 can hold. */
    public static void writePart(String name, String text, String prefix, String namespace, XMLStreamWriter writer)
            throws XMLStreamException {
        writer.writeStartElement(prefix, name, namespace);
        writer.writeCharacters(legal(text));
        writer.writeEndElement();
    }

    /** Cuts a long text, and puts U+FFFD where XML 1.0 has no such character. */
    public static String legal(String text) {
        return text.codePoints()
                .limit(MOST_FOUND)
                .map(c -> isLegal(c) ? c : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }

    private interface Writing {
        void to(XMLStreamWriter writer) throws XMLStreamException;
    }

    private static XdmNode build(Writing writing) {
        try {
            var writer = HardenedXml.SAXON.newDocumentBuilder().newBuildingStreamWriter();
            writer.writeStartDocument();
            writing.to(writer);
            writer.writeEndDocument();
            return writer.getDocumentNode();
        } catch (XMLStreamException | SaxonApiException e) {
            throw new IllegalStateException("An answer of ours could not be written", e);
        }
    }
}
