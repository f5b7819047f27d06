package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.OutgoingFile;

/** The server as the partners' people know it: with the {@code sftp} command of OpenSSH. */
class OpenSshTest {
    @TempDir
    Path data;

    @TempDir
    Path mine;

    /** What a command said, and how it ended. */
    private record Said(int exit, String text) {}

    @BeforeEach
    void onlyWhereOpenSshIs() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/sftp")) && Files.isExecutable(Path.of("/usr/bin/ssh")));
    }

    @Test
    void looksAroundPutsAndGets() throws Exception {
        try (var world = new World(data)) {
            Files.writeString(mine.resolve("notice-1.txt"), "from me");
            world.server
                    .outboxes()
                    .put(World.MINISTRY, OutgoingFile.of("answer-1.txt", "for you".getBytes(StandardCharsets.UTF_8)));

            var said = sftp(
                    world,
                    world.key,
                    "pwd",
                    "ls",
                    "cd inbox",
                    "put notice-1.txt",
                    "put -p notice-1.txt notice-2.part",
                    "rename notice-2.part notice-2.txt",
                    "put -f notice-1.txt notice-3.txt",
                    "ls -l",
                    "cd ..",
                    "get outbox/answer-1.txt",
                    "rm outbox/answer-1.txt",
                    "ls -la outbox",
                    "bye");

            assertThat(said.exit()).as(said.text()).isZero();
            assertThat(said.text())
                    .contains("Remote working directory: /")
                    .containsPattern("archive\\s+inbox\\s+outbox\\s+rejected")
                    .containsPattern("-rw-r----- .* 7 .* notice-2.txt");
            assertThat(mine.resolve("answer-1.txt")).hasContent("for you");
            assertThat(world.text(Area.INBOX, "notice-1.txt")).isEqualTo("from me");
            assertThat(world.text(Area.INBOX, "notice-2.txt")).isEqualTo("from me");
            assertThat(world.text(Area.INBOX, "notice-3.txt")).isEqualTo("from me");
            assertThat(world.folder(Area.OUTBOX)).isEmptyDirectory();
        }
    }

    @Test
    void movesALargeFileBothWaysUnchanged() throws Exception {
        try (var world = new World(data)) {
            var bytes = new byte[20_000_000];
            new Random(7).nextBytes(bytes);
            Files.write(mine.resolve("large.txt"), bytes);
            world.server.outboxes().put(World.MINISTRY, OutgoingFile.of("large.txt", bytes));

            var said = sftp(world, world.key, "put large.txt inbox/", "get outbox/large.txt back.txt");

            assertThat(said.exit()).as(said.text()).isZero();
            assertThat(world.content(Area.INBOX, "large.txt")).isEqualTo(bytes);
            assertThat(mine.resolve("back.txt")).hasBinaryContent(bytes);
        }
    }

    @Test
    void hearsThatTheDiskIsFull() throws Exception {
        var room = new AtomicBoolean();
        try (var world = new World(data, Limits.DEFAULT, room::get)) {
            Files.writeString(mine.resolve("a.txt"), "a");

            var full = sftp(world, world.key, "put a.txt inbox/");
            room.set(true);
            var later = sftp(world, world.key, "put a.txt inbox/");

            assertThat(full.exit()).isNotZero();
            assertThat(full.text()).contains("Failure");
            assertThat(later.exit()).as(later.text()).isZero();
            assertThat(world.text(Area.INBOX, "a.txt")).isEqualTo("a");
        }
    }

    @Test
    void hearsARefusalInPlainWords() throws Exception {
        try (var world = new World(data)) {
            Files.writeString(mine.resolve("a.txt"), "a");

            assertThat(sftp(world, world.key, "mkdir inbox/new").text()).contains("Permission denied");
            assertThat(sftp(world, world.key, "put a.txt outbox/a.txt").text()).contains("Permission denied");
            assertThat(sftp(world, world.key, "put a.txt /etc/a.txt").text()).contains("Permission denied");
            assertThat(sftp(world, world.key, "get /etc/passwd").text()).contains("not found");
            assertThat(sftp(world, world.key, "ln -s /etc/passwd inbox/a.txt").text())
                    .contains("Operation unsupported");
            assertThat(sftp(world, world.key, "chmod 777 inbox").text()).contains("Permission denied");
            assertThat(sftp(world, world.key, "cd /etc").text()).contains("No such file");
        }
    }

    @Test
    void getsInWithTheThirdKeyAndNotWithTheFourth() throws Exception {
        try (var world = new World(data)) {
            var third = ssh("sftp", world, List.of(World.newKey(), World.newKey(), world.key), List.of("pwd"));
            var fourth = ssh(
                    "sftp", world, List.of(World.newKey(), World.newKey(), World.newKey(), world.key), List.of("pwd"));

            assertThat(third.exit()).as(third.text()).isZero();
            assertThat(fourth.exit()).isNotZero();
        }
    }

    @Test
    void isNotOfferedAPassword() throws Exception {
        try (var world = new World(data)) {
            var said = sftp(world, World.newKey(), "pwd");

            assertThat(said.text()).contains("Permission denied (publickey)");
        }
    }

    @Test
    void givesNoTerminalAndRunsNoCommand() throws Exception {
        try (var world = new World(data)) {
            var command = ssh("ssh", world, List.of(world.key), List.of());
            var terminal = ssh("ssh", world, List.of(world.key), List.of("-tt"));

            assertThat(command.exit()).isEqualTo(255);
            assertThat(command.text()).contains("exec request failed");
            assertThat(terminal.text()).contains("PTY allocation request failed");
        }
    }

    @Test
    void ordersTheKeyExchangeStrictly() throws Exception {
        try (var world = new World(data)) {
            var said = ssh("ssh", world, List.of(world.key), List.of("-v"));

            assertThat(said.text()).contains("resetting send seqnr", "resetting read seqnr");
        }
    }

    @Test
    void speaksNoWeakAlgorithm() throws Exception {
        var weak = List.of(
                "KexAlgorithms=diffie-hellman-group14-sha1",
                "Ciphers=aes256-cbc",
                "Ciphers=chacha20-poly1305@openssh.com",
                "MACs=hmac-sha1",
                "HostKeyAlgorithms=ssh-rsa");
        try (var world = new World(data)) {
            for (var only : weak) {
                // Of two settings for one thing the first counts; a MAC matters beside CTR only.
                var said = ssh("ssh", world, List.of(world.key), List.of("-o", only, "-o", "Ciphers=aes256-ctr"));

                assertThat(said.text()).as(only).contains("no matching");
            }
        }
    }

    private Said sftp(World world, KeyPair key, String... commands) throws Exception {
        return ssh("sftp", world, List.of(key), List.of(commands));
    }

    private Said ssh(String program, World world, List<KeyPair> keys, List<String> commands) throws Exception {
        var known = Files.writeString(
                mine.resolve("known_hosts"),
                "[127.0.0.1]:%d %s%n".formatted(world.server.port(), world.server.hostKeyLine()));
        var call = new ArrayList<>(List.of(
                "/usr/bin/" + program,
                "-F",
                "/dev/null",
                "-o",
                "UserKnownHostsFile=" + known,
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "BatchMode=yes",
                "-o",
                "IdentityAgent=none",
                "-o",
                "Port=" + world.server.port()));
        for (var key : keys) {
            call.addAll(List.of("-i", identity(key).toString()));
        }
        if (program.equals("sftp")) {
            call.addAll(
                    List.of("-b", Files.write(mine.resolve("batch"), commands).toString()));
        }
        if (program.equals("ssh")) {
            call.addAll(commands);
        }
        call.add("ministry@127.0.0.1");
        if (program.equals("ssh")) {
            call.add("id");
        }
        var output = mine.resolve("output");
        var process = new ProcessBuilder(call)
                .directory(mine.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), Files.readString(output));
    }

    private Path identity(KeyPair key) throws IOException {
        var file = Files.createTempFile(
                mine, "id", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, World.privateKeyText(key));
    }
}
