package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * What one partner may have lying with the gateway. Counts upwards as the partner writes, and counts again on the disk
 * when the count is old or full, at most once a second, because the gateway takes files away in the meantime.
 */
final class Quota {
    private static final long OLD_NANOS = 5_000_000_000L;
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final List<Path> counted;
    private final Limits limits;
    private long bytes;
    private int files;
    private long countedAt = System.nanoTime() - OLD_NANOS;

    Quota(PartnerFolder folder, Limits limits) {
        this.counted = List.of(folder.of(Area.INBOX), folder.spool(), folder.working(), folder.of(Area.REJECTED));
        this.limits = limits;
    }

    /** Whether there is room for one more file; if so, it is taken. */
    synchronized boolean takeFile() throws IOException {
        countIfOlderThan(files >= limits.files() ? FRESH_NANOS : OLD_NANOS);
        if (files >= limits.files()) {
            return false;
        }
        files++;
        return true;
    }

    /** Whether there is room for {@code more} bytes; if so, they are taken. */
    synchronized boolean takeBytes(long more) throws IOException {
        countIfOlderThan(bytes + more > limits.bytes() ? FRESH_NANOS : OLD_NANOS);
        if (bytes + more > limits.bytes()) {
            return false;
        }
        bytes += more;
        return true;
    }

    private void countIfOlderThan(long nanos) throws IOException {
        if (System.nanoTime() - countedAt < nanos) {
            return;
        }
        bytes = 0;
        files = 0;
        for (var folder : counted) {
            try (var entries = Files.newDirectoryStream(folder)) {
                for (var entry : entries) {
                    bytes += sizeOf(entry);
                    files++;
                }
            }
        }
        countedAt = System.nanoTime();
    }

    private static long sizeOf(Path entry) throws IOException {
        try {
            return Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .size();
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }
}
