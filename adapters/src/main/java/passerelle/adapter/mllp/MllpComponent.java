package passerelle.adapter.mllp;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import passerelle.model.Partner;
import passerelle.model.PartnerId;

/**
 * The Camel component {@code mllp:<partner>}. A route that begins there listens on the partner's port, gets a {@link
 * passerelle.translate.Received} for each frame and must end with a {@link passerelle.translate.Answer}, which goes back
 * as an HL7 acknowledgement. A route that sends there delivers a message, {@code byte[]}, to the partner's own listener
 * and leaves a {@code Result<String>}. Add it with {@code context.addComponent("mllp", component)}.
 */
public final class MllpComponent extends DefaultComponent {
    private final String host;
    private final Function<PartnerId, Optional<Partner>> partners;
    private final Limits limits;
    private final Watch watch = new Watch();
    private final Map<PartnerId, Integer> ports = new ConcurrentHashMap<>();

    /** @param host address to listen on @param partners the configuration of now, asked when a route starts and with each message */
    public MllpComponent(String host, Function<PartnerId, Optional<Partner>> partners) {
        this(host, partners, Limits.USUAL);
    }

    MllpComponent(String host, Function<PartnerId, Optional<Partner>> partners, Limits limits) {
        this.host = host;
        this.partners = partners;
        this.limits = limits;
    }

    /** The ports listened on now, each by its partner. */
    public Map<PartnerId, Integer> ports() {
        return new TreeMap<>(ports);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new MllpEndpoint(uri, this, new PartnerId(remaining));
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        watch.close();
    }

    Optional<Partner> find(PartnerId id) {
        return partners.apply(id);
    }

    Partner partner(PartnerId id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("No partner is called '" + id + "'"));
    }

    String host() {
        return host;
    }

    Limits limits() {
        return limits;
    }

    Watch watch() {
        return watch;
    }

    void listens(PartnerId partner, int port) {
        ports.put(partner, port);
    }

    void listensNoMore(PartnerId partner) {
        ports.remove(partner);
    }
}
