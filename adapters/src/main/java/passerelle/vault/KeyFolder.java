package passerelle.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** The folder of key files, which nobody but the gateway's own account may open. */
record KeyFolder(Path path) {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    /** Makes a new key file's content. */
    interface Fresh {
        String text() throws IOException;
    }

    /** Creates the folder, or checks the one that is there. */
    static KeyFolder open(Path path) throws IOException {
        if (!Files.exists(path)) {
            var parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(FOLDER));
        }
        refuseOthers(path, FOLDER);
        return new KeyFolder(path);
    }

    /** The content of a key file, which is created whole and durable when it is absent. */
    String text(String name, Fresh fresh) throws IOException {
        var file = path.resolve(name);
        if (!Files.exists(file)) {
            create(file, fresh.text());
        }
        refuseOthers(file, FILE);
        return Files.readString(file);
    }

    /** Another content for a key file that is there; a crash leaves the old one or the new one, whole. */
    void replace(String name, String text) throws IOException {
        create(path.resolve(name), text);
    }

    private void create(Path file, String text) throws IOException {
        var half = path.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(half, options, PosixFilePermissions.asFileAttribute(FILE))) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        try (var folder = FileChannel.open(path)) {
            folder.force(true);
        }
    }

    private static void refuseOthers(Path path, Set<PosixFilePermission> most) throws IOException {
        var found = Files.getPosixFilePermissions(path);
        if (!most.containsAll(found)) {
            throw new IOException("%s has mode %s, so that other accounts may get at the keys; right is %s: chmod %s %s"
                    .formatted(path, octal(found), octal(most), octal(most), path));
        }
    }

    private static String octal(Set<PosixFilePermission> permissions) {
        int mode = 0;
        for (var permission : EnumSet.allOf(PosixFilePermission.class)) {
            mode = mode << 1 | (permissions.contains(permission) ? 1 : 0);
        }
        return "%04o".formatted(mode);
    }
}
