package passerelle.route;

import java.util.List;
import passerelle.format.FileRecord;
import passerelle.model.Decision.Withheld;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.model.Result;

/**
 * A record of a file after steps 1 to 3: named, translated and decided about.
 *
 * @param digest keyed fingerprint of the bytes received
 * @param group keyed group of messages about one person; "" when the format names none
 * @param shared what leaves, or why nothing does
 */
record Judged(FileRecord record, MessageId id, String digest, String group, Result<Shared> shared) {

    /**
     * What leaves of a message.
     *
     * @param type of the common model
     * @param endedBy names of the team's own steps that ended it, so that nothing leaves; "" otherwise
     */
    record Shared(String type, String purpose, List<Granted> grants, List<Withheld> withheld, String endedBy) {
        Shared {
            grants = List.copyOf(grants);
            withheld = List.copyOf(withheld);
        }
    }

    /** What one recipient gets. */
    record Granted(PartnerId recipient, String agreement, SealedViews.Plain view) {}

    /** Without the content, which is personal data. */
    @Override
    public String toString() {
        return id + " at line " + record.line();
    }
}
