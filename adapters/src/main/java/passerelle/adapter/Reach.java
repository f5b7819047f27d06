package passerelle.adapter;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import passerelle.model.Probe;

/** Whether a host has an address, and takes a connection. */
public final class Reach {
    /** A certificate that ends within so many days is to be looked at. */
    private static final long SOON = 30;

    private Reach() {}

    /** {@code dns} and {@code tcp}; without an address the connection is not tried. */
    public static List<Probe> of(String subject, String host, int port, Duration patience) {
        var probes = new ArrayList<Probe>();
        probes.add(Probe.of(subject, "dns", () -> addresses(host)));
        probes.add(
                probes.get(0).isOk()
                        ? Probe.of(subject, "tcp", () -> connected(host, port, patience))
                        : Probe.skipped(subject, "tcp", "no address"));
        return probes;
    }

    /** How long the certificate holds that the other side of a TLS connection showed. */
    public static String certificate(SSLSession session, Clock clock) throws Probe.Refused, SSLException {
        var until = ((X509Certificate) session.getPeerCertificates()[0])
                .getNotAfter()
                .toInstant();
        if (until.isBefore(clock.instant())) {
            // The JDK asks no date of a certificate that is trusted by itself.
            throw new Probe.Refused("a certificate has expired: it held until " + until);
        }
        long days = Duration.between(clock.instant(), until).toDays();
        return (days < SOON ? "expires soon: " : "") + days + " days left, " + session.getProtocol();
    }

    private static String addresses(String host) throws Probe.Refused {
        try {
            return host + " is "
                    + Arrays.stream(InetAddress.getAllByName(host))
                            .map(InetAddress::getHostAddress)
                            .collect(Collectors.joining(", "));
        } catch (UnknownHostException e) {
            throw new Probe.Refused("nobody knows an address of '" + host + "'");
        }
    }

    private static String connected(String host, int port, Duration patience) throws Probe.Refused {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(patience.toMillis()));
            return "port " + port + " takes connections";
        } catch (SocketTimeoutException e) {
            throw new Probe.Refused("port " + port + " did not answer within " + patience);
        } catch (ConnectException e) {
            throw new Probe.Refused("port " + port + " is closed");
        } catch (IOException e) {
            throw new Probe.Refused(
                    "port " + port + " cannot be reached: " + e.getClass().getSimpleName());
        }
    }
}
