package passerelle.adapter.soap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.apache.cxf.Bus;
import org.apache.cxf.BusException;
import org.apache.cxf.binding.BindingFactoryManager;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.endpoint.EndpointException;
import org.apache.cxf.endpoint.ServerImpl;
import org.apache.cxf.interceptor.OutgoingChainInterceptor;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import passerelle.adapter.http.BasicDoor;
import passerelle.adapter.http.HttpServer;
import passerelle.model.FormatId;
import passerelle.model.Partner;
import passerelle.model.PartnerId;

/**
 * The Camel component {@code soap:<partner>}. A route that begins there publishes {@code /soap/<partner>} for SOAP 1.1
 * and 1.2 with its {@code ?wsdl}, gets a {@link passerelle.translate.Received} and must end with a {@link
 * passerelle.translate.Answer}. A route that sends there calls the partner's own service. Add it with {@code
 * context.addComponent("soap", component)}, once for a server.
 */
public final class SoapComponent extends DefaultComponent {
    private final Function<PartnerId, Optional<Partner>> partners;
    private final Function<FormatId, Path> wsdl;
    private final Predicate<FormatId> wholeEnvelope;
    private final Bus bus = Wire.bus();
    private final SoapServlet servlet;

    /**
     * @param partners the configuration of now, asked on each request
     * @param wsdl the {@code service.wsdl} of a format
     * @param wholeEnvelope whether a format's native document is the whole Envelope, or the element in Body
     */
    public SoapComponent(
            HttpServer server,
            BasicDoor door,
            Function<PartnerId, Optional<Partner>> partners,
            Function<FormatId, Path> wsdl,
            Predicate<FormatId> wholeEnvelope) {
        this.partners = partners;
        this.wsdl = wsdl;
        this.wholeEnvelope = wholeEnvelope;
        servlet = new SoapServlet(door, partners, destination(bus));
        server.mount("/soap/*", servlet);
    }

    /** One endpoint of CXF serves all partners: nothing in it is about one. It speaks 1.1 too, as SOAP 1.2 servers do. */
    private static AbstractHTTPDestination destination(Bus bus) {
        try {
            var endpoint = Wire.endpoint(bus, "inbound", "/soap", Soap12.getInstance());
            endpoint.getInInterceptors().add(new Arrival());
            endpoint.getInInterceptors().add(new Arrival.Handover());
            endpoint.getInInterceptors().add(new OutgoingChainInterceptor());
            var binding = endpoint.getBinding().getBindingInfo().getBindingId();
            var factory = bus.getExtension(BindingFactoryManager.class).getBindingFactory(binding);
            var server = new ServerImpl(bus, endpoint, null, factory);
            server.start();
            return (AbstractHTTPDestination) server.getDestination();
        } catch (EndpointException | BusException | IOException e) {
            throw new IllegalStateException("CXF could not be set up", e);
        }
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new SoapEndpoint(uri, this, new PartnerId(remaining));
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        bus.shutdown(true);
    }

    SoapServlet servlet() {
        return servlet;
    }

    Bus bus() {
        return bus;
    }

    Optional<Partner> partner(PartnerId id) {
        return partners.apply(id);
    }

    boolean isWholeEnvelope(FormatId format) {
        return wholeEnvelope.test(format);
    }

    Path wsdl(FormatId format) {
        return wsdl.apply(format);
    }
}
