package passerelle.version;

import java.time.Instant;
import passerelle.config.HomeFiles;

/**
 * A configuration that was live.
 *
 * @param number from 1, without gaps
 * @param at when it went live
 * @param author account that made the change
 * @param note why, in the author's words; may be empty
 */
public record Version(long number, Instant at, String author, String note, HomeFiles files) {
    /** As the audit log has it. */
    public String digest() {
        return files.digest();
    }
}
