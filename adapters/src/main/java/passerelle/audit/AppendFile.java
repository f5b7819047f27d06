package passerelle.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A file that only grows by whole pieces: what a failed write left behind is cut off before the next one. One thread at a time. */
final class AppendFile implements AutoCloseable {
    private final Path file;
    private final Disk disk;
    private Optional<FileChannel> channel = Optional.empty();
    private long end;

    /** @param end bytes that stand; what follows is cut off */
    AppendFile(Path file, long end, Disk disk) {
        this.file = file;
        this.end = end;
        this.disk = disk;
    }

    /** Bytes that stand. */
    long end() {
        return end;
    }

    /** Is on disk when it returns; after an exception nothing of it stands. */
    void append(List<ByteBuffer> pieces) throws IOException {
        var out = opened();
        // Until the force has succeeded nobody knows what is in the file: the next call opens and cuts it.
        channel = Optional.empty();
        long written = 0;
        try {
            for (var piece : pieces) {
                while (piece.hasRemaining()) {
                    written += out.write(piece);
                }
            }
            out.force(false);
        } catch (IOException | RuntimeException e) {
            closeAfter(e, out);
            throw e;
        }
        channel = Optional.of(out);
        end += written;
    }

    /** Opens the file and cuts it to what stands, if that is not done yet. */
    private FileChannel opened() throws IOException {
        if (channel.isPresent()) {
            return channel.get();
        }
        var out = disk.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (out.size() < end) {
                throw new IOException("%s has %d bytes; %d were written".formatted(file, out.size(), end));
            }
            if (out.size() > end) {
                out.truncate(end);
            }
            out.position(end);
            out.force(true);
            Disk.sync(Disk.folder(file));
        } catch (IOException | RuntimeException e) {
            closeAfter(e, out);
            throw e;
        }
        channel = Optional.of(out);
        return out;
    }

    private static void closeAfter(Exception fault, FileChannel out) {
        try {
            out.close();
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }

    /** Opens now, so that a file that cannot be written is known at start. */
    void open() throws IOException {
        channel = Optional.of(opened());
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
            channel = Optional.empty();
        }
    }
}
