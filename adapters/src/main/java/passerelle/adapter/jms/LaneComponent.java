package passerelle.adapter.jms;

import jakarta.jms.ConnectionFactory;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import passerelle.model.PartnerId;

/**
 * {@code lane:<partner>}: what waits for a recipient, one {@link Consignment} an exchange. The route's body at the end is
 * {@link Settled}; the lane makes that one transaction with taking the consignment, so a crash at any point repeats the
 * attempt and loses nothing.
 */
public final class LaneComponent extends DefaultComponent {
    private final ConnectionFactory connections;
    private final Gathering gathering;
    private final Function<Consignment, Settled> afterFault;

    /**
     * @param gathering puts files together
     * @param afterFault how a consignment ends whose route threw: tried again, with the fault's code and no data
     */
    public LaneComponent(
            ConnectionFactory connections, Gathering gathering, Function<Consignment, Settled> afterFault) {
        this.connections = connections;
        this.gathering = gathering;
        this.afterFault = afterFault;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var endpoint = new LaneEndpoint(uri, this, new PartnerId(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    ConnectionFactory connections() {
        return connections;
    }

    Gathering gathering() {
        return gathering;
    }

    Function<Consignment, Settled> afterFault() {
        return afterFault;
    }
}
