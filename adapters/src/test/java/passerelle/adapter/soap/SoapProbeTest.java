package passerelle.adapter.soap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import passerelle.model.FormatId;
import passerelle.model.Outbound;
import passerelle.model.Probe;
import passerelle.model.Secret;

/** What is said of a partner's SOAP service, against real servers. */
class SoapProbeTest {
    private static final char[] NONE = "none-at-all".toCharArray();

    private Optional<HttpServer> server = Optional.empty();

    @AfterEach
    void stop() {
        server.ifPresent(running -> running.stop(0));
    }

    @Test
    void tellsHowLongACertificateHolds() throws Exception {
        var shown =
                certificate("127.0.0.1", Instant.now().plus(Duration.ofDays(90)).plusSeconds(600));
        serve(200, "<wsdl:definitions/>", Optional.of(shown));

        var probes = SoapProbe.of("x", to("https"), trusting(shown.certificate()), Clock.systemUTC());

        assertThat(told(probes, "tls")).isEqualTo("OK 90 days left, TLSv1.3");
        assertThat(told(probes, "contract")).isEqualTo("OK the contract is at ?wsdl");
    }

    @Test
    void warnsOfACertificateThatEndsSoon() throws Exception {
        var shown =
                certificate("127.0.0.1", Instant.now().plus(Duration.ofDays(5)).plusSeconds(600));
        serve(405, "", Optional.of(shown));

        var probes = SoapProbe.of("x", to("https"), trusting(shown.certificate()), Clock.systemUTC());

        assertThat(told(probes, "tls")).isEqualTo("OK expires soon: 5 days left, TLSv1.3");
        assertThat(told(probes, "contract"))
                .isEqualTo("OK the service answers (HTTP 405), without a contract at ?wsdl");
    }

    @Test
    void namesACertificateThatNobodyTrustedSigned() throws Exception {
        serve(200, "", Optional.of(certificate("127.0.0.1", Instant.now().plus(Duration.ofDays(90)))));

        var probes = SoapProbe.of("x", to("https"), SSLContext.getDefault(), Clock.systemUTC());

        assertThat(told(probes, "tls")).isEqualTo("FAILED nobody trusted signed the certificate");
        assertThat(told(probes, "contract")).isEqualTo("NOT_PROBED no connection");
    }

    @Test
    void namesACertificateOfAnotherHost() throws Exception {
        var shown = certificate("127.0.0.2", Instant.now().plus(Duration.ofDays(90)));
        serve(200, "", Optional.of(shown));

        var probes = SoapProbe.of("x", to("https"), trusting(shown.certificate()), Clock.systemUTC());

        assertThat(told(probes, "tls")).startsWith("FAILED the certificate is of another host: No subject alternative");
    }

    @Test
    void namesACertificateThatHasExpired() throws Exception {
        var shown = certificate("127.0.0.1", Instant.now().minus(Duration.ofDays(3)));
        serve(200, "", Optional.of(shown));

        var probes = SoapProbe.of("x", to("https"), trusting(shown.certificate()), Clock.systemUTC());

        assertThat(told(probes, "tls")).startsWith("FAILED a certificate has expired");
    }

    @Test
    void asksAPlainServiceWithoutATlsStepAndShowsNoPassword() throws Exception {
        serve(200, "<definitions/>", Optional.empty());

        var probes = SoapProbe.of("x", to("http"), SSLContext.getDefault(), Clock.systemUTC());

        assertThat(probes).extracting(Probe::step).containsExactly("dns", "tcp", "contract");
        assertThat(probes).allMatch(Probe::isOk);
        assertThat(probes.toString()).doesNotContain("open sesame");
    }

    @Test
    void namesAClosedPortAndAnUnknownHost() throws Exception {
        serve(200, "", Optional.empty());
        var closed = to("http");
        server.orElseThrow().stop(0);
        server = Optional.empty();

        var probes = SoapProbe.of("x", closed, SSLContext.getDefault(), Clock.systemUTC());
        var unknown = SoapProbe.of(
                "x", to(URI.create("http://nobody.invalid/service")), SSLContext.getDefault(), Clock.systemUTC());

        assertThat(told(probes, "tcp")).isEqualTo("FAILED port " + closed.url().getPort() + " is closed");
        assertThat(told(probes, "contract")).isEqualTo("NOT_PROBED no connection");
        assertThat(told(unknown, "dns")).isEqualTo("FAILED nobody knows an address of 'nobody.invalid'");
        assertThat(told(unknown, "tcp")).isEqualTo("NOT_PROBED no address");
    }

    @Test
    void namesAnExpiredCertificateOfATrustedSigner() throws Exception {
        var signer = certificate("signer", Instant.now().plus(Duration.ofDays(90)), Optional.empty());
        serve(
                200,
                "",
                Optional.of(certificate("127.0.0.1", Instant.now().minus(Duration.ofDays(3)), Optional.of(signer))));

        var probes = SoapProbe.of("x", to("https"), trusting(signer.certificate()), Clock.systemUTC());

        assertThat(told(probes, "tls")).startsWith("FAILED a certificate has expired: NotAfter: ");
    }

    private void serve(int status, String body, Optional<Shown> shown) throws Exception {
        var address = new InetSocketAddress("127.0.0.1", 0);
        var made = shown.isPresent() ? HttpsServer.create(address, 0) : HttpServer.create(address, 0);
        if (made instanceof HttpsServer secure) {
            secure.setHttpsConfigurator(
                    new HttpsConfigurator(shown.orElseThrow().context()));
        }
        made.createContext("/", exchange -> {
            try (exchange) {
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            } catch (IOException e) {
                throw new IllegalStateException("The client went away", e);
            }
        });
        made.start();
        server = Optional.of(made);
    }

    private Outbound.Soap to(String scheme) {
        return to(URI.create(
                scheme + "://127.0.0.1:" + server.orElseThrow().getAddress().getPort() + "/service"));
    }

    private static Outbound.Soap to(URI url) {
        return new Outbound.Soap(
                new FormatId("notice-v2"),
                url,
                "1.1",
                "",
                Optional.of(new Outbound.Account("us", new Secret("file:us.password", "open sesame"))),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                1);
    }

    private record Shown(KeyPair keys, X509Certificate certificate) {
        SSLContext context() throws Exception {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, NONE);
            store.setKeyEntry("own", keys.getPrivate(), NONE, new X509Certificate[] {certificate});
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NONE);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        }
    }

    private static Shown certificate(String address, Instant until) throws Exception {
        return certificate(address, until, Optional.empty());
    }

    /** @param signer empty: it signs itself */
    private static Shown certificate(String address, Instant until, Optional<Shown> signer) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var keys = generator.generateKeyPair();
        var name = new X500Principal("CN=" + address);
        var builder = new JcaX509v3CertificateBuilder(
                signer.map(by -> by.certificate().getSubjectX500Principal()).orElse(name),
                BigInteger.valueOf(signer.isPresent() ? 2 : 1),
                Date.from(until.minus(Duration.ofDays(365))),
                Date.from(until),
                name,
                keys.getPublic());
        if (address.equals("signer")) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        } else {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, address)));
        }
        var key = signer.map(by -> by.keys().getPrivate()).orElse(keys.getPrivate());
        var signed = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key));
        return new Shown(keys, new JcaX509CertificateConverter().getCertificate(signed));
    }

    private static SSLContext trusting(X509Certificate certificate) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NONE);
        store.setCertificateEntry("theirs", certificate);
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static String told(List<Probe> probes, String step) {
        return probes.stream()
                .filter(probe -> probe.step().equals(step))
                .map(probe -> probe.outcome() + " " + probe.detail())
                .findFirst()
                .orElseThrow();
    }
}
