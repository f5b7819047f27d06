package passerelle.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code checkpoints.log} note by note, up to the place where it ended when the reading began. */
final class NoteStream implements AutoCloseable {
    private static final int LINES = 5;

    private final BufferedReader in;
    private final long end;
    private long position;
    private long before;

    NoteStream(Path checkpoints, long end) throws IOException {
        in = new BufferedReader(new InputStreamReader(Files.newInputStream(checkpoints), StandardCharsets.UTF_8));
        this.end = end;
    }

    /** The next note; empty after the last one. */
    Optional<SignedNote> next() throws IOException {
        if (position >= end) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        for (int line = 0; line < LINES; line++) {
            text.append(line()).append('\n');
        }
        var note = SignedNote.parse(text.toString());
        if (note.isEmpty() || !line().isEmpty() || note.get().checkpoint().size() < before) {
            throw new LogDamaged(
                    before, "checkpoints.log: what follows the checkpoint for %d records is none".formatted(before));
        }
        before = note.get().checkpoint().size();
        return note;
    }

    private String line() throws IOException {
        var line = Optional.ofNullable(in.readLine()).orElse("");
        position += line.getBytes(StandardCharsets.UTF_8).length + 1;
        return line;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
