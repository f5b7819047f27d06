package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Outbound;
import passerelle.model.OutgoingFile;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.model.Secret;

class SftpComponentTest {
    private static final PartnerId REGISTRY = new PartnerId("registry");
    private static final Result<String> DELIVERED = Result.ok("sftp");
    private static final SftpDelivery.Patience SHORT =
            new SftpDelivery.Patience(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(1));

    @TempDir
    Path remote;

    private final KeyPair ours = World.newKey();
    private final KeyPair theirs = World.newKey();
    private final AtomicReference<Optional<Partner>> partner = new AtomicReference<>(Optional.empty());
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final SshServer server = SshServer.setUpDefaultServer();

    @BeforeEach
    void start() throws Exception {
        camel.addComponent("sftp", new SftpComponent(id -> partner.get(), SHORT));
        camel.start();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(theirs));
        server.setPublickeyAuthenticator((user, key, session) -> user.equals("passerelle")
                && Arrays.equals(key.getEncoded(), ours.getPublic().getEncoded()));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(remote));
        Files.createDirectory(remote.resolve("in"));
    }

    @AfterEach
    void stop() throws IOException {
        camel.stop();
        server.stop(true);
    }

    @Test
    void putsAFileAndTheSameAgain() throws Exception {
        server.start();
        receives("/in", theirs);

        var first = deliver("a.txt", "for you");
        var again = deliver("a.txt", "for you");

        assertThat(List.of(first, again)).containsOnly(DELIVERED);
        assertThat(remote.resolve("in/a.txt")).hasContent("for you");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void putsALargeFileUnchanged() throws Exception {
        server.start();
        receives("/in", theirs);
        var bytes = new byte[5_000_001];
        new Random(3).nextBytes(bytes);

        var result = deliver(OutgoingFile.of("large.bin", bytes));

        assertThat(result).isEqualTo(DELIVERED);
        assertThat(remote.resolve("in/large.bin")).hasBinaryContent(bytes);
    }

    @Test
    void blamesItselfForAFileThatCannotBeRead() throws Exception {
        server.start();
        receives("/in", theirs);
        var shorter = new OutgoingFile("a.txt", 10, () -> new ByteArrayInputStream(new byte[9]));
        var longer = new OutgoingFile("a.txt", 10, () -> new ByteArrayInputStream(new byte[11]));
        var unreadable = new OutgoingFile("a.txt", 10, () -> {
            throw new IOException("a bad disk");
        });

        for (var file : List.of(shorter, longer, unreadable)) {
            assertThatThrownBy(() -> deliver(file))
                    .hasRootCauseMessage(
                            file == unreadable ? "a bad disk" : "A file to deliver is not as long as was said");
        }

        assertThat(names()).doesNotContain("a.txt");
        assertThat(deliver("a.txt", "whole")).isEqualTo(DELIVERED);
        assertThat(remote.resolve("in/a.txt")).hasContent("whole");
    }

    @Test
    void putsAnEmptyFile() throws Exception {
        server.start();
        receives("in", theirs);

        assertThat(deliver("empty.txt", "")).isEqualTo(DELIVERED);
        assertThat(remote.resolve("in/empty.txt")).isEmptyFile();
    }

    @Test
    void deliversToAnotherGatewayOfOurKind() throws Exception {
        try (var world = new World(remote)) {
            world.partners.set(
                    0, World.partner(World.MINISTRY, Optional.empty(), PublicKeyEntry.toString(ours.getPublic())));
            receives("ministry", "/inbox", world.server.port(), world.server.hostKeyLine());

            assertThat(deliver("a.txt", "for you")).isEqualTo(DELIVERED);
            assertThat(deliver("a.txt", "for you")).isEqualTo(DELIVERED);

            assertThat(world.text(Area.INBOX, "a.txt")).isEqualTo("for you");
        }
    }

    @Test
    void keepsOneSessionForTheNextFileAndClosesItWhenIdle() throws Exception {
        server.start();
        receives("/in", theirs);

        deliver("a.txt", "1");
        var first = server.getActiveSessions();
        deliver("b.txt", "2");

        assertThat(first).hasSize(1);
        assertThat(server.getActiveSessions()).isEqualTo(first);
        World.until(() -> server.getActiveSessions().isEmpty());
        assertThat(deliver("c.txt", "3")).isEqualTo(DELIVERED);
    }

    @Test
    void refusesAServerWithAnotherKey() throws Exception {
        server.start();
        receives("/in", World.newKey());

        var failure = failure(deliver("a.txt", "1"));

        assertThat(failure.code()).isEqualTo(FailureCode.DELIVER_AUTHENTICATION);
        assertThat(failure.place()).isEqualTo("host key");
        assertThat(names()).isEmpty();
    }

    @Test
    void asksAServerWithSeveralKeysForTheOneItKnows() throws Exception {
        var rsa = World.newKey(KeyPairProvider.SSH_RSA, 3072);
        var ecdsa = World.newKey(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        server.setKeyPairProvider(KeyPairProvider.wrap(theirs, ecdsa, rsa));
        server.start();

        for (var known : List.of(rsa, ecdsa, theirs)) {
            receives("/in", known);

            assertThat(deliver("a.txt", known.getPublic().getAlgorithm())).isEqualTo(DELIVERED);
        }
    }

    @Test
    void saysThatOurKeyIsNotTaken() throws Exception {
        server.setPublickeyAuthenticator((user, key, session) -> false);
        server.start();
        receives("/in", theirs);

        var failure = failure(deliver("a.txt", "1"));

        assertThat(failure.code()).isEqualTo(FailureCode.DELIVER_AUTHENTICATION);
        assertThat(failure.place()).isEqualTo("login");
    }

    @Test
    void saysThatOurPrivateKeyCannotBeRead() throws Exception {
        server.start();
        partner.set(Optional.of(to("passerelle", "/in", server.getPort(), line(theirs), "no key at all")));

        var failure = failure(deliver("a.txt", "1"));

        assertThat(failure.code()).isEqualTo(FailureCode.DELIVER_AUTHENTICATION);
        assertThat(failure.toString() + failure.forSender()).doesNotContain("no key at all");
    }

    @Test
    void deliversAgainWhenTheServerIsBack() throws Exception {
        server.start();
        var port = server.getPort();
        receives("/in", theirs);
        deliver("a.txt", "1");
        server.stop(true);

        var down = failure(deliver("b.txt", "2"));
        var back = SshServer.setUpDefaultServer();
        back.setHost("127.0.0.1");
        back.setPort(port);
        back.setKeyPairProvider(server.getKeyPairProvider());
        back.setPublickeyAuthenticator(server.getPublickeyAuthenticator());
        back.setSubsystemFactories(server.getSubsystemFactories());
        back.setFileSystemFactory(server.getFileSystemFactory());
        back.start();

        assertThat(down.code()).isEqualTo(FailureCode.DELIVER_UNREACHABLE);
        assertThat(deliver("b.txt", "2")).isEqualTo(DELIVERED);
        back.stop(true);
    }

    @Test
    void triesAFreshSessionWhenTheServerClosedTheOldOne() throws Exception {
        server.start();
        receives("/in", theirs);
        deliver("a.txt", "1");
        for (var session : server.getActiveSessions()) {
            session.close(true);
        }

        assertThat(deliver("b.txt", "2")).isEqualTo(DELIVERED);
    }

    @Test
    void triesAFreshSessionWhenTheOldOneBreaksUnderIt() throws Exception {
        var breaks = new AtomicBoolean();
        whenAFileOpens(session -> {
            if (breaks.getAndSet(false)) {
                session.close(true);
            }
        });
        server.start();
        receives("/in", theirs);
        deliver("a.txt", "1");
        breaks.set(true);

        assertThat(deliver("b.txt", "2")).isEqualTo(DELIVERED);
        assertThat(breaks).isFalse();
    }

    @Test
    void doesNotCallAFileDeliveredThatIsShorterThere() throws Exception {
        var sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new SftpEventListener() {
            @Override
            public void closing(ServerSession session, String handle, Handle file) throws IOException {
                Files.write(remote.resolve("in/.a.txt.part"), new byte[0]);
            }
        });
        server.setSubsystemFactories(List.of(sftp));
        server.start();
        receives("/in", theirs);

        assertThat(failure(deliver("a.txt", "for you")).code()).isEqualTo(FailureCode.DELIVER_STORAGE);
        assertThat(names()).isEmpty();
    }

    private void whenAFileOpens(Consumer<ServerSession> then) {
        var sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new SftpEventListener() {
            @Override
            public void opening(ServerSession session, String handle, Handle file) {
                then.accept(session);
            }
        });
        server.setSubsystemFactories(List.of(sftp));
    }

    @Test
    void givesUpOnAServerThatSaysNothing() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            receives("passerelle", "/in", silent.getLocalPort(), line(theirs));

            assertThat(failure(deliver("a.txt", "1")).code()).isEqualTo(FailureCode.DELIVER_TIMEOUT);
        }
    }

    @Test
    void givesUpOnAServerThatAnswersNothing() throws Exception {
        server.setSubsystemFactories(List.of(new Answering(in -> {
            in.readAllBytes();
            return new byte[0];
        })));
        server.start();
        receives("/in", theirs);

        assertThat(failure(deliver("a.txt", "1")).code()).isEqualTo(FailureCode.DELIVER_TIMEOUT);
    }

    @Test
    void endsWithAServerThatTalksWithoutEndAndWithoutSense() throws Exception {
        var nonsense = new byte[64 * 1024];
        Arrays.fill(nonsense, (byte) 0x02);
        server.setSubsystemFactories(List.of(new Answering(in -> nonsense)));
        server.start();
        receives("/in", theirs);

        assertThat(failure(deliver("a.txt", "1")).code()).isEqualTo(FailureCode.DELIVER_UNREACHABLE);
    }

    @Test
    void saysThatTheFolderIsNotThere() throws Exception {
        server.start();
        receives("/elsewhere", theirs);

        assertThat(failure(deliver("a.txt", "1")).code()).isEqualTo(FailureCode.DELIVER_REJECTED);
    }

    @Test
    void saysThatTheServerHasNoRoom() throws Exception {
        var limits = new Limits(8, 200, Duration.ofSeconds(60), Duration.ofSeconds(15), 1000, 10);
        try (var world = new World(remote, limits)) {
            world.partners.set(
                    0, World.partner(World.MINISTRY, Optional.empty(), PublicKeyEntry.toString(ours.getPublic())));
            receives("ministry", "/inbox", world.server.port(), world.server.hostKeyLine());

            assertThat(failure(deliver("a.txt", "x".repeat(2000))).code()).isEqualTo(FailureCode.DELIVER_STORAGE);
            assertThat(world.folder(Area.INBOX)).isEmptyDirectory();
        }
    }

    private Result<?> deliver(String name, String text) {
        return deliver(OutgoingFile.of(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    private Result<?> deliver(OutgoingFile file) {
        return Objects.requireNonNull(camel.createProducerTemplate().requestBody("sftp:registry", file, Result.class));
    }

    private void receives(String folder, KeyPair hostKey) {
        receives("passerelle", folder, server.getPort(), line(hostKey));
    }

    private void receives(String user, String folder, int port, String hostKey) {
        partner.set(Optional.of(to(user, folder, port, hostKey, World.privateKeyText(ours))));
    }

    private static Partner to(String user, String folder, int port, String hostKey, String privateKey) {
        var batch = new Outbound.Batch("notices", "txt", 10, Duration.ofSeconds(1));
        return World.partner(
                REGISTRY,
                Optional.of(new Outbound.Sftp(
                        World.NOTICE,
                        "127.0.0.1",
                        port,
                        user,
                        new Secret("env:KEY", privateKey),
                        hostKey,
                        folder,
                        batch)));
    }

    private static String line(KeyPair key) {
        return PublicKeyEntry.toString(key.getPublic());
    }

    private List<String> names() throws IOException {
        var names = new ArrayList<String>();
        try (var files = Files.list(remote.resolve("in"))) {
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        }
        return names;
    }

    private static Failure failure(Result<?> result) {
        return result.match(
                text -> {
                    throw new AssertionError("It was delivered: " + text);
                },
                failure -> failure);
    }
}
