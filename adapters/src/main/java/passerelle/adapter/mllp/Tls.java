package passerelle.adapter.mllp;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import passerelle.config.Pem;
import passerelle.model.MutualTls;

/** TLS 1.2 and 1.3 between two sides that know each other's certificates. */
final class Tls {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;

    Tls(MutualTls tls) {
        try {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            var chain = Pem.certificates(tls.certificate().value()).toArray(Certificate[]::new);
            keys.setKeyEntry("ours", Pem.privateKey(tls.privateKey().value()), new char[0], chain);
            var ours = KeyManagerFactory.getInstance("PKIX");
            ours.init(keys, new char[0]);
            var peers = tls.peers().stream()
                    .map(peer -> Pem.certificates(peer.value()).get(0))
                    .toList();
            context = SSLContext.getInstance("TLS");
            context.init(ours.getKeyManagers(), new TrustManager[] {new Pinned(peers)}, null);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS could not be set up", e);
        }
    }

    /** TLS as the listening side, which insists on a certificate; the caller shakes hands. */
    SSLSocket listening(Socket tcp) throws IOException {
        var socket = over(tcp);
        socket.setUseClientMode(false);
        socket.setNeedClientAuth(true);
        return socket;
    }

    /** TLS as the calling side; the caller shakes hands. */
    SSLSocket calling(Socket tcp) throws IOException {
        var socket = over(tcp);
        socket.setUseClientMode(true);
        return socket;
    }

    private SSLSocket over(Socket tcp) throws IOException {
        var peer = tcp.getInetAddress().getHostAddress();
        // Who opened the connection closes it: TLS would do so with its alert still on the way.
        var socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, peer, tcp.getPort(), false);
        socket.setEnabledProtocols(VERSIONS);
        return socket;
    }

    /** Trusts the certificates that the partner's file names, while they are valid, and no authority. */
    private static final class Pinned extends X509ExtendedTrustManager {
        private final List<X509Certificate> known;

        Pinned(List<X509Certificate> known) {
            this.known = List.copyOf(known);
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (chain.length == 0 || !known.contains(chain[0])) {
                throw new CertificateException("Not a certificate that the partner's file names");
            }
            chain[0].checkValidity();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            check(chain);
        }

        /** None: the other side then shows whatever certificate it has. */
        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
