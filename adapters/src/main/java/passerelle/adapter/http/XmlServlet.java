package passerelle.adapter.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import org.apache.camel.support.DefaultConsumer;
import passerelle.adapter.Road;
import passerelle.format.xml.HardenedXml;
import passerelle.model.FailureCode;
import passerelle.model.Inbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.translate.Answer;
import passerelle.translate.Received;

/** Takes POSTed XML for all partners below one path, and answers with a document and a status that fits. */
final class XmlServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String RETRY_SECONDS = "5";

    private final transient BasicDoor door;
    private final transient Function<PartnerId, Optional<Partner>> partners;
    private final transient Map<PartnerId, DefaultConsumer> open = new ConcurrentHashMap<>();

    XmlServlet(BasicDoor door, Function<PartnerId, Optional<Partner>> partners) {
        this.door = door;
        this.partners = partners;
    }

    void open(PartnerId partner, DefaultConsumer consumer) {
        open.put(partner, consumer);
    }

    void close(PartnerId partner, DefaultConsumer consumer) {
        open.remove(partner, consumer);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var caller = Caller.of(request, partners, Inbound.Xml.class);
        if (!door.admits(request, response, caller.account(), caller.shape().map(Inbound.Xml::login))) {
            return;
        }
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        if (!MediaType.of(request).isXml()) {
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        var partner = caller.partner().orElseThrow();
        var consumer = open.get(partner);
        if (consumer == null) {
            // The partner's route is being exchanged.
            response.setHeader("Retry-After", RETRY_SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        var body = RequestBody.read(request, response);
        if (body.isPresent()) {
            var channel = caller.shape().orElseThrow();
            answer(response, Road.take(consumer, received(partner, channel, body.get())));
        }
    }

    private static Received received(PartnerId partner, Inbound.Xml channel, byte[] raw) {
        return new Received(
                partner,
                channel.format(),
                "xml",
                channel.terms(),
                raw,
                Optional.empty(),
                Optional.empty(),
                Instant.now());
    }

    private static void answer(HttpServletResponse response, Answer answer) throws IOException {
        int status = answer.outcome()
                .match(
                        accepted -> accepted.repeated() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_ACCEPTED,
                        refused -> status(refused.failure().code()));
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        response.setStatus(status);
        response.setContentType("application/xml;charset=utf-8");
        write(answer.outcome().match(accepted -> AnswerXml.accepted(accepted, answer), AnswerXml::refused), response);
    }

    private static void write(XdmNode document, HttpServletResponse response) throws IOException {
        try {
            HardenedXml.SAXON.newSerializer(response.getOutputStream()).serializeNode(document);
        } catch (SaxonApiException e) {
            throw new IOException("The sender did not take its answer", e);
        }
    }

    static int status(FailureCode code) {
        return switch (code) {
            case READ_ID_REUSED -> HttpServletResponse.SC_CONFLICT;
            case READ_LIMIT -> HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
            case GATEWAY_FAULT -> HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
            default -> {
                var family = code.code().substring(0, code.code().indexOf('-'));
                yield switch (family) {
                    case "READ" -> HttpServletResponse.SC_BAD_REQUEST;
                    case "MAP", "MODEL" -> 422;
                    case "POLICY" -> HttpServletResponse.SC_FORBIDDEN;
                    default -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
                };
            }
        };
    }
}
