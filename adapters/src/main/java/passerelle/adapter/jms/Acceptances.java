package passerelle.adapter.jms;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import passerelle.model.AuditEvent;
import passerelle.vault.Copies.Copy;

/**
 * Lets callers that accept at the same time share one transaction: while one waits for the disk, the next ones gather.
 * Each still learns of its own message alone: when a shared transaction fails, every message in it gets one of its own.
 */
final class Acceptances {
    private static final int MOST = 64;
    private static final long MOST_BYTES = 4L << 20;

    private final Consumer<Act> inOne;
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    /** What is done within one transaction. */
    interface Act {
        void on(Work work) throws JMSException;
    }

    /** @param inOne does an act as one transaction, or throws {@link QueueFault} */
    Acceptances(Consumer<Act> inOne) {
        this.inOne = inOne;
    }

    /** One caller's message. What is not final in it belongs to whoever holds the turn. */
    private static final class Waiting {
        private final List<Delivery> deliveries;
        private final List<AuditEvent> events;
        private final List<Copy> copies;
        private boolean settled;
        private boolean taken;
        private boolean alone;
        private Optional<QueueFault> fault = Optional.empty();

        Waiting(List<Delivery> deliveries, List<AuditEvent> events, List<Copy> copies) {
            this.deliveries = deliveries;
            this.events = events;
            this.copies = copies;
        }

        long bytes() {
            return deliveries.stream()
                            .mapToLong(delivery -> delivery.view().length)
                            .sum()
                    + copies.stream().mapToLong(copy -> copy.sealed().length).sum();
        }

        void settle(Optional<QueueFault> outcome) {
            fault = outcome;
            taken = outcome.isEmpty();
        }
    }

    void accept(List<Delivery> deliveries, List<AuditEvent> events, List<Copy> copies) {
        var mine = new Waiting(deliveries, events, copies);
        waiting.add(mine);
        turn.lock();
        try {
            // What came before me is settled first; it may take several turns until I am.
            while (!mine.settled) {
                commit(next());
            }
        } finally {
            turn.unlock();
        }
        if (mine.alone) {
            mine.settle(attempt(List.of(mine)));
        }
        if (!mine.taken) {
            throw mine.fault.orElseGet(() -> new QueueFault(new IllegalStateException("not committed")));
        }
    }

    private List<Waiting> next() {
        var together = new ArrayList<Waiting>();
        long bytes = 0;
        for (var one = waiting.peek(); one != null && together.size() < MOST; one = waiting.peek()) {
            bytes += one.bytes();
            if (bytes > MOST_BYTES && !together.isEmpty()) {
                break;
            }
            together.add(one);
            waiting.remove();
        }
        return together;
    }

    private void commit(List<Waiting> together) {
        // Until the disk has it, it is not taken: no end of this method leaves a caller without an answer.
        together.forEach(one -> one.settled = true);
        var failed = attempt(together);
        if (failed.isPresent() && together.size() > 1) {
            // In the threads of their callers, at the same time: a broker that hangs costs each its own wait only.
            together.forEach(one -> one.alone = true);
        } else {
            together.forEach(one -> one.settle(failed));
        }
    }

    private Optional<QueueFault> attempt(List<Waiting> together) {
        try {
            inOne.accept(work -> {
                var events = new ArrayList<AuditEvent>();
                var copies = new ArrayList<Copy>();
                for (var one : together) {
                    for (var delivery : one.deliveries) {
                        work.deliver(delivery, delivery.id() + " " + delivery.recipient());
                    }
                    events.addAll(one.events);
                    copies.addAll(one.copies);
                }
                work.events(events, copies);
            });
            return Optional.empty();
        } catch (QueueFault fault) {
            return Optional.of(fault);
        }
    }
}
