package passerelle.adapter.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.adapter.jms.Settled.DeadLetter;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/** Reads one recipient's queue, in transactions. */
final class LaneConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(LaneConsumer.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration ASIDE = Duration.ofSeconds(30);

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
            loops.add(new Loop(
                    "gather " + recipient,
                    connections,
                    recipient.outboundQueue(),
                    new GatherLoop(recipient, endpoint.lanes().gathering(), endpoint.filling(), Clock.systemUTC())));
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

    private void deliver(Work work, MessageConsumer consumer) throws JMSException {
        if (!(consumer.receive(LOOK.toMillis()) instanceof BytesMessage message)) {
            return;
        }
        var read = read(message);
        if (read.isEmpty()) {
            stepAside(work, message);
            return;
        }
        var consignment = read.get();
        var settled = process(consignment);
        if (!settled.again().isEmpty()) {
            again(work, consignment, settled);
        }
        bury(work, consignment, settled.dead());
        work.events(settled.events(), List.of());
        work.commit();
    }

    /** Empty for a file whose bytes the gateway cannot read. */
    private Optional<Consignment> read(BytesMessage message) throws JMSException {
        if (endpoint.isFiles()) {
            var id = message.getStringProperty("file");
            try {
                var attempt = message.getIntProperty("attempt");
                return Optional.of(endpoint.lanes().gathering().consignment(recipient, id, attempt));
            } catch (IOException e) {
                LOG.error("file {} to {} cannot be read here: {}", id, recipient, trace(e));
                return Optional.empty();
            }
        }
        var delivery = Delivery.read(message);
        var now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        return Optional.of(new Consignment(delivery.id().toString(), recipient, now, List.of(delivery)));
    }

    /** What cannot be read is tried again later, at the same attempt, and holds up no other file. */
    private void stepAside(Work work, BytesMessage message) throws JMSException {
        var id = message.getStringProperty("file");
        work.file(recipient, id, message.getIntProperty("attempt"), ASIDE, id + " aside " + UUID.randomUUID());
        work.commit();
    }

    /** Dead letters have their view with them; what went in a file left its views there. */
    private void bury(Work work, Consignment consignment, List<DeadLetter> dead) throws JMSException {
        if (dead.isEmpty() || !endpoint.isFiles()) {
            for (var letter : dead) {
                work.bury(letter);
            }
            return;
        }
        var letters = new HashMap<MessageId, DeadLetter>();
        dead.forEach(letter -> letters.put(letter.delivery().id(), letter));
        try (var views = endpoint.lanes().gathering().views(recipient, consignment.id())) {
            for (var kept = views.next(); kept.isPresent(); kept = views.next()) {
                var letter = letters.get(kept.get().id());
                if (letter != null) {
                    work.bury(letter.with(kept.get()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
            work.file(recipient, consignment.id(), consignment.attempt() + 1, settled.gap());
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
