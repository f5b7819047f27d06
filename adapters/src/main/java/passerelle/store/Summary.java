package passerelle.store;

import java.time.Instant;
import java.util.Optional;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/**
 * A message in one line.
 *
 * @param arrived when it was accepted or, if it never was, last refused
 * @param type "" when not known
 * @param protocol by which it came; "" when not known
 * @param code of the refusal, or of the last failure to deliver to a recipient who has not got it since
 * @param place of that refusal or failure; never a value; "" when there is none
 * @param recipients how many deliveries it has
 * @param repeats how often the same message came again
 * @param changed when anything last happened to it
 * @param members records of a file that it bundles; 1 for a message of its own
 */
public record Summary(
        MessageId id,
        State state,
        Instant arrived,
        Optional<PartnerId> sender,
        String type,
        Optional<FormatId> format,
        String protocol,
        Optional<FailureCode> code,
        String place,
        int recipients,
        int repeats,
        Instant changed,
        int members) {

    /** The same for a record of the bundle that this is. */
    Summary as(MessageId member) {
        return new Summary(
                member, state, arrived, sender, type, format, protocol, code, place, recipients, repeats, changed, 1);
    }
}
