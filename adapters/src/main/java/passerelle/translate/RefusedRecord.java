package passerelle.translate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import passerelle.model.Failure;
import passerelle.model.MessageId;

/**
 * A record of a file that goes no further, or what is wrong with a file as a whole.
 *
 * @param id empty when the record could not be named
 * @param line where the record begins, from 1; empty when the file as a whole is meant
 * @param offset of its first byte in the file, from 0; empty when the file as a whole is meant
 * @param failures all that is wrong with it: one at least
 */
public record RefusedRecord(Optional<MessageId> id, OptionalLong line, OptionalLong offset, List<Failure> failures) {
    public RefusedRecord {
        if (failures.isEmpty()) {
            throw new IllegalArgumentException("A record is refused for a reason");
        }
        failures = List.copyOf(failures);
    }
}
