package passerelle.adapter.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import passerelle.model.AuditEvent;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.vault.Copies.Copy;

/** Makes accepting and replaying durable: what a call did is on disk when it returns, and whole or not at all. */
public final class Queues implements AutoCloseable {
    private final ConnectionFactory factory;
    private final ConcurrentLinkedDeque<Work> idle = new ConcurrentLinkedDeque<>();
    private final Acceptances acceptances = new Acceptances(act -> inOne(work -> {
        act.on(work);
        return true;
    }));

    public Queues(ConnectionFactory factory) {
        this.factory = factory;
    }

    interface Act<T> {
        T on(Work work) throws JMSException;
    }

    /**
     * A delivery for every recipient, the events and the sealed copies: all of it or nothing. Calls at the same time
     * share a transaction.
     *
     * @throws QueueFault when the broker did not take it
     */
    public void accept(List<Delivery> deliveries, List<AuditEvent> events, List<Copy> copies) {
        acceptances.accept(deliveries, events, copies);
    }

    /**
     * Takes a dead letter back on the road, from its first attempt.
     *
     * @param replayed the event that says who did it
     * @return false when no such dead letter waits
     * @throws QueueFault when the broker did not take it
     */
    public boolean revive(MessageId id, PartnerId recipient, Function<Delivery, AuditEvent> replayed) {
        return inOne(work -> {
            var queue = work.session().createQueue(recipient.deadQueue());
            try (var consumer = work.session().createConsumer(queue, "message = '" + id + "'")) {
                if (!(consumer.receive(2_000) instanceof BytesMessage message)) {
                    return false;
                }
                var delivery = Delivery.read(message).withAttempt(1);
                var event = replayed.apply(delivery);
                work.deliver(delivery, event.id().toString());
                work.events(List.of(event), List.of());
                return true;
            }
        });
    }

    /**
     * Sends a file again, as it was, whatever became of it: dead letters that were to go in it are taken back.
     *
     * @param replayed the events that say who did it
     * @throws QueueFault when the broker did not take it
     */
    public void resend(PartnerId recipient, String file, List<AuditEvent> replayed) {
        inOne(work -> {
            var dead = work.session().createQueue(recipient.deadQueue());
            try (var consumer = work.session().createConsumer(dead, "file = '" + file + "'")) {
                var letter = consumer.receive(2_000);
                while (letter != null) {
                    letter = consumer.receiveNoWait();
                }
            }
            work.file(recipient, file, 1, Duration.ZERO, file + " " + UUID.randomUUID());
            work.events(replayed, List.of());
            return true;
        });
    }

    /** Messages that wait for another to go on with. */
    public Waiting waiting() {
        return new Waiting(this::inOne);
    }

    /** Where the gateway stands in the files that partners sent. */
    public Batches batches() {
        return new Batches(factory);
    }

    private <T> T inOne(Act<T> act) {
        var work = idle.pollFirst();
        try {
            if (work == null) {
                work = new Work(factory);
            }
            var result = act.on(work);
            work.commit();
            idle.addFirst(work);
            return result;
        } catch (JMSException | RuntimeException e) {
            if (work != null) {
                work.close();
            }
            throw new QueueFault(e);
        }
    }

    @Override
    public void close() {
        for (var work = idle.pollFirst(); work != null; work = idle.pollFirst()) {
            work.close();
        }
    }
}
