package passerelle.adapter.mllp;

import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import passerelle.model.Inbound;
import passerelle.model.Outbound;
import passerelle.model.PartnerId;

/** One partner by MLLP: its port here while a route begins here, and its own listener for routes that send. */
final class MllpEndpoint extends DefaultEndpoint {
    private final PartnerId id;
    private final MllpComponent mllp;

    MllpEndpoint(String uri, MllpComponent component, PartnerId id) {
        super(uri, component);
        this.id = id;
        this.mllp = component;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new Listening(this, processor);
    }

    @Override
    public Producer createProducer() {
        if (mllp.partner(id).receives().orElse(null) instanceof Outbound.Mllp channel) {
            return new MllpProducer(this, new Links(channel, mllp.limits(), mllp.watch()));
        }
        throw new IllegalArgumentException("Partner '" + id + "' does not receive by mllp");
    }

    private final class Listening extends DefaultConsumer {
        private Optional<Listener> listener = Optional.empty();

        Listening(MllpEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            var channel = mllp.partner(id)
                    .sendsBy(Inbound.Mllp.class)
                    .orElseThrow(() -> new IllegalArgumentException("Partner '" + id + "' does not send by mllp"));
            var incoming = new Incoming(
                    id,
                    () -> mllp.find(id)
                            .flatMap(now -> now.sendsBy(Inbound.Mllp.class))
                            .orElse(channel),
                    this);
            var open = new Listener(id, channel, mllp.host(), mllp.limits(), mllp.watch(), incoming::reply);
            listener = Optional.of(open);
            mllp.listens(id, open.port());
        }

        @Override
        protected void doStop() throws Exception {
            listener.ifPresent(Listener::close);
            listener = Optional.empty();
            mllp.listensNoMore(id);
            super.doStop();
        }
    }
}
