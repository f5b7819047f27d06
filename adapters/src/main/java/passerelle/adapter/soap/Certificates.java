package passerelle.adapter.soap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import passerelle.adapter.Reach;
import passerelle.model.Probe;

/** What a server shows when a TLS connection to it begins; nothing is sent after that. */
final class Certificates {
    private Certificates() {}

    /**
     * Checked as a delivery checks it: chain, host name (RFC 9110 §4.3.4), time.
     *
     * @return until when the certificate holds, in words
     */
    static String seen(String host, int port, Duration patience, SSLContext trusted, Clock clock)
            throws Probe.Refused, IOException {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), Math.toIntExact(patience.toMillis()));
            plain.setSoTimeout(Math.toIntExact(patience.toMillis()));
            try (var socket = (SSLSocket) trusted.getSocketFactory().createSocket(plain, host, port, true)) {
                var parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return Reach.certificate(socket.getSession(), clock);
            }
        } catch (SSLHandshakeException e) {
            throw new Probe.Refused(reason(e, clock));
        }
    }

    private static String reason(SSLHandshakeException fault, Clock clock) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "a certificate has expired: " + cause.getMessage() + ", and now is " + clock.instant();
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "a certificate does not hold yet: " + cause.getMessage() + ", and now is " + clock.instant();
            }
            if (cause instanceof CertificateException wrong
                    && wrong.getMessage() != null
                    && wrong.getMessage().startsWith("No ")) {
                return "the certificate is of another host: " + wrong.getMessage();
            }
        }
        return String.valueOf(fault.getMessage()).contains("PKIX")
                ? "nobody trusted signed the certificate"
                : "no TLS connection: " + fault.getMessage();
    }
}
