package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.CopyMode;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.client.extensions.CopyFileExtension;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.OutgoingFile;

/** What a partner may write in place of a name, tried in every request: nothing outside its folders is touched or told. */
class HostileNamesTest {
    private static final List<String> LISTED = List.of(
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
            "..\u0000",
            "..\u002f..",
            "../",
            "..//..//a",
            "....//....//a",
            "..%c0%af..%c0%afa",
            "..%252f..%252fa",
            "%2e%2e%5ca",
            "%2fetc%2fpasswd",
            "%00",
            "a%2fb",
            "a%5cb",
            "a%0ab",
            "a%20b",
            "&#46;&#46;",
            "\\u002e\\u002e",
            "\\x2e\\x2e",
            "\\..",
            "\\\\host\\share\\a",
            "\\\\?\\C:\\a",
            "\\\\.\\PhysicalDrive0",
            "CON:",
            "NUL:",
            "COM1:",
            "LPT1:",
            "AUX:.txt",
            "a.txt:stream",
            "a.txt::$DATA",
            "a::$INDEX_ALLOCATION",
            ".htaccess",
            ".bashrc",
            ".profile",
            ".git",
            ".outgoing",
            ".arriving",
            ".collected",
            "--",
            "--help",
            "-o ProxyCommand=id",
            "-oProxyCommand=id",
            "!a",
            "^a",
            "a!",
            "a^b",
            "a=b",
            "a#b",
            "a~",
            "a~1",
            "ABCDEF~1.TXT",
            "a~b~c",
            "$a",
            "${HOME}",
            "%PATH%",
            "${jndi:ldap://host/a}",
            "{{file:a}}",
            "#{a}",
            "<script>",
            "a' OR '1'='1",
            "a\";id;\"",
            "file:a",
            "http://host/a",
            "jar:file:a!/b",
            // The same to the eye, or after normalisation, as a name that is allowed.
            "\uff41",
            "\u0430.txt",
            "a\uff0etxt",
            "a\u2024txt",
            "\ufb01le.txt",
            "\u212b",
            "A\u030a",
            "\u00c5",
            "\u1e9b\u0323",
            "\u0131",
            "\u017f",
            "\u2126",
            "a\u00ad",
            "a\u034f",
            "a\u2060",
            "a\u200d",
            "\u202ea",
            "\u2066a\u2069",
            "a\ufe0f",
            "\u3002",
            "\uff61",
            "\uff0f",
            "\u2044",
            "\u2215",
            "\u29f8",
            "\u29f5",
            "\ufe68",
            "\uff3c",
            "\u00a0",
            "a\u00a0",
            "\u3000",
            "\u2003a",
            "\u00b7",
            "\u0660",
            "\u0967",
            "\u1d7d8",
            "\ud835\udc1a",
            "\ufffd",
            "\uffff",
            "\ue000",
            "a\u0000\u0000",
            "a".repeat(127) + "\u00e4",
            "a".repeat(128) + ".",
            "a".repeat(4096),
            "a".repeat(60_000),
            ".".repeat(128),
            "-".repeat(128),
            "");

    /** Each control character in front of, inside and behind a name that is allowed without it. */
    private static final List<String> NAMES = Stream.concat(
                    LISTED.stream(),
                    IntStream.concat(IntStream.rangeClosed(0, 31), IntStream.rangeClosed(127, 159))
                            .mapToObj(control -> (char) control)
                            .flatMap(
                                    control -> Stream.of(control + "a.txt", "a" + control + ".txt", "a.txt" + control)))
            .distinct()
            .toList();

    /** Strange, and no harm: on another system these mean a device, or another file, and here they are plain names. */
    private static final List<String> HARMLESS = List.of(
            "CON",
            "con.txt",
            "NUL",
            "nul.txt",
            "AUX",
            "PRN",
            "COM1",
            "COM9.txt",
            "LPT1",
            "a.",
            "a..",
            "a...",
            "a.txt.",
            "a-",
            "a_",
            "A.TXT",
            "0",
            "a..txt",
            "a.-",
            "passwd",
            "a.exe",
            "desktop.ini",
            "Thumbs.db");

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
            "/../../../keys/host",
            "/../../../../canary",
            "/../../../../../canary",
            "../".repeat(30) + "canary",
            "/inbox/" + "../".repeat(30) + "canary",
            "/inbox/" + "a/".repeat(30) + "a",
            "/" + "a/".repeat(1000) + "a",
            "/" + "../".repeat(1500) + "etc/passwd",
            "/inbox/a.txt/b",
            "/inbox/a.txt/../../../canary",
            "/./inbox/./a/./b",
            "/archive/../outbox/../../canary",
            "/rejected/../../border/outbox/secret.txt",
            "inbox\\..\\..\\canary",
            "/inbox%2fa.txt",
            "/inbox%2f..%2f..%2fcanary",
            "%2finbox/a.txt",
            "/\u0000/inbox/a.txt",
            "/inbox\n/a.txt",
            "~/inbox/a.txt",
            "/~/a.txt",
            "/.arriving/a",
            "/.collected/a",
            "/outbox/link",
            "/outbox/link/../../canary");

    @TempDir
    Path top;

    private Path data = Path.of("");
    private int refusals;

    /** The data lies deep below the folder that is watched, so that a way out of it would be seen. */
    @BeforeEach
    void layCanaries() throws IOException {
        data = Files.createDirectories(top.resolve("home/passerelle/data"));
        for (var folder = data; folder.startsWith(top); folder = Objects.requireNonNull(folder.getParent())) {
            Files.writeString(folder.resolve("canary"), "canary");
        }
    }

    @Test
    void reachNothingInAnyRequest() throws Exception {
        try (var world = new World(data)) {
            world.server.outboxes().put(World.BORDER, OutgoingFile.of("secret.txt", bytes("secret")));
            world.server.outboxes().put(World.MINISTRY, OutgoingFile.of("mine.txt", bytes("mine")));
            Files.createSymbolicLink(world.folder(Area.OUTBOX).resolve("link"), Path.of("/etc"));
            Files.createSymbolicLink(world.folder(Area.OUTBOX).resolve("leak.txt"), data.resolve("canary"));
            var session = world.session("ministry", world.key);
            var before = picture();
            var paths = new ArrayList<>(PATHS);
            for (var name : NAMES) {
                paths.add("/inbox/" + name);
                paths.add("/" + Area.values()[1 + paths.size() % 3].folderName() + "/" + name);
            }
            paths.add("/outbox/leak.txt");
            assertThat(NAMES).hasSizeGreaterThan(300);

            for (var path : paths) {
                attack(session, path);
            }

            assertThat(picture()).isEqualTo(before);
            assertThat(refusals).isGreaterThan(paths.size() * 14);
        }
    }

    @Test
    void staysInItsFolderWithAStrangeNameThatDoesNoHarm() throws Exception {
        try (var world = new World(data)) {
            world.server.outboxes().put(World.BORDER, OutgoingFile.of("secret.txt", bytes("secret")));
            var session = world.session("ministry", world.key);
            try (var sftp = SftpClientFactory.instance().createSftpClient(session)) {
                sftp.stat("/inbox");
                var expected = new TreeSet<>(picture().keySet());
                for (var name : HARMLESS) {
                    World.put(sftp, "/inbox/" + name, name);
                    expected.add(world.folder(Area.INBOX).resolve(name).toString());
                    assertThat(sftp.stat("/inbox/" + name).getSize()).isEqualTo(name.length());
                }

                assertThat(picture().keySet()).isEqualTo(expected);
            }
        }
    }

    @Test
    void cannotRenameFromOnePlaceToAnother() throws Exception {
        try (var world = new World(data)) {
            world.server.outboxes().put(World.MINISTRY, OutgoingFile.of("mine.txt", bytes("mine")));
            var session = world.session("ministry", world.key);
            try (var sftp = SftpClientFactory.instance().createSftpClient(session)) {
                World.put(sftp, "/inbox/own.txt", "own");
                var before = picture();
                for (var target : List.of(
                        "/outbox/own.txt",
                        "/rejected/own.txt",
                        "/archive/own.txt",
                        "/own.txt",
                        "/.working/own.txt",
                        "/../border/inbox/own.txt")) {
                    refuses(target, () -> sftp.rename("/inbox/own.txt", target));
                    refuses(target, () -> sftp.rename("/inbox/own.txt", target, CopyMode.Overwrite));
                }
                refuses("/inbox/mine.txt", () -> sftp.rename("/outbox/mine.txt", "/inbox/mine.txt"));

                assertThat(picture()).isEqualTo(before);
            }
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

    /** Everything below the top, with content; but for the one upload that the test itself makes. */
    private Map<String, String> picture() throws IOException {
        var picture = new TreeMap<String, String>();
        try (var files = Files.walk(top)) {
            for (var file : files.toList()) {
                if (Files.isSymbolicLink(file)) {
                    picture.put(file.toString(), "-> " + Files.readSymbolicLink(file));
                } else if (Files.isRegularFile(file) && !file.endsWith("inbox/own.part")) {
                    picture.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                } else if (Files.isDirectory(file)) {
                    picture.put(file.toString(), "/");
                }
            }
        }
        return picture;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
