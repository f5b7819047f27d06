package passerelle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.FormatId;
import passerelle.model.Probe;
import passerelle.route.Plan;

/** What is looked at, for which partner, and what is said of our own ports and folders. */
class ConnectTest {
    @TempDir
    static Path folder;

    private static ShippedHome home;

    @BeforeAll
    static void copyTheShippedHome() throws Exception {
        home = ShippedHome.copy(folder);
    }

    @AfterEach
    void mend() {
        home.mend();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void looksAtAPartnersServiceAndAtOurPorts() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var free = new ServerSocket(0)) {
            int open = free.getLocalPort();
            free.close();
            var probes = probes(
                    Map.of(
                            "http.port", Integer.toString(taken.getLocalPort()),
                            "sftp.port", "0",
                            "place.xbb-port", Integer.toString(open)),
                    true);

            assertThat(probes)
                    .extracting(probe -> probe.subject() + " " + probe.step() + " " + probe.outcome())
                    .containsExactly(
                            "xbb-immigration receives soap dns OK",
                            "xbb-immigration receives soap tcp FAILED",
                            "xbb-immigration receives soap contract NOT_PROBED",
                            "gateway http port FAILED",
                            "gateway sftp port NOT_PROBED");
        }
    }

    @Test
    void knowsThePortsOfTheGatewayThatRunsHere() throws Exception {
        var ports = Files.createDirectories(folder.resolve("data")).resolve("ports.properties");
        Files.writeString(
                ports,
                "http.port=4711\nsftp.port=4712\npid=" + ProcessHandle.current().pid() + "\n");

        var probes = probes(Map.of("http.port", "4711", "sftp.port", "4712"), true);
        Files.delete(ports);

        assertThat(probes)
                .extracting(Probe::detail)
                .endsWith("port 4711 is the running gateway's", "port 4712 is the running gateway's");
    }

    @Test
    void writesIntoAFolderAndLeavesNothing() throws Exception {
        home.edit(
                "config/partners/xaa-registry.yaml",
                "  protocol: outbox\n  format: xaa-registry-v1",
                "  protocol: folder\n  path: " + folder.resolve("taken") + "\n  format: xaa-registry-v1");

        var missing = folderProbe();
        Files.createDirectory(folder.resolve("taken"));
        var there = folderProbe();
        try (var left = Files.list(folder.resolve("taken"))) {
            assertThat(left).isEmpty();
        }
        Files.delete(folder.resolve("taken"));
        Files.writeString(folder.resolve("taken"), "a file");
        var file = folderProbe();
        Files.delete(folder.resolve("taken"));

        var name = folder.resolve("taken");
        assertThat(List.of(missing, there, file))
                .containsExactly(
                        "OK " + name + " will be made in " + folder,
                        "OK " + name + " can be written to",
                        "FAILED " + name + " is no folder");
    }

    private static String folderProbe() {
        return probes(Map.of(), false).stream()
                .filter(probe -> probe.step().equals("folder"))
                .map(probe -> probe.outcome() + " " + probe.detail())
                .findFirst()
                .orElseThrow();
    }

    private static List<Probe> probes(Map<String, String> settings, boolean isWhole) {
        var plan = Plan.read(folder, settings, Map.of(), Set.of(new FormatId("xaa-registry-v1")));
        return Connect.probes(plan, id -> true, isWhole);
    }
}
