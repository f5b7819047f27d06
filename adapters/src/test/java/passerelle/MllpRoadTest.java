package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.GatewayHarness.untilTrue;
import static passerelle.adapter.mllp.Message.ask;
import static passerelle.adapter.mllp.Message.msa;

import java.io.IOException;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.adapter.mllp.Hospital;
import passerelle.adapter.mllp.Message;

/** HL7 v2 the whole way: in over MLLP, through a real gateway, and out over MLLP. */
class MllpRoadTest {
    private static final List<String> CANARIES = List.of("Zqanary", "CNRY-PERSON-88", "CNRY-OTHER-55");
    private static final String CLINIC =
            """
            partner: clinic
            title: Panel clinic
            state: UTO
            sends: [{protocol: mllp, format: hl7-notice-v1, purpose: border-management, port: 0, from: [127.0.0.0/8], application: CLINIC}]
            """;
    private static final String HOSPITAL =
            """
            partner: hospital
            title: Hospital
            state: XAA
            receives: {protocol: mllp, format: hl7-notice-v1, host: 127.0.0.1, port: %d, connections: 2}
            redelivery: {attempts: 20, first-delay: PT0.2S, multiplier: 1.5, longest-delay: PT2S, jitter: 0}
            """;
    private static final String AGREEMENT =
            """
            agreement: clinic-hospital
            version: 1
            title: Whoever crosses
            parties:
              sender: {id: clinic, state: UTO}
              receiver: {id: hospital, state: XAA}
            in-force: {from: "2020-01-01T00:00:00Z", until: "2099-12-31T23:59:59Z"}
            legal-basis: ["Treaty of the test, Art. 1"]
            purposes: [border-management]
            messages:
              - {type: BorderCrossingRecord, from: sender, fields: [subject-reference, person/name, crossing/direction, crossing/time]}
            other-fields: strip
            """;

    @TempDir
    private Path home;

    private GatewayHarness gateway;
    private Hospital hospital;

    @BeforeEach
    void prepare() throws Exception {
        gateway = GatewayHarness.empty(home);
        hospital = new Hospital();
        GatewayHarness.copy(resource("hl7-notice-v1"), home.resolve("xslt/hl7-notice-v1"));
        Files.writeString(home.resolve("config/partners/clinic.yaml"), CLINIC);
        Files.writeString(home.resolve("config/partners/hospital.yaml"), HOSPITAL.formatted(hospital.port()));
        Files.writeString(home.resolve("config/agreements/clinic-hospital.yaml"), AGREEMENT);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        hospital.close();
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(MllpRoadTest.class.getResource(name).toURI());
    }

    private static String adt(String id, String person, String name, String sex) {
        return "MSH|^~\\&|CLINIC|NORTH|GATEWAY|UTO|20261123||ADT^A04^ADT_A01|" + id + "|P|2.6\rPID|||" + person + "||"
                + name + "|||" + sex + "\r";
    }

    private Socket connect() throws IOException {
        var ports = new Properties();
        try (var in = Files.newBufferedReader(gateway.data().resolve("ports.properties"))) {
            ports.load(in);
        }
        var socket = new Socket("127.0.0.1", Integer.parseInt(ports.getProperty("mllp.port.clinic")));
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** The names in the messages that the hospital took, by person, in their order and each once. */
    private HashMap<String, List<String>> taken() {
        var taken = new HashMap<String, List<String>>();
        for (var message : hospital.received()) {
            var fields = message.split("\r")[1].split("\\|", -1);
            var names = taken.computeIfAbsent(fields[3], person -> new ArrayList<>());
            if (!names.contains(fields[5])) {
                names.add(fields[5]);
            }
        }
        return taken;
    }

    @Test
    void acceptsDeliversInOrderRefusesAndRepeats() throws Exception {
        gateway.start();
        try (var socket = connect()) {
            for (int i = 0; i < 6; i++) {
                assertThat(msa(ask(socket, adt("ok-" + i, "P-" + i % 2, "Okoro " + i, "F"))))
                        .isEqualTo("AA ok-" + i);
            }
            var first = ask(socket, adt("ok-0", "P-0", "Okoro 0", "F"));

            assertThat(msa(first)).isEqualTo("AA ok-0");
            assertThat(ask(socket, adt("ok-0", "P-0", "Other", "F"))).contains("READ-ID-REUSED");
            assertThat(ask(socket, adt("bad", "P-0", "Okoro", "Q"))).contains("|bad", "MAP-UNKNOWN-CODE", "PID");
            assertThat(ask(socket, adt("lost", "P-0", "Okoro", "F").replace("|CLINIC|", "|OTHER|")))
                    .contains("MSA|AR|lost", "READ-UNEXPECTED");
            assertThat(msa(ask(socket, "no message"))).isEqualTo("AR ");
        }
        untilTrue(() -> hospital.received().size() == 6);
        assertThat(taken())
                .containsEntry("P-0", List.of("Okoro 0", "Okoro 2", "Okoro 4"))
                .containsEntry("P-1", List.of("Okoro 1", "Okoro 3", "Okoro 5"));
    }

    @Test
    void stepsOfATeamsOwnBeginWithTheNextMessageOfAConnectionThatStaysOpen() throws Exception {
        gateway.set("changes", "applied").start();
        StepsOfATeam.in(home)
                .stylesheet(
                        "mark",
                        "<xsl:template match=\"*:FN.1/text()\">{.} marked</xsl:template>",
                        "<xsl:template match=\"*:ADT_A01[.//*:FN.1 = 'Nobody']\"/>");
        try (var socket = connect()) {
            assertThat(msa(ask(socket, adt("plain", "P-1", "Okoro", "F")))).isEqualTo("AA plain");
            gateway.edit(
                    "config/partners/clinic.yaml",
                    "application: CLINIC",
                    "application: CLINIC, steps: {before-translation: mark}");
            var applied = gateway.run("apply");

            assertThat(applied.out()).doesNotContain("closed", "opened").contains("partner clinic: changed");
            assertThat(msa(ask(socket, adt("step", "P-1", "Okoro", "F")))).isEqualTo("AA step");
            assertThat(msa(ask(socket, adt("ended", "P-1", "Nobody", "F")))).isEqualTo("AA ended");
        }
        untilTrue(() -> hospital.received().size() == 2);
        assertThat(taken()).containsExactly(Map.entry("P-1", List.of("Okoro", "Okoro marked")));
    }

    @Test
    void sendsTheSameBytesUntilTheyAreTakenAndBuriesWhatIsRefused() throws Exception {
        hospital.answers(message -> hospital.received().size() < 3
                ? Optional.empty()
                : Optional.of(Hospital.acknowledge(message.contains("Poison") ? "AR" : "AA", message)));
        gateway.start();
        try (var socket = connect()) {
            assertThat(msa(ask(socket, adt("late", "P-1", "Okoro", "F")))).isEqualTo("AA late");
            untilTrue(() -> hospital.received().size() == 3);
            assertThat(hospital.received()).containsOnly(hospital.received().get(0));

            assertThat(msa(ask(socket, adt("poison", "P-1", "Poison", "F")))).isEqualTo("AA poison");
            untilTrue(() -> gateway.operate("dead").path("dead").size() == 1);
            assertThat(gateway.operate("dead").toString()).contains("DELIVER-REJECTED", "MSA AR");
            assertThat(msa(ask(socket, adt("next", "P-1", "Next", "F")))).isEqualTo("AA next");
            untilTrue(() -> isTaken("P-1 Next"));
        }
    }

    @Test
    void losesNothingWhenItIsKilledAtWork() throws Exception {
        var process = gateway.startProcess();
        var answered = ConcurrentHashMap.<String>newKeySet();
        var senders = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            var person = "P-" + i;
            senders.execute(() -> send(person, answered));
        }
        untilTrue(() -> answered.size() >= 40);
        process.kill();
        senders.shutdown();
        assertThat(senders.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        gateway.start();

        untilTrue(() -> answered.stream().allMatch(this::isTaken));
        taken().values().forEach(numbers -> assertThat(numbers)
                .isEqualTo(numbers.stream()
                        .sorted(Comparator.comparing(Integer::valueOf))
                        .toList()));
    }

    private boolean isTaken(String key) {
        var parts = key.split(" ");
        return taken().getOrDefault(parts[0], List.of()).contains(parts[1]);
    }

    private void send(String person, Set<String> answered) {
        try (var socket = connect()) {
            for (int i = 0; true; i++) {
                if (!msa(ask(socket, adt(person + "-" + i, person, Integer.toString(i), "F")))
                        .startsWith("AA")) {
                    return;
                }
                answered.add(person + " " + i);
            }
        } catch (IOException e) {
            // The gateway was killed; the last message has no answer, and is nobody's.
            return;
        }
    }

    @Test
    void leavesNothingOfAPersonInLogsMetricsNamesOrData() throws Exception {
        var process = gateway.startProcess();
        hospital.answers(message -> Optional.of(Message.frame("MSH|^~\\&|H|U|||20261123||ACK|1|P|2.6\rMSA|AR|"
                + message.split("\\|")[9] + "|Zqanary\rERR||PID^1^3|204^Zqanary|E||||CNRY-PERSON-88\r")));
        try (var socket = connect()) {
            assertThat(msa(ask(socket, adt("c-1", "CNRY-PERSON-88", "Zqanary", "F"))))
                    .isEqualTo("AA c-1");
            for (var bad : List.of(
                    adt("c-2", "CNRY-PERSON-88", "Zqanary", "CNRY-OTHER-55"),
                    adt("c-3", "CNRY-PERSON-88", "Zqanary", "F") + "ZZZ|CNRY-OTHER-55\r",
                    adt("c-4", "CNRY-PERSON-88", "Zqanary", "F") + "CNRY-OTHER-55\r",
                    adt("Zqanary", "CNRY-PERSON-88", "\\Zqanary", "F"),
                    adt("c-5", "CNRY-PERSON-88", "Zqanary", "F").replace("|CLINIC|", "|Zqanary|"),
                    "Zqanary")) {
                ask(socket.isClosed() ? connect() : socket, bad);
            }
        }
        try (var socket = connect()) {
            socket.getOutputStream().write(Message.bytes("Zqanary"));
            Message.receive(socket);
        }
        untilTrue(() -> !gateway.operate("dead").path("dead").isEmpty());
        var said = gateway.get("/metrics").body() + gateway.operate("messages") + gateway.operate("dead");
        assertThat(process.terminate()).isIn(0, 143);
        said += process.output();

        assertThat(said).contains("refused from clinic", "DELIVER-REJECTED").doesNotContain(CANARIES);
        for (var file : files(gateway.data())) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain(CANARIES);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
