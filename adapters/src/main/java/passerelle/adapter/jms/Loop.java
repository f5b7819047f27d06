package passerelle.adapter.jms;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that takes from one queue for as long as it runs. Its step commits what it did; when the broker fails or a
 * fault escapes, the session is thrown away, what was not committed returns to the queue, and the loop opens another.
 */
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final String name;
    private final ConnectionFactory connections;
    private final String queue;
    private final Step step;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Thread thread;

    interface Step {
        void take(Work work, MessageConsumer consumer) throws JMSException;
    }

    Loop(String name, ConnectionFactory connections, String queue, Step step) {
        this.name = name;
        this.connections = connections;
        this.queue = queue;
        this.step = step;
        this.thread = new Thread(this::run, name);
    }

    void start() {
        thread.start();
    }

    /** Asks the loop to end after its present step. */
    void ask() {
        asked.countDown();
    }

    void await(Duration longest) throws InterruptedException {
        thread.join(longest.toMillis());
        if (thread.isAlive()) {
            LOG.warn("{} is still busy; it is left to end by itself", name);
        }
    }

    private void run() {
        var pause = Duration.ofMillis(100);
        while (asked.getCount() > 0) {
            try (var work = new Work(connections);
                    var consumer = work.session().createConsumer(work.session().createQueue(queue))) {
                while (asked.getCount() > 0) {
                    step.take(work, consumer);
                    pause = Duration.ofMillis(100);
                }
            } catch (JMSException | RuntimeException e) {
                LOG.warn("{} lost its session ({}), opens another in {}", name, cause(e), pause);
                if (waitFor(pause)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private static String cause(Exception e) {
        return e.getCause() == null
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + " of "
                        + e.getCause().getClass().getSimpleName();
    }

    /** Waits for the pause or for being asked to end; true when asked. */
    private boolean waitFor(Duration pause) {
        try {
            return asked.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
