package passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, and what operators' commands print. */
class DoorsTest {
    @TempDir
    private static Path home;

    private static GatewayHarness gateway;
    private static String id = "";

    @BeforeAll
    static void start() throws Exception {
        gateway = GatewayHarness.in(home).start();
        gateway.recipient().goUp();
        gateway.recipient().objectsTo("Poison");
        id = gateway.accepted(Samples.crossing("doors-1").replace("Brana North", "Poison"));
        gateway.delivery(id, "xbb-immigration", "dead");
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @Test
    void opensNoDoorWithoutCredentials() throws Exception {
        var soap = Samples.soap11(Samples.crossing("nobody-1"));

        assertThat(gateway.post(GatewayHarness.UTOPIA, GatewayHarness.SOAP_11, soap)
                        .statusCode())
                .isEqualTo(401);
        assertThat(gateway.get(GatewayHarness.UTOPIA + "?wsdl").statusCode()).isEqualTo(401);
        assertThat(gateway.post("/xml/xbb-immigration", "application/xml", Samples.question("N"))
                        .statusCode())
                .isEqualTo(401);
        for (var path : List.of("status", "messages", "messages/" + id, "messages/" + id + "/payload", "dead")) {
            assertThat(gateway.get("/operate/" + path).statusCode()).isEqualTo(401);
            assertThat(gateway.get("/operate/" + path, "Authorization", "Bearer wrong")
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(gateway.post("/operate/replay/" + id + "/xbb-immigration", "text/plain", "")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void letsNoPartnerInAtAnothersDoor() throws Exception {
        var answer = gateway.post(
                "/xml/xbb-immigration",
                "application/xml",
                Samples.question("N2"),
                "Authorization",
                gateway.login("utopia-border"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(gateway.get("/operate/status", "Authorization", gateway.login("utopia-border"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void publishesTheContractUnderTheAddressThatWasAskedFor() throws Exception {
        var wsdl = gateway.get(GatewayHarness.UTOPIA + "?wsdl", "Authorization", gateway.login("utopia-border"));

        assertThat(wsdl.statusCode()).isEqualTo(200);
        assertThat(wsdl.body()).contains("location=\"" + wsdl.uri().toString().replace("?wsdl", ""));
        assertThat(wsdl.body()).doesNotContain("http://localhost/soap");
    }

    @Test
    void tellsMonitorsHowItFaresAndNoMore() throws Exception {
        var health = gateway.get("/health");
        var metrics = gateway.get("/metrics");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body())
                .isEqualTo("{\"state\":\"degraded\",\"partners\":{\"utopia-border\":\"ok\",\"xaa-registry\":\"ok\","
                        + "\"xbb-immigration\":\"dead letters\"}}");
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body())
                .contains("passerelle_received_total{format=\"utopia-border-v1\",partner=\"utopia-border\"}")
                .contains("passerelle_dead_total", "passerelle_waiting{partner=\"xbb-immigration\"}")
                .contains("passerelle_stage_seconds_bucket{stage=\"translate\"")
                .doesNotContain(id);
    }

    @Test
    void printsJsonAndExitsByWhatItFound() throws Exception {
        var status = gateway.run("status", "--json");
        assertThat(status.exit()).isEqualTo(1);
        assertThat(status.json().path("partners")).hasSize(3);

        var messages = gateway.run("messages", "--state", "dead", "--partner", "xbb-immigration", "--json");
        assertThat(messages.exit()).isZero();
        assertThat(messages.json().path("messages").path(0).path("message").asText())
                .isEqualTo(id);

        var show = gateway.run("show", id, "--json");
        assertThat(show.exit()).isZero();
        assertThat(show.json().path("events")).isNotEmpty();

        var dead = gateway.run("dead", "--json");
        assertThat(dead.exit()).isEqualTo(1);
        assertThat(dead.json().path("dead")).hasSize(1);

        var check = gateway.run("check", "--json");
        assertThat(check.exit()).isZero();
        assertThat(check.json().path("problems")).isEmpty();

        var replay = gateway.run("replay", "00000000-0000-5000-8000-000000000001", "--json");
        assertThat(replay.exit()).isEqualTo(1);
        assertThat(replay.json().path("replayed").asInt()).isZero();
    }

    @Test
    void explainsWhatIsWrongWithACommand() {
        assertThat(gateway.run("show", "no-id").exit()).isEqualTo(1);
        assertThat(gateway.run("show", "no-id").err()).contains("not an id");
        assertThat(gateway.run("show", "00000000-0000-5000-8000-000000000001").err())
                .contains("nothing there");
        assertThat(gateway.run("messages", "--state", "lost").err()).contains("not an id, partner, state");
        assertThat(gateway.run("status", "--bogus").exit()).isEqualTo(2);
        assertThat(gateway.run("replay").exit()).isEqualTo(2);
        assertThat(gateway.run("show").exit()).isEqualTo(2);
        assertThat(GatewayHarness.ran(List.of()).exit()).isEqualTo(2);
        assertThat(gateway.run("bogus").exit()).isEqualTo(2);
    }

    @Test
    void findsTheFaultsOfABrokenHome(@TempDir Path other) throws Exception {
        var broken = GatewayHarness.in(other)
                .edit("config/partners/xaa-registry.yaml", "protocol: outbox", "protocol: outbax");

        var check = broken.run("check", "--json");
        var start = broken.run("start");

        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.json().path("problems").path(0).path("file").asText())
                .isEqualTo("config/partners/xaa-registry.yaml");
        assertThat(start.exit()).isEqualTo(1);
        assertThat(start.err()).contains("outbax", "the gateway did not start");
        assertThat(broken.run("status").err()).contains("no gateway runs on");
    }

    @Test
    void keepsItsDataToItsOwner() throws Exception {
        for (var name :
                List.of("keys/operator.token", "keys/seal.key", "keys/audit.key", "secrets/xbb-gateway.password")) {
            var mode = Files.getPosixFilePermissions(gateway.data().resolve(name));
            assertThat(PosixFilePermissions.toString(mode)).as(name).isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(gateway.data())))
                .isEqualTo("rwx------");
    }
}
