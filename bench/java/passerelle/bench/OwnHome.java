package passerelle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A gateway's home below {@code target}, made anew: the checkout's formats, routes, codes and schemas, and what it is given. */
final class OwnHome implements AutoCloseable {
    private static final String AGREEMENT =
            """
            agreement: %1$s-%2$s
            version: 1
            title: Border crossings for the civil registry
            parties:
              sender: {id: %1$s, state: UTO}
              receiver: {id: %2$s, state: XAA}
            in-force: {from: "2020-01-01T00:00:00Z", until: "2099-12-31T23:59:59Z"}
            legal-basis: ["Treaty of the benchmark, Art. 1"]
            purposes: [border-management]
            messages:
              - type: BorderCrossingRecord
                from: sender
                fields: [%3$s]
            other-fields: strip
            """;

    /** What the agreement permits. */
    static final List<String> FIELDS = List.of(
            "subject-reference",
            "person/name",
            "person/birth",
            "person/sex",
            "person/nationality",
            "document/number",
            "document/type",
            "document/issuer",
            "document/expiry",
            "crossing/direction",
            "crossing/place",
            "crossing/time",
            "crossing/decision",
            "crossing/stay-until");

    private static final Pattern FORMAT = Pattern.compile("\\bformat: ([a-z0-9-]+)");

    private final Path home;

    private OwnHome(Path home) {
        this.home = home;
    }

    /**
     * A home with the formats that its partners speak.
     *
     * @param checkout holds the {@code xslt}, {@code routes}, {@code config/codes} and {@code config/schemas} to run on
     * @param config texts of partners and agreements by their file's path below {@code config}
     */
    static OwnHome make(Path checkout, Map<String, String> config) throws IOException {
        var work = checkout.resolve("target");
        Files.createDirectories(work);
        var home = Files.createTempDirectory(work, "bench-");
        for (var folder : List.of("xslt/common", "routes", "config/codes", "config/schemas")) {
            copy(checkout.resolve(folder), home.resolve(folder));
        }
        for (var text : config.values()) {
            var formats = FORMAT.matcher(text);
            while (formats.find()) {
                var folder = home.resolve("xslt").resolve(formats.group(1));
                if (!Files.exists(folder)) {
                    copy(checkout.resolve("xslt").resolve(formats.group(1)), folder);
                }
            }
        }
        Files.copy(checkout.resolve("config/gateway.properties"), home.resolve("config/gateway.properties"));
        Files.createDirectories(home.resolve("config/partners"));
        Files.createDirectories(home.resolve("config/agreements"));
        for (var file : config.entrySet()) {
            Files.writeString(home.resolve("config").resolve(file.getKey()), file.getValue());
        }
        return new OwnHome(home);
    }

    /** An agreement that lets an authority of UTO report crossings to one of XAA. @param more fields than the usual ones */
    static String agreement(String sender, String recipient, List<String> more) {
        var fields = Stream.concat(FIELDS.stream(), more.stream()).collect(Collectors.joining(", "));
        return AGREEMENT.formatted(sender, recipient, fields);
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

    /** What the gateway prints. */
    Path output() {
        return home.resolve("output.txt");
    }

    /** The gateway, just started on free ports and not yet up. @param settings each {@code key=value} */
    Child startGateway(List<String> javaOptions, String... settings) throws IOException {
        var command = new ArrayList<>(List.of("passerelle.cli.Passerelle", "start", "--home", home.toString()));
        Stream.concat(Stream.of("http.port=0", "sftp.port=0"), Stream.of(settings))
                .forEach(setting -> command.addAll(List.of("--set", setting)));
        return Child.start(output(), javaOptions, command);
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
