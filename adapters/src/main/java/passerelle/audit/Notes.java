package passerelle.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The signed notes on disk, in the order in which they are written: {@code checkpoints.log}, {@code checkpoint}, the guard. So
 * none of them is ever behind the one after it. One thread at a time.
 */
final class Notes implements AutoCloseable {
    private static final int TAIL = 1 << 16;

    private final LogFiles files;
    private final Disk disk;
    private final AppendFile all;

    private Notes(LogFiles files, long end, Disk disk) throws IOException {
        this.files = files;
        this.disk = disk;
        all = new AppendFile(files.checkpoints(), end, disk);
        all.open();
    }

    /** The notes of a log that has none yet. */
    static Notes create(LogFiles files, Disk disk) throws IOException {
        return new Notes(files, 0, disk);
    }

    /** Goes on after what {@link #last} found; a note that a crash cut short is removed. */
    static Notes after(LogFiles files, Last last, Disk disk) throws IOException {
        return new Notes(files, last.end, disk);
    }

    /** The last whole note in {@code checkpoints.log}, and where it ends. */
    record Last(SignedNote note, long end) {}

    /** Empty when there is no such file, or no whole note in it. */
    static Optional<Last> last(Path checkpoints) throws IOException {
        if (!Files.exists(checkpoints)) {
            return Optional.empty();
        }
        try (var file = new RandomAccessFile(checkpoints.toFile(), "r")) {
            var from = Math.max(0, file.length() - TAIL);
            var tail = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(tail);
            // One byte a character, so that places in the text are places in the file.
            var text = new String(tail, StandardCharsets.ISO_8859_1);
            for (int end = text.lastIndexOf("\n\n"); end > 0; end = text.lastIndexOf("\n\n", end - 1)) {
                var separator = text.lastIndexOf("\n\n", end - 1);
                var before = text.lastIndexOf("\n\n", separator - 1);
                var start = before < 0 ? 0 : before + 2;
                var note = SignedNote.parse(new String(tail, start, end + 1 - start, StandardCharsets.UTF_8));
                if (note.isPresent()) {
                    return Optional.of(new Last(note.get(), from + end + 2));
                }
            }
            return Optional.empty();
        }
    }

    /** The one note in a file; empty when there is no file. */
    static Optional<SignedNote> read(Path file) throws IOException {
        try {
            var text = Files.readString(file);
            var note = SignedNote.parse(text);
            if (note.isEmpty()) {
                throw new LogDamaged(0, file.getFileName() + " is not a signed checkpoint");
            }
            return note;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedInputException e) {
            throw new LogDamaged(0, file.getFileName() + " is not a signed checkpoint");
        }
    }

    /** Is on disk when it returns. The records and tiles that the note stands for must be there before. */
    void publish(SignedNote note) throws IOException {
        var text = note.text().getBytes(StandardCharsets.UTF_8);
        all.append(List.of(ByteBuffer.wrap(text), ByteBuffer.wrap(new byte[] {'\n'})));
        publishLast(note);
    }

    /** Brings {@code checkpoint} and the guard up to a note that is in {@code checkpoints.log} already. */
    void publishLast(SignedNote note) throws IOException {
        var text = note.text().getBytes(StandardCharsets.UTF_8);
        disk.replace(files.checkpoint(), text);
        Disk.sync(files.folder());
        disk.replace(files.guard(), text);
        Disk.sync(Disk.folder(files.guard()));
    }

    @Override
    public void close() throws IOException {
        all.close();
    }
}
