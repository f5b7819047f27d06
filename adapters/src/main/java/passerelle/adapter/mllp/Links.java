package passerelle.adapter.mllp;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.format.hl7v2.Acknowledgement;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Outbound;
import passerelle.model.Result;

/**
 * The connections to one partner's listener. One is kept open between messages and closed when it is idle; one on which
 * anything went wrong is never used again, so that an answer that comes late meets no other message. Thread-safe.
 */
final class Links implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** A connection that rested longer may have been closed by the other side meanwhile. */
    private static final Duration FRESH = Duration.ofMillis(500);

    private final Outbound.Mllp channel;
    private final Optional<Tls> tls;
    private final Limits limits;
    private final Watch watch;
    private final Watch.Waiting sweeping;
    private final Deque<Resting> resting = new ArrayDeque<>();

    private record Resting(Line line, long since) {
        boolean isOlderThan(Duration age) {
            return System.nanoTime() - since > age.toNanos();
        }
    }

    Links(Outbound.Mllp channel, Limits limits, Watch watch) {
        this.channel = channel;
        this.tls = channel.tls().map(Tls::new);
        this.limits = limits;
        this.watch = watch;
        this.sweeping = watch.every(LOOK, () -> closeThoseOlderThan(IDLE));
    }

    /** Sends one message and waits for its acknowledgement. What the network and the partner do wrong is a failure. */
    Result<String> deliver(byte[] message) {
        Line line;
        try {
            line = take();
        } catch (IOException e) {
            return failed(unconnected(e));
        }
        var result = exchange(line, message);
        if (result instanceof Result.Ok<?> || isRejected(result)) {
            rest(line);
        } else {
            end(line);
        }
        return result;
    }

    /** A refusal is an answer like any other: the connection is as good as before. */
    private static boolean isRejected(Result<String> result) {
        return result.match(ok -> false, failure -> failure.code() == FailureCode.DELIVER_REJECTED);
    }

    private Result<String> exchange(Line line, byte[] message) {
        var controlId = Header.of(message).map(header -> header.field(10)).orElse("");
        try (var waiting = watch.closing(line, channel.answerTimeout())) {
            try {
                line.write(message);
                if (!line.await(channel.answerTimeout())) {
                    return failed(FailureCode.DELIVER_UNREACHABLE, "connection closed without an answer");
                }
                return line.read()
                        .match(
                                whole -> verdict(whole.message(), controlId),
                                broken -> failed(FailureCode.DELIVER_BUSY, "no HL7 answer"),
                                () -> failed(FailureCode.DELIVER_UNREACHABLE, "connection closed within the answer"));
            } catch (IOException e) {
                return failed(
                        waiting.isLate()
                                ? new Failure(FailureCode.DELIVER_TIMEOUT, "no answer in time", "", "")
                                : unconnected(e));
            }
        }
    }

    private static Result<String> verdict(byte[] answer, String controlId) {
        return Acknowledgement.verdict(answer, controlId)
                .match(
                        () -> Result.ok("MSA"),
                        rejected -> failed(
                                FailureCode.DELIVER_REJECTED,
                                Stream.of("MSA " + rejected.code(), rejected.text(), rejected.place())
                                        .filter(word -> !word.isEmpty())
                                        .collect(Collectors.joining(", "))),
                        () -> failed(FailureCode.DELIVER_BUSY, "no HL7 answer to this message"));
    }

    private Line take() throws IOException {
        for (var kept = newest(); kept.isPresent(); kept = newest()) {
            var line = kept.get().line();
            if (!kept.get().isOlderThan(FRESH) || !line.isOver()) {
                return line;
            }
            end(line);
        }
        return connect();
    }

    private Line connect() throws IOException {
        var tcp = new Socket();
        try (var ignored = watch.closing(tcp, channel.connectTimeout())) {
            tcp.setTcpNoDelay(true);
            tcp.setKeepAlive(true);
            tcp.connect(new InetSocketAddress(channel.host(), channel.port()), (int)
                    channel.connectTimeout().toMillis());
            if (tls.isEmpty()) {
                return new Line(tcp, tcp, limits, watch);
            }
            var secured = tls.get().calling(tcp);
            secured.startHandshake();
            return new Line(tcp, secured, limits, watch);
        } catch (IOException e) {
            tcp.close();
            throw e;
        }
    }

    private static Failure unconnected(IOException thrown) {
        if (thrown instanceof SSLException && !isCutOff(thrown)) {
            return new Failure(
                    FailureCode.DELIVER_AUTHENTICATION, isUnknown(thrown) ? "TLS certificate" : "TLS", "", "");
        }
        var what = thrown instanceof SocketTimeoutException
                ? "no connection in time"
                : thrown instanceof java.net.UnknownHostException
                        ? "no such host"
                        : thrown instanceof ConnectException ? "connection refused" : "connection lost";
        return new Failure(FailureCode.DELIVER_UNREACHABLE, what, "", "");
    }

    /** The other side vanished during the handshake, which says nothing about certificates. */
    private static boolean isCutOff(IOException thrown) {
        return thrown.getCause() instanceof EOFException || thrown.getCause() instanceof java.net.SocketException;
    }

    private static boolean isUnknown(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static Result<String> failed(FailureCode code, String place) {
        return failed(new Failure(code, place, "", ""));
    }

    private static Result<String> failed(Failure failure) {
        return Result.failed(failure);
    }

    private synchronized Optional<Resting> newest() {
        return Optional.ofNullable(resting.pollFirst());
    }

    private synchronized void rest(Line line) {
        resting.addFirst(new Resting(line, System.nanoTime()));
    }

    private synchronized void closeThoseOlderThan(Duration age) {
        while (!resting.isEmpty() && resting.peekLast().isOlderThan(age)) {
            end(resting.pollLast().line());
        }
    }

    private static void end(Line line) {
        try {
            line.close();
        } catch (IOException e) {
            LOG.debug("closing a connection: {}", e.getClass().getName());
        }
    }

    @Override
    public void close() {
        sweeping.close();
        closeThoseOlderThan(Duration.ofNanos(-1));
    }
}
