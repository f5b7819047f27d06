package passerelle.adapter.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import passerelle.Certificates;
import passerelle.model.FormatId;
import passerelle.model.MutualTls;
import passerelle.model.Outbound;
import passerelle.model.Probe;

/** What is said of a partner's MLLP listener, against real ones. */
@Timeout(30)
class MllpProbeTest {
    private static final Certificates GATEWAY = Certificates.make("gateway");
    private static final Certificates CLINIC = Certificates.make("clinic");

    private static List<String> told(int port, Optional<MutualTls> tls) {
        var to = new Outbound.Mllp(
                new FormatId("hl7-adt-v2"), "127.0.0.1", port, tls, Duration.ofSeconds(5), Duration.ofSeconds(2), 1);
        return MllpProbe.of("x", to, Clock.systemUTC()).stream()
                .filter(probe -> !probe.step().equals("dns"))
                .map(probe -> probe.step() + " " + probe.outcome()
                        + (probe.outcome() == Probe.Outcome.OK ? "" : " " + probe.detail()))
                .toList();
    }

    @Test
    void anyAcknowledgementIsAnAnswerAndWhatIsSentIsAboutNoPatient() throws Exception {
        try (var hospital = new Hospital()) {
            for (var code : List.of("AA", "AE", "AR")) {
                hospital.answers(message -> Optional.of(Hospital.acknowledge(code, message)));

                assertThat(told(hospital.port(), Optional.empty())).containsExactly("tcp OK", "echo OK");
            }
            assertThat(hospital.received())
                    .hasSize(3)
                    .allSatisfy(
                            message -> assertThat(message)
                                    .matches(
                                            "MSH\\|\\^~\\\\&\\|PASSERELLE\\|\\|\\|\\|\\d{14}\\+0000\\|\\|NMD\\^N02\\^NMD_N02\\|PROBE-\\d{14}\\|T\\|2\\.6\r"));
        }
    }

    @Test
    void tellsThatNobodyAnswers() throws Exception {
        try (var silent = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
                var hospital = new Hospital()) {
            assertThat(told(silent.getLocalPort(), Optional.empty()))
                    .containsExactly(
                            "tcp OK", "echo FAILED The recipient's system did not answer in time. (no answer in time)");
            hospital.answers(message -> Optional.empty());
            assertThat(told(hospital.port(), Optional.empty()).get(1))
                    .isEqualTo(
                            "echo FAILED The recipient's system does not answer. (connection closed without an answer)");
        }
        int closed;
        try (var gone = new ServerSocket(0)) {
            closed = gone.getLocalPort();
        }
        assertThat(told(closed, Optional.empty()))
                .containsExactly("tcp FAILED port " + closed + " is closed", "echo NOT_PROBED no connection");
    }

    @Test
    void looksAtTheCertificate() throws Exception {
        try (var hospital = new Hospital(Optional.of(World.tls(CLINIC, GATEWAY)))) {
            assertThat(told(hospital.port(), Optional.of(World.tls(GATEWAY, CLINIC))))
                    .containsExactly("tcp OK", "tls OK", "echo OK");
            assertThat(told(hospital.port(), Optional.of(World.tls(GATEWAY, GATEWAY))))
                    .containsExactly(
                            "tcp OK",
                            "tls FAILED no TLS connection: its certificate is none that the partner's file names, or it"
                                    + " does not take ours",
                            "echo NOT_PROBED no connection");
        }
    }
}
