package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.apache.sshd.sftp.common.SftpConstants;
import passerelle.vault.Vault;

/** A file or folder as the partner sees it: size, time and whether it is a folder; nothing of our machine's users. */
record Entry(String name, boolean folder, long size, Instant changed) {
    private static final int SHOWN = SftpConstants.SSH_FILEXFER_ATTR_SIZE
            | SftpConstants.SSH_FILEXFER_ATTR_PERMISSIONS
            | SftpConstants.SSH_FILEXFER_ATTR_ACMODTIME;
    private static final DateTimeFormatter LISTED =
            DateTimeFormatter.ofPattern("MMM dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    static Entry folder(String name) {
        return new Entry(name, true, 0, Instant.EPOCH);
    }

    /** The sealed file at {@code path}, with its plain size; a link or anything else is not there. */
    static Optional<Entry> file(Path path, String name) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    ? Optional.of(new Entry(
                            name,
                            false,
                            Vault.plainSize(attributes.size()),
                            attributes.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (IOException absent) {
            // Whatever the reason, to the partner the file is not there.
            return Optional.empty();
        }
    }

    Entry as(String otherName) {
        return new Entry(otherName, folder, size, changed);
    }

    void writeAttributes(PacketWriter out) {
        var seconds = (int) changed.getEpochSecond();
        out.number(SHOWN)
                .offset(size)
                .number(folder ? 0040750 : 0100640)
                .number(seconds)
                .number(seconds);
    }

    /** The line of {@code ls -l}. */
    String listed() {
        return "%s    1 partner  gateway  %12d %s %s"
                .formatted(folder ? "drwxr-x---" : "-rw-r-----", size, LISTED.format(changed), name);
    }
}
