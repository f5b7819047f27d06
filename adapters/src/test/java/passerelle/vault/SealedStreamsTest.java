package passerelle.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedStreamsTest {
    private static final String CONTEXT = "ministry/received";

    @TempDir
    Path home;

    private Path file;
    private Vault vault;

    @BeforeEach
    void open() throws IOException {
        file = home.resolve("sealed");
        vault = Vault.open(home.resolve("keys"));
    }

    // A piece takes 4,080 plain bytes, the first one 40 fewer.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_039, 4_040, 4_041, 8_119, 8_120, 8_121, 12_200, 12_201, 300_000})
    void opensWhatItSealedOfAnyLength(int length) throws Exception {
        var plain = random(length);

        seal(plain, 1_000);

        try (var opened = opening()) {
            assertThat(opened.size()).isEqualTo(length);
            assertThat(read(opened)).isEqualTo(plain);
        }
        assertThat(Vault.plainSize(Files.size(file))).isEqualTo(length);
    }

    @Test
    void readsAtAnyPositionAndNothingBehindTheEnd() throws Exception {
        var plain = random(50_000);
        seal(plain, 777);

        try (var opened = opening()) {
            for (var at : new int[] {49_999, 0, 4_039, 4_040, 40_000, 17}) {
                var part = ByteBuffer.allocate(Math.min(5_000, plain.length - at));
                opened.position(at).read(part);
                assertThat(part.array()).isEqualTo(Arrays.copyOfRange(plain, at, at + part.capacity()));
            }
            assertThat(opened.position(50_000).read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void opensWithTheSameKeysAfterARestart() throws Exception {
        seal("Okoro".getBytes(UTF_8), 10);

        vault = Vault.open(home.resolve("keys"));

        try (var opened = opening()) {
            assertThat(read(opened)).isEqualTo("Okoro".getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 10_000})
    void doesNotOpenInAnotherContextOrWithOtherKeys(int length) throws Exception {
        seal(random(length), 1_000);
        var other = Vault.open(home.resolve("other"));

        assertThatThrownBy(() -> vault.opening(FileChannel.open(file), "border/received"))
                .isInstanceOf(IOException.class)
                .hasMessage("The sealed file does not open under this key and context");
        assertThatThrownBy(() -> other.opening(FileChannel.open(file), CONTEXT)).isInstanceOf(IOException.class);
    }

    @Test
    void doesNotOpenWhenItWasCutOrProlonged() throws Exception {
        seal(random(9_000), 1_000);
        var whole = Files.readAllBytes(file);

        for (var length : new int[] {0, 1, 39, 40, 55, 56, 57, 4_095, 4_096, 4_097, 8_192, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(this::opening).as(length + " bytes").isInstanceOf(IOException.class);
        }
        for (var more : new int[] {1, 16, 17, 5_000}) {
            Files.write(file, Arrays.copyOf(whole, whole.length + more));
            assertThatThrownBy(this::opening).as(more + " bytes more").isInstanceOf(IOException.class);
        }
    }

    @Test
    void givesNothingOfAPieceThatChanged() throws Exception {
        seal(random(9_000), 1_000);
        var whole = Files.readAllBytes(file);

        for (var at = 0; at < whole.length; at += 61) {
            var changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            assertThatThrownBy(() -> {
                        try (var opened = opening()) {
                            read(opened);
                        }
                    })
                    .as("byte " + at)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void givesNothingOfPiecesInAnotherOrder() throws Exception {
        seal(new byte[20_000], 1_000);
        var whole = Files.readAllBytes(file);
        var second = Arrays.copyOfRange(whole, 4_096, 8_192);
        System.arraycopy(whole, 8_192, whole, 4_096, 4_096);
        System.arraycopy(second, 0, whole, 8_192, 4_096);
        Files.write(file, whole);

        try (var opened = opening()) {
            assertThatThrownBy(() -> read(opened)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void doesNotOpenWhatWasNotWrittenToItsEnd() throws Exception {
        try (var to = channel()) {
            vault.sealing(to, CONTEXT).write(ByteBuffer.wrap(random(10_000)));
        }

        assertThatThrownBy(this::opening).isInstanceOf(IOException.class);
    }

    @Test
    void leavesTheFileOpenForItsWriterToForce() throws Exception {
        try (var to = channel()) {
            try (var sealing = vault.sealing(to, CONTEXT)) {
                sealing.write(ByteBuffer.wrap("Okoro".getBytes(UTF_8)));
            }

            assertThat(to.isOpen()).isTrue();
        }
        assertThat(Files.readAllBytes(file)).hasSize(5 + 40 + 16);
    }

    @Test
    void closesAFileThatDoesNotOpen() throws Exception {
        Files.write(file, new byte[100]);
        var channel = FileChannel.open(file);

        assertThatThrownBy(() -> vault.opening(channel, CONTEXT)).isInstanceOf(IOException.class);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void showsNothingOfThePlainText() throws Exception {
        seal("Okoro Nze ".repeat(1_000).getBytes(UTF_8), 1_000);

        assertThat(Files.readString(file, ISO_8859_1)).doesNotContain("Okoro");
        assertThat(Vault.plainSize(3)).isZero();
    }

    private void seal(byte[] plain, int step) throws IOException {
        try (var to = channel();
                var sealing = vault.sealing(to, CONTEXT)) {
            for (var at = 0; at < plain.length; at += step) {
                sealing.write(ByteBuffer.wrap(plain, at, Math.min(step, plain.length - at)));
            }
        }
    }

    private FileChannel channel() throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private SeekableByteChannel opening() throws IOException {
        return vault.opening(FileChannel.open(file), CONTEXT);
    }

    private static byte[] read(SeekableByteChannel opened) throws IOException {
        return Channels.newInputStream(opened).readAllBytes();
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
