package passerelle.route;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.PartnerId;

/** The files of partners that are being read or wait for a person, for whoever wants to see how far they are. */
public final class FilesUnderWay {
    private static final Logger LOG = LoggerFactory.getLogger(FilesUnderWay.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final Map<String, Progress> files = new ConcurrentHashMap<>();
    private final Clock clock;

    public FilesUnderWay(Clock clock) {
        this.clock = clock;
    }

    /**
     * How far a file is.
     *
     * @param arrival names the file
     * @param records in the file, as the first reading counted them @param done of these
     * @param began when its reading began or went on @param doneBefore what was done before that
     */
    public record Progress(
            String arrival,
            PartnerId sender,
            boolean held,
            long records,
            long done,
            long refused,
            Instant began,
            long doneBefore,
            Instant seen) {

        /** Records a second since the reading began or went on. */
        public double rate() {
            return (done - doneBefore)
                    / Math.max(0.001, Duration.between(began, seen).toMillis() / 1000.0);
        }

        /** Until all records are done, at this rate; empty while nothing is known of it. */
        public Optional<Duration> left() {
            return held || done == doneBefore
                    ? Optional.empty()
                    : Optional.of(Duration.ofSeconds(Math.round((records - done) / rate())));
        }
    }

    /** In the order of their senders' names. */
    public List<Progress> all() {
        return files.values().stream()
                .sorted(java.util.Comparator.comparing(Progress::sender).thenComparing(Progress::arrival))
                .toList();
    }

    boolean isHeld(String arrival) {
        return Optional.ofNullable(files.get(arrival)).map(Progress::held).orElse(false);
    }

    void begin(String arrival, PartnerId sender, FilePosition position) {
        var now = clock.instant();
        var done = position.counts().all();
        boolean held = position.phase() == FilePosition.Phase.HELD;
        files.put(
                arrival,
                new Progress(
                        arrival,
                        sender,
                        held,
                        position.records(),
                        done,
                        position.counts().refused(),
                        now,
                        done,
                        now));
        LOG.info("{} file {}: {} of {} records, {}", sender, arrival, done, position.records(), held ? "held" : "read");
    }

    void advance(String arrival, FilePosition position) {
        var now = clock.instant();
        files.computeIfPresent(arrival, (id, last) -> {
            var next = new Progress(
                    id,
                    last.sender(),
                    position.phase() == FilePosition.Phase.HELD,
                    last.records(),
                    position.counts().all(),
                    position.counts().refused(),
                    last.began(),
                    last.doneBefore(),
                    now);
            if (now.getEpochSecond() / BETWEEN_LINES.toSeconds()
                    != last.seen().getEpochSecond() / BETWEEN_LINES.toSeconds()) {
                log(next);
            }
            return next;
        });
    }

    void end(String arrival) {
        Optional.ofNullable(files.remove(arrival)).ifPresent(FilesUnderWay::log);
    }

    private static void log(Progress file) {
        LOG.info(
                "{} file {}: {} of {} records, {} refused, {}/s, left {}",
                file.sender(),
                file.arrival(),
                file.done(),
                file.records(),
                file.refused(),
                Math.round(file.rate()),
                file.left().map(Duration::toString).orElse("unknown"));
    }
}
