package passerelle.adapter.sftp;

import java.time.Duration;

/**
 * How an inbox is worked off.
 *
 * @param rescan the longest time between two looks at the folder
 * @param settle how long a file whose name does not fit, or looks like a name for the time of the upload, waits to be
 *     renamed by its sender
 * @param firstRetry after the first fault of ours with a file; doubles with each further one
 * @param longestRetry where the doubling ends
 * @param patience so many tries of one file hold up those behind it; then it steps aside
 */
record Pace(Duration rescan, Duration settle, Duration firstRetry, Duration longestRetry, int patience) {

    static final Pace DEFAULT =
            new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(60), 5);

    /** @param tries that failed, from 1 */
    Duration retryAfter(int tries) {
        var doubled = firstRetry.multipliedBy(1L << Math.min(tries - 1, 20));
        return doubled.compareTo(longestRetry) < 0 ? doubled : longestRetry;
    }
}
