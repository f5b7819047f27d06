package passerelle.adapter.soap;

import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamWriter;
import net.sf.saxon.dom.NodeOverNodeInfo;
import net.sf.saxon.s9api.SAXDestination;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.headers.Header;
import org.apache.cxf.message.MessageContentsList;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.staxutils.StreamWriterContentHandler;
import passerelle.format.xml.HardenedXml;

/**
 * Writes a Saxon document into the SOAP Body, without a copy or text between. Of a document that is an Envelope itself,
 * what stands in its Header goes into the message's Header, and what stands in its Body into the message's Body.
 */
final class Payload extends AbstractSoapInterceptor {
    Payload() {
        super(Phase.MARSHAL);
    }

    /** Makes {@code document} what an outgoing message carries. */
    static void set(SoapMessage message, XdmNode document) {
        message.setContent(List.class, new MessageContentsList(document));
    }

    private static XdmNode document(SoapMessage message) {
        return (XdmNode) message.getContent(List.class).get(0);
    }

    @Override
    public void handleMessage(SoapMessage message) {
        var writer = message.getContent(XMLStreamWriter.class);
        var document = document(message);
        EnvelopeNode.of(document)
                .map(EnvelopeNode::body)
                .orElse(List.of(document))
                .forEach(node -> write(node, writer));
    }

    private static void write(XdmNode node, XMLStreamWriter writer) {
        try {
            HardenedXml.SAXON.writeXdmValue(node, new SAXDestination(new StreamWriterContentHandler(writer)));
        } catch (SaxonApiException e) {
            throw new IllegalStateException("A document could not be written into a SOAP Body", e);
        }
    }

    /** Gives CXF the blocks for the Header, before it writes the Envelope. */
    static final class Headers extends AbstractSoapInterceptor {
        Headers() {
            super(Phase.PRE_PROTOCOL);
        }

        @Override
        public void handleMessage(SoapMessage message) {
            EnvelopeNode.of(document(message)).ifPresent(envelope -> envelope.headers()
                    .forEach(block -> message.getHeaders().add(header(block))));
        }

        private static Header header(XdmNode block) {
            var name =
                    new QName(EnvelopeNode.namespace(block), block.getNodeName().getLocalName());
            return new Header(name, NodeOverNodeInfo.wrap(block.getUnderlyingNode()));
        }
    }
}
