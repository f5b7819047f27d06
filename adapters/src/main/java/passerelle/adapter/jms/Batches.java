package passerelle.adapter.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import java.util.List;
import java.util.Optional;
import passerelle.model.AuditEvent;
import passerelle.vault.Copies.Copy;

/**
 * How far the gateway is in each file that a partner sent: one message a file in the queue {@code gateway.batches}, which
 * is replaced in the very transaction that takes the next records. What a crash undid is then read again, and no more.
 */
public final class Batches {
    private static final String QUEUE = "gateway.batches";
    private static final long PATIENCE_MILLIS = 10_000;

    private final ConnectionFactory factory;

    Batches(ConnectionFactory factory) {
        this.factory = factory;
    }

    /** What is taken in one transaction: bundles and single messages, their events and copies. */
    public record Step(List<Delivery> deliveries, List<AuditEvent> events, List<Copy> copies) {
        public Step {
            deliveries = List.copyOf(deliveries);
            events = List.copyOf(events);
            copies = List.copyOf(copies);
        }
    }

    /**
     * Opens the record of one file; its caller is the only one who works on that file.
     *
     * @param arrival names the file's arrival
     * @throws QueueFault when the broker does not answer
     */
    public Batch open(String arrival) {
        Work work = null;
        try {
            work = new Work(factory);
            return new Batch(work, arrival);
        } catch (JMSException e) {
            if (work != null) {
                work.close();
            }
            throw new QueueFault(e);
        }
    }

    /** One file. After a {@link QueueFault} it is closed, and opened anew to go on. */
    public static final class Batch implements AutoCloseable {
        private final Work work;
        private final String arrival;
        private final MessageConsumer consumer;
        private Optional<byte[]> position = Optional.empty();
        private boolean inQueue;

        private Batch(Work work, String arrival) throws JMSException {
            this.work = work;
            this.arrival = arrival;
            this.consumer =
                    work.session().createConsumer(work.session().createQueue(QUEUE), "arrival = '" + arrival + "'");
            if (consumer.receiveNoWait() instanceof BytesMessage message) {
                position = Optional.of(message.getBody(byte[].class));
            }
        }

        /** What the last transaction left; empty for a file that nobody began. */
        public Optional<byte[]> position() {
            return position;
        }

        /** Takes a step and goes on to {@code next}: durable when this returns, and all of it or nothing. */
        public void advance(Step step, byte[] next) {
            commit(step, Optional.of(next));
        }

        /** Takes the last step: from here on the file is forgotten. */
        public void finish(Step step) {
            commit(step, Optional.empty());
        }

        private void commit(Step step, Optional<byte[]> next) {
            try {
                if (inQueue && consumer.receive(PATIENCE_MILLIS) == null) {
                    throw new JMSException("The position in the file is not in its queue");
                }
                for (var delivery : step.deliveries()) {
                    work.deliver(delivery, delivery.id() + " " + delivery.recipient());
                }
                if (!step.events().isEmpty() || !step.copies().isEmpty()) {
                    work.events(step.events(), step.copies());
                }
                if (next.isPresent()) {
                    work.position(QUEUE, arrival, next.get());
                }
                work.commit();
                inQueue = next.isPresent();
                position = next;
            } catch (JMSException e) {
                work.close();
                throw new QueueFault(e);
            }
        }

        /** What was not committed is undone. */
        @Override
        public void close() {
            work.close();
        }
    }
}
