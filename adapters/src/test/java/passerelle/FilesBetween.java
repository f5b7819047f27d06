package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.GatewayHarness.until;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import passerelle.demo.XaaRegistry;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/** A gateway between a registry that sends files and a ministry that takes them in a folder, in another layout. */
final class FilesBetween implements AutoCloseable {
    private static final PartnerId REGISTRY = new PartnerId("xaa-registry");
    private static final String LABOUR =
            """
            partner: xcc-labour
            title: Labour ministry of Xcc
            state: XCC
            receives: {protocol: folder, format: border-extract-v1, path: labour, file-prefix: LABOUR, file-extension: TXT, most-records: 500, linger: PT0.2S, sequence-start: 41}
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

    private final Path folder;
    private final GatewayHarness gateway;
    private Optional<XaaRegistry> registry = Optional.empty();

    private FilesBetween(Path folder, GatewayHarness gateway) {
        this.folder = folder;
        this.gateway = gateway;
    }

    static FilesBetween in(Path folder) throws Exception {
        var gateway = GatewayHarness.in(folder, "border-extract-v1");
        Files.writeString(folder.resolve("config/partners/xcc-labour.yaml"), LABOUR);
        Files.delete(folder.resolve("config/agreements/xaa-registry-xbb-immigration.yaml"));
        Files.writeString(folder.resolve("config/agreements/xaa-registry-xcc-labour.yaml"), AGREEMENT);
        return new FilesBetween(folder, gateway);
    }

    /** Sets rules of the registry's files, which take the place of those that are shipped. */
    FilesBetween rules(String... rules) throws IOException {
        var partner = folder.resolve("config/partners/xaa-registry.yaml");
        for (var rule : rules) {
            var key = rule.substring(0, rule.indexOf(':') + 1);
            Files.writeString(
                    partner, Files.readString(partner).replaceFirst("(?m)^    " + key + ".*$", "    " + rule));
        }
        return this;
    }

    FilesBetween start() throws Exception {
        gateway.start();
        registry = Optional.of(gateway.registry());
        return this;
    }

    void stop() throws Exception {
        if (registry.isPresent()) {
            registry.get().close();
            registry = Optional.empty();
        }
        gateway.stop();
    }

    GatewayHarness gateway() {
        return gateway;
    }

    void put(String name, byte[] file) throws IOException {
        registry.orElseThrow().put(name, file);
    }

    /** The report on a file, once it is there. */
    String report(String file) throws Exception {
        var name = until(() -> registry.orElseThrow().outbox().stream()
                .filter(found -> found.startsWith(file + "-"))
                .findFirst());
        return registry.orElseThrow().report(name);
    }

    /** What the gateway calls the one file that it holds, once it holds one. */
    String held() throws Exception {
        return heldFile().path("file").asText();
    }

    JsonNode heldFile() throws Exception {
        return until(() -> Optional.of(gateway.operate("status").path("files").path(0))
                .filter(file -> file.path("state").asText().equals("held")));
    }

    void release(String... arguments) {
        var command = Stream.concat(Stream.of("release"), Stream.of(arguments)).toArray(String[]::new);
        assertThat(gateway.run(command).exit()).isZero();
    }

    /** The ministry's files with a person's document in them. */
    List<Path> filesWith(String document) throws IOException {
        try (Stream<Path> all = Files.list(gateway.data().resolve("labour"))) {
            return all.filter(path -> path.getFileName().toString().startsWith("LABOUR"))
                    .filter(path -> documents(path).contains(document))
                    .toList();
        }
    }

    /** The one file with a person's document in it, once it is there. */
    Path fileWith(String document) throws Exception {
        return until(() -> filesWith(document).stream().findFirst());
    }

    static byte[] file(String... references) {
        var file = new RegistryFile();
        for (var reference : references) {
            file.person(reference, "Name of " + reference, "D-" + reference);
        }
        return file.bytes();
    }

    static MessageId id(String reference) {
        return MessageId.of(REGISTRY, "id " + reference);
    }

    static List<String> lines(Path file) {
        try {
            return RegistryFile.text(Files.readAllBytes(file)).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of each record, in the order of the file. */
    static List<String> documents(Path file) {
        return lines(file).stream()
                .filter(line -> line.startsWith("D"))
                .map(line -> line.substring(201, 217).strip())
                .toList();
    }

    /** The file's number, from its header. */
    static String number(Path file) {
        return lines(file).get(0).substring(117, 126);
    }

    @Override
    public void close() throws Exception {
        stop();
        gateway.close();
    }
}
