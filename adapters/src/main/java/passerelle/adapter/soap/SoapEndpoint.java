package passerelle.adapter.soap;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import passerelle.model.Inbound;
import passerelle.model.Outbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;

/** One partner by SOAP: its address here while a route begins here, and its own service for routes that send. */
final class SoapEndpoint extends DefaultEndpoint {
    private final PartnerId id;
    private final SoapComponent soap;

    SoapEndpoint(String uri, SoapComponent component, PartnerId id) {
        super(uri, component);
        this.id = id;
        this.soap = component;
    }

    private Partner partner() {
        return soap.partner(id).orElseThrow(() -> new IllegalArgumentException("No partner is called '" + id + "'"));
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new DefaultConsumer(this, processor) {
            @Override
            protected void doStart() throws Exception {
                super.doStart();
                var channel = partner()
                        .sendsBy(Inbound.Soap.class)
                        .orElseThrow(() -> new IllegalArgumentException("Partner '" + id + "' does not send by soap"));
                soap.servlet()
                        .open(
                                id,
                                new SoapServlet.Open(
                                        this,
                                        new Contract(soap.wsdl(channel.format())),
                                        soap.isWholeEnvelope(channel.format())));
            }

            @Override
            protected void doStop() throws Exception {
                soap.servlet().close(id, this);
                super.doStop();
            }
        };
    }

    @Override
    public Producer createProducer() {
        if (partner().receives().orElse(null) instanceof Outbound.Soap service) {
            return new SoapProducer(this, soap.bus(), service);
        }
        throw new IllegalArgumentException("Partner '" + id + "' does not receive by soap");
    }
}
