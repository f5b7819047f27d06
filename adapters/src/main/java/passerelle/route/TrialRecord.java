package passerelle.route;

import java.util.List;

/**
 * One message of a sample on the road.
 *
 * @param number among the messages of the sample, good or bad, from 1
 * @param place where it stands in a file: {@code line 3, record person}; "" when the sample is one message
 */
public record TrialRecord(int number, String place, List<TrialStep> steps) {
    public TrialRecord {
        steps = List.copyOf(steps);
    }

    /** Whether it came to the end of the road. */
    public boolean isGood() {
        return steps.stream().allMatch(TrialStep::isGood);
    }
}
