package passerelle.bench;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
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
    private static final String AGREEMENT =
            """
            agreement: bench-border-bench-registry
            version: 1
            title: Border crossings for the civil registry
            parties:
              sender: {id: bench-border, state: UTO}
              receiver: {id: bench-registry, state: XAA}
            in-force: {from: "2020-01-01T00:00:00Z", until: "2099-12-31T23:59:59Z"}
            legal-basis: ["Treaty of the benchmark, Art. 1"]
            purposes: [border-management]
            messages:
              - type: BorderCrossingRecord
                from: sender
                fields:
                  - subject-reference
                  - person/name
                  - person/birth
                  - person/sex
                  - person/nationality
                  - document/number
                  - document/type
                  - document/issuer
                  - document/expiry
                  - crossing/direction
                  - crossing/place
                  - crossing/time
                  - crossing/decision
                  - crossing/stay-until
            other-fields: strip
            """;

    private final Path home;
    private final Protocol protocol;

    /** How messages come in. */
    enum Protocol {
        SOAP,
        XML
    }

    private GatewayHome(Path home, Protocol protocol) {
        this.home = home;
        this.protocol = protocol;
    }

    /**
     * @param checkout holds the {@code xslt}, {@code routes}, {@code config/codes} and {@code config/schemas} to run on
     * @param lingerSeconds how long a record waits for others of its file
     */
    static GatewayHome make(Path checkout, Protocol protocol, double lingerSeconds) throws IOException {
        var work = checkout.resolve("target");
        Files.createDirectories(work);
        var home = Files.createTempDirectory(work, "bench-");
        for (var folder : List.of("xslt", "routes", "config/codes", "config/schemas")) {
            copy(checkout.resolve(folder), home.resolve(folder));
        }
        Files.copy(checkout.resolve("config/gateway.properties"), home.resolve("config/gateway.properties"));
        Files.createDirectories(home.resolve("config/partners"));
        Files.createDirectories(home.resolve("config/agreements"));
        var spoken = protocol.name().toLowerCase(java.util.Locale.ROOT);
        Files.writeString(home.resolve("config/partners/bench-border.yaml"), SENDER.formatted(spoken));
        Files.writeString(home.resolve("config/partners/bench-registry.yaml"), RECIPIENT.formatted(lingerSeconds));
        Files.writeString(home.resolve("config/agreements/bench-border-bench-registry.yaml"), AGREEMENT);
        return new GatewayHome(home, protocol);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (var path : all.toList()) {
                var target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    Path path() {
        return home;
    }

    Path data() {
        return home.resolve("data");
    }

    Path output() {
        return home.resolve("output.txt");
    }

    /** The gateway, just started and not yet up. */
    Child startGateway(List<String> javaOptions) throws IOException {
        var command = List.of(
                "passerelle.cli.Passerelle",
                "start",
                "--home",
                home.toString(),
                "--set",
                "http.port=0",
                "--set",
                "sftp.port=0");
        return Child.start(output(), javaOptions, command);
    }

    /** Waits until the gateway is up. */
    Target gateway(Child child) throws IOException, InterruptedException {
        int port = child.port(data().resolve("ports.properties"));
        var password = Files.readString(data().resolve("secrets/handover/bench-border.password"))
                .strip();
        var head = protocol == Protocol.SOAP
                ? Target.head("/soap/bench-border", "text/xml; charset=utf-8", "bench-border", password)
                : Target.head("/xml/bench-border", "application/xml", "bench-border", password);
        return new Target(
                child,
                port,
                head,
                protocol == Protocol.SOAP ? CrossingReport::soap : CrossingReport::xml,
                files(),
                data());
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
        var data = home.resolve("pipeline");
        var files = data.resolve("files");
        Files.createDirectories(files);
        var arguments = new ArrayList<>(List.of(BarePipeline.class.getName(), home.toString(), data.toString()));
        var child = Child.start(output(), javaOptions, arguments);
        int port = child.port(data.resolve("ports.properties"));
        var head = Target.head("/", "application/xml", "nobody", "nothing");
        return new Target(child, port, head, CrossingReport::xml, new DeliveredFiles(files, Files::newInputStream), data);
    }

    /** Removes it all. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
