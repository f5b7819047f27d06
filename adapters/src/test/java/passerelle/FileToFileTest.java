package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.GatewayHarness.until;
import static passerelle.GatewayHarness.untilTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.demo.XaaRegistry;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/** A file of records comes in and goes out as another file: in bundles, with what was wrong reported. */
class FileToFileTest {
    private static final PartnerId REGISTRY = new PartnerId("xaa-registry");
    private static final String LABOUR =
            """
            partner: xcc-labour
            title: Labour ministry of Xcc
            state: XCC
            receives: {protocol: folder, format: border-extract-v1, path: labour, file-prefix: LABOUR, file-extension: TXT, most-records: 3, linger: PT0.3S, sequence-start: 41}
            """;
    private static final String AGREEMENT =
            """
            agreement: xaa-registry-xcc-labour
            version: 1
            title: Entries for work permits
            parties:
              sender: {id: xaa-registry, state: XAA}
              receiver: {id: xcc-labour, state: XCC}
            in-force: {from: "2026-01-01T00:00:00Z", until: "2099-12-31T23:59:59Z"}
            legal-basis: ["Xaa-Xcc Labour Treaty 2026, Art. 2"]
            purposes: [border-management]
            messages:
              - type: BorderCrossingRecord
                from: sender
                fields: [person/name, document/number, crossing/direction, crossing/time]
            other-fields: strip
            """;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private GatewayHarness gateway;

    @SuppressWarnings("NullAway.Init")
    private XaaRegistry registry;

    @BeforeEach
    void prepare() throws Exception {
        gateway = GatewayHarness.in(folder);
        Files.writeString(folder.resolve("config/partners/xcc-labour.yaml"), LABOUR);
        Files.delete(folder.resolve("config/agreements/xaa-registry-xbb-immigration.yaml"));
        Files.writeString(folder.resolve("config/agreements/xaa-registry-xcc-labour.yaml"), AGREEMENT);
    }

    private void start(String... rules) throws Exception {
        var partner = folder.resolve("config/partners/xaa-registry.yaml");
        for (var rule : rules) {
            var key = rule.substring(0, rule.indexOf(':') + 1);
            Files.writeString(
                    partner, Files.readString(partner).replaceFirst("(?m)^    " + key + ".*$", "    " + rule));
        }
        gateway.start();
        registry = gateway.registry();
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
        gateway.close();
    }

    @Test
    void bundlesTheRecordsOfAFileAndStillKnowsEachOfThem() throws Exception {
        start();
        registry.put("A.TXT", file("B-1", "B-2", "B-3"));

        var lines = lines(only());

        assertThat(lines).hasSize(5);
        assertThat(lines.subList(1, 4)).extracting(FileToFileTest::document).containsExactly("D-B-1", "D-B-2", "D-B-3");
        assertThat(gateway.audit().stream()
                        .filter(event -> event.type() == Type.RECEIVED
                                && event.fact(Fact.ROLL).isPresent()))
                .singleElement()
                .satisfies(event -> assertThat(event.fact(Fact.COUNT)).hasValue("3"));
        var second = until(() -> Optional.of(gateway.operate("messages/" + id("B-2")))
                .filter(found ->
                        found.path("deliveries").path(0).path("state").asText().equals("delivered")));
        assertThat(second.path("line").asLong()).isEqualTo(3);
        assertThat(second.path("bundle").asText()).isNotEmpty();
        assertThat(gateway.operate("messages/" + id("B-2") + "/payload")
                        .path("payload")
                        .asText())
                .contains("D-B-2")
                .doesNotContain("D-B-1", "D-B-3");
    }

    @Test
    void countsARecordOfABundleThatComesAgainAsRepeated() throws Exception {
        start("same-file: repeat");
        registry.put("A.TXT", file("R-1", "R-2"));
        only();

        registry.put("B.TXT", file("R-1", "R-2"));
        assertThat(report("B.TXT")).contains("\"B.TXT\",read,0,2,0");
        registry.put("C.TXT", file("R-2", "R-3"));
        assertThat(report("C.TXT")).contains("\"C.TXT\",read,1,1,0");

        untilTrue(() -> files().size() == 2);
        assertThat(lines(files().get(1)).subList(1, 2))
                .extracting(FileToFileTest::document)
                .containsExactly("D-R-3");
    }

    @Test
    void holdsAFileWithWrongTotalsUntilAPersonLetsItGo() throws Exception {
        start("wrong-totals: hold");
        registry.put("H.TXT", new RegistryFile().person("H-1", "Ali", "D-H-1").bytes(7));
        var held =
                until(() -> Optional.of(gateway.operate("status").path("files").path(0))
                        .filter(file -> file.path("state").asText().equals("held")));
        registry.put("N.TXT", file("N-1"));
        assertThat(report("N.TXT")).contains("\"N.TXT\",read,1,0,0");

        assertThat(gateway.run("release", held.path("file").asText()).exit()).isZero();

        assertThat(report("H.TXT")).contains("\"H.TXT\",read,1,0,0", "READ-TOTAL");
        untilTrue(() -> files().size() == 2);
        assertThat(gateway.audit()).extracting(event -> event.type()).contains(Type.HELD, Type.RELEASED);
    }

    @Test
    void refusesAHeldFileWholeWhenAPersonSaysSo() throws Exception {
        start("wrong-totals: hold");
        registry.put("H.TXT", new RegistryFile().person("H-1", "Ali", "D-H-1").bytes(7));
        var held =
                until(() -> Optional.of(gateway.operate("status").path("files").path(0))
                        .filter(file -> file.path("state").asText().equals("held")));

        assertThat(gateway.run("release", "--refuse", held.path("file").asText())
                        .exit())
                .isZero();

        assertThat(report("H.TXT")).contains("\"H.TXT\",refused,0,0,0", "READ-FILE-HELD");
        assertThat(files()).isEmpty();
    }

    @Test
    void sendsTheRecordsOfAFileWithWrongTotalsWhereTheRuleIsToWarn() throws Exception {
        start("wrong-totals: warn");
        registry.put("W.TXT", new RegistryFile().person("W-1", "Ali", "D-W-1").bytes(7));

        assertThat(report("W.TXT")).contains("\"W.TXT\",read,1,0,0", "READ-TOTAL");
        only();
    }

    @Test
    void stopsAFileWithMoreRefusedRecordsThanTheRuleAllows() throws Exception {
        start("most-refused: 1", "chunk: 1");
        registry.put(
                "M.TXT",
                new RegistryFile()
                        .person("M-1", "Ali", "D-M-1")
                        .person("M-2", "Badr", "D-M-2", "20261399999999")
                        .person("M-3", "Cyra", "D-M-3", "20261399999999")
                        .person("M-4", "Dina", "D-M-4")
                        .bytes());
        var held =
                until(() -> Optional.of(gateway.operate("status").path("files").path(0))
                        .filter(file -> file.path("state").asText().equals("held")));
        assertThat(held.path("done").asLong()).isEqualTo(3);

        assertThat(gateway.run("release", held.path("file").asText()).exit()).isZero();

        assertThat(report("M.TXT")).contains("\"M.TXT\",read,2,0,2");
    }

    @Test
    void reportsWhatWasSentOfAStoppedFileThatAPersonRefuses() throws Exception {
        start("most-refused: 0", "chunk: 1");
        registry.put(
                "P.TXT",
                new RegistryFile()
                        .person("P-1", "Ali", "D-P-1")
                        .person("P-2", "Badr", "D-P-2", "20261399999999")
                        .person("P-3", "Cyra", "D-P-3")
                        .bytes());
        var held = until(() -> Optional.of(gateway.operate("status").path("files").path(0))
                .filter(file -> file.path("state").asText().equals("held")));

        assertThat(gateway.run("release", "--refuse", held.path("file").asText())
                        .exit())
                .isZero();

        assertThat(report("P.TXT")).contains("\"P.TXT\",stopped,1,0,1", "MAP-BAD-VALUE", "READ-FILE-HELD");
        assertThat(lines(only())).hasSize(3);
    }

    @Test
    void numbersFilesWithoutAGapThroughARestart() throws Exception {
        start();
        registry.put("A.TXT", file("S-1", "S-2"));
        only();
        registry.close();
        gateway.stop();
        start();

        registry.put("B.TXT", file("S-3"));

        untilTrue(() -> files().size() == 2);
        assertThat(files())
                .extracting(file -> lines(file).get(0).substring(117, 126))
                .containsExactly("000000041", "000000042");
    }

    @Test
    void sendsAFileAgainAsItWas() throws Exception {
        start();
        registry.put("A.TXT", file("G-1"));
        var file = only();
        var bytes = Files.readAllBytes(file);
        untilTrue(() -> gateway.audit().stream().anyMatch(event -> event.type() == Type.DELIVERED));
        Files.delete(file);

        var name = file.getFileName().toString();
        assertThat(gateway.run("replay", "--file", name, "--to", "xcc-labour").exit())
                .isZero();

        untilTrue(() -> Files.exists(file));
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(gateway.run("replay", "--file", "NONE.TXT", "--to", "xcc-labour")
                        .exit())
                .isEqualTo(1);
    }

    private static byte[] file(String... references) {
        var file = new RegistryFile();
        for (var reference : references) {
            file.person(reference, "Name of " + reference, "D-" + reference);
        }
        return file.bytes();
    }

    private static MessageId id(String reference) {
        return MessageId.of(REGISTRY, "id " + reference);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(gateway.data().resolve("labour"))) {
            return all.filter(path -> path.getFileName().toString().startsWith("LABOUR"))
                    .sorted(java.util.Comparator.comparing(
                            path -> lines(path).get(0).substring(117, 126)))
                    .toList();
        }
    }

    private Path only() throws Exception {
        untilTrue(() -> files().size() == 1);
        return files().get(0);
    }

    private static List<String> lines(Path file) {
        try {
            return RegistryFile.text(Files.readAllBytes(file)).lines().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String document(String line) {
        return line.substring(201, 217).strip();
    }

    private String report(String file) throws Exception {
        var name = until(() -> registry.outbox().stream()
                .filter(found -> found.startsWith(file + "-"))
                .findFirst());
        return registry.report(name);
    }
}
