package passerelle.adapter.mllp;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Delivers a message to one partner's listener; the body becomes a {@code Result<String>}. */
final class MllpProducer extends DefaultProducer {
    private final Links links;

    MllpProducer(Endpoint endpoint, Links links) {
        super(endpoint);
        this.links = links;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        var message = exchange.getMessage();
        message.setBody(links.deliver(message.getMandatoryBody(byte[].class)));
    }

    @Override
    protected void doStop() throws Exception {
        links.close();
        super.doStop();
    }
}
