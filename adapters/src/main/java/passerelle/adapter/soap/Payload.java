package passerelle.adapter.soap;

import java.util.List;
import javax.xml.stream.XMLStreamWriter;
import net.sf.saxon.s9api.SAXDestination;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.message.MessageContentsList;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.staxutils.StreamWriterContentHandler;
import passerelle.format.xml.HardenedXml;

/** Writes a Saxon document into the SOAP Body, without a DOM or text between. */
final class Payload extends AbstractSoapInterceptor {
    Payload() {
        super(Phase.MARSHAL);
    }

    /** Makes {@code document} what an outgoing message carries. */
    static void set(SoapMessage message, XdmNode document) {
        message.setContent(List.class, new MessageContentsList(document));
    }

    @Override
    public void handleMessage(SoapMessage message) {
        var writer = message.getContent(XMLStreamWriter.class);
        try {
            HardenedXml.SAXON.writeXdmValue(
                    (XdmNode) message.getContent(List.class).get(0),
                    new SAXDestination(new StreamWriterContentHandler(writer)));
        } catch (SaxonApiException e) {
            throw new IllegalStateException("A document could not be written into a SOAP Body", e);
        }
    }
}
