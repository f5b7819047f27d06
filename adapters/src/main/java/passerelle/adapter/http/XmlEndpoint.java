package passerelle.adapter.http;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import passerelle.model.PartnerId;

/** One partner's XML address; it is answered while a route that begins here runs. */
final class XmlEndpoint extends DefaultEndpoint {
    private final PartnerId partner;
    private final XmlServlet servlet;

    XmlEndpoint(String uri, XmlComponent component, PartnerId partner, XmlServlet servlet) {
        super(uri, component);
        this.partner = partner;
        this.servlet = servlet;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new DefaultConsumer(this, processor) {
            @Override
            protected void doStart() throws Exception {
                super.doStart();
                servlet.open(partner, this);
            }

            @Override
            protected void doStop() throws Exception {
                servlet.close(partner, this);
                super.doStop();
            }
        };
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("xml:" + partner + " only receives");
    }
}
