package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
import passerelle.model.FileRules;
import passerelle.model.FormatId;
import passerelle.model.Inbound;
import passerelle.model.Outbound;
import passerelle.model.Probe;
import passerelle.model.Probe.Outcome;
import passerelle.model.Secret;
import passerelle.model.Terms;

/** What is said of a partner's SFTP server, against a real one. */
class SftpProbeTest {
    private static final String SUBJECT = "registry receives sftp";

    @TempDir
    Path remote;

    private final KeyPair ours = World.newKey();
    private final KeyPair theirs = World.newKey();
    private final SshServer server = SshServer.setUpDefaultServer();
    private final SftpSubsystemFactory files = new SftpSubsystemFactory();

    @BeforeEach
    void start() throws IOException {
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(theirs));
        server.setPublickeyAuthenticator((user, key, session) -> user.equals("passerelle")
                && Arrays.equals(key.getEncoded(), ours.getPublic().getEncoded()));
        server.setSubsystemFactories(List.of(files));
        server.setFileSystemFactory(new VirtualFileSystemFactory(remote));
        Files.createDirectory(remote.resolve("in"));
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    @Test
    void triesEachRightAndLeavesNothing() throws IOException {
        var probes = SftpProbe.of(SUBJECT, to("/in", ours, theirs));

        assertThat(outcomes(probes))
                .containsExactly("dns OK", "tcp OK", "login OK", "list OK", "write OK", "rename OK", "remove OK");
        try (Stream<Path> left = Files.list(remote.resolve("in"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void namesTheRightThatIsMissing() {
        files.addSftpEventListener(new SftpEventListener() {
            @Override
            public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> options)
                    throws IOException {
                throw new AccessDeniedException("no renaming here");
            }
        });

        var probes = SftpProbe.of(SUBJECT, to("/in", ours, theirs));

        assertThat(outcomes(probes)).containsSubsequence("write OK", "rename FAILED", "remove OK");
        assertThat(detail(probes, "rename")).isEqualTo("the server refuses it, with SFTP status 3");
    }

    @Test
    void namesAFolderThatMayNotBeWrittenTo() {
        files.addSftpEventListener(new SftpEventListener() {
            @Override
            public void opening(ServerSession session, String handle, Handle local) throws IOException {
                if (local.getFile().toString().contains("probe")) {
                    throw new AccessDeniedException("read only");
                }
            }
        });

        var probes = SftpProbe.of(SUBJECT, to("/in", ours, theirs));

        assertThat(outcomes(probes))
                .containsSubsequence("list OK", "write FAILED", "rename NOT_PROBED", "remove NOT_PROBED");
    }

    @Test
    void namesAFolderThatIsNotThere() {
        var probes = SftpProbe.of(SUBJECT, to("/nowhere", ours, theirs));

        assertThat(outcomes(probes)).containsSubsequence("login OK", "list FAILED", "write FAILED");
        assertThat(detail(probes, "list")).isEqualTo("the server refuses it, with SFTP status 2");
    }

    @Test
    void namesAnotherHostKeyAndGoesNoFurther() {
        var probes = SftpProbe.of(SUBJECT, to("/in", ours, World.newKey()));

        assertThat(outcomes(probes)).containsExactly("dns OK", "tcp OK", "login FAILED");
        assertThat(detail(probes, "login"))
                .isEqualTo("host key: DELIVER-AUTHENTICATION, expected the host key that the partner's file names");
    }

    @Test
    void namesALoginThatIsNotLetIn() {
        var probes = SftpProbe.of(SUBJECT, to("/in", World.newKey(), theirs));

        assertThat(outcomes(probes)).endsWith("login FAILED");
        assertThat(detail(probes, "login")).startsWith("login: DELIVER-AUTHENTICATION");
        assertThat(probes.toString()).doesNotContain("PRIVATE KEY");
    }

    @Test
    void namesAClosedPort() throws IOException {
        int port = server.getPort();
        server.stop(true);

        var probes = SftpProbe.of(SUBJECT, to(port, "/in", ours, theirs));

        assertThat(outcomes(probes)).containsExactly("dns OK", "tcp FAILED", "login NOT_PROBED");
        assertThat(detail(probes, "tcp")).isEqualTo("port " + port + " is closed");
    }

    @Test
    void writesNothingWhereFilesAreFetched() throws IOException {
        Files.writeString(remote.resolve("in/a.txt"), "theirs");
        Files.createDirectory(remote.resolve("done"));

        var probes = SftpProbe.of(
                "registry sends sftp",
                new Inbound.Sftp(
                        World.NOTICE,
                        Terms.of("census"),
                        ".*",
                        "127.0.0.1",
                        server.getPort(),
                        "passerelle",
                        secret(ours),
                        PublicKeyEntry.toString(theirs.getPublic()),
                        "/in",
                        Duration.ofMinutes(1),
                        new Inbound.Ready.Stable(Duration.ofSeconds(10)),
                        Optional.of("/done"),
                        FileRules.DEFAULT));

        assertThat(outcomes(probes))
                .containsExactly("dns OK", "tcp OK", "login OK", "list OK", "list move-to OK", "rename NOT_PROBED");
        assertThat(detail(probes, "list")).isEqualTo("/in holds 1 files");
        assertThat(remote.resolve("in/a.txt")).hasContent("theirs");
    }

    private Outbound.Sftp to(String folder, KeyPair key, KeyPair hostKey) {
        return to(server.getPort(), folder, key, hostKey);
    }

    private static Outbound.Sftp to(int port, String folder, KeyPair key, KeyPair hostKey) {
        return new Outbound.Sftp(
                new FormatId("notice-v2"),
                "127.0.0.1",
                port,
                "passerelle",
                secret(key),
                PublicKeyEntry.toString(hostKey.getPublic()),
                folder,
                new Outbound.Batch("A", "TXT", 500, Duration.ofSeconds(1)));
    }

    private static Secret secret(KeyPair key) {
        return new Secret("file:registry.key", World.privateKeyText(key));
    }

    private static List<String> outcomes(List<Probe> probes) {
        return probes.stream()
                .map(probe -> probe.step() + " " + probe.outcome())
                .toList();
    }

    private static String detail(List<Probe> probes, String step) {
        return probes.stream()
                .filter(probe -> probe.step().equals(step) && probe.outcome() != Outcome.NOT_PROBED)
                .findFirst()
                .orElseThrow()
                .detail();
    }
}
