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
import passerelle.model.PartnerId;
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

    void file(PartnerId recipient, String id, int attempt, Duration gap) throws JMSException {
        file(recipient, id, attempt, gap, id + " attempt " + attempt);
    }

    /** @param once names this sending: the broker takes it one time only */
    void file(PartnerId recipient, String id, int attempt, Duration gap, String once) throws JMSException {
        var message = session.createBytesMessage();
        message.setStringProperty("file", id);
        message.setIntProperty("attempt", attempt);
        send(recipient.filesQueue(), message, once, gap);
    }

    /** Where reading stands in a file that a partner sent. */
    void position(String queue, String arrival, byte[] position) throws JMSException {
        var message = session.createBytesMessage();
        message.setStringProperty("arrival", arrival);
        message.writeBytes(position);
        send(queue, message, "", Duration.ZERO);
    }

    /** A message that waits for its other half, or waited in vain. */
    void half(String queue, Waiting.Half half) throws JMSException {
        var message = session.createBytesMessage();
        message.setStringProperty("message", half.id().toString());
        message.setStringProperty("sender", half.sender().value());
        message.setStringProperty("pair", half.pair());
        message.setLongProperty("until", half.until().toEpochMilli());
        message.writeBytes(half.document());
        send(queue, message, "", Duration.ZERO);
    }

    /** How far the file is that is being put together. */
    void state(PartnerId recipient, byte[] state) throws JMSException {
        var message = session.createBytesMessage();
        message.writeBytes(state);
        send(recipient.gatheringQueue(), message, "", Duration.ZERO);
    }

    void bury(Settled.DeadLetter letter) throws JMSException {
        var message = letter.delivery().write(session);
        message.setStringProperty("code", letter.code());
        message.setStringProperty("place", letter.place());
        message.setLongProperty("since", letter.since().toEpochMilli());
        message.setStringProperty("file", letter.file());
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
