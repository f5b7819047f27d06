package passerelle.adapter.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.PartnerId;

/** Reads one recipient's queue, in transactions. */
final class LaneConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(LaneConsumer.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final LaneEndpoint endpoint;
    private final PartnerId recipient;
    private final List<Loop> loops = new ArrayList<>();

    LaneConsumer(LaneEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.recipient = endpoint.recipient();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var connections = endpoint.lanes().connections();
        if (endpoint.isFiles()) {
            loops.add(new Loop("gather " + recipient, connections, recipient.outboundQueue(), this::gather));
        }
        var queue = endpoint.isFiles() ? recipient.filesQueue() : recipient.outboundQueue();
        for (int i = 0; i < endpoint.getConsumers(); i++) {
            loops.add(new Loop("lane " + recipient + " " + i, connections, queue, this::deliver));
        }
        loops.forEach(Loop::start);
    }

    @Override
    protected void doStop() throws Exception {
        loops.forEach(Loop::ask);
        for (var loop : loops) {
            loop.await(Duration.ofSeconds(30));
        }
        loops.clear();
        super.doStop();
    }

    /** Puts waiting deliveries together: from here on this file's members, time and name are fixed. */
    private void gather(Work work, MessageConsumer consumer) throws JMSException {
        if (!(consumer.receive(LOOK.toMillis()) instanceof BytesMessage first)) {
            return;
        }
        var deliveries = new ArrayList<Delivery>();
        deliveries.add(Delivery.read(first));
        long end = System.nanoTime()
                + Duration.ofMillis(endpoint.getLingerMillis()).toNanos();
        while (deliveries.size() < endpoint.getMostRecords()) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            var next = left > 0 ? consumer.receive(left) : consumer.receiveNoWait();
            if (!(next instanceof BytesMessage message)) {
                break;
            }
            deliveries.add(Delivery.read(message));
        }
        var created = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        work.file(new Consignment(UUID.randomUUID().toString(), recipient, created, deliveries), Duration.ZERO);
        work.commit();
    }

    private void deliver(Work work, MessageConsumer consumer) throws JMSException {
        if (!(consumer.receive(LOOK.toMillis()) instanceof BytesMessage message)) {
            return;
        }
        var consignment = read(message);
        var settled = process(consignment);
        if (!settled.again().isEmpty()) {
            again(work, consignment, settled);
        }
        for (var letter : settled.dead()) {
            work.bury(letter);
        }
        work.events(settled.events(), List.of());
        work.commit();
    }

    private Consignment read(BytesMessage message) throws JMSException {
        if (endpoint.isFiles()) {
            var bytes = new byte[(int) message.getBodyLength()];
            message.readBytes(bytes);
            return Consignment.decode(bytes);
        }
        var delivery = Delivery.read(message);
        var now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        return new Consignment(delivery.id().toString(), recipient, now, List.of(delivery));
    }

    private Settled process(Consignment consignment) {
        var exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(consignment);
            getProcessor().process(exchange);
            if (exchange.getException() == null) {
                return exchange.getMessage().getMandatoryBody(Settled.class);
            }
            LOG.error("{} fault in the way to {}: {}", consignment.id(), recipient, trace(exchange.getException()));
        } catch (Exception e) {
            LOG.error("{} fault in the way to {}: {}", consignment.id(), recipient, trace(e));
        } finally {
            releaseExchange(exchange, false);
        }
        return endpoint.lanes().afterFault().apply(consignment);
    }

    private void again(Work work, Consignment consignment, Settled settled) throws JMSException {
        if (endpoint.isFiles()) {
            var rest = new Consignment(consignment.id(), recipient, consignment.created(), settled.again());
            work.file(rest, settled.gap());
        } else {
            for (var delivery : settled.again()) {
                work.deliverLater(delivery, settled.gap());
            }
        }
    }

    /** Class names and places of a fault; its texts may hold data. */
    private static String trace(Throwable fault) {
        var text = new StringBuilder();
        for (Throwable t = fault; t != null && text.length() < 2_000; t = t.getCause()) {
            text.append(t.getClass().getName());
            var frames = t.getStackTrace();
            for (int i = 0; i < Math.min(4, frames.length); i++) {
                text.append(" at ").append(frames[i]);
            }
            text.append("; ");
        }
        return text.toString();
    }
}
