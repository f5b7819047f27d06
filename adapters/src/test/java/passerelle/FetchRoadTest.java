package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.GatewayHarness.until;
import static passerelle.GatewayHarness.untilTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file from the registry's own server to the office of Xbb, on a whole gateway that reads it in its configuration. */
class FetchRoadTest {
    @TempDir
    private Path home;

    @TempDir
    private Path remote;

    @Test
    void fetchesAFileAndDeliversItsRecordsAndReports() throws Exception {
        var ours = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        var theirs = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        var out = Files.createDirectory(remote.resolve("out"));
        Files.write(
                out.resolve("FETCH.TXT"),
                new RegistryFile().person("FETCH-1", "Amal One", "D-FETCH-1").bytes());
        try (var server = server(ours, theirs);
                var gateway = GatewayHarness.in(home)) {
            server.start();
            writeKey(gateway.data().resolve("secrets/registry-server.key"), ours);
            gateway.edit(
                            "config/partners/xaa-registry.yaml",
                            "- protocol: inbox",
                            """
                            - protocol: sftp
                                host: 127.0.0.1
                                port: %d
                                user: passerelle
                                private-key: "{{file:registry-server.key}}"
                                host-key: "%s"
                                folder: out
                                every: PT1S
                                settle: PT1S
                                after: delete"""
                                    .formatted(server.getPort(), PublicKeyEntry.toString(theirs.getPublic())))
                    .start();
            gateway.recipient().goUp();

            untilTrue(() -> gateway.recipient().calls().stream()
                    .anyMatch(call -> call.text().contains("<number>D-FETCH-1<")));
            try (var registry = gateway.registry()) {
                var report = until(() -> registry.outbox().stream()
                        .filter(name -> name.startsWith("FETCH.TXT-"))
                        .findFirst());
                assertThat(registry.report(report)).contains("\"FETCH.TXT\",read,1,0,0");
            }
            untilTrue(() -> {
                try (var left = Files.list(out)) {
                    return left.findAny().isEmpty();
                }
            });
        }
    }

    private SshServer server(KeyPair ours, KeyPair theirs) {
        var server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(theirs));
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals("passerelle") && KeyUtils.compareKeys(key, ours.getPublic()));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(remote));
        return server;
    }

    private static void writeKey(Path file, KeyPair key) throws Exception {
        var text = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", null, text);
        Files.writeString(file, text.toString(StandardCharsets.US_ASCII));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
