package passerelle.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Where the log's files are opened for writing, and how a file comes to last. */
@FunctionalInterface
interface Disk {
    Disk REAL = FileChannel::open;

    FileChannel open(Path file, OpenOption... options) throws IOException;

    /** Puts the whole file in place at once: a reader sees the old or the new one. Lasts once {@link #sync} was called on its folder. */
    default void replace(Path file, byte[] content) throws IOException {
        Files.createDirectories(folder(file));
        var fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (var out = open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (var bytes = ByteBuffer.wrap(content); bytes.hasRemaining(); ) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The folder that a file is in. */
    static Path folder(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }

    /** Makes the names in a folder last. */
    static void sync(Path folder) throws IOException {
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
