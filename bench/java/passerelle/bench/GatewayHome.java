package passerelle.bench;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import passerelle.vault.Vault;

/**
 * A home of its own for the gateway under load: the checkout's formats and routes, one partner that sends and one that
 * fetches files, and their agreement. Everything in it is invented and made anew.
 */
final class GatewayHome implements AutoCloseable {
    private static final String SENDER =
            """
            partner: bench-border
            title: Border police of the benchmark
            state: UTO
            sends:
              - {protocol: %s, format: utopia-border-v1, purpose: border-management, user: bench-border, password-hash: "{{file:bench-border.hash}}"}
            """;
    private static final String RECIPIENT =
            """
            partner: bench-registry
            title: Civil registry of the benchmark
            state: XAA
            receives: {protocol: outbox, format: xaa-registry-v1, file-prefix: BENCH, file-extension: TXT, most-records: 500, linger: PT%sS}
            sftp-keys: ["{{file:bench-registry.pub}}"]
            """;

    private final OwnHome home;
    private final Protocol protocol;

    /** How messages come in. */
    enum Protocol {
        SOAP,
        XML
    }

    private GatewayHome(OwnHome home, Protocol protocol) {
        this.home = home;
        this.protocol = protocol;
    }

    /**
     * @param checkout holds the {@code xslt}, {@code routes}, {@code config/codes} and {@code config/schemas} to run on
     * @param lingerSeconds how long a record waits for others of its file
     */
    static GatewayHome make(Path checkout, Protocol protocol, double lingerSeconds) throws IOException {
        var spoken = protocol.name().toLowerCase(Locale.ROOT);
        return new GatewayHome(
                OwnHome.make(
                        checkout,
                        Map.of(
                                "partners/bench-border.yaml", SENDER.formatted(spoken),
                                "partners/bench-registry.yaml", RECIPIENT.formatted(lingerSeconds),
                                "agreements/bench-border-bench-registry.yaml",
                                        OwnHome.agreement("bench-border", "bench-registry", List.of()))),
                protocol);
    }

    Path path() {
        return home.path();
    }

    Path data() {
        return home.data();
    }

    /** The gateway, just started and not yet up. */
    Child startGateway(List<String> javaOptions) throws IOException {
        return home.startGateway(javaOptions);
    }

    /** Waits until the gateway is up. */
    Target gateway(Child child) throws IOException, InterruptedException {
        int port = child.port(data().resolve("ports.properties"));
        var password = Files.readString(data().resolve("secrets/handover/bench-border.password"))
                .strip();
        var path = "/" + protocol.name().toLowerCase(Locale.ROOT) + "/bench-border";
        var head = Target.head(path, contentType(), "bench-border", password);
        return new Target(child, port, head, messages(), files(), data());
    }

    /** The recipient's outbox; the gateway has started, and so its keys are there. */
    DeliveredFiles files() throws IOException {
        var vault = Vault.open(data().resolve("keys"));
        return new DeliveredFiles(
                data().resolve("sftp/bench-registry/outbox"),
                file -> Channels.newInputStream(
                        vault.opening(FileChannel.open(file), "bench-registry/sent/" + file.getFileName())));
    }

    /** The bare pipeline on the same stylesheets. */
    Target pipeline(List<String> javaOptions) throws IOException, InterruptedException {
        var data = path().resolve("pipeline");
        var files = data.resolve("files");
        Files.createDirectories(files);
        var command = List.of(BarePipeline.class.getName(), path().toString(), data.toString(), protocol.name());
        var child = Child.start(home.output(), javaOptions, command);
        int port = child.port(data.resolve("ports.properties"));
        var head = Target.head("/", contentType(), "nobody", "nothing");
        return new Target(child, port, head, messages(), new DeliveredFiles(files, Files::newInputStream), data);
    }

    private String contentType() {
        return protocol == Protocol.SOAP ? "text/xml; charset=utf-8" : "application/xml";
    }

    private LongFunction<byte[]> messages() {
        return protocol == Protocol.SOAP ? CrossingReport::soap : CrossingReport::xml;
    }

    /** Removes it all. */
    @Override
    public void close() throws IOException {
        home.close();
    }
}
