package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.client.extensions.CopyFileExtension;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.OutgoingFile;

/** What a partner may write in place of a name, tried in every request: nothing outside its folders is touched or told. */
class HostileNamesTest {
    private static final List<String> NAMES = List.of(
            "..",
            ".",
            "...",
            "..a",
            ".a",
            ".ssh",
            ".spool",
            ".working",
            ".fetched",
            "-rf",
            "-",
            "_a",
            " a",
            "a ",
            "a b",
            "~",
            "~root",
            "$HOME",
            "`id`",
            "$(id)",
            "a;b",
            "a|b",
            "a&b",
            "a>b",
            "a<b",
            "a*",
            "a?",
            "[a]",
            "{a}",
            "'a'",
            "\"a\"",
            "a\\b",
            "..\\..\\a",
            "a:b",
            "C:",
            "C:\\a",
            "a\0b",
            "\0",
            "a\0.txt",
            "a\nb",
            "a\rb",
            "a\tb",
            "a\u001bb",
            "a\u007f",
            "%2e%2e",
            "..%2f..%2fa",
            "a%00",
            "\uff0e\uff0e",
            "\u2024\u2024",
            "\u2025",
            "a\u202eb",
            "a\u200bb",
            "\u00e4",
            "a\u0308",
            "\u0441\u0430",
            "\ud83d\ude00",
            "\ufeffa",
            "a\u2028b",
            "@a",
            "#a",
            "=a",
            "+a",
            "(a)",
            "a,b",
            "a".repeat(129),
            "a".repeat(255),
            "a".repeat(300),
            "a".repeat(5000),
            "\u00e4".repeat(128),
            "...txt",
            "..;",
            "");

    private static final List<String> PATHS = List.of(
            "/",
            "//",
            "/..",
            "/../",
            "/../..",
            "../../../../../../etc/passwd",
            "/etc/passwd",
            "/etc/shadow",
            "/proc/self/environ",
            "/inbox",
            "/inbox/",
            "/inbox/.",
            "/inbox/..",
            "/outbox/../../border/outbox/secret.txt",
            "/../border/outbox/secret.txt",
            "/border/outbox/secret.txt",
            "/inbox/a/b",
            "/inbox/../../canary",
            "/canary",
            "../canary",
            "../../canary",
            "../../../canary",
            "/inbox/../../../canary",
            "/outbox/x/../../../canary",
            "/INBOX/a",
            "/Outbox/a",
            "/inbox\0/a",
            "/inbox /a",
            "/.spool/a",
            "/.working/a",
            "/.fetched/a",
            "/.outgoing/a",
            "/inbox/.spool/a",
            "/sftp/ministry/inbox/a",
            "/outbox/link/passwd",
            "\\inbox\\a",
            "file:///etc/passwd",
            "//host/share/a",
            "/dev/zero",
            "/keys/host",
            "/../../keys/host",
            "/../../../keys/host");

    @TempDir
    Path data;

    private int refusals;

    @Test
    void reachNothingInAnyRequest() throws Exception {
        try (var world = new World(data)) {
            Files.writeString(data.resolve("canary"), "canary");
            world.server.outboxes().put(World.BORDER, OutgoingFile.of("secret.txt", bytes("secret")));
            world.server.outboxes().put(World.MINISTRY, OutgoingFile.of("mine.txt", bytes("mine")));
            Files.createSymbolicLink(world.folder(Area.OUTBOX).resolve("link"), Path.of("/etc"));
            Files.createSymbolicLink(world.folder(Area.OUTBOX).resolve("leak.txt"), data.resolve("canary"));
            var session = world.session("ministry", world.key);
            var before = picture();
            var paths = new ArrayList<>(PATHS);
            for (var area : Area.values()) {
                NAMES.forEach(name -> paths.add("/" + area.folderName() + "/" + name));
            }
            paths.add("/outbox/leak.txt");
            assertThat(paths).hasSizeGreaterThan(300);

            for (var path : paths) {
                attack(session, path);
            }

            assertThat(picture()).isEqualTo(before);
            assertThat(refusals).isGreaterThan(paths.size() * 14);
        }
    }

    private void attack(ClientSession session, String path) throws IOException {
        try (var sftp = SftpClientFactory.instance().createSftpClient(session)) {
            World.put(sftp, "/inbox/own.part", "own");
            refuses(path, () -> sftp.open(path, OpenMode.Read));
            refuses(path, () -> sftp.open(path, OpenMode.Write, OpenMode.Create, OpenMode.Truncate));
            refuses(path, () -> sftp.open(path, OpenMode.Write));
            refuses(path, () -> sftp.open(path, OpenMode.Read, OpenMode.Write, OpenMode.Create));
            refuses(path, () -> sftp.remove(path));
            refuses(path, () -> sftp.mkdir(path));
            refuses(path, () -> sftp.rmdir(path));
            refuses(path, () -> sftp.rename("/inbox/own.part", path));
            refuses(path, () -> sftp.rename(path, "/inbox/taken.txt"));
            refuses(path, () -> sftp.readLink(path));
            refuses(path, () -> sftp.symLink(path, "/etc/passwd"));
            refuses(path, () -> sftp.symLink("/inbox/link.txt", path));
            refuses(path, () -> sftp.setStat(path, new SftpClient.Attributes().perms(0777)));
            refuses(path, () -> sftp.setStat(path, new SftpClient.Attributes().size(0)));
            refuses(path, () -> sftp.setStat(path, new SftpClient.Attributes().owner(0, 0)));
            var clean = VirtualPath.of(path);
            if (!clean.isRoot() && clean.folder().isEmpty()) {
                refuses(path, () -> sftp.stat(path));
                refuses(path, () -> sftp.lstat(path));
                refuses(path, () -> sftp.openDir(path));
            }
            var copy = sftp.getExtension(CopyFileExtension.class);
            assertThat(copy == null || !copy.isSupported()).isTrue();
        }
    }

    private interface Request {
        void send() throws IOException;
    }

    private void refuses(String path, Request request) {
        try {
            request.send();
        } catch (SftpException refusal) {
            assertThat(refusal.getStatus())
                    .isIn(
                            SftpConstants.SSH_FX_PERMISSION_DENIED,
                            SftpConstants.SSH_FX_NO_SUCH_FILE,
                            SftpConstants.SSH_FX_OP_UNSUPPORTED);
            refusals++;
            assertThat(refusal.getMessage()).doesNotContain("Exception", "canary", "/tmp");
            return;
        } catch (IOException | RuntimeException notEvenSent) {
            // The client itself will not send such a name.
            return;
        }
        throw new AssertionError("'" + path + "' was not refused");
    }

    /** Every file and link below the data folder, with content; but for the uploads under their two own names. */
    private Map<String, String> picture() throws IOException {
        var picture = new TreeMap<String, String>();
        try (var files = Files.walk(data)) {
            for (var file : files.toList()) {
                if (Files.isSymbolicLink(file)) {
                    picture.put(file.toString(), "-> " + Files.readSymbolicLink(file));
                } else if (Files.isRegularFile(file) && !file.endsWith("inbox/own.part")) {
                    picture.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return picture;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
