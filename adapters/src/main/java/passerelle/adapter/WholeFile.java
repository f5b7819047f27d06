package passerelle.adapter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Puts files into folders so that a reader, and a crash, sees all of a file or none of it. */
public final class WholeFile {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

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

    /**
     * Writes {@code bytes} to {@code target}, replacing what is there. When this returns, the file and its name are on
     * disk. After an {@link IOException} the target is as it was.
     *
     * @param temporary in the same file system, in a place that nobody reads
     */
    public static void write(Path temporary, Path target, byte[] bytes) throws IOException {
        try {
            try (var channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS)) {
                var rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            appear(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
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

    /** Whether {@code file} is a plain file of exactly these bytes. */
    public static boolean holds(Path file, byte[] bytes) throws IOException {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(file) == bytes.length
                    && Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (NoSuchFileException taken) {
            // The recipient took it between two looks.
            return false;
        }
    }
}
