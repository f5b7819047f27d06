package passerelle.adapter.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import passerelle.audit.AuditLog;
import passerelle.model.AuditEvent;
import passerelle.vault.Copies;
import passerelle.vault.Copies.Copy;
import passerelle.vault.Copies.Place;

/**
 * Carries events from the broker, where they became true together with their deliveries, into the audit log and the
 * copies. Many go in one write; an event that comes twice after a crash is written once, by its id.
 */
public final class Sequencer implements AutoCloseable {
    private static final int MOST = 2_000;
    private static final Duration GATHER = Duration.ofMillis(20);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final AuditLog log;
    private final Copies copies;
    private final Consumer<List<Place>> placed;
    private final Loop loop;
    private final CountDownLatch emptied = new CountDownLatch(1);

    /** @param placed told where copies went, after they are on disk */
    public Sequencer(ConnectionFactory connections, AuditLog log, Copies copies, Consumer<List<Place>> placed) {
        this.log = log;
        this.copies = copies;
        this.placed = placed;
        this.loop = new Loop("sequencer", connections, Work.AUDIT_QUEUE, this::take);
    }

    /** Starts, and returns when all that waited from before is in the log: nothing accepted is unknown any more. */
    public void start(Duration longest) throws InterruptedException {
        loop.start();
        if (!emptied.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("Events from before did not reach the audit log within " + longest);
        }
    }

    private void take(Work work, MessageConsumer consumer) throws JMSException {
        if (!(consumer.receive(LOOK.toMillis()) instanceof BytesMessage first)) {
            emptied.countDown();
            return;
        }
        var events = new ArrayList<AuditEvent>();
        var sealed = new ArrayList<Copy>();
        add(first, events, sealed);
        long end = System.nanoTime() + GATHER.toNanos();
        while (events.size() < MOST) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0 || !(consumer.receive(left) instanceof BytesMessage next)) {
                break;
            }
            add(next, events, sealed);
        }
        write(events, sealed);
        work.commit();
    }

    private void write(List<AuditEvent> events, List<Copy> sealed) {
        try {
            if (!sealed.isEmpty()) {
                placed.accept(copies.append(sealed));
            }
            log.append(events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(BytesMessage message, List<AuditEvent> events, List<Copy> copies) throws JMSException {
        var bytes = new byte[(int) message.getBodyLength()];
        message.readBytes(bytes);
        var batch = EventBatch.decode(bytes);
        events.addAll(batch.events());
        copies.addAll(batch.copies());
    }

    @Override
    public void close() throws InterruptedException {
        loop.ask();
        loop.await(Duration.ofSeconds(30));
    }
}
