package passerelle.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.vault.SealedFrames.End;

class SealedFramesTest {
    @TempDir
    Path home;

    @SuppressWarnings("NullAway.Init")
    private Vault vault;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void open() throws IOException {
        vault = Vault.open(home.resolve("keys"));
        file = home.resolve("outgoing.0");
    }

    @Test
    void givesBackAllThatWasAddedAsOneStream() throws IOException {
        var end = add(End.NONE, "one ", "two ");
        end = add(end, "three");

        assertThat(text(end)).isEqualTo("one two three");
    }

    @Test
    void cutsOffWhatLiesBeyondTheEndThatCounts() throws IOException {
        var counts = add(End.NONE, "kept ");
        add(counts, "of a transaction that a crash undid");

        var end = add(counts, "instead");

        assertThat(text(end)).isEqualTo("kept instead");
    }

    @Test
    void isNoPlainTextOnDisk() throws IOException {
        add(End.NONE, "Okoro ".repeat(50));

        assertThat(new String(Files.readAllBytes(file), UTF_8)).doesNotContain("Okoro");
    }

    @Test
    void leavesAsItIsWhatIsSealedAlready() throws IOException {
        var piece = new byte[10_000];
        End end;
        try (var frames = SealedFrames.append(vault, file, "outgoing", End.NONE)) {
            frames.addSealed(piece);
            end = frames.force();
        }

        assertThat(end.bytes()).isGreaterThan(piece.length);
        try (var in = SealedFrames.stream(vault, file, "outgoing", end)) {
            assertThat(in.readAllBytes()).isEqualTo(piece);
        }
    }

    @Test
    void doesNotOpenAsAnotherFile() throws IOException {
        var end = add(End.NONE, "one");

        assertThatThrownBy(
                        () -> SealedFrames.stream(vault, file, "another", end).readAllBytes())
                .isInstanceOf(IOException.class);
    }

    @Test
    void doesNotOpenWithItsPiecesInAnotherOrder() throws IOException {
        var first = add(End.NONE, "one");
        var end = add(first, "two");
        var bytes = Files.readAllBytes(file);
        var swapped = new byte[bytes.length];
        int half = (int) first.bytes();
        System.arraycopy(bytes, half, swapped, 0, half);
        System.arraycopy(bytes, 0, swapped, half, half);
        Files.write(file, swapped);

        assertThatThrownBy(() -> text(end)).isInstanceOf(IOException.class);
    }

    @Test
    void saysWhenTheFileIsShorterThanItWas() throws IOException {
        var end = add(End.NONE, "one");
        Files.write(file, new byte[] {0, 0});

        assertThatThrownBy(() -> add(end, "two"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("shorter");
        assertThatThrownBy(() -> text(end)).isInstanceOf(IOException.class).hasMessageContaining("shorter");
    }

    private End add(End from, String... pieces) throws IOException {
        try (var frames = SealedFrames.append(vault, file, "outgoing", from)) {
            for (var piece : pieces) {
                frames.add(piece.getBytes(UTF_8));
            }
            return frames.force();
        }
    }

    private String text(End end) throws IOException {
        try (var in = SealedFrames.stream(vault, file, "outgoing", end)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
