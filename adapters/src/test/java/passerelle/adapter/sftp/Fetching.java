package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import passerelle.model.FileRules;
import passerelle.model.Inbound;
import passerelle.model.Partner;
import passerelle.model.Redelivery;
import passerelle.model.Secret;
import passerelle.model.Terms;
import passerelle.translate.ArrivedFile;

/** A gateway that fetches from one partner's server, and that server, which a test fills with what it likes. */
final class Fetching implements AutoCloseable {
    static final Duration EVERY = Duration.ofMillis(50);
    static final Inbound.Ready AT_ONCE = new Inbound.Ready.Stable(Duration.ofMillis(1));
    private static final Pace READING =
            new Pace(Duration.ofMillis(50), Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(50), 3);
    private static final Pace PACE =
            new Pace(Duration.ofMillis(50), Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(200), 3);
    private static final SftpDelivery.Patience SHORT =
            new SftpDelivery.Patience(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(1));

    final KeyPair ours = World.newKey();
    final KeyPair theirs = World.newKey();
    final SshServer remote = SshServer.setUpDefaultServer();
    final List<String> received = new CopyOnWriteArrayList<>();
    final World world;
    private Optional<DefaultCamelContext> camel = Optional.empty();

    Fetching(Path data) throws IOException {
        this(data, Limits.DEFAULT);
    }

    Fetching(Path data, Limits limits) throws IOException {
        world = new World(data, limits);
        remote.setHost("127.0.0.1");
        remote.setKeyPairProvider(KeyPairProvider.wrap(theirs));
        remote.setPublickeyAuthenticator((user, key, session) -> user.equals("passerelle")
                && Arrays.equals(key.getEncoded(), ours.getPublic().getEncoded()));
    }

    /** Starts the partner's server, and the gateway with {@code routes} that fetch from it. */
    Fetching start(Inbound.Ready ready, Optional<String> moveTo, int routes) throws Exception {
        remote.start();
        fetches(ready, moveTo, theirs);
        startGateway(routes);
        return this;
    }

    Fetching start(Inbound.Ready ready, Optional<String> moveTo) throws Exception {
        return start(ready, moveTo, 1);
    }

    Fetching start() throws Exception {
        return start(AT_ONCE, Optional.empty());
    }

    void fetches(Inbound.Ready ready, Optional<String> moveTo, KeyPair hostKey) {
        var way = new Inbound.Sftp(
                World.NOTICE,
                Terms.of("protection"),
                "[A-Za-z0-9-]+\\.txt",
                "127.0.0.1",
                remote.getPort(),
                "passerelle",
                new Secret("env:KEY", World.privateKeyText(ours)),
                PublicKeyEntry.toString(hostKey.getPublic()),
                "out",
                EVERY,
                ready,
                moveTo,
                FileRules.DEFAULT);
        world.partners.set(
                0,
                new Partner(
                        World.MINISTRY,
                        "Somebody",
                        "UTO",
                        List.of(way),
                        Optional.empty(),
                        Redelivery.DEFAULT,
                        List.of(PublicKeyEntry.toString(world.key.getPublic()))));
    }

    void startGateway(int routes) throws Exception {
        var context = new DefaultCamelContext();
        context.addComponent("fetch", new FetchComponent(world.server, world::find, READING, PACE, SHORT));
        for (var route = 1; route <= routes; route++) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("fetch:ministry")
                            .process(exchange ->
                                    received.add(text(exchange.getMessage().getMandatoryBody(ArrivedFile.class))));
                }
            });
        }
        context.start();
        camel = Optional.of(context);
    }

    private static String text(ArrivedFile file) throws IOException {
        try (var content = file.content().open()) {
            var bytes = Channels.newInputStream(content).readAllBytes();
            return file.name() + ": " + new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    void stopGateway() throws IOException {
        if (camel.isPresent()) {
            camel.get().close();
            camel = Optional.empty();
        }
    }

    /** Waits until so many files were received, and nothing is left to work off. */
    void untilReceived(int files) throws Exception {
        World.until(() -> received.size() >= files && isEmpty(".working"));
    }

    boolean isEmpty(String hidden) throws IOException {
        try (var files = Files.list(hidden(hidden))) {
            return files.findAny().isEmpty();
        }
    }

    Path hidden(String folder) throws IOException {
        return Files.createDirectories(
                world.server.folderOf(World.MINISTRY).root().resolve(folder));
    }

    @Override
    public void close() throws IOException {
        stopGateway();
        remote.stop(true);
        world.close();
    }
}
