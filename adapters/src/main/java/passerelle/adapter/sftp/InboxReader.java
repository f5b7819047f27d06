package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.Inbound;
import passerelle.model.PartnerId;
import passerelle.translate.ArrivedFile;
import passerelle.translate.FileHeld;

/**
 * Works off one inbox: one file at a time, oldest first. A file that meets a fault of ours is tried again, and holds up
 * those behind it for a while, because most such faults would meet them too; then it steps aside.
 */
final class InboxReader implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(InboxReader.class);

    /** From one look at a file that a person must decide about to the next. */
    private static final Duration HELD = Duration.ofSeconds(2);

    private final PartnerId partner;
    private final Inbox inbox;
    private final Supplier<Optional<Inbound.Files>> channel;
    private final Receiver receiver;
    private final Pace pace;
    private final Clock clock;
    private final Map<Path, Faults> faults = new HashMap<>();
    private final Object bell = new Object();
    private boolean rung;
    private volatile boolean stopped;

    /** Where a file goes; what it throws is a fault of ours. */
    interface Receiver {
        void receive(ArrivedFile file) throws Exception;
    }

    /** @param next in nanoseconds of {@link System#nanoTime} */
    private record Faults(int tries, long next) {
        boolean isDue() {
            return next - System.nanoTime() <= 0;
        }
    }

    /** @param channel asked before each file; while it is empty, files wait */
    InboxReader(
            PartnerId partner,
            Inbox inbox,
            Supplier<Optional<Inbound.Files>> channel,
            Receiver receiver,
            Pace pace,
            Clock clock) {
        this.partner = partner;
        this.inbox = inbox;
        this.channel = channel;
        this.receiver = receiver;
        this.pace = pace;
        this.clock = clock;
    }

    /** There may be something new. */
    void ring() {
        synchronized (bell) {
            rung = true;
            bell.notifyAll();
        }
    }

    /** Ends {@link #run} after the file that it is at. */
    void stop() {
        stopped = true;
        ring();
    }

    @Override
    public void run() {
        while (!stopped) {
            var pause = pace.rescan();
            try {
                pause = work();
            } catch (IOException | RuntimeException e) {
                log.error("{} inbox cannot be worked off: {}", partner, kind(e));
            }
            try {
                rest(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Takes all that may be taken now. Returns how long there is nothing more to do, unless the bell rings. */
    private Duration work() throws IOException {
        if (!retried()) {
            return untilNextLook();
        }
        for (var file : inbox.waiting()) {
            var now = channel.get();
            // Where files are fetched, nothing is taken that was put down here.
            if (stopped || now.filter(Inbound.Inbox.class::isInstance).isEmpty()) {
                return untilNextLook();
            }
            var fits = Pattern.matches(now.get().pattern(), file.name());
            var wait = (!fits || file.looksTemporary()) && !hasSettled(file);
            if (!wait && !fits) {
                inbox.reject(file, now.get().pattern(), clock.instant());
                log.info("{} inbox: a file with an unexpected name was rejected", partner);
            } else if (!wait) {
                var taken = inbox.take(file);
                if (taken.isPresent() && !received(taken.get(), now.get())) {
                    return untilNextLook();
                }
            }
        }
        return untilNextLook();
    }

    /** Tries again what is due. Whether those behind may go. */
    private boolean retried() throws IOException {
        var taken = inbox.taken();
        faults.keySet().retainAll(taken.stream().map(Inbox.Taken::path).toList());
        for (var file : taken) {
            var now = channel.get();
            if (stopped || now.isEmpty()) {
                return false;
            }
            var earlier = Optional.ofNullable(faults.get(file.path()));
            var done = earlier.map(Faults::isDue).orElse(true) && received(file, now.get());
            if (!done && holdsUp(file)) {
                return false;
            }
        }
        return true;
    }

    private boolean holdsUp(Inbox.Taken file) {
        return Optional.ofNullable(faults.get(file.path()))
                .map(fault -> fault.tries() < pace.patience())
                .orElse(false);
    }

    private boolean received(Inbox.Taken file, Inbound.Files now) throws IOException {
        try {
            receiver.receive(new ArrivedFile(
                    partner,
                    now.format(),
                    now.terms(),
                    file.name(),
                    file.arrival(),
                    file.arrived(),
                    inbox.content(file)));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } catch (FileHeld held) {
            faults.put(file.path(), new Faults(pace.patience(), System.nanoTime() + HELD.toNanos()));
            return false;
        } catch (Exception e) {
            if (stopped) {
                return false;
            }
            var earlier = Optional.ofNullable(faults.get(file.path()));
            var tries = earlier.map(Faults::tries).orElse(0) + 1;
            var wait = pace.retryAfter(tries);
            faults.put(file.path(), new Faults(tries, System.nanoTime() + wait.toNanos()));
            log.error(
                    "{} inbox: try {} of a file failed; again in {} ms: {}", partner, tries, wait.toMillis(), kind(e));
            return false;
        }
        inbox.done(file);
        faults.remove(file.path());
        return true;
    }

    private boolean hasSettled(Inbox.Waiting file) {
        return Duration.between(file.since(), clock.instant()).compareTo(pace.settle()) >= 0;
    }

    private Duration untilNextLook() {
        if (channel.get().isEmpty()) {
            return pace.rescan();
        }
        var now = System.nanoTime();
        var next = faults.values().stream()
                .mapToLong(fault -> Math.max(0, fault.next() - now))
                .min()
                .orElse(Long.MAX_VALUE);
        return Duration.ofNanos(Math.min(next, pace.rescan().toNanos()));
    }

    /** What went wrong and where, without the text: it may quote the file. */
    private static String kind(Throwable fault) {
        var frames = fault.getStackTrace();
        var here = fault.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
        return fault.getCause() == null ? here : here + ", from " + kind(fault.getCause());
    }

    private void rest(Duration longest) throws InterruptedException {
        synchronized (bell) {
            var millis = longest.toMillis();
            if (!rung && millis > 0) {
                bell.wait(millis);
            }
            rung = false;
        }
    }
}
