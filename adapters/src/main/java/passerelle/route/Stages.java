package passerelle.route;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How long each stage of one message took. Belongs to one message and one thread. */
final class Stages {
    private final Map<String, Long> micros = new LinkedHashMap<>();
    private long since = System.nanoTime();

    /** Ends the stage that began when the last one ended. */
    void end(String stage) {
        long now = System.nanoTime();
        micros.merge(stage, (now - since) / 1_000, Long::sum);
        since = now;
    }

    Map<String, Long> micros() {
        return micros;
    }

    /** {@code read=210 translate=340}, in microseconds. */
    @Override
    public String toString() {
        return micros.entrySet().stream()
                .map(stage -> stage.getKey() + "=" + stage.getValue())
                .collect(Collectors.joining(" "));
    }
}
