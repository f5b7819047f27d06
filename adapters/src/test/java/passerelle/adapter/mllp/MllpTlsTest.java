package passerelle.adapter.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static passerelle.adapter.mllp.Message.adt;
import static passerelle.adapter.mllp.Message.ask;
import static passerelle.adapter.mllp.Message.msa;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import passerelle.Certificates;
import passerelle.model.FailureCode;
import passerelle.model.MutualTls;
import passerelle.model.Result;

/** Who shows which certificate, in both directions. */
@Timeout(20)
class MllpTlsTest {
    private static final Certificates GATEWAY = Certificates.make("gateway");
    private static final Certificates CLINIC = Certificates.make("clinic");
    private static final Certificates OLD = Certificates.make("clinic", Duration.ofDays(2));
    private static final Certificates STRANGER = Certificates.make("clinic");

    private final World world = new World();

    @AfterEach
    void stop() {
        world.close();
    }

    private int listen() throws Exception {
        return world.listen(World.from(List.of(), Optional.of(World.tls(GATEWAY, CLINIC, OLD))));
    }

    private static String call(int port, MutualTls tls, String... versions) throws IOException {
        try (var tcp = new Socket("127.0.0.1", port);
                var socket = new Tls(tls).calling(tcp)) {
            if (versions.length > 0) {
                socket.setEnabledProtocols(versions);
            }
            return msa(ask(socket, adt("1")));
        }
    }

    @Test
    void takesMessagesFromTheOneWhoseCertificateIsKnown() throws Exception {
        int port = listen();

        assertThat(call(port, World.tls(CLINIC, GATEWAY))).isEqualTo("AA 1");
        assertThat(call(port, World.tls(CLINIC, GATEWAY), "TLSv1.2")).isEqualTo("AA 1");
    }

    @Test
    void closesToEverybodyElse() throws Exception {
        int port = listen();

        for (var other : List.of(STRANGER, OLD, GATEWAY)) {
            for (var version : List.of("TLSv1.2", "TLSv1.3")) {
                assertThatThrownBy(() -> call(port, World.tls(other, GATEWAY), version))
                        .isInstanceOf(IOException.class);
            }
        }
        assertThat(world.received).isEmpty();
        assertThat(call(port, World.tls(CLINIC, GATEWAY))).isEqualTo("AA 1");
    }

    @Test
    void closesToOneWithoutACertificateOrWithoutTls() throws Exception {
        int port = listen();
        var nobody = SSLContext.getInstance("TLS");
        nobody.init(null, new javax.net.ssl.TrustManager[] {new Anybody()}, null);

        try (var socket = (SSLSocket) nobody.getSocketFactory().createSocket("127.0.0.1", port)) {
            assertThatThrownBy(() -> {
                        if (ask(socket, adt("1")).isEmpty()) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        try (var socket = new Socket("127.0.0.1", port)) {
            assertThat(msa(ask(socket, adt("1")))).isEqualTo("none");
        }
        assertThat(world.received).isEmpty();
    }

    private static final class Anybody implements javax.net.ssl.X509TrustManager {
        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String kind) {}

        @Override
        public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }

    private Result<String> deliver(Certificates shown, Certificates expected, Hospital hospital) throws Exception {
        return world.sendTo(World.to(hospital.port(), Optional.of(World.tls(shown, expected)), Duration.ofSeconds(5)))
                .deliver(adt("1"));
    }

    private static Optional<FailureCode> code(Result<String> result) {
        return result.match(ok -> Optional.empty(), failure -> Optional.of(failure.code()));
    }

    @Test
    void deliversToTheOneWhoseCertificateIsKnown() throws Exception {
        try (var hospital = new Hospital(Optional.of(World.tls(CLINIC, GATEWAY)))) {
            assertThat(code(deliver(GATEWAY, CLINIC, hospital))).isEmpty();
            assertThat(hospital.received).containsExactly(adt("1"));
        }
    }

    @Test
    void deliversToNobodyElse() throws Exception {
        try (var hospital = new Hospital(Optional.of(World.tls(STRANGER, GATEWAY)))) {
            assertThat(code(deliver(GATEWAY, CLINIC, hospital))).contains(FailureCode.DELIVER_AUTHENTICATION);
            assertThat(hospital.received).isEmpty();
        }
    }

    @Test
    void saysThatTheRecipientDoesNotKnowOurCertificate() throws Exception {
        try (var hospital = new Hospital(Optional.of(World.tls(CLINIC, STRANGER)))) {
            assertThat(code(deliver(GATEWAY, CLINIC, hospital))).contains(FailureCode.DELIVER_AUTHENTICATION);
            assertThat(hospital.received).isEmpty();
        }
    }

    @Test
    void takesAHandshakeThatIsCutOffForABadLineAndNotForABadCertificate() throws Exception {
        try (var hospital = new java.net.ServerSocket(0)) {
            var closing = new Thread(() -> {
                try {
                    hospital.accept().close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            closing.start();

            var result = world.sendTo(World.to(
                            hospital.getLocalPort(), Optional.of(World.tls(GATEWAY, CLINIC)), Duration.ofSeconds(5)))
                    .deliver(adt("1"));

            assertThat(code(result)).contains(FailureCode.DELIVER_UNREACHABLE);
            closing.join();
        }
    }
}
