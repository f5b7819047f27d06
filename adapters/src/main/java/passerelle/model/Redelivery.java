package passerelle.model;

import java.time.Duration;

/**
 * When a failed delivery is tried again: the gaps grow by {@code multiplier} from {@code firstDelay} to {@code
 * longestDelay}, each shortened at random by up to {@code jitter} so that waiting deliveries do not return as one wave.
 *
 * @param attempts tries in all before the delivery goes to the dead letters
 * @param jitter share of the gap, 0 to 1
 */
public record Redelivery(int attempts, Duration firstDelay, double multiplier, Duration longestDelay, double jitter) {

    /** Eighteen tries over about a day. */
    public static final Redelivery DEFAULT = new Redelivery(18, Duration.ofSeconds(2), 2.0, Duration.ofHours(3), 0.2);

    public Redelivery {
        if (attempts < 1 || multiplier < 1 || jitter < 0 || jitter > 1 || firstDelay.isNegative()) {
            throw new IllegalArgumentException(
                    "Redelivery needs attempts >= 1, multiplier >= 1, 0 <= jitter <= 1 and a delay >= 0");
        }
    }

    public boolean allowsAnotherAfter(int attempt) {
        return attempt < attempts;
    }

    /** The gap after the {@code attempt}-th try failed; {@code random} is from [0, 1). */
    public Duration gapAfter(int attempt, double random) {
        var grown = firstDelay.toMillis() * Math.pow(multiplier, attempt - 1);
        var capped = Math.min(grown, longestDelay.toMillis());
        return Duration.ofMillis(Math.round(capped * (1 - jitter * random)));
    }
}
