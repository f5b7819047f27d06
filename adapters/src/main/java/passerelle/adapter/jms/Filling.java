package passerelle.adapter.jms;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * When a recipient's file is full.
 *
 * @param most records
 * @param linger how long the first record waits for company
 * @param at times of day, UTC, at which what there is becomes a file as well
 * @param firstSequence number of the recipient's first file
 */
record Filling(long most, Duration linger, List<LocalTime> at, long firstSequence) {

    Filling {
        at = List.copyOf(at);
    }

    /** When a file goes whose first record came then, full or not. */
    Instant due(Instant since) {
        var day = since.atOffset(ZoneOffset.UTC);
        return Stream.concat(
                        Stream.of(since.plus(linger)),
                        at.stream()
                                .map(day::with)
                                .map(time -> time.isAfter(day) ? time : time.plusDays(1))
                                .map(OffsetDateTime::toInstant))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
