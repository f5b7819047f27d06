package passerelle.adapter.mllp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import passerelle.adapter.Reach;
import passerelle.model.FailureCode;
import passerelle.model.MutualTls;
import passerelle.model.Outbound;
import passerelle.model.Probe;

/**
 * Looks at a partner's MLLP listener: address, connection, certificate, and whether it answers. What it is sent is a header
 * alone, of a message about no patient ({@code NMD^N02}, application management), marked as a test (HL7 table 0103).
 */
public final class MllpProbe {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final String MESSAGE = "MSH|^~\\&|PASSERELLE||||%s+0000||NMD^N02^NMD_N02|PROBE-%s|T|2.6\r";

    private MllpProbe() {}

    /** Any acknowledgement is an answer, also one that refuses such a message. */
    public static List<Probe> of(String subject, Outbound.Mllp to, Clock clock) {
        var probes = new ArrayList<>(Reach.of(subject, to.host(), to.port(), to.connectTimeout()));
        to.tls()
                .ifPresent(tls -> probes.add(
                        probes.get(1).isOk()
                                ? Probe.of(subject, "tls", () -> certificate(to, tls, clock))
                                : Probe.skipped(subject, "tls", "no connection")));
        probes.add(
                probes.get(probes.size() - 1).isOk()
                        ? Probe.of(subject, "echo", () -> echo(to, clock))
                        : Probe.skipped(subject, "echo", "no connection"));
        return probes;
    }

    private static String certificate(Outbound.Mllp to, MutualTls tls, Clock clock) throws Probe.Refused, IOException {
        try (var tcp = new Socket()) {
            tcp.connect(
                    new InetSocketAddress(to.host(), to.port()),
                    Math.toIntExact(to.connectTimeout().toMillis()));
            tcp.setSoTimeout(Math.toIntExact(to.connectTimeout().toMillis()));
            try (var socket = new Tls(tls).calling(tcp)) {
                socket.startHandshake();
                return Reach.certificate(socket.getSession(), clock);
            }
        } catch (SSLException e) {
            throw new Probe.Refused("no TLS connection: its certificate is none that the partner's file names, or it "
                    + "does not take ours");
        }
    }

    private static String echo(Outbound.Mllp to, Clock clock) throws Probe.Refused {
        var now = TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        var message = MESSAGE.formatted(now, now).getBytes(StandardCharsets.US_ASCII);
        try (var watch = new Watch();
                var links = new Links(to, Limits.USUAL, watch)) {
            Optional<String> refused = links.deliver(message)
                    .match(
                            accepted -> Optional.empty(),
                            failure -> failure.code() == FailureCode.DELIVER_REJECTED
                                    ? Optional.empty()
                                    : Optional.of(failure.code().sentence() + " (" + failure.place() + ")"));
            if (refused.isPresent()) {
                throw new Probe.Refused(refused.get());
            }
            return "a test header is acknowledged";
        }
    }
}
