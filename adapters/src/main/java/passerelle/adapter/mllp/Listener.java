package passerelle.adapter.mllp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.Inbound;
import passerelle.model.PartnerId;

/** One partner's port: whoever may connect gets a thread, in which its messages are answered one after the other. */
final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG = 64;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final PartnerId partner;
    private final Inbound.Mllp channel;
    private final Optional<Tls> tls;
    private final Limits limits;
    private final Watch watch;
    private final Function<Frame, Reply> replies;
    private final ServerSocket server;
    private final TurnedAway turnedAway;
    private final ExecutorService threads;
    private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /**
     * Listens at once.
     *
     * @param replies what goes back for a frame that came; returns when it is known
     * @throws IllegalStateException when the port is taken
     */
    Listener(
            PartnerId partner,
            Inbound.Mllp channel,
            String host,
            Limits limits,
            Watch watch,
            Function<Frame, Reply> replies) {
        this.partner = partner;
        this.channel = channel;
        this.tls = channel.tls().map(Tls::new);
        this.limits = limits;
        this.watch = watch;
        this.replies = replies;
        this.turnedAway = new TurnedAway(partner);
        var number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(
                work -> new Thread(work, "mllp " + partner + " " + number.getAndIncrement()));
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getByName(host), channel.port()), BACKLOG);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "MLLP cannot listen on " + host + ":" + channel.port() + " for " + partner, e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!stopping) {
            try {
                receive(server.accept());
            } catch (IOException e) {
                if (!stopping) {
                    LOG.error(
                            "mllp {} cannot take a connection: {}",
                            partner,
                            e.getClass().getName());
                    pause();
                }
            }
        }
    }

    /** With no file handle left, another try at once would fail as well. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive(Socket tcp) throws IOException {
        var from = tcp.getInetAddress();
        if (!channel.from().isEmpty() && channel.from().stream().noneMatch(range -> range.contains(from))) {
            turnedAway.tell(from, "not among the addresses of 'from'");
            tcp.close();
        } else if (open.size() >= channel.connections()) {
            turnedAway.tell(from, "more than " + channel.connections() + " at once");
            tcp.close();
        } else {
            var conversation = new Conversation(tcp);
            open.add(conversation);
            try {
                threads.execute(conversation);
            } catch (RejectedExecutionException e) {
                // It came while the port was being closed.
                conversation.end();
            }
        }
    }

    /** Takes no new connection; a message under way is still answered. */
    @Override
    public void close() {
        stopping = true;
        try {
            server.close();
        } catch (IOException e) {
            LOG.error("mllp {} closing its port: {}", partner, e.getClass().getName());
        }
        open.forEach(Conversation::endWhenQuiet);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("mllp {} still works on a message; its sender gets no answer", partner);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(Conversation::end);
    }

    /** One connection, from its first byte to its last. */
    private final class Conversation implements Runnable {
        private final Socket tcp;
        private boolean working;

        Conversation(Socket tcp) {
            this.tcp = tcp;
        }

        @Override
        public void run() {
            try {
                tcp.setTcpNoDelay(true);
                talk(new Line(tcp, secured(), limits, watch));
            } catch (SSLException e) {
                turnedAway.tell(
                        tcp.getInetAddress(),
                        "TLS, or its certificate is not known: " + e.getClass().getName());
                letItReadWhy();
            } catch (IOException e) {
                // The other side is gone, said nothing for too long, or the gateway stops: nothing was acknowledged.
                LOG.debug("mllp {} connection ended: {}", partner, e.getClass().getName());
            } finally {
                end();
                open.remove(this);
            }
        }

        /** The alert of TLS would be lost with a connection that is closed while something on it is unread. */
        private void letItReadWhy() {
            try {
                new Line(tcp, tcp, limits, watch).closeGently();
            } catch (IOException e) {
                LOG.debug("mllp {} connection ended: {}", partner, e.getClass().getName());
            }
        }

        private Socket secured() throws IOException {
            if (tls.isEmpty()) {
                return tcp;
            }
            var socket = tls.get().listening(tcp);
            try (var ignored = watch.closing(tcp, limits.frame())) {
                socket.startHandshake();
            }
            return socket;
        }

        private void talk(Line line) throws IOException {
            while (isWorking(false) && line.await(channel.idle())) {
                var frame = line.read();
                if (frame instanceof Frame.End || !isWorking(true)) {
                    return;
                }
                var reply = replies.apply(frame);
                if (reply.message().isPresent()) {
                    line.write(reply.message().get());
                }
                if (reply.isLast()) {
                    line.closeGently();
                    return;
                }
            }
        }

        /** From here on a message is under way, or none is; false when none shall be any more. */
        private synchronized boolean isWorking(boolean now) {
            working = now;
            return !stopping;
        }

        synchronized void endWhenQuiet() {
            if (!working) {
                end();
            }
        }

        void end() {
            try {
                tcp.close();
            } catch (IOException e) {
                LOG.debug(
                        "mllp {} closing a connection: {}",
                        partner,
                        e.getClass().getName());
            }
        }
    }
}
