package passerelle.translate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Works that come together, on one thread; knows which one is at its step, and how long each has taken. */
final class Turn implements Runnable {
    /** How long a work stands behind others, before it gets a thread of its own. */
    private static final Duration LONGEST_IN_LINE = Duration.ofMillis(200);

    /** Works whose nodes are in memory at the same time. */
    private static final int TOGETHER = 64;

    /** Works of callers who wait for one each. */
    private static final int MOST_JOINED = 32;

    private final Budget budget;
    private final List<Seat<?>> seats;
    private final CountDownLatch ended = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();
    private Optional<Seat<?>> present = Optional.empty();
    private long since;
    private boolean isGivenUp;

    Turn(Budget budget, List<? extends Seat<?>> seats) {
        this.budget = budget;
        this.seats = new ArrayList<>(seats);
        seats.forEach(seat -> seat.move(Optional.of(this)));
    }

    /** Lets one more come along; false when it has begun, or has many. */
    synchronized boolean takes(Seat<?> seat) {
        boolean isOpen = thread.isEmpty() && seats.size() < MOST_JOINED;
        if (isOpen) {
            seats.add(seat);
            seat.move(Optional.of(this));
        }
        return isOpen;
    }

    @Override
    public void run() {
        begin();
        try {
            for (int from = 0; from < seats.size(); from += TOGETHER) {
                int to = Math.min(from + TOGETHER, seats.size());
                while (goesOn(from, to)) {
                    // Each time is one step of each.
                }
            }
        } finally {
            end();
        }
    }

    /** Takes those a step further that are not at their end. @return whether there is another step */
    private boolean goesOn(int from, int to) {
        boolean isLeft = false;
        for (int at = from; at < to; at++) {
            var seat = seats.get(at);
            if (turnsTo(seat)) {
                try {
                    seat.step();
                } catch (RuntimeException | Error thrown) {
                    // Whoever waits for this one gets it, an Error too, and the others go on.
                    seat.fail(thrown);
                }
                isLeft |= !ends(seat);
            }
        }
        return isLeft;
    }

    /** What is new is refused while a thread of the same budget is left behind. */
    private synchronized void begin() {
        thread = Optional.of(Thread.currentThread());
        for (var seat : seats) {
            if (!seat.hasBegun() && budget.hasLeftBehind()) {
                busy(seat);
            }
            seat.begin();
        }
    }

    private <T> void busy(Seat<T> seat) {
        seat.settle(budget.busy());
    }

    private <T> void tooSlow(Seat<T> seat) {
        seat.settle(budget.tooSlow());
    }

    private synchronized boolean turnsTo(Seat<?> seat) {
        if (isGivenUp || seat.isOver() || !seat.belongsTo(this)) {
            return false;
        }
        present = Optional.of(seat);
        since = System.nanoTime();
        return true;
    }

    private synchronized boolean ends(Seat<?> seat) {
        seat.took(System.nanoTime() - since);
        present = Optional.empty();
        if (!isGivenUp) {
            seat.settle();
        }
        return seat.isOver();
    }

    private synchronized void end() {
        if (isGivenUp) {
            budget.comesBack(Thread.currentThread());
        }
        // The budget knows its last turn until the next one: what was translated does not wait with it.
        seats.clear();
        ended.countDown();
    }

    /** How long whoever waits for this seat waits before looking after it; that in line starts anew with each look. */
    synchronized long nanosLeft(Seat<?> seat) {
        return isGivenUp ? 0 : isPresent(seat) ? nanosOf(seat) : LONGEST_IN_LINE.toNanos();
    }

    private boolean isPresent(Seat<?> seat) {
        return present.filter(seat::equals).isPresent();
    }

    private long nanosOf(Seat<?> seat) {
        return budget.time().toNanos() - seat.nanos() - (System.nanoTime() - since);
    }

    /**
     * Looks after one that is not at its end in the time that {@link #nanosLeft} said. A turn that did not begin gets a
     * thread of its own; one at its step whose time is over is given up.
     *
     * @return false when it had to stand behind another one: it leaves, and goes on elsewhere from where it was
     */
    synchronized boolean goesOnWith(Seat<?> seat) {
        if (thread.isEmpty()) {
            Workers.overtake(this);
            return true;
        }
        if (isPresent(seat) || seat.isOver()) {
            giveUpWhatIsOver();
            return true;
        }
        leave(seat);
        return false;
    }

    /** Nobody waits for it here any more. */
    synchronized void leave(Seat<?> seat) {
        seat.move(Optional.empty());
    }

    /** Waits for the end of all, or until one of them was too slow. */
    void await() throws InterruptedException {
        while (!ended.await(nanosOfPresent(), TimeUnit.NANOSECONDS) && !giveUpWhatIsOver()) {
            // Another one is at its step by now.
        }
    }

    private synchronized long nanosOfPresent() {
        return present.map(this::nanosOf).orElse(budget.time().toNanos());
    }

    /** Leaves the thread behind if the time of the one at its step is over. */
    private synchronized boolean giveUpWhatIsOver() {
        if (!isGivenUp && present.isPresent() && nanosOf(present.get()) <= 0) {
            isGivenUp = true;
            tooSlow(present.get());
            thread.ifPresent(budget::leavesBehind);
        }
        return isGivenUp;
    }
}
