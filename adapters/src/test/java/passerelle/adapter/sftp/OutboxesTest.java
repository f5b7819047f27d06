package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.common.SftpException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.OutgoingFile;
import passerelle.model.Result;

class OutboxesTest {
    private static final Result<String> PUT = Result.ok("outbox");

    @TempDir
    Path data;

    @Test
    void takesTheSameFileAgainWithoutEffect() throws Exception {
        var outboxes = new Outboxes(World.storage(data));
        var file = data.resolve("sftp/ministry/outbox/a.txt");
        outboxes.put(World.MINISTRY, file("a.txt", "one"));
        var key = Files.readAttributes(file, "fileKey");

        var again = outboxes.put(World.MINISTRY, file("a.txt", "one"));

        assertThat(again).isEqualTo(PUT);
        assertThat(Files.readAttributes(file, "fileKey")).isEqualTo(key);
        assertThat(data.resolve("sftp/ministry/.outgoing")).isEmptyDirectory();
    }

    @Test
    void replacesWhatNobodyHasFetched() throws Exception {
        try (var world = new World(data)) {
            var outboxes = world.server.outboxes();
            outboxes.put(World.MINISTRY, file("a.txt", "one"));

            var other = outboxes.put(World.MINISTRY, file("a.txt", "two"));

            assertThat(other).isEqualTo(PUT);
            assertThat(world.text(Area.OUTBOX, "a.txt")).isEqualTo("two");
        }
    }

    @Test
    void doesNotShowAFileAgainThatThePartnerFetchedAndRemoved() throws Exception {
        try (var world = new World(data)) {
            world.server.outboxes().put(World.MINISTRY, file("a.txt", "one"));
            try (var sftp = world.sftp()) {
                World.get(sftp, "/outbox/a.txt");
                sftp.remove("/outbox/a.txt");
            }
        }

        var afterARestart = new Outboxes(World.storage(data));

        assertThat(afterARestart.put(World.MINISTRY, file("a.txt", "one"))).isEqualTo(PUT);
        assertThat(code(afterARestart.put(World.MINISTRY, file("a.txt", "two"))))
                .isEqualTo(FailureCode.DELIVER_REJECTED);
        assertThat(data.resolve("sftp/ministry/outbox")).isEmptyDirectory();
    }

    @Test
    void showsAFetchedFileAgainOnceAPersonAskedForIt() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            var outboxes = world.server.outboxes();
            outboxes.put(World.MINISTRY, file("a.txt", "one"));
            World.get(sftp, "/outbox/a.txt");
            sftp.remove("/outbox/a.txt");

            outboxes.allowAgain(World.MINISTRY, "a.txt");

            assertThat(outboxes.put(World.MINISTRY, file("a.txt", "one"))).isEqualTo(PUT);
            assertThat(world.text(Area.OUTBOX, "a.txt")).isEqualTo("one");
        }
    }

    @Test
    void doesNotShowAFileAgainThatThePartnerRemovedUnread() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            world.server.outboxes().put(World.MINISTRY, file("a.txt", "one"));
            sftp.remove("/outbox/a.txt");

            assertThat(world.server.outboxes().put(World.MINISTRY, file("a.txt", "one")))
                    .isEqualTo(PUT);

            assertThat(world.folder(Area.OUTBOX)).isEmptyDirectory();
        }
    }

    @Test
    void keepsWhatThePartnerIsReadingOrHasRead() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            var outboxes = world.server.outboxes();
            outboxes.put(World.MINISTRY, file("a.txt", "one"));
            var handle = sftp.open("/outbox/a.txt", SftpClient.OpenMode.Read);

            var whileReading = outboxes.put(World.MINISTRY, file("a.txt", "two"));
            sftp.read(handle, 0, new byte[10], 0, 10);
            sftp.close(handle);
            var afterReading = outboxes.put(World.MINISTRY, file("a.txt", "two"));

            assertThat(code(whileReading)).isEqualTo(FailureCode.DELIVER_BUSY);
            assertThat(code(afterReading)).isEqualTo(FailureCode.DELIVER_REJECTED);
            assertThat(outboxes.put(World.MINISTRY, file("a.txt", "one"))).isEqualTo(PUT);
            assertThat(World.get(sftp, "/outbox/a.txt")).isEqualTo("one");
        }
    }

    @Test
    void replacesWhatThePartnerReadOnlyInPart() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            world.server.outboxes().put(World.MINISTRY, file("a.txt", "one"));
            var handle = sftp.open("/outbox/a.txt", SftpClient.OpenMode.Read);
            sftp.read(handle, 0, new byte[2], 0, 2);
            sftp.close(handle);

            assertThat(world.server.outboxes().put(World.MINISTRY, file("a.txt", "two")))
                    .isEqualTo(PUT);
        }
    }

    @Test
    void keepsNothingThatTellsOfTheContent() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            world.server.outboxes().put(World.MINISTRY, file("a.txt", "Okoro Nze"));

            assertThat(Files.readString(world.folder(Area.OUTBOX).resolve("a.txt"), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Okoro");
            assertThat(sftp.stat("/outbox/a.txt").getSize()).isEqualTo(9);
            assertThat(World.get(sftp, "/outbox/a.txt")).isEqualTo("Okoro Nze");

            // Whoever guesses the content cannot try the guess on a plain digest.
            var sha256 = MessageDigest.getInstance("SHA-256").digest("Okoro Nze".getBytes(StandardCharsets.UTF_8));
            assertThat(world.files().fetched().resolve("a.txt"))
                    .content()
                    .hasSize(64)
                    .isNotEqualTo(HexFormat.of().formatHex(sha256));
        }
    }

    @Test
    void givesNoFileUnderTheNameOfAnother() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            world.server.outboxes().put(World.MINISTRY, file("a.txt", "one"));
            Files.move(
                    world.folder(Area.OUTBOX).resolve("a.txt"),
                    world.folder(Area.OUTBOX).resolve("b.txt"));

            assertThatThrownBy(() -> World.get(sftp, "/outbox/b.txt")).isInstanceOf(SftpException.class);
        }
    }

    @Test
    void leavesWhatLiesThereWhenTheNewContentCannotBeRead() throws Exception {
        try (var world = new World(data)) {
            world.server.outboxes().put(World.MINISTRY, file("a.txt", "one"));
            var broken = new OutgoingFile("a.txt", 9, () -> {
                throw new IOException("a bad disk");
            });

            assertThat(code(world.server.outboxes().put(World.MINISTRY, broken)))
                    .isEqualTo(FailureCode.DELIVER_STORAGE);

            assertThat(world.text(Area.OUTBOX, "a.txt")).isEqualTo("one");
            assertThat(world.files().outgoing()).isEmptyDirectory();
        }
    }

    @Test
    void saysThatStorageFailed() throws Exception {
        Files.createDirectories(data.resolve("sftp"));
        Files.writeString(data.resolve("sftp/ministry"), "a file where the folder should be");

        var failed = new Outboxes(World.storage(data)).put(World.MINISTRY, file("a.txt", "one"));

        assertThat(code(failed)).isEqualTo(FailureCode.DELIVER_STORAGE);
    }

    private static FailureCode code(Result<String> result) {
        return result.match(
                text -> {
                    throw new AssertionError("It was put: " + text);
                },
                Failure::code);
    }

    private static OutgoingFile file(String name, String text) {
        return OutgoingFile.of(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
