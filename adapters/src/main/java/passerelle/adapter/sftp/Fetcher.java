package passerelle.adapter.sftp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.Inbound;
import passerelle.model.PartnerId;

/**
 * Looks at one partner's server again and again. A server that cannot be reached, or makes no sense, is asked at growing
 * intervals; the log says when that begins, goes on and ends.
 */
final class Fetcher implements Runnable, ServerLine {
    private static final Logger log = LoggerFactory.getLogger(Fetcher.class);

    private final PartnerId partner;
    private final Supplier<Optional<Inbound.Sftp>> channel;
    private final SftpConnector connector;
    private final RemoteInbox inbox;
    private final Pace pace;
    private final Object bell = new Object();
    private Optional<Open> open = Optional.empty();
    private Optional<Inbound.Sftp> way = Optional.empty();
    private int failures;
    private volatile boolean stopped;

    private record Open(SftpConnector.Server to, SftpConnector.Session session) {}

    /** @param channel asked before each look; while it is empty, nothing is fetched */
    Fetcher(
            PartnerId partner,
            Supplier<Optional<Inbound.Sftp>> channel,
            SftpConnector connector,
            RemoteInbox inbox,
            Pace pace) {
        this.partner = partner;
        this.channel = channel;
        this.connector = connector;
        this.inbox = inbox;
        this.pace = pace;
    }

    /** Ends {@link #run} soon: a file that is half read is dropped, and read again later. */
    void stop() {
        synchronized (bell) {
            stopped = true;
            open.ifPresent(now -> now.session().close());
            bell.notifyAll();
        }
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                rest(look());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private Duration look() {
        way = channel.get();
        if (way.isEmpty()) {
            drop();
            return pace.rescan();
        }
        try {
            var pause = inbox.look(way.get(), this);
            if (failures > 0) {
                log.info("{} fetch: the server is there again after {} failures", partner, failures);
            }
            failures = 0;
            if (pause.compareTo(connector.patience().operation()) > 0) {
                drop();
            }
            return pause;
        } catch (IOException | RuntimeException e) {
            drop();
            failures++;
            var wait = pace.retryAfter(failures);
            if (!stopped) {
                log.warn(
                        "{} fetch: look {} in a row failed; again in {} ms: {}",
                        partner,
                        failures,
                        wait.toMillis(),
                        kind(e));
            }
            return wait;
        }
    }

    /** Without the text of others: it may quote the server. */
    private static String kind(Exception e) {
        return e instanceof NotConnected || e instanceof RemoteRefusal || e instanceof StorageFailed
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName();
    }

    @Override
    public SftpLink link() throws NotConnected {
        return session().link();
    }

    @Override
    public SftpConnector.Deadline within(long bytes) throws NotConnected {
        return connector.deadline(session(), bytes);
    }

    @Override
    public Duration patience() {
        return connector.patience().operation().multipliedBy(2);
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    private SftpConnector.Session session() throws NotConnected {
        var to = server(way.orElseThrow(() -> new IllegalStateException("No server is being looked at")));
        if (open.filter(now -> now.to().equals(to) && now.session().link().isOpen())
                .isEmpty()) {
            drop();
            var opened = connector.open(to, SftpFailures.Step.FETCH, Transfer.AHEAD);
            var failure = opened.match(
                    session -> Optional.<NotConnected>empty(), fault -> Optional.of(new NotConnected(fault)));
            if (failure.isPresent()) {
                throw failure.get();
            }
            keep(new Open(to, opened.match(session -> session, fault -> {
                throw new IllegalStateException("It failed and did not");
            })));
        }
        return open.orElseThrow(() -> new IllegalStateException("It was opened"))
                .session();
    }

    private static SftpConnector.Server server(Inbound.Sftp way) {
        return new SftpConnector.Server(way.host(), way.port(), way.user(), way.privateKey(), way.hostKey());
    }

    private void keep(Open opened) {
        synchronized (bell) {
            open = Optional.of(opened);
            if (stopped) {
                opened.session().close();
            }
        }
    }

    @Override
    public void drop() {
        synchronized (bell) {
            open.ifPresent(now -> now.session().close());
            open = Optional.empty();
        }
    }

    private void end() {
        drop();
        try {
            inbox.close();
        } catch (IOException e) {
            log.warn("{} fetch: what was half read could not be deleted; the next start does it", partner);
        }
    }

    private void rest(Duration pause) throws InterruptedException {
        synchronized (bell) {
            if (!stopped) {
                bell.wait(Math.max(1, pause.toMillis()));
            }
        }
    }
}
