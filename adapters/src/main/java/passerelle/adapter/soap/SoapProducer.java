package passerelle.adapter.soap;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.sf.saxon.s9api.XdmNode;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.cxf.Bus;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Outbound;
import passerelle.model.Result;

/**
 * Delivers one document by one call. It takes an {@link XdmNode} body and the variable {@code messageId}; the body
 * becomes a {@code Result<String>}: what the service answered, or why not. No failure of the partner is an exception.
 */
final class SoapProducer extends DefaultProducer {
    private final Outbound.Soap service;
    private final Semaphore connections;
    private final SoapCall call;

    SoapProducer(SoapEndpoint endpoint, Bus bus, Outbound.Soap service) {
        super(endpoint);
        this.service = service;
        this.connections = new Semaphore(service.connections());
        this.call = new SoapCall(bus, service);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        var document = exchange.getMessage().getMandatoryBody(XdmNode.class);
        var messageId = exchange.getVariable("messageId", String.class);
        if (messageId == null) {
            throw new IllegalStateException("The variable messageId is not set");
        }
        exchange.getMessage().setBody(deliver(document, messageId));
    }

    private Result<String> deliver(XdmNode document, String messageId) throws InterruptedException {
        if (!connections.tryAcquire(service.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
            return Result.failed(new Failure(FailureCode.DELIVER_BUSY, "all connections in use", "", ""));
        }
        try {
            return call.deliver(document, messageId);
        } finally {
            connections.release();
        }
    }

    @Override
    protected void doShutdown() throws Exception {
        call.close();
        super.doShutdown();
    }
}
