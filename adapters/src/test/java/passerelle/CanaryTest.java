package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.GatewayHarness.untilTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Persons whose names and numbers are unique pass through in every way there is, and are found nowhere afterwards. */
class CanaryTest {
    private static final List<String> CANARIES = List.of(
            "Zqanary", "Wqanary", "CNRY-DOC-77", "CNRY-PERSON-88", "CNRY-PLACE-99", "CNRY-MESSAGE-66", "CNRY-OTHER-55");
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    @TempDir
    private Path home;

    private GatewayHarness gateway;

    @BeforeEach
    void prepare() throws Exception {
        gateway = GatewayHarness.in(home);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void leavesNothingOfAPersonInLogsMetricsNamesOrData() throws Exception {
        var process = gateway.startProcess();
        gateway.recipient().objectsTo("CNRY-PLACE-99 poison");
        refuseInEveryWay();
        var down = gateway.accepted(canary("down"));
        var withheld = gateway.accepted(canary("withheld")
                .replace("<asylum>N<", "<asylum>P<")
                .replace("<formerResidence>XAA</formerResidence>", ""));
        gateway.xml(Samples.question("CNRY-MESSAGE-66-question")
                .replace("Okoro", "Zqanary")
                .replace("0047110815", "CNRY-DOC-77")
                .replace("C-99", "CNRY-PERSON-88"));
        files();
        gateway.recipient().goUp();
        var dead = gateway.accepted(canary("dead").replace("CNRY-PLACE-99", "CNRY-PLACE-99 poison"));
        gateway.delivery(dead, "xbb-immigration", "dead");
        gateway.delivery(down, "xbb-immigration", "delivered");
        gateway.delivery(withheld, "xaa-registry", "delivered");
        gateway.soap(canary("down"));
        gateway.soap(canary("down").replace("Zqanary", "Wqanary"));

        var said = new ArrayList<String>();
        said.add(gateway.get("/metrics").body());
        said.add(gateway.get("/health").body());
        for (var path : List.of("status", "messages", "messages/" + down, "messages/" + dead, "dead")) {
            said.add(gateway.operate(path).toString());
        }
        gateway.run("show", down, "--payload");
        var fetched = fetch();
        assertThat(process.terminate()).isIn(0, 143);
        said.add(process.output());

        assertThat(process.output()).contains("refused from utopia-border");
        for (var canary : CANARIES) {
            assertThat(said).noneMatch(text -> text.contains(canary));
        }
        assertThat(hits(gateway.data())).isEmpty();
        // The needle works: what the partner fetched has it.
        assertThat(hits(fetched)).isNotEmpty();
    }

    private void refuseInEveryWay() throws Exception {
        var good = canary("refused");
        for (var bad : List.of(
                good.replace("</person>", "</Zqanary>"),
                good.replace("<sex>H<", "<sex>Zqanary<"),
                good.replace("<sex>H<", "<sex>Zqa<"),
                good.replace("<birthDate>31121980<", "<birthDate>Zqanary<"),
                good.replace("<nationality>XBS<", "<nationality>Zqanary<"),
                good.replace("<asylum>N<", "<asylum/><Zqanary>CNRY-OTHER-55</Zqanary><x>"),
                good.replace("<asylum>N</asylum>", "<v:x xmlns:v=\"urn:v\">CNRY-OTHER-55</v:x>"),
                good.replace("<asylum>N</asylum>", ""),
                good.replace("<officer>", "<recipient>Zqanary</recipient><officer>"),
                good.replace("<officer>", "<recipient>zqanary</recipient><officer>"),
                good.replace("<officer>", "<purpose>CNRY-OTHER-55</purpose><officer>"),
                good.replace("<officer>", "<agreement>CNRY-OTHER-55</agreement><officer>"),
                good.replace("2026-11-23T00:30:00+01:00", "CNRY-OTHER-55"),
                good.replace("</crossing>", "</crossing><vehicle>CNRY-OTHER-55</vehicle>"),
                "<Zqanary/>",
                "Zqanary",
                "<!DOCTYPE Zqanary>" + good)) {
            assertThat(gateway.soap(bad).statusCode()).isEqualTo(500);
            assertThat(gateway.soap12(bad).statusCode()).isGreaterThanOrEqualTo(400);
        }
        assertThat(gateway.xml("<!DOCTYPE Zqanary [<!ENTITY Zqanary \"CNRY-OTHER-55\">]><a/>")
                        .statusCode())
                .isEqualTo(400);
        assertThat(gateway.xml("<CNRY-OTHER-55/>").statusCode()).isEqualTo(400);
        var wrong = new String[] {"Authorization", "Basic WnFhbmFyeTpacWFuYXJ5"};
        assertThat(gateway.post("/soap/Zqanary", GatewayHarness.SOAP_11, good, wrong)
                        .statusCode())
                .isEqualTo(401);
        assertThat(gateway.post("/xml/zqanary", "Zqanary/xml", good, wrong).statusCode())
                .isEqualTo(401);
        assertThat(gateway.get("/CNRY-OTHER-55?Zqanary").statusCode()).isEqualTo(404);
    }

    private void files() throws Exception {
        var bad = new RegistryFile()
                .person("CNRY-MESSAGE-66-A", "Wqanary", "CNRY-DOC-77")
                .person("CNRY-MESSAGE-66-B", "Wqanary", "CNRY-DOC-77", "CNRY-OTHER-55")
                .person("CNRY-MESSAGE-66-C", "Wqanary", "CNRY-DOC-77");
        try (var registry = gateway.registry()) {
            registry.put("CANARY.TXT", bad.bytes());
            registry.put("CANARY2.TXT", bad.bytes(7));
            untilTrue(() -> registry.outbox().stream()
                            .filter(name -> name.contains("report"))
                            .count()
                    == 2);
        }
    }

    private static String canary(String id) {
        return Samples.crossing("CNRY-MESSAGE-66-" + id)
                .replace("Okoro", "Zqanary")
                .replace("Nze", "Wqanary")
                .replace("0047110815", "CNRY-DOC-77")
                .replace("P-1980-77", "CNRY-PERSON-88")
                .replace("Brana North", "CNRY-PLACE-99")
                .replace("Nova Brana", "CNRY-OTHER-55")
                .replace("UTO-4711", "CNRY-OTHER-55");
    }

    /** All that lies in the registry's outbox, in a folder of the registry's own. */
    private Path fetch() throws Exception {
        var own = Files.createDirectory(home.resolve("registry"));
        try (var registry = gateway.registry()) {
            for (var name : registry.outbox()) {
                Files.write(own.resolve(name), registry.get(name));
            }
        }
        return own;
    }

    /** What is called by a canary, or holds one. */
    private static List<String> hits(Path folder) throws IOException {
        var hits = new ArrayList<String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                var content = Files.isRegularFile(file)
                        ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                        : "";
                for (var canary : CANARIES) {
                    for (var charset : CHARSETS) {
                        var needle = new String(canary.getBytes(charset), StandardCharsets.ISO_8859_1);
                        if (content.contains(needle) || file.toString().contains(canary)) {
                            hits.add(file + " " + canary + " " + charset);
                        }
                    }
                }
            }
        }
        return hits;
    }
}
