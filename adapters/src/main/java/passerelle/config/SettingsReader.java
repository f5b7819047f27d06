package passerelle.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import passerelle.config.MissingSecret.Kind;
import passerelle.model.Problem;
import passerelle.model.Secret;

/** Makes {@link Settings} of the layers of keys and values. */
final class SettingsReader {
    private static final int MOST_PORT = 65_535;

    private final Layers layers;
    private final Path home;
    private final List<Problem> problems;

    SettingsReader(Layers layers, Path home, List<Problem> problems) {
        this.layers = layers;
        this.home = home;
        this.problems = problems;
    }

    /** Where the data is; read first, because the secrets are there. */
    Path data() {
        return layers.as("data", home.resolve("data"), "a folder", text -> home.resolve(text)
                .normalize());
    }

    Settings read(Path data, Secrets secrets) {
        var http = new Settings.Http(
                host("http.host"),
                layers.number("http.port", 0, MOST_PORT, 8080),
                layers.number("http.threads", 8, 512, 32));
        var sftp = new Settings.Sftp(host("sftp.host"), layers.number("sftp.port", 0, MOST_PORT, 2222));
        var mllp = new Settings.Mllp(host("mllp.host"), layers.number("mllp.port", 0, MOST_PORT, 2575));
        if (http.port() == sftp.port() && http.port() != 0) {
            same("sftp.port", "is " + sftp.port() + ", and so is http.port; each needs a port of its own");
        }
        return new Settings(
                http,
                sftp,
                mllp,
                data,
                broker(secrets),
                layers.number("limits.message-bytes", 1 << 10, 1 << 28, 32 << 20),
                layers.number("limits.free-bytes", 0L, 1L << 50, 256L << 20),
                layers.duration(
                        "stylesheet.time", Duration.ofMillis(100), Duration.ofMinutes(1), Duration.ofSeconds(5)),
                layers.duration("files.keep", Duration.ofDays(2), Duration.ofDays(3650), Duration.ofDays(30)),
                layers.as("changes", Settings.Changes.SAVED, "saved or applied", SettingsReader::changes),
                layers.as("log.origin", "passerelle", Forms.LOG_ORIGIN.expected(), Forms.LOG_ORIGIN.reader()));
    }

    private static Settings.Changes changes(String text) {
        return switch (text) {
            case "saved" -> Settings.Changes.SAVED;
            case "applied" -> Settings.Changes.APPLIED;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private Settings.Broker broker(Secrets secrets) {
        Optional<URI> none = Optional.empty();
        var url = layers.as("broker.url", none, "an address as in tcp://broker.example:61616", text -> {
            var uri = URI.create(text);
            if (!"tcp".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 1) {
                throw new IllegalArgumentException(text);
            }
            return Optional.of(uri);
        });
        var user = layers.find("broker.user").map(Layers.Value::text);
        var password = layers.find("broker.password").map(value -> password(value, secrets));
        if (user.isPresent() != password.isPresent()) {
            same(
                    user.isPresent() ? "broker.user" : "broker.password",
                    "stands alone; broker.user and broker.password belong together");
        }
        return new Settings.Broker(
                url,
                user,
                password,
                // Below half a millisecond the journal can spin on a virtual machine and eat a processor.
                layers.duration(
                        "broker.journal-buffer",
                        Duration.ofNanos(500_000),
                        Duration.ofMillis(100),
                        Duration.ofMillis(1)));
    }

    private Secret password(Layers.Value value, Secrets secrets) {
        return secrets.read(
                Kind.PASSWORD,
                "'" + value.key() + "'",
                value.text(),
                value.file(),
                value.line(),
                fault -> problems.add(value.problem(fault)));
    }

    private String host(String key) {
        return layers.as(key, "127.0.0.1", Forms.HOST.expected(), Forms.HOST.reader());
    }

    private void same(String key, String fault) {
        problems.add(layers.find(key)
                .map(value -> value.problem("'" + value.key() + "' " + fault))
                .orElseGet(() -> Problem.in(Layers.FILE, "'" + key + "' " + fault)));
    }
}
