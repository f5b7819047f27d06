package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.OutgoingFile;

class SftpServerTest {
    @TempDir
    Path data;

    @Test
    void showsAPartnerItsFourFoldersAndNothingElse() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            var root = new ArrayList<String>();
            for (var entry : sftp.readDir("/")) {
                root.add(entry.getFilename());
            }

            assertThat(root).containsExactlyInAnyOrder("inbox", "outbox", "rejected", "archive");
            assertThat(sftp.canonicalPath(".")).isEqualTo("/");
            assertThat(sftp.canonicalPath("/inbox/../outbox/./a")).isEqualTo("/outbox/a");
            assertThat(sftp.canonicalPath("../../..")).isEqualTo("/");
            assertThat(sftp.stat("/inbox").isDirectory()).isTrue();
            refused(() -> sftp.stat("/.spool"), SftpConstants.SSH_FX_NO_SUCH_FILE);
            refused(() -> sftp.stat("/border"), SftpConstants.SSH_FX_NO_SUCH_FILE);
        }
    }

    @Test
    void takesAFileIntoInboxAndGivesOneFromOutbox() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            world.server.outboxes().put(World.MINISTRY, file("answer-1.txt", "for you"));

            World.put(sftp, "/inbox/notice-1.txt", "from me");
            var fetched = World.get(sftp, "outbox/answer-1.txt");

            assertThat(fetched).isEqualTo("for you");
            assertThat(world.text(Area.INBOX, "notice-1.txt")).isEqualTo("from me");
            assertThat(sftp.stat("/inbox/notice-1.txt").getSize()).isEqualTo(7);
        }
    }

    @Test
    void refusesAKeyThatThePartnerDoesNotHave() throws Exception {
        try (var world = new World(data)) {
            assertThatThrownBy(() -> world.session("ministry", World.newKey())).isInstanceOf(SshException.class);
            assertThatThrownBy(() -> world.session("border", world.key)).isInstanceOf(SshException.class);
            assertThatThrownBy(() -> world.session("nobody", world.key)).isInstanceOf(SshException.class);
            assertThatThrownBy(() -> world.session("../ministry", world.key)).isInstanceOf(SshException.class);
        }
    }

    @Test
    void asksThePartnersAtEachLogin() throws Exception {
        try (var world = new World(data)) {
            var next = World.newKey();
            world.partners.set(
                    0, World.partner(World.MINISTRY, Optional.empty(), PublicKeyEntry.toString(next.getPublic())));

            world.session("ministry", next).close();

            assertThatThrownBy(() -> world.session("ministry", world.key)).isInstanceOf(SshException.class);
        }
    }

    @Test
    void takesEcdsaAndLongRsaKeysAndNoShortOnes() throws Exception {
        try (var world = new World(data)) {
            var ecdsa = World.newKey(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
            var rsa = World.newKey(KeyPairProvider.SSH_RSA, 3072);
            var shortRsa = World.newKey(KeyPairProvider.SSH_RSA, 2048);
            world.partners.set(
                    0,
                    World.partner(
                            World.MINISTRY,
                            Optional.empty(),
                            PublicKeyEntry.toString(shortRsa.getPublic()),
                            PublicKeyEntry.toString(rsa.getPublic()),
                            PublicKeyEntry.toString(ecdsa.getPublic())));

            world.session("ministry", ecdsa).close();
            world.session("ministry", rsa).close();

            assertThatThrownBy(() -> world.session("ministry", shortRsa)).isInstanceOf(SshException.class);
        }
    }

    @Test
    void offersNoPassword() throws Exception {
        try (var world = new World(data);
                var client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((session, remote, shown) -> true);
            client.start();
            var session = client.connect("ministry", "127.0.0.1", world.server.port())
                    .verify(Duration.ofSeconds(20))
                    .getSession();
            session.addPasswordIdentity("secret");

            assertThatThrownBy(() -> session.auth().verify(Duration.ofSeconds(20)))
                    .isInstanceOf(SshException.class);
        }
    }

    @Test
    void renamesInsideInboxOnly() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            World.put(sftp, "/inbox/a.part", "a");
            World.put(sftp, "/inbox/b.txt", "b");

            refused(() -> sftp.rename("/inbox/a.part", "/inbox/b.txt"), SftpConstants.SSH_FX_FAILURE);
            refused(() -> sftp.rename("/inbox/a.part", "/archive/a.txt"), SftpConstants.SSH_FX_PERMISSION_DENIED);
            refused(() -> sftp.rename("/inbox/c.part", "/inbox/c.txt"), SftpConstants.SSH_FX_NO_SUCH_FILE);
            sftp.rename("/inbox/a.part", "/inbox/a.txt");
            sftp.getExtension(OpenSSHPosixRenameExtension.class).posixRename("/inbox/a.txt", "/inbox/b.txt");

            assertThat(world.folder(Area.INBOX)).isDirectoryNotContaining("glob:**a.*");
            assertThat(world.text(Area.INBOX, "b.txt")).isEqualTo("a");
        }
    }

    @Test
    void keepsTheInboxFromBeingReadOrCleared() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            World.put(sftp, "/inbox/a.txt", "a");

            refused(() -> sftp.open("/inbox/a.txt", OpenMode.Read), SftpConstants.SSH_FX_PERMISSION_DENIED);
            refused(() -> sftp.remove("/inbox/a.txt"), SftpConstants.SSH_FX_PERMISSION_DENIED);
            refused(() -> sftp.open("/inbox/a.txt", OpenMode.Write, OpenMode.Create), SftpConstants.SSH_FX_FAILURE);
            refused(
                    () -> sftp.open("/outbox/a.txt", OpenMode.Write, OpenMode.Create),
                    SftpConstants.SSH_FX_PERMISSION_DENIED);
        }
    }

    @Test
    void stillKnowsAnUploadThatTheGatewayTook() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            World.put(sftp, "/inbox/a.txt", "abc");
            Files.delete(world.folder(Area.INBOX).resolve("a.txt"));

            var size = sftp.stat("/inbox/a.txt").getSize();
            sftp.setStat("/inbox/a.txt", new SftpClient.Attributes().perms(0600));

            assertThat(size).isEqualTo(3);
        }
    }

    @Test
    void turnsAwayOneSessionTooMany() throws Exception {
        var limits = new Limits(2, 200, Duration.ofSeconds(60), Duration.ofSeconds(15), 1000, 10);
        try (var world = new World(data, limits)) {
            world.session("ministry", world.key);
            world.session("ministry", world.key);

            assertThatThrownBy(() -> world.session("ministry", world.key)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void closesAConnectionThatDoesNotLogIn() throws Exception {
        var limits = new Limits(2, 200, Duration.ofSeconds(60), Duration.ofMillis(300), 1000, 10);
        try (var world = new World(data, limits);
                var socket = new Socket("127.0.0.1", world.server.port())) {
            socket.setSoTimeout(20_000);

            var rest = socket.getInputStream().readAllBytes();

            assertThat(new String(rest, StandardCharsets.ISO_8859_1)).startsWith("SSH-2.0-Passerelle");
        }
    }

    @Test
    void dropsTheStrangerThatHasComeLeastFarForTheNextOne() throws Exception {
        try (var world = new World(data)) {
            var in = world.session("ministry", world.key);
            var strangers = new ArrayList<Socket>();
            for (var i = 0; i < Limits.STRANGERS_OF_ADDRESS; i++) {
                strangers.add(greeted(world));
            }
            strangers.get(0).getOutputStream().write("SSH-2.0-first\r\n".getBytes(StandardCharsets.US_ASCII));
            awaitAnswerToGreeting(strangers.get(0));

            var next = greeted(world);

            assertThat(isDropped(strangers.get(1))).isTrue();
            assertThat(in.isOpen()).isTrue();
            for (var stayed : List.of(strangers.get(0), strangers.get(2), next)) {
                stayed.setSoTimeout(100);
                assertThat(isDropped(stayed)).isFalse();
            }
            for (var stranger : strangers) {
                stranger.close();
            }
            next.close();
        }
    }

    /** The server's part of the key exchange follows its greeting when it has heard the other one. */
    private static void awaitAnswerToGreeting(Socket socket) throws IOException {
        var in = socket.getInputStream();
        while (in.read() != '\n') {
            assertThat(socket.isConnected()).isTrue();
        }
        assertThat(in.read()).isZero();
    }

    private static boolean isDropped(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static Socket greeted(World world) throws IOException {
        var socket = new Socket("127.0.0.1", world.server.port());
        socket.setSoTimeout(20_000);
        if (socket.getInputStream().read() != 'S') {
            socket.close();
            throw new SocketException("Turned away");
        }
        return socket;
    }

    @Test
    void makesAHostKeyOnceThatOnlyTheGatewayReads() throws Exception {
        String first;
        try (var world = new World(data)) {
            first = world.server.hostKeyLine();
        }

        try (var world = new World(data)) {
            assertThat(world.server.hostKeyLine()).isEqualTo(first).startsWith("ssh-ed25519 AAAA");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys/host"))))
                .isEqualTo("rw-------");
    }

    @Test
    void listsAThousandFiles() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            for (var i = 0; i < 1000; i++) {
                Files.writeString(world.folder(Area.REJECTED).resolve("r" + i), "x");
            }
            Files.writeString(world.folder(Area.REJECTED).resolve(".hidden"), "x");
            Files.createSymbolicLink(world.folder(Area.REJECTED).resolve("link"), Path.of("/etc/passwd"));

            var names = new ArrayList<String>();
            sftp.readDir("/rejected").forEach(entry -> names.add(entry.getFilename()));

            assertThat(names).hasSize(1000).contains("r0", "r999");
            refused(() -> sftp.open("/rejected/link", OpenMode.Read), SftpConstants.SSH_FX_NO_SUCH_FILE);
            refused(() -> sftp.stat("/rejected/link"), SftpConstants.SSH_FX_NO_SUCH_FILE);
        }
    }

    private static OutgoingFile file(String name, String text) {
        return OutgoingFile.of(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(ThrowingCallable attempt, int status) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(SftpException.class, refusal -> assertThat(refusal.getStatus())
                        .isEqualTo(status));
    }
}
