package passerelle.adapter.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import passerelle.adapter.WholeFile;

/**
 * A file that the gateway itself brings in. It grows where nobody reads it, becomes whole and durable, and then enters
 * the folder of what is to be worked off, under the same name; between the two, {@link Collected} says that it is ours.
 */
final class Arriving implements Closeable {
    private final Path path;
    private final Path target;
    private final FileChannel channel;
    private final MessageDigest digest = Digest.sha256();
    private boolean complete;

    private Arriving(Path path, Path target) throws StorageFailed {
        this.path = path;
        this.target = target;
        try {
            channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StorageFailed(e);
        }
    }

    /** @param name as the partner calls it */
    static Arriving begin(PartnerFolder folder, String name, long now) throws StorageFailed {
        var hidden = Inbox.hidden(now, UUID.randomUUID(), WholeFile.requireName(name));
        return new Arriving(folderOf(folder).resolve(hidden), folder.working().resolve(hidden));
    }

    private static Path folderOf(PartnerFolder folder) {
        return folder.root().resolve(".arriving");
    }

    /** Names this one arrival. */
    String id() {
        return String.valueOf(path.getFileName());
    }

    void write(ByteBuffer bytes) throws StorageFailed {
        digest.update(bytes.duplicate());
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new StorageFailed(e);
        }
    }

    /**
     * Makes the file durable; nothing is written after it, and {@link #close} no longer deletes it. Returns the SHA-256 of
     * the content in hexadecimal.
     */
    String complete() throws StorageFailed {
        complete = true;
        try {
            channel.force(true);
            channel.close();
            WholeFile.force(Objects.requireNonNull(path.getParent()));
        } catch (IOException e) {
            throw new StorageFailed(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** From here on the file is worked off. */
    void enter() throws StorageFailed {
        enter(path, target);
    }

    /** The gateway has this file already. */
    void discard() throws StorageFailed {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new StorageFailed(e);
        }
    }

    private static void enter(Path path, Path target) throws StorageFailed {
        try {
            WholeFile.appear(path, target);
        } catch (IOException e) {
            throw new StorageFailed(e);
        }
    }

    /** Makes the folder, and settles what was left in it: what was ours already enters, and what was half read goes.
     *
     * @param ours ids of arrivals that count as ours
     */
    static void settle(PartnerFolder folder, Set<String> ours) throws IOException {
        var arriving = folderOf(folder);
        Files.createDirectories(
                arriving, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        List<Path> left = new ArrayList<>();
        try (var files = Files.newDirectoryStream(arriving)) {
            files.forEach(left::add);
        }
        for (var path : left) {
            var id = String.valueOf(path.getFileName());
            if (ours.contains(id)) {
                enter(path, folder.working().resolve(id));
            } else {
                Files.delete(path);
            }
        }
    }

    /** What is not complete leaves nothing. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!complete) {
            Files.deleteIfExists(path);
        }
    }
}
