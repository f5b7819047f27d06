package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.sshd.sftp.client.SftpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thousand connections that want nothing do not stop a good partner, not even from behind its own address. */
@Timeout(120)
class FloodTest {
    private static final int MANY = 1_000;

    /** Time alone does not drop the flood. */
    private static final Limits PATIENT =
            new Limits(8, 200, Duration.ofMinutes(10), Duration.ofMinutes(10), 1 << 20, 100);

    @TempDir
    Path data;

    private final List<Socket> flood = new ArrayList<>();

    @AfterEach
    void ebb() throws IOException {
        for (var socket : flood) {
            socket.close();
        }
    }

    @Test
    void letsAPartnerInThroughTheAddressOfTheFlood() throws Exception {
        try (var world = new World(data, PATIENT)) {
            for (var i = 0; i < MANY; i++) {
                connect(world, "127.0.0.1", i % 2 == 0);
            }

            uploads(world, "behind.txt");

            assertThat(world.text(Area.INBOX, "behind.txt")).isEqualTo("in time");
        }
    }

    @Test
    void letsAPartnerInWhileAFloodFromManyAddressesGoesOn() throws Exception {
        try (var world = new World(data, PATIENT)) {
            var high = new CountDownLatch(MANY / 4);
            var flooding = new Thread(() -> {
                for (var i = 0; i < MANY; i++) {
                    high.countDown();
                    try {
                        // Linux has the whole of 127.0.0.0/8 on its loopback.
                        connect(world, "127.0.%d.%d".formatted(i % 50, 2 + i % 200), i % 2 == 0);
                    } catch (IOException dropped) {
                        continue;
                    }
                }
            });
            flooding.start();
            high.await();

            uploads(world, "amid.txt");

            assertThat(world.text(Area.INBOX, "amid.txt")).isEqualTo("in time");
            flooding.join();
        }
    }

    @Test
    void keepsThoseThatAreIn() throws Exception {
        try (var world = new World(data, PATIENT);
                var sftp = world.sftp()) {
            var half = sftp.open("/inbox/steady.txt", SftpClient.OpenMode.Write, SftpClient.OpenMode.Create);
            sftp.write(half, 0, "in ".getBytes(StandardCharsets.UTF_8), 0, 3);
            for (var i = 0; i < MANY; i++) {
                connect(world, "127.0.0.1", i % 2 == 0);
            }

            sftp.write(half, 3, "time".getBytes(StandardCharsets.UTF_8), 0, 4);
            sftp.close(half);

            assertThat(world.text(Area.INBOX, "steady.txt")).isEqualTo("in time");
        }
    }

    /** Tries as the software of a partner does, until it is in. */
    private static void uploads(World world, String name) throws Exception {
        World.until(() -> tried(world, name).isPresent());
    }

    private static Optional<String> tried(World world, String name) {
        try (var sftp = world.sftp()) {
            World.put(sftp, "/inbox/" + name, "in time");
            return Optional.of(name);
        } catch (IOException dropped) {
            return Optional.empty();
        }
    }

    /** @param greets or says nothing at all */
    private void connect(World world, String from, boolean greets) throws IOException {
        var socket = new Socket();
        flood.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), world.server.port()), 10_000);
        if (greets) {
            socket.getOutputStream().write("SSH-2.0-flood\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
