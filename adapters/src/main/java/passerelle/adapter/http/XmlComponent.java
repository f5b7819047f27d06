package passerelle.adapter.http;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import passerelle.model.Partner;
import passerelle.model.PartnerId;

/**
 * The Camel component {@code xml:<partner>}: takes XML by POST at {@code /xml/<partner>}. A route that begins there gets
 * a {@link passerelle.translate.Received} and must end with a {@link passerelle.translate.Answer}. Add it with {@code
 * context.addComponent("xml", component)}, once for a server.
 */
public final class XmlComponent extends DefaultComponent {
    private final XmlServlet servlet;

    /** @param partners the configuration of now, asked on each request */
    public XmlComponent(HttpServer server, BasicDoor door, Function<PartnerId, Optional<Partner>> partners) {
        servlet = new XmlServlet(door, partners);
        server.mount("/xml/*", servlet);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new XmlEndpoint(uri, this, new PartnerId(remaining), servlet);
    }
}
