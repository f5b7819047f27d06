package passerelle.adapter;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.regex.Pattern;
import passerelle.model.OutgoingFile;

/** Puts files into folders so that a reader, and a crash, sees all of a file or none of it. */
public final class WholeFile {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private static final int BLOCK = 1 << 16;

    private WholeFile() {}

    /** A name that is the same file on every system: a letter or digit, then up to 127 of letters, digits, {@code . _ -}. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Returns {@code name}, or throws {@link IllegalArgumentException}: our own names must be right. */
    public static String requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("A file name must match " + NAME + " and be at most 128 characters");
        }
        return name;
    }

    /** Writes the content of a new file, from its first byte to its last. */
    public interface Filling {
        void fill(WritableByteChannel to) throws IOException;
    }

    /**
     * Writes a file to {@code target}, replacing what is there. When this returns, the file and its name are on disk. After
     * an {@link IOException} the target is as it was.
     *
     * @param temporary in the same file system, in a place that nobody reads
     */
    public static void write(Path temporary, Path target, Filling filling) throws IOException {
        try {
            try (var channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS)) {
                filling.fill(channel);
                channel.force(true);
            }
            appear(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Copies the content piece by piece. Content of another size than the file says is a fault of ours. */
    public static void copy(OutgoingFile file, WritableByteChannel to) throws IOException {
        try (var in = file.source().open()) {
            var size = in.transferTo(Channels.newOutputStream(to));
            if (size != file.size()) {
                throw new IllegalStateException(
                        "A file of %d bytes was announced with %d".formatted(size, file.size()));
            }
        }
    }

    /** Renames a complete file into place and makes the new name durable. */
    public static void appear(Path temporary, Path target) throws IOException {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        var folder = target.getParent();
        if (folder != null) {
            force(folder);
        }
    }

    /** Makes the names in a folder durable. */
    public static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Whether {@code path} is a plain file of exactly this content. */
    public static boolean holds(Path path, OutgoingFile file) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var found = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return isSame(found, file);
        } catch (NoSuchFileException taken) {
            // The recipient took it between two looks.
            return false;
        }
    }

    /** Whether these are, from the first to the last, the bytes of {@code file}. */
    public static boolean isSame(SeekableByteChannel found, OutgoingFile file) throws IOException {
        if (found.size() != file.size()) {
            return false;
        }
        try (var in = file.source().open()) {
            var there = Channels.newInputStream(found);
            for (var expected = in.readNBytes(BLOCK); expected.length > 0; expected = in.readNBytes(BLOCK)) {
                if (!Arrays.equals(expected, there.readNBytes(expected.length))) {
                    return false;
                }
            }
            return true;
        }
    }
}
