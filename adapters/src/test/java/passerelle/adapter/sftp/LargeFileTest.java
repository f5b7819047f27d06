package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.adapter.WholeFile;
import passerelle.model.OutgoingFile;

/** A file may be larger than the memory, on every way that it takes through the server. */
class LargeFileTest {
    private static final long SIZE = 40L << 20;
    private static final String MEMORY = "-Xmx36m";

    @TempDir
    Path data;

    @Test
    void passesThroughLessMemoryThanItHasBytes() throws Exception {
        var output = data.resolve("output");

        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        MEMORY,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFileTest.class.getName(),
                        data.resolve("home").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    /** Runs in a process with little memory. */
    public static void main(String[] home) throws Exception {
        var file = new OutgoingFile("large.txt", SIZE, Same::new);
        try (var world = new World(Path.of(home[0]));
                var sftp = world.sftp()) {
            upload(sftp, file);
            var inbox = new Inbox(world.files());
            var taken = inbox.take(inbox.waiting().get(0)).orElseThrow();
            try (var content = inbox.content(taken).open()) {
                requireSame(WholeFile.isSame(content, file));
            }
            inbox.done(taken);

            // The second time it compares.
            requireSame(world.server
                    .outboxes()
                    .put(World.MINISTRY, file)
                    .equals(world.server.outboxes().put(World.MINISTRY, file)));
            var fetched = world.data.resolve("fetched");
            try (var from = sftp.read("/outbox/large.txt");
                    var to = Files.newOutputStream(fetched)) {
                from.transferTo(to);
            }
            requireSame(WholeFile.holds(fetched, file));
            sftp.remove("/outbox/large.txt");
        }
    }

    private static void upload(SftpClient sftp, OutgoingFile file) throws IOException {
        try (var to = sftp.write("/inbox/" + file.name(), OpenMode.Write, OpenMode.Create)) {
            WholeFile.copy(file, Channels.newChannel((OutputStream) to));
        }
    }

    private static void requireSame(boolean same) {
        if (!same) {
            throw new AssertionError("Other bytes came out than went in");
        }
    }

    /** The same bytes each time, and hardly two pieces alike. */
    private static final class Same extends InputStream {
        private long at;

        @Override
        public int read() {
            throw new UnsupportedOperationException("Byte by byte is too slow");
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (at == SIZE) {
                return -1;
            }
            var n = (int) Math.min(length, SIZE - at);
            for (var i = 0; i < n; i++, at++) {
                to[offset + i] = (byte) (at ^ at >>> 8 ^ at >>> 16);
            }
            return n;
        }
    }
}
