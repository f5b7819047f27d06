package passerelle.adapter.soap;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.support.DefaultConsumer;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import passerelle.adapter.http.BasicDoor;
import passerelle.adapter.http.Caller;
import passerelle.adapter.http.MediaType;
import passerelle.adapter.http.RequestBody;
import passerelle.model.Inbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;

/** Takes SOAP calls for all partners below one path; a GET with {@code ?wsdl} gives the partner its contract. */
final class SoapServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String RETRY_SECONDS = "5";
    private static final byte[] NO_ATTACHMENTS =
            "415 Attachments are not taken: send the SOAP message alone, as text/xml or application/soap+xml\n"
                    .getBytes(StandardCharsets.US_ASCII);

    /** A partner's address that is answered now. @param whole whether its format takes the whole Envelope */
    record Open(DefaultConsumer consumer, Contract contract, boolean whole) {}

    private final transient BasicDoor door;
    private final transient Function<PartnerId, Optional<Partner>> partners;
    private final transient AbstractHTTPDestination destination;
    private final transient Map<PartnerId, Open> open = new ConcurrentHashMap<>();

    SoapServlet(BasicDoor door, Function<PartnerId, Optional<Partner>> partners, AbstractHTTPDestination destination) {
        this.door = door;
        this.partners = partners;
        this.destination = destination;
    }

    void open(PartnerId partner, Open address) {
        open.put(partner, address);
    }

    void close(PartnerId partner, DefaultConsumer consumer) {
        open.computeIfPresent(partner, (id, address) -> address.consumer() == consumer ? null : address);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var caller = Caller.of(request, partners, Inbound.Soap.class);
        if (!door.admits(request, response, caller.account(), caller.shape().map(Inbound.Soap::login))) {
            return;
        }
        var partner = caller.partner().orElseThrow();
        var address = open.get(partner);
        if (address == null) {
            // The partner's route is being exchanged.
            response.setHeader("Retry-After", RETRY_SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else if (request.getMethod().equals("POST")) {
            post(request, response, partner, caller.shape().orElseThrow(), address);
        } else if (request.getMethod().equals("GET") && request.getQueryString() != null) {
            get(request, response, address.contract());
        } else {
            response.setHeader("Allow", "GET, POST");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    private void post(
            HttpServletRequest request,
            HttpServletResponse response,
            PartnerId partner,
            Inbound.Soap channel,
            Open address)
            throws IOException {
        var type = MediaType.of(request);
        var version = type.value().equals(Soap12.getInstance().getContentType())
                ? Soap12.getInstance()
                : Soap11.getInstance();
        if (type.isMultipart()) {
            response.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            response.setContentType("text/plain;charset=utf-8");
            response.getOutputStream().write(NO_ATTACHMENTS);
            return;
        }
        if (!version.getContentType().equals(type.value())) {
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        var body = RequestBody.read(request, response);
        if (body.isPresent()) {
            new Arrival.Letter(partner, channel, address, version, type.charset(), body.get()).on(request);
            destination.invoke(getServletConfig(), getServletContext(), request, response);
        }
    }

    private static void get(HttpServletRequest request, HttpServletResponse response, Contract contract)
            throws IOException {
        var document = contract.published(
                request.getQueryString(), request.getRequestURL().toString());
        if (document.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/xml;charset=utf-8");
        response.getOutputStream().write(document.get());
    }
}
