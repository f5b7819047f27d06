package passerelle.route;

import java.util.List;
import passerelle.model.Failure;

/**
 * A sample on the road.
 *
 * @param records the messages of it that were tried
 * @param more messages that were not tried
 * @param faults of a file as a whole: a header that is missing, a control total that does not fit
 * @param notes what the gateway would do with it and this trial did not, a sentence each
 */
public record TrialFile(List<TrialRecord> records, long more, List<Failure> faults, List<String> notes) {
    public TrialFile {
        records = List.copyOf(records);
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    /** Whether everything that was tried came to the end of the road, in a file that is whole. */
    public boolean isGood() {
        return faults.isEmpty() && records.stream().allMatch(TrialRecord::isGood);
    }
}
