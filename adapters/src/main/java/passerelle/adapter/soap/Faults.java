package passerelle.adapter.soap;

import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.SoapVersion;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.staxutils.W3CDOMStreamWriter;
import passerelle.adapter.Road;
import passerelle.adapter.http.AnswerXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.MessageId;
import passerelle.model.Outcome;

/**
 * The one mapper of faults: all that a SOAP sender is ever told is made here. What CXF itself found wrong is told by its
 * fault code; anything else becomes GATEWAY-FAULT with a reference, and its text goes nowhere.
 */
final class Faults extends AbstractSoapInterceptor {
    /** The namespace of {@code failure} in the detail of a fault. */
    static final String NAMESPACE = "urn:passerelle:failure:1";

    private static final String PREFIX = "p";
    private static final int SERVER_ERROR = 500;
    private static final int BAD_REQUEST = 400;

    Faults() {
        super(Phase.SETUP);
    }

    @Override
    public void handleMessage(SoapMessage message) {
        if (message.getContent(Exception.class) instanceof Told) {
            return;
        }
        message.setContent(Exception.class, ofOther(message.getContent(Exception.class), message.getVersion()));
    }

    private static Told ofOther(Exception thrown, SoapVersion version) {
        if (thrown instanceof SoapFault fault && version.getMustUnderstand().equals(fault.getFaultCode())) {
            var failure = new Failure(
                    FailureCode.READ_UNEXPECTED,
                    "Header",
                    "a header with mustUnderstand",
                    "headers that this gateway knows");
            var told = new Told(failure, Optional.empty(), version);
            told.setFaultCode(version.getMustUnderstand());
            told.setStatusCode(SERVER_ERROR);
            return told;
        }
        return new Told(Road.failure(thrown), Optional.empty(), version);
    }

    /** The fault that tells a refusal, in the version that the sender speaks. */
    static SoapFault of(Outcome.Refused refused, SoapVersion version) {
        return new Told(refused.failure(), refused.id(), version);
    }

    /** A fault whose every word is meant for the sender. */
    private static final class Told extends SoapFault {
        private static final long serialVersionUID = 1;

        Told(Failure failure, Optional<MessageId> id, SoapVersion version) {
            super(
                    AnswerXml.legal(failure.forSender()),
                    failure.code().isTransient() ? version.getReceiver() : version.getSender());
            // SOAP 1.1 knows 500 only; SOAP 1.2 gives 400 to what the sender must mend.
            boolean mendable = !failure.code().isTransient();
            setStatusCode(mendable && !(version instanceof Soap11) ? BAD_REQUEST : SERVER_ERROR);
            describe(failure, id);
        }

        private void describe(Failure failure, Optional<MessageId> id) {
            try {
                var writer = new W3CDOMStreamWriter();
                writer.writeStartElement("", "detail", "");
                writer.writeStartElement(PREFIX, "failure", NAMESPACE);
                writer.writeNamespace(PREFIX, NAMESPACE);
                AnswerXml.writeParts(failure, PREFIX, NAMESPACE, writer);
                if (id.isPresent()) {
                    AnswerXml.writePart("message-id", id.get().toString(), PREFIX, NAMESPACE, writer);
                }
                writer.writeEndElement();
                writer.writeEndElement();
                setDetail(writer.getDocument().getDocumentElement());
            } catch (XMLStreamException e) {
                throw new IllegalStateException("A fault of ours could not be written", e);
            }
        }
    }
}
