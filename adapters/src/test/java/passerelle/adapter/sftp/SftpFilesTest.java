package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How single files come in, lie there and go out. */
class SftpFilesTest {
    @TempDir
    Path data;

    @Test
    void leavesNothingOfAnUploadThatDropped() throws Exception {
        try (var world = new World(data)) {
            var sftp = world.sftp();
            var handle = sftp.open("/inbox/half.txt", OpenMode.Write, OpenMode.Create);
            sftp.write(handle, 0, new byte[1000], 0, 1000);
            var spool = world.files().spool();
            assertThat(spool).isNotEmptyDirectory();

            sftp.getClientSession().close(true);

            World.until(() -> isEmpty(spool));
            assertThat(world.folder(Area.INBOX)).isEmptyDirectory();
        }
    }

    @Test
    void replacesAWaitingFileWholeAndNotBefore() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            World.put(sftp, "/inbox/a.txt", "the first and longer one");
            var second = sftp.open("/inbox/a.txt", OpenMode.Write, OpenMode.Create, OpenMode.Truncate);
            sftp.write(second, 0, new byte[] {'b'}, 0, 1);
            var meanwhile = world.text(Area.INBOX, "a.txt");

            sftp.close(second);

            assertThat(meanwhile).isEqualTo("the first and longer one");
            assertThat(world.text(Area.INBOX, "a.txt")).isEqualTo("b");
        }
    }

    @Test
    void leavesAWaitingFileWhenTheNextOneOfItsNameDrops() throws Exception {
        try (var world = new World(data)) {
            var sftp = world.sftp();
            World.put(sftp, "/inbox/a.txt", "first");
            var second = sftp.open("/inbox/a.txt", OpenMode.Write, OpenMode.Create, OpenMode.Truncate);
            sftp.write(second, 0, new byte[9_000], 0, 9_000);

            sftp.getClientSession().close(true);

            World.until(() -> isEmpty(world.files().spool()));
            assertThat(world.text(Area.INBOX, "a.txt")).isEqualTo("first");
        }
    }

    @Test
    void sealsFromTheFirstByteOnAndShowsPlainSizes() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            var text = "Okoro Nze ".repeat(2_000);
            var handle = sftp.open("/inbox/a.txt", OpenMode.Write, OpenMode.Create);
            sftp.write(handle, 0, text.getBytes(StandardCharsets.UTF_8), 0, text.length());
            var whileItComes = onDisk(world.files().spool());
            assertThat(sftp.stat(handle).getSize()).isEqualTo(20_000);
            sftp.close(handle);
            Files.move(
                    world.folder(Area.INBOX).resolve("a.txt"),
                    world.folder(Area.REJECTED).resolve("a.txt"));

            assertThat(whileItComes).hasSizeGreaterThan(15_000).doesNotContain("Okoro");
            assertThat(onDisk(world.folder(Area.REJECTED))).doesNotContain("Okoro");
            assertThat(sftp.stat("/rejected/a.txt").getSize()).isEqualTo(20_000);
            for (var entry : sftp.readDir("/rejected")) {
                assertThat(entry.getAttributes().getSize()).isEqualTo(20_000);
            }
            assertThat(World.get(sftp, "/rejected/a.txt")).isEqualTo(text);
        }
    }

    @Test
    void readsAnywhereInAFileAndNothingBehindItsEnd() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            var text = "0123456789".repeat(2_000);
            world.lay(Area.REJECTED, "a.txt", text);
            world.lay(Area.REJECTED, "empty.txt", "");
            var handle = sftp.open("/rejected/a.txt", OpenMode.Read);
            var part = new byte[10];

            assertThat(sftp.read(handle, 19_995, part, 0, 10)).isEqualTo(5);
            assertThat(sftp.read(handle, 4_031, part, 0, 10)).isEqualTo(10);

            assertThat(new String(part, StandardCharsets.UTF_8)).isEqualTo("1234567890");
            assertThat(sftp.read(handle, 20_000, part, 0, 10)).isEqualTo(-1);
            assertThat(sftp.read(handle, Long.MAX_VALUE, part, 0, 10)).isEqualTo(-1);
            assertThat(World.get(sftp, "/rejected/empty.txt")).isEmpty();
        }
    }

    @Test
    void takesNoFileThatIsNotWrittenFromFrontToBack() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            for (var elsewhere : List.of(11, 9, 0)) {
                var handle = sftp.open("/inbox/gap.txt", OpenMode.Write, OpenMode.Create);
                sftp.write(handle, 0, new byte[10], 0, 10);

                assertThatThrownBy(() -> sftp.write(handle, elsewhere, new byte[10], 0, 10))
                        .isInstanceOf(SftpException.class)
                        .hasMessageContaining("The file must be written from front to back");
                // What comes after it does not mend the file.
                refused(() -> sftp.write(handle, 10, new byte[10], 0, 10), SftpConstants.SSH_FX_FAILURE);
                refused(() -> sftp.close(handle), SftpConstants.SSH_FX_FAILURE);
            }

            assertThat(world.folder(Area.INBOX)).isEmptyDirectory();
            assertThat(world.files().spool()).isEmptyDirectory();
        }
    }

    @Test
    void deletesHalfUploadsOfAnEarlierRunAtStart() throws Exception {
        var spool = World.storage(data).of(World.MINISTRY).prepared().spool();
        Files.writeString(spool.resolve("b1946ac9"), "half");

        try (var world = new World(data)) {
            assertThat(world.server.port()).isPositive();
            assertThat(spool).isEmptyDirectory();
        }
    }

    @Test
    void stopsAtTheQuota() throws Exception {
        var limits = new Limits(8, 200, Duration.ofSeconds(60), Duration.ofSeconds(15), 1000, 2);
        try (var world = new World(data, limits);
                var sftp = world.sftp()) {
            World.put(sftp, "/inbox/a.txt", "a");
            var big = sftp.open("/inbox/b.txt", OpenMode.Write, OpenMode.Create);

            refused(() -> sftp.write(big, 0, new byte[1000], 0, 1000), SftpConstants.SSH_FX_FAILURE);
            refused(() -> sftp.close(big), SftpConstants.SSH_FX_FAILURE);
            refused(
                    () -> {
                        World.put(sftp, "/inbox/c.txt", "c");
                        World.put(sftp, "/inbox/d.txt", "d");
                    },
                    SftpConstants.SSH_FX_FAILURE);

            assertThat(world.folder(Area.INBOX).resolve("b.txt")).doesNotExist();
        }
    }

    @Test
    void hasRoomAgainWhenTheGatewayTookTheFiles() throws Exception {
        var limits = new Limits(8, 200, Duration.ofSeconds(60), Duration.ofSeconds(15), 1000, 1);
        try (var world = new World(data, limits);
                var sftp = world.sftp()) {
            World.put(sftp, "/inbox/a.txt", "a");
            Files.delete(world.folder(Area.INBOX).resolve("a.txt"));

            World.until(() -> {
                try {
                    World.put(sftp, "/inbox/b.txt", "b");
                    return true;
                } catch (SftpException full) {
                    return false;
                }
            });

            assertThat(world.text(Area.INBOX, "b.txt")).isEqualTo("b");
        }
    }

    /** The bytes of the one file in a folder. */
    private static String onDisk(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return Files.readString(files.findAny().orElseThrow(), StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void refused(ThrowingCallable attempt, int status) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(SftpException.class, refusal -> assertThat(refusal.getStatus())
                        .isEqualTo(status));
    }
}
