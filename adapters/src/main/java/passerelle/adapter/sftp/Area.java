package passerelle.adapter.sftp;

import java.util.Locale;
import java.util.Optional;

/** The four folders that a partner sees. */
enum Area {
    /** The partner puts files here; the gateway takes them. */
    INBOX,
    /** The gateway puts files here; the partner fetches and removes them. */
    OUTBOX,
    /** Files that were not taken in, each with its report. */
    REJECTED,
    /** For the partner to read and clear. */
    ARCHIVE;

    String folderName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Area> named(String folderName) {
        for (var area : values()) {
            if (area.folderName().equals(folderName)) {
                return Optional.of(area);
            }
        }
        return Optional.empty();
    }
}
