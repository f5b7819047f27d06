package passerelle.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import passerelle.Certificates;
import passerelle.model.AddressRange;
import passerelle.model.FormatId;
import passerelle.model.Inbound;
import passerelle.model.MutualTls;
import passerelle.model.Outbound;
import passerelle.model.PartnerId;
import passerelle.model.Secret;
import passerelle.model.Terms;

/** A partner that sends and receives by MLLP, and each way to get its keys wrong. */
class MllpKeysTest {
    private static final String CLINIC = "config/partners/clinic.yaml";
    private static final String HOSPITAL = "config/partners/hospital.yaml";
    private static final FormatId FORMAT = new FormatId("xaa-registry-v1");
    private static final Certificates OURS = Certificates.make("ours");
    private static final Certificates THEIRS = Certificates.make("theirs");
    private static final String TLS_IN =
            "{certificate: \"{{file:ours.crt}}\", private-key: \"{{file:ours.key}}\", client-certificates: [\"{{file:theirs.crt}}\"]}";
    private static final String TLS_OUT =
            "{certificate: \"{{file:ours.crt}}\", private-key: \"{{file:ours.key}}\", server-certificate: \"{{file:theirs.crt}}\"}";
    private static final String IN =
            "sends: [{protocol: mllp, format: xaa-registry-v1, purpose: health-continuity, from: [192.0.2.0/24]}]\n";
    private static final String OUT =
            "receives: {protocol: mllp, format: xaa-registry-v1, host: hospital.example, port: 2575}\n";

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void make() {
        home = secrets(Home.shipped(folder));
    }

    private static Home secrets(Home home) {
        return home.secret("ours.crt", OURS.certificate())
                .secret("ours.key", OURS.privateKey())
                .secret("theirs.crt", THEIRS.certificate());
    }

    private static Home clinic(Home home, String ways) {
        return home.write(CLINIC, "partner: clinic\ntitle: Panel clinic\nstate: XAA\n" + ways);
    }

    private Inbound inbound(String ways) {
        var read = clinic(home, ways).read();
        assertThat(read.problems()).isEmpty();
        return read.partner(new PartnerId("clinic")).orElseThrow().sends().get(0);
    }

    private Outbound outbound(String ways) {
        var read = clinic(home, ways).read();
        assertThat(read.problems()).isEmpty();
        return read.partner(new PartnerId("clinic")).orElseThrow().receives().orElseThrow();
    }

    private static MutualTls tls() {
        return new MutualTls(
                new Secret("file:ours.crt", OURS.certificate().strip()),
                new Secret("file:ours.key", OURS.privateKey().strip()),
                List.of(new Secret("file:theirs.crt", THEIRS.certificate().strip())));
    }

    @Test
    void listensAsMostPartnersAgree() {
        assertThat(inbound(IN))
                .isEqualTo(new Inbound.Mllp(
                        FORMAT,
                        Terms.of("health-continuity"),
                        2575,
                        List.of(AddressRange.parse("192.0.2.0/24")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofMinutes(5),
                        16));
    }

    @Test
    void listensAsThePartnersFileSays() {
        assertThat(inbound(
                        "sends: [{protocol: mllp, format: xaa-registry-v1, purpose: health-continuity, port: 0, application: CLINIC, facility: NORTH BANK, idle: PT1M, connections: 2, tls: "
                                + TLS_IN + "}]\n"))
                .isEqualTo(new Inbound.Mllp(
                        FORMAT,
                        Terms.of("health-continuity"),
                        0,
                        List.of(),
                        Optional.of(tls()),
                        Optional.of("CLINIC"),
                        Optional.of("NORTH BANK"),
                        Duration.ofMinutes(1),
                        2));
    }

    @Test
    void sendsAsMostPartnersAgree() {
        assertThat(outbound(OUT))
                .isEqualTo(new Outbound.Mllp(
                        FORMAT,
                        "hospital.example",
                        2575,
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        1));
    }

    @Test
    void sendsAsThePartnersFileSays() {
        assertThat(outbound(OUT.replace(
                        "port: 2575",
                        "port: 1, connect-timeout: PT1S, answer-timeout: PT2S, connections: 4, tls: " + TLS_OUT)))
                .isEqualTo(new Outbound.Mllp(
                        FORMAT,
                        "hospital.example",
                        1,
                        Optional.of(tls()),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        4));
    }

    @Test
    void twoPartnersMayEachHaveAnyFreePort() {
        clinic(home, IN.replace("from:", "port: 0, from:"));
        home.write(HOSPITAL, "partner: hospital\ntitle: H\nstate: XBB\n" + IN.replace("from:", "port: 0, from:"));

        assertThat(home.problems()).isEmpty();
    }

    private record Broken(String name, Consumer<Home> edit, String... told) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Broken in(String name, String old, String edited, String... told) {
        return new Broken(name, home -> clinic(home, IN.replace(old, edited)), told);
    }

    private static Broken out(String name, String old, String edited, String... told) {
        return new Broken(name, home -> clinic(home, OUT.replace(old, edited)), told);
    }

    static Stream<Broken> broken() {
        return Stream.of(
                in(
                        "a door that is open to all",
                        ", from: [192.0.2.0/24]",
                        "",
                        CLINIC
                                + ":4:20: mllp needs 'from', the addresses that may connect, or 'tls', the certificates that may; expected one of them or both"),
                in(
                        "a host name among the addresses",
                        "192.0.2.0/24",
                        "clinic.example",
                        CLINIC
                                + ":4:86: an entry of 'from' is 'clinic.example'; expected an address or a range of them, whose bits behind the range are 0, as in 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32"),
                in(
                        "a range that is meant for one address",
                        "192.0.2.0/24",
                        "192.0.2.7/24",
                        CLINIC
                                + ":4:86: an entry of 'from' is '192.0.2.7/24'; expected an address or a range of them, whose bits behind the range are 0, as in 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32"),
                in(
                        "a port beyond the last",
                        "from:",
                        "port: 65536, from:",
                        CLINIC + ":4:85: 'port' is '65536'; expected a whole number from 0 to 65535"),
                in(
                        "the port of another listener",
                        "from:",
                        "port: 8080, from:",
                        CLINIC
                                + ":4:85: port 8080 is http.port of config/gateway.properties; each listener needs a port of its own"),
                new Broken(
                        "one port for two partners",
                        home -> {
                            clinic(home, IN);
                            home.write(
                                    HOSPITAL,
                                    "partner: hospital\ntitle: H\nstate: XBB\n"
                                            + IN.replace("from:", "port: 2575, from:"));
                        },
                        HOSPITAL
                                + ":4:85: port 2575 of mllp is taken by config/partners/clinic.yaml:4; each partner needs one of its own"),
                in(
                        "an application with a separator",
                        "from:",
                        "application: A|B, from:",
                        CLINIC
                                + ":4:92: 'application' is 'A|B'; expected up to 227 printable ASCII characters without '|', as in PANEL-CLINIC"),
                in(
                        "a key of the way out",
                        "from:",
                        "host: clinic.example, from:",
                        CLINIC
                                + ":4:79: unknown key 'host'; known keys: protocol, format, purpose, legal-basis, unknown-segments, steps, port, from, tls, application, facility, idle, connections"),
                in(
                        "a certificate in the open",
                        "from: [192.0.2.0/24]",
                        "tls: " + TLS_IN.replace("\"{{file:ours.crt}}\"", "MIIB"),
                        CLINIC
                                + ":4:98: 'certificate' must name a secret, not hold it; write {{env:NAME}} or {{file:name}}"),
                in(
                        "the key of another certificate",
                        "from: [192.0.2.0/24]",
                        "tls: " + TLS_IN.replace("ours.crt", "theirs.crt"),
                        CLINIC + ":4:134: 'private-key' is not the key of 'certificate'; expected the two of one pair"),
                in(
                        "a key in place of a certificate",
                        "from: [192.0.2.0/24]",
                        "tls: " + TLS_IN.replace("theirs.crt", "ours.key"),
                        CLINIC
                                + ":4:175: data/secrets/ours.key does not hold X.509 certificates in PEM form (-----BEGIN CERTIFICATE-----)"),
                in(
                        "no certificate of the partner's",
                        "from: [192.0.2.0/24]",
                        "tls: {certificate: \"{{file:ours.crt}}\", private-key: \"{{file:ours.key}}\"}",
                        CLINIC + ":4:84: key 'client-certificates' is missing"),
                out("no host", "host: hospital.example, ", "", CLINIC + ":4:11: key 'host' is missing"),
                out("no port", ", port: 2575", "", CLINIC + ":4:11: key 'port' is missing"),
                out(
                        "any free port of a listener elsewhere",
                        "2575",
                        "0",
                        CLINIC + ":4:83: 'port' is '0'; expected a whole number from 1 to 65535"),
                out(
                        "no certificate of the listener's",
                        "2575",
                        "2575, tls: {certificate: \"{{file:ours.crt}}\", private-key: \"{{file:ours.key}}\"}",
                        CLINIC + ":4:94: key 'server-certificate' is missing"),
                out(
                        "a time without its unit",
                        "2575",
                        "2575, answer-timeout: 30",
                        CLINIC + ":4:105: 'answer-timeout' is '30'; expected a duration from PT0.1S to PT10M"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void tellsWhatIsWrongAndWhere(Broken broken) {
        broken.edit().accept(home);

        assertThat(home.problems()).containsExactly(broken.told());
    }
}
