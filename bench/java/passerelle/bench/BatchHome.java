package passerelle.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.stream.Stream;
import passerelle.model.PartnerId;
import passerelle.vault.Vault;

/**
 * A home for one file: a border police that puts an extract into its inbox, and a registry that gets all of its good
 * records in one file of another format. The file is complete when it has them all, and not before.
 */
final class BatchHome implements AutoCloseable {
    static final PartnerId SENDER = new PartnerId("batch-border");
    static final PartnerId RECIPIENT = new PartnerId("batch-registry");
    /** What the registry's records have beside the usual fields. */
    static final List<String> MORE_FIELDS = List.of("person/birth-place", "person/protection-status");
    /** Space that must stay free on the disk: the run itself is the only thing there is to lose. */
    private static final String LEAST_SPACE = "limits.free-bytes=16777216";

    private static final int PATIENCE_MILLIS = 20_000;
    private static final String BORDER =
            """
            partner: %s
            title: Border police of the benchmark
            state: UTO
            sends:
              - {protocol: inbox, format: border-extract-v1, purpose: border-management, pattern: "EXTRACT\\\\.TXT"}
            sftp-keys: ["{{file:%s.pub}}"]
            """
                    .formatted(SENDER, SENDER);
    private static final String REGISTRY =
            """
            partner: %s
            title: Civil registry of the benchmark
            state: XAA
            receives: {protocol: folder, format: xaa-registry-v1, path: registry, file-prefix: BATCH, file-extension: TXT, most-records: %d, linger: PT1H}
            """;

    private final OwnHome home;

    private BatchHome(OwnHome home) {
        this.home = home;
    }

    /** @param records of the one file that comes out */
    static BatchHome make(Path checkout, int records) throws IOException {
        return new BatchHome(OwnHome.make(
                checkout.toAbsolutePath().normalize(),
                Map.of(
                        "partners/" + SENDER + ".yaml", BORDER,
                        "partners/" + RECIPIENT + ".yaml", REGISTRY.formatted(RECIPIENT, records),
                        "agreements/" + SENDER + "-" + RECIPIENT + ".yaml",
                                OwnHome.agreement(SENDER.value(), RECIPIENT.value(), MORE_FIELDS))));
    }

    Path path() {
        return home.path();
    }

    Path data() {
        return home.data();
    }

    Path extract() {
        return path().resolve("EXTRACT.TXT");
    }

    /** The gateway, just started and not yet up. */
    Child startGateway(List<String> javaOptions) throws IOException {
        return home.startGateway(javaOptions, LEAST_SPACE);
    }

    /** Waits until the gateway is up, and logs in as the sender. */
    BatchSender sender(Child child) throws IOException, InterruptedException {
        var file = data().resolve("ports.properties");
        child.port(file);
        var ports = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            ports.load(in);
        }
        return new BatchSender(
                Integer.parseInt(ports.getProperty("sftp.port")),
                ports.getProperty("sftp.host-key"),
                data().resolve("secrets/handover/" + SENDER + ".key"));
    }

    /** The share of the file's records that the gateway has taken, as its status says; empty while it tells of no file. */
    OptionalDouble taken(int httpPort) throws IOException {
        var token = Files.readString(data().resolve("keys/operator.token")).strip();
        var status = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + httpPort + "/operate/status").toURL().openConnection();
        status.setRequestProperty("Authorization", "Bearer " + token);
        status.setConnectTimeout(PATIENCE_MILLIS);
        status.setReadTimeout(PATIENCE_MILLIS);
        try (var in = status.getInputStream()) {
            for (var file : new ObjectMapper().readTree(in).path("files")) {
                return OptionalDouble.of(
                        file.path("done").asDouble() / file.path("records").asDouble());
            }
        }
        return OptionalDouble.empty();
    }

    /** Bytes of records that are put together for the recipient, sealed. */
    long gathered() throws IOException {
        long bytes = 0;
        for (var file : files(data().resolve("files/out/" + RECIPIENT), ".0")) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** What the recipient has. */
    List<Path> delivered() throws IOException {
        return files(data().resolve("registry"), ".TXT");
    }

    /** What the sender was told. */
    List<Path> reports() throws IOException {
        return files(data().resolve("sftp/" + SENDER + "/outbox"), ".csv");
    }

    InputStream report(Path file) throws IOException {
        var vault = Vault.open(data().resolve("keys"));
        return Channels.newInputStream(
                vault.opening(FileChannel.open(file), SENDER + "/sent/" + file.getFileName()));
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Removes it all. */
    @Override
    public void close() throws IOException {
        home.close();
    }
}
