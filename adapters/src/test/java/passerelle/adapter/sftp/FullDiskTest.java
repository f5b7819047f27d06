package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.common.SftpException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sender learns that the disk is full, nothing half-written comes in, and all is well when there is room again. */
class FullDiskTest {
    @TempDir
    Path data;

    private final SmallDisk disk = new SmallDisk();

    /** A disk with so much room, in bytes. */
    private static final class SmallDisk implements Disk {
        private volatile long room = Long.MAX_VALUE;
        private volatile boolean enough = true;

        @Override
        public boolean hasRoom() {
            return enough;
        }

        @Override
        public WritableByteChannel writing(FileChannel file) {
            return new WritableByteChannel() {
                @Override
                public int write(ByteBuffer bytes) throws IOException {
                    if (room <= 0) {
                        throw new IOException("No space left on device");
                    }
                    var fits = (int) Math.min(room, bytes.remaining());
                    var written = file.write(bytes.slice(bytes.position(), fits));
                    bytes.position(bytes.position() + written);
                    room -= written;
                    return written;
                }

                @Override
                public boolean isOpen() {
                    return file.isOpen();
                }

                @Override
                public void close() throws IOException {
                    file.close();
                }
            };
        }
    }

    // In the header, in the first piece, in the last piece that only closing the file writes.
    @ParameterizedTest
    @ValueSource(longs = {0, 10, 2_000, 50_000, 100_200})
    void isToldToTheSenderAndOverWhenThereIsRoomAgain(long room) throws Exception {
        try (var world = new World(data, Limits.DEFAULT, disk);
                var sftp = world.sftp()) {
            World.put(sftp, "/inbox/a.txt", "before");
            disk.room = room;

            assertThatThrownBy(() -> put(sftp, new byte[100_000]))
                    .isInstanceOf(SftpException.class)
                    .hasMessageContaining("The gateway's storage failed");

            assertThat(world.text(Area.INBOX, "a.txt")).isEqualTo("before");
            assertThat(world.files().spool()).isEmptyDirectory();
            disk.room = Long.MAX_VALUE;
            World.put(sftp, "/inbox/a.txt", "after");
            assertThat(world.text(Area.INBOX, "a.txt")).isEqualTo("after");
        }
    }

    @Test
    void breaksAFileForGood() throws Exception {
        try (var world = new World(data, Limits.DEFAULT, disk);
                var sftp = world.sftp()) {
            var handle = sftp.open("/inbox/a.txt", OpenMode.Write, OpenMode.Create);
            disk.room = 0;
            assertThatThrownBy(() -> sftp.write(handle, 0, new byte[10_000], 0, 10_000))
                    .isInstanceOf(SftpException.class);
            disk.room = Long.MAX_VALUE;

            assertThatThrownBy(() -> sftp.write(handle, 10_000, new byte[10], 0, 10))
                    .isInstanceOf(SftpException.class);
            assertThatThrownBy(() -> sftp.close(handle)).isInstanceOf(SftpException.class);

            assertThat(world.folder(Area.INBOX)).isEmptyDirectory();
            assertThat(world.files().spool()).isEmptyDirectory();
        }
    }

    @Test
    void isForeseenBeforeItIsFull() throws Exception {
        try (var world = new World(data, Limits.DEFAULT, disk);
                var sftp = world.sftp()) {
            var handle = sftp.open("/inbox/half.txt", OpenMode.Write, OpenMode.Create);
            sftp.write(handle, 0, new byte[10], 0, 10);
            disk.enough = false;

            refusesForRoom(() -> sftp.open("/inbox/a.txt", OpenMode.Write, OpenMode.Create));
            refusesForRoom(() -> sftp.write(handle, 10, new byte[10], 0, 10));
            refusesForRoom(() -> sftp.close(handle));

            assertThat(world.folder(Area.INBOX)).isEmptyDirectory();
            disk.enough = true;
            World.put(sftp, "/inbox/a.txt", "after");
            assertThat(world.text(Area.INBOX, "a.txt")).isEqualTo("after");
        }
    }

    private static void refusesForRoom(ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOf(SftpException.class)
                .hasMessageContaining("The gateway's disk is full: try again later");
    }

    private static void put(SftpClient sftp, byte[] bytes) throws IOException {
        try (var handle = sftp.open("/inbox/a.txt", OpenMode.Write, OpenMode.Create, OpenMode.Truncate)) {
            for (var at = 0; at < bytes.length; at += 25_000) {
                sftp.write(handle, at, bytes, at, 25_000);
            }
        }
    }
}
