package passerelle.adapter;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import passerelle.model.OutgoingFile;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Result;

/**
 * The Camel side of delivering files: {@code scheme:partner} takes an {@link OutgoingFile} as body and leaves a {@code
 * Result<String>} as body. The endpoint names only the partner; everything else is looked up at each delivery, so that a
 * changed partner needs no new route.
 */
public abstract class DeliveryComponent extends DefaultComponent {
    private final Function<PartnerId, Optional<Partner>> partners;

    protected DeliveryComponent(Function<PartnerId, Optional<Partner>> partners) {
        this.partners = partners;
    }

    /** Hands one file over. Returns what the recipient's side can cause; throws what is a fault of ours. */
    protected abstract Result<String> deliver(Partner partner, OutgoingFile file) throws Exception;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new DeliveryEndpoint(uri, new PartnerId(remaining));
    }

    private final class DeliveryEndpoint extends DefaultEndpoint {
        private final PartnerId partner;

        DeliveryEndpoint(String uri, PartnerId partner) {
            super(uri, DeliveryComponent.this);
            this.partner = partner;
        }

        @Override
        public Producer createProducer() {
            return new DeliveryProducer(this, partner);
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("'" + getEndpointUri() + "' can only be delivered to");
        }
    }

    private final class DeliveryProducer extends DefaultProducer {
        private final PartnerId id;

        DeliveryProducer(Endpoint endpoint, PartnerId id) {
            super(endpoint);
            this.id = id;
        }

        @Override
        public void process(Exchange exchange) throws Exception {
            var message = exchange.getMessage();
            var file = message.getMandatoryBody(OutgoingFile.class);
            var partner = partners.apply(id)
                    .orElseThrow(() -> new IllegalStateException("No partner '%s' is configured".formatted(id)));
            message.setBody(deliver(partner, file));
        }
    }
}
