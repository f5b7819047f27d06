package passerelle.adapter.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import passerelle.model.AuditEvent;
import passerelle.vault.Copies.Copy;

/** One transacted session with what every transaction here may send: deliveries, files, dead letters, events. */
final class Work implements AutoCloseable {
    static final String AUDIT_QUEUE = "gateway.audit";

    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;
    /** Naming a queue asks the broker whether it is there, once. */
    private final Map<String, Queue> queues = new HashMap<>();

    Work(ConnectionFactory factory) throws JMSException {
        connection = factory.createConnection();
        try {
            session = connection.createSession(true, Session.SESSION_TRANSACTED);
            producer = session.createProducer(null);
            connection.start();
        } catch (JMSException e) {
            connection.close();
            throw e;
        }
    }

    Session session() {
        return session;
    }

    /** @param once names this sending: the broker takes it one time only */
    void deliver(Delivery delivery, String once) throws JMSException {
        send(delivery.recipient().outboundQueue(), delivery.write(session), once, Duration.ZERO);
    }

    void deliverLater(Delivery delivery, Duration gap) throws JMSException {
        var once = delivery.id() + " " + delivery.recipient() + " attempt " + delivery.attempt();
        send(delivery.recipient().outboundQueue(), delivery.write(session), once, gap);
    }

    void file(Consignment consignment, Duration gap) throws JMSException {
        var message = session.createBytesMessage();
        message.writeBytes(consignment.encode());
        var once = consignment.id() + " attempt " + consignment.attempt();
        send(consignment.recipient().filesQueue(), message, once, gap);
    }

    void bury(Settled.DeadLetter letter) throws JMSException {
        var message = letter.delivery().write(session);
        message.setStringProperty("code", letter.code());
        message.setStringProperty("place", letter.place());
        message.setLongProperty("since", letter.since().toEpochMilli());
        send(letter.delivery().recipient().deadQueue(), message, "", Duration.ZERO);
    }

    void events(List<AuditEvent> events, List<Copy> copies) throws JMSException {
        var message = session.createBytesMessage();
        message.writeBytes(new EventBatch(events, copies).encode());
        send(AUDIT_QUEUE, message, "", Duration.ZERO);
    }

    private void send(String queue, Message message, String once, Duration gap) throws JMSException {
        if (!once.isEmpty()) {
            message.setStringProperty("_AMQ_DUPL_ID", once);
        }
        producer.setDeliveryDelay(gap.toMillis());
        producer.send(queue(queue), message);
    }

    private Queue queue(String name) throws JMSException {
        var known = queues.get(name);
        if (known != null) {
            return known;
        }
        var queue = session.createQueue(name);
        queues.put(name, queue);
        return queue;
    }

    void commit() throws JMSException {
        session.commit();
    }

    void rollback() throws JMSException {
        session.rollback();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            // The connection is broken already, which is why it is closed.
            org.slf4j.LoggerFactory.getLogger(Work.class)
                    .debug("closing a broken connection: {}", e.getClass().getSimpleName());
        }
    }
}
