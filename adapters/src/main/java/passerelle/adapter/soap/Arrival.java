package passerelle.adapter.soap;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.SoapVersion;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.interceptor.OutgoingChainInterceptor;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import passerelle.adapter.Road;
import passerelle.adapter.http.AnswerXml;
import passerelle.model.Failure;
import passerelle.model.Inbound;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.translate.Answer;
import passerelle.translate.Received;

/**
 * The request on its way: read by the gateway first, so that CXF sees only what passed and through a reader of ours, then
 * handed to the road. What cannot be read goes down the road too, so that it is refused and audited there.
 */
final class Arrival extends AbstractSoapInterceptor {

    /** What the servlet knows of a request. @param version and charset as the Content-Type says */
    record Letter(
            PartnerId partner,
            Inbound.Soap channel,
            SoapServlet.Open address,
            SoapVersion version,
            Optional<String> charset,
            byte[] raw) {
        private static final String KEY = Letter.class.getName();

        void on(HttpServletRequest request) {
            request.setAttribute(KEY, this);
        }

        private static Letter of(SoapMessage message) {
            var request = (HttpServletRequest) requireNonNull(message.get(AbstractHTTPDestination.HTTP_REQUEST));
            return (Letter) requireNonNull(request.getAttribute(KEY));
        }

        private Answer take(Result<Envelope> envelope) {
            return Road.take(
                    address.consumer(),
                    new Received(
                            partner,
                            channel.format(),
                            "soap",
                            channel.terms(),
                            raw,
                            Optional.of(envelope.then(read -> Result.ok(read.document()))),
                            envelope.match(Envelope::sourceId, failure -> Optional.empty()),
                            Instant.now()));
        }
    }

    Arrival() {
        super(Phase.RECEIVE);
    }

    @Override
    public Set<QName> getUnderstoodHeaders() {
        return Envelope.UNDERSTOOD;
    }

    @Override
    public void handleMessage(SoapMessage message) {
        var letter = Letter.of(message);
        message.removeContent(InputStream.class);
        message.setVersion(letter.version());
        Envelope.read(letter.raw(), letter.charset(), letter.address().whole())
                .match(envelope -> pass(message, letter, envelope), failure -> end(message, letter, failure));
    }

    private static SoapMessage pass(SoapMessage message, Letter letter, Envelope envelope) {
        message.setVersion(envelope.version());
        message.setContent(Envelope.class, envelope);
        try {
            message.setContent(XMLStreamReader.class, envelope.forCxf(letter.raw(), letter.charset()));
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The same bytes were readable a moment ago", e);
        }
        return message;
    }

    private static SoapMessage end(SoapMessage message, Letter letter, Failure unread) {
        answer(message, letter.take(Result.failed(unread)));
        message.getInterceptorChain().doInterceptStartingAt(message, OutgoingChainInterceptor.class.getName());
        return message;
    }

    private static void answer(SoapMessage in, Answer answer) {
        var document = answer.outcome().match(accepted -> AnswerXml.accepted(accepted, answer), refused -> {
            throw Faults.of(refused, in.getVersion());
        });
        var exchange = in.getExchange();
        var blank = new MessageImpl();
        blank.setExchange(exchange);
        var out = (SoapMessage) exchange.getEndpoint().getBinding().createMessage(blank);
        Payload.set(out, document);
        exchange.setOutMessage(out);
    }

    /** Hands on what CXF found in order too. */
    static final class Handover extends AbstractSoapInterceptor {
        Handover() {
            super(Phase.INVOKE);
        }

        @Override
        public void handleMessage(SoapMessage message) {
            var envelope = message.getContent(Envelope.class);
            answer(message, Letter.of(message).take(Result.ok(envelope)));
        }
    }
}
