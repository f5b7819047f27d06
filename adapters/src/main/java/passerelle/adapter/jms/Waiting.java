package passerelle.adapter.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import passerelle.model.AuditEvent;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.vault.Copies.Copy;

/**
 * Messages that wait for another one to go on with as a pair, in the queue {@code gateway.waiting.<partner>}; those whose
 * time is over are in {@code gateway.unpaired.<partner>}. Each call is one transaction, on disk when it returns.
 */
public final class Waiting {
    private final Transactions transactions;

    /** Does an act as one transaction, or throws {@link QueueFault}. */
    interface Transactions {
        <T> T inOne(Queues.Act<T> act);
    }

    Waiting(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * One that waits. The broker sees opaque ids and ciphertext only.
     *
     * @param pair keyed digest of what it has in common with its other half, in hexadecimal
     * @param until how long it waits
     * @param document the sealed native document; its context is {@link #context}
     */
    public record Half(MessageId id, PartnerId sender, String pair, Instant until, byte[] document) {
        /** What the sealed document is bound to. */
        public static String context(MessageId id) {
            return "waiting " + id;
        }

        /** The same with more time. */
        public Half until(Instant later) {
            return new Half(id, sender, pair, later, document);
        }

        @Override
        public String toString() {
            return id + " until " + until;
        }
    }

    /** The end of a time that begins now, to the millisecond, as the queue has it. */
    public static Instant until(Instant now, Duration within) {
        return now.plus(within).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Keeps one, with the events of its arrival. */
    public void keep(Half half, List<AuditEvent> events, List<Copy> copies) {
        transactions.inOne(work -> {
            work.half(waiting(half.sender()), half);
            work.events(events, copies);
            return true;
        });
    }

    /** The one that waits for this and whose time is not over; it stays where it is. */
    public Optional<Half> find(PartnerId sender, String pair, Instant now) {
        return look(waiting(sender), "pair = '" + pair + "' AND until > " + now.toEpochMilli()).stream()
                .findFirst();
    }

    /** Those whose time is over; they stay where they are. */
    public List<Half> due(PartnerId sender, Instant now) {
        return look(waiting(sender), "until <= " + now.toEpochMilli());
    }

    /** Whether any waits, however long. */
    public boolean isAny(PartnerId sender) {
        return !look(waiting(sender), "until > 0").isEmpty();
    }

    private List<Half> look(String queue, String selector) {
        return transactions.inOne(work -> {
            var found = new ArrayList<Half>();
            try (var browser = work.session().createBrowser(work.session().createQueue(queue), selector)) {
                var messages = browser.getEnumeration();
                while (messages.hasMoreElements()) {
                    if (messages.nextElement() instanceof BytesMessage message) {
                        found.add(read(message));
                    }
                }
            }
            return found;
        });
    }

    /**
     * What a message and the half that waited for it became, as {@link Queues#accept}.
     *
     * @throws QueueFault also when the half waits no more
     */
    public void join(Half half, List<Delivery> deliveries, List<AuditEvent> events, List<Copy> copies) {
        transactions.inOne(work -> {
            if (take(work, waiting(half.sender()), half.id()).isEmpty()) {
                throw new JMSException("The other half waits no more");
            }
            for (var delivery : deliveries) {
                work.deliver(delivery, delivery.id() + " " + delivery.recipient());
            }
            work.events(events, copies);
            return true;
        });
    }

    /** Puts one whose time is over aside, for a person; false when it waits no more. */
    public boolean giveUp(Half half, AuditEvent dead) {
        return transactions.inOne(work -> {
            if (take(work, waiting(half.sender()), half.id()).isEmpty()) {
                return false;
            }
            work.half(unpaired(half.sender()), half);
            work.events(List.of(dead), List.of());
            return true;
        });
    }

    /** One that was put aside; it stays where it is. */
    public Optional<Half> unpaired(PartnerId sender, MessageId id) {
        return look(unpaired(sender), "message = '" + id + "'").stream().findFirst();
    }

    /** Lets one that was put aside wait again, with the time that it has now; false when it is there no more. */
    public boolean again(Half half, AuditEvent replayed) {
        return transactions.inOne(work -> {
            if (take(work, unpaired(half.sender()), half.id()).isEmpty()) {
                return false;
            }
            work.half(waiting(half.sender()), half);
            work.events(List.of(replayed), List.of());
            return true;
        });
    }

    private static Optional<Half> take(Work work, String queue, MessageId id) throws JMSException {
        try (var consumer =
                work.session().createConsumer(work.session().createQueue(queue), "message = '" + id + "'")) {
            return consumer.receive(2_000) instanceof BytesMessage message
                    ? Optional.of(read(message))
                    : Optional.empty();
        }
    }

    private static Half read(BytesMessage message) throws JMSException {
        return new Half(
                MessageId.parse(message.getStringProperty("message")),
                new PartnerId(message.getStringProperty("sender")),
                message.getStringProperty("pair"),
                Instant.ofEpochMilli(message.getLongProperty("until")),
                message.getBody(byte[].class));
    }

    private static String waiting(PartnerId sender) {
        return "gateway.waiting." + sender;
    }

    private static String unpaired(PartnerId sender) {
        return "gateway.unpaired." + sender;
    }
}
