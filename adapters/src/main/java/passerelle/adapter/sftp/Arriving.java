package passerelle.adapter.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import passerelle.adapter.WholeFile;

/**
 * A file that the gateway itself brings in. It grows where nobody reads it, becomes whole and durable, and then enters
 * the folder of what is to be worked off, under the same name; between the two, {@link Collected} says that it is ours.
 */
final class Arriving implements Closeable {
    private final PartnerFolder folder;
    private final Inbox.Taken taken;
    private final Path path;
    private final SpoolFile spooled;
    private final MessageDigest digest = Digest.sha256();

    private Arriving(PartnerFolder folder, Inbox.Taken taken, SpoolFile spooled) {
        this.folder = folder;
        this.taken = taken;
        this.path = folderOf(folder).resolve(String.valueOf(taken.path().getFileName()));
        this.spooled = spooled;
    }

    /** @param name as the partner calls it */
    static Arriving begin(PartnerFolder folder, String name, Instant now) throws StorageFailed {
        var taken = Inbox.Taken.of(folder.working(), WholeFile.requireName(name), now);
        try {
            if (!folder.disk().hasRoom()) {
                throw new IOException("The disk has no room for new files");
            }
            return new Arriving(folder, taken, SpoolFile.create(folder));
        } catch (IOException e) {
            throw new StorageFailed(e);
        }
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
            spooled.plain().write(bytes);
        } catch (IOException e) {
            throw new StorageFailed(e);
        }
    }

    /**
     * Makes the file whole and durable; nothing is written after it, and {@link #close} no longer deletes it. Returns the
     * {@link Digest} of the content.
     */
    String complete() throws StorageFailed {
        try {
            spooled.appear(path, taken.arrived());
        } catch (IOException e) {
            throw new StorageFailed(e);
        }
        return folder.vault().fingerprint(digest.digest());
    }

    /** From here on the file is worked off. */
    void enter() throws StorageFailed {
        enter(path, taken.path());
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
        spooled.close();
    }
}
