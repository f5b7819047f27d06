package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.sshd.sftp.common.SftpConstants;
import passerelle.adapter.WholeFile;

/**
 * A folder on a partner's server. What the server lists is taken for names in this folder only when {@link WholeFile}
 * allows them, so that no path and nothing of another folder can be meant.
 */
final class RemoteFolder {
    private static final int MOST_PACKETS = 10_000;
    private static final int MOST_ENTRIES = 100_000;
    private static final int MOST_FILES = 10_000;
    private static final Set<String> SELF = Set.of(".", "..");
    private static final Set<Integer> TAKEN =
            Set.of(SftpConstants.SSH_FX_FAILURE, SftpConstants.SSH_FX_FILE_ALREADY_EXISTS);
    private static final DateTimeFormatter IN_NAMES =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private final SftpLink link;
    private final String base;

    RemoteFolder(SftpLink link, String folder) {
        this.link = link;
        this.base = base(folder);
    }

    private static String base(String folder) {
        return folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
    }

    /**
     * What a folder holds.
     *
     * @param files by name
     * @param ignored entries with a name that is none, or that look like a file of ours and are no plain file
     * @param complete the server came to the end of its list
     */
    record Listing(Map<String, RemoteFile> files, int ignored, boolean complete) {
        Listing {
            files = Map.copyOf(files);
        }
    }

    /**
     * Lists the folder. A list without end is cut off.
     *
     * @param wanted which names matter
     */
    Listing list(Predicate<String> wanted, Duration longest) throws IOException {
        var until = System.nanoTime() + longest.toNanos();
        var handle = link.openFolder(base.isEmpty() ? "." : base);
        var entries = new Entries(wanted);
        var complete = false;
        for (var packets = 0; packets < MOST_PACKETS && !entries.isFull() && until - System.nanoTime() > 0; packets++) {
            var names = link.readFolder(handle);
            if (names.isEmpty()) {
                complete = true;
                break;
            }
            entries.add(names.get());
        }
        link.closeHandle(handle);
        return new Listing(entries.files, entries.ignored, complete);
    }

    private static final class Entries {
        private final Predicate<String> wanted;
        private final Map<String, RemoteFile> files = new LinkedHashMap<>();
        private int ignored;
        private int seen;

        Entries(Predicate<String> wanted) {
            this.wanted = wanted;
        }

        boolean isFull() {
            return seen >= MOST_ENTRIES || files.size() >= MOST_FILES;
        }

        void add(Packet names) {
            for (var left = names.number(); left > 0; left--) {
                var name = names.text();
                names.bytes();
                add(name, RemoteAttributes.of(names));
            }
        }

        private void add(String name, RemoteAttributes attributes) {
            seen++;
            if (SELF.contains(name)) {
                return;
            }
            if (!WholeFile.isName(name)) {
                ignored++;
            } else if (wanted.test(name)) {
                if (attributes.isPlainFile()) {
                    files.put(name, new RemoteFile(name, attributes.size(), attributes.changed()));
                } else {
                    ignored++;
                }
            }
        }
    }

    ByteBuffer openToRead(RemoteFile file) throws IOException {
        return link.open(base + file.name(), SftpConstants.SSH_FXF_READ);
    }

    /** The plain file of this name as it is now; empty when there is none. */
    Optional<RemoteFile> file(String name) throws IOException {
        try {
            var now = link.attributes(base + WholeFile.requireName(name));
            return now.isPlainFile() ? Optional.of(new RemoteFile(name, now.size(), now.changed())) : Optional.empty();
        } catch (RemoteRefusal e) {
            return absent(e, Optional.empty());
        }
    }

    /** Deletes the file, or moves it to {@code folder}, where it never takes the place of another. */
    void putAway(String name, Optional<String> folder, Instant now) throws IOException {
        var path = base + WholeFile.requireName(name);
        try {
            if (folder.isEmpty()) {
                link.remove(path);
                return;
            }
            var target = base(folder.get()) + name;
            var status = link.renamePlainly(path, target);
            if (TAKEN.contains(status)) {
                status = link.renamePlainly(path, target + "." + IN_NAMES.format(now));
            }
            if (status != SftpConstants.SSH_FX_OK) {
                throw new RemoteRefusal(status);
            }
        } catch (RemoteRefusal e) {
            absent(e, Optional.empty());
        }
    }

    private static <T> T absent(RemoteRefusal refusal, T otherwise) throws RemoteRefusal {
        if (refusal.status() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
            return otherwise;
        }
        throw refusal;
    }
}
