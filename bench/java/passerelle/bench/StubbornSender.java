package passerelle.bench;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A sender as it should be: a message without an acknowledgement is sent again, the same bytes, until there is one. */
final class StubbornSender implements Runnable {
    private static final int PAUSE_MILLIS = 20;

    private final Supplier<Optional<Target>> target;
    private final AtomicLong number;
    private final AtomicBoolean stop;
    private final KillTally tally;
    private Optional<Target> connected = Optional.empty();
    private Optional<Connection> connection = Optional.empty();

    /**
     * @param target empty while nothing runs
     * @param number of the last message that any sender began
     * @param stop no new message after it; the last one is still seen through
     */
    StubbornSender(Supplier<Optional<Target>> target, AtomicLong number, AtomicBoolean stop, KillTally tally) {
        this.target = target;
        this.number = number;
        this.stop = stop;
        this.tally = tally;
    }

    @Override
    public void run() {
        try {
            while (!stop.get()) {
                long mine = number.incrementAndGet();
                while (!tally.isAcknowledged(mine, status(mine))) {
                    drop();
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            drop();
        }
    }

    /** Empty when nobody answered. */
    private Optional<Integer> status(long mine) {
        var up = target.get();
        if (up.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (connection.isEmpty() || !connected.equals(up)) {
                drop();
                connection = Optional.of(up.get().connect());
                connected = up;
            }
            return Optional.of(up.get().post(connection.get(), mine));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void drop() {
        try {
            if (connection.isPresent()) {
                connection.get().close();
            }
        } catch (IOException e) {
            tally.differs("a socket could not be closed: " + e);
        }
        connection = Optional.empty();
    }
}
