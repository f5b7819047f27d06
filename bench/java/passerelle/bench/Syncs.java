package passerelle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Counts how often a process waits for the disk. The JVM records each file that it forces, one event of some hundred
 * bytes and nothing else, which costs too little to be seen and needs no tool and no rights.
 */
final class Syncs {
    private static final String EVENT = "jdk.FileForce";
    private static final String SETTINGS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0">
              <event name="%s">
                <setting name="enabled">true</setting>
                <setting name="threshold">0 ms</setting>
                <setting name="stackTrace">false</setting>
              </event>
            </configuration>
            """;

    private final Path recording;
    private final Path settings;
    private final Path data;

    /** @param data files are counted by the folder in it that they are in */
    Syncs(Path home, String name, Path data) throws IOException {
        this.recording = home.resolve(name + ".jfr");
        this.settings = home.resolve(name + ".jfc");
        this.data = data;
        Files.writeString(settings, SETTINGS.formatted(EVENT));
    }

    /** What the process must be started with. */
    List<String> javaOptions() {
        return List.of("-Xlog:jfr*=off", "-XX:StartFlightRecording:settings=" + settings + ",filename=" + recording);
    }

    /** Syncs from one moment to another by folder, once the process has ended. */
    Map<String, Long> between(Instant from, Instant to) throws IOException {
        var found = new TreeMap<String, Long>();
        for (var event : events()) {
            if (!event.getStartTime().isBefore(from) && event.getStartTime().isBefore(to)) {
                found.merge(folder(event.getString("path")), 1L, Long::sum);
            }
        }
        return found;
    }

    private List<RecordedEvent> events() throws IOException {
        var events = new ArrayList<RecordedEvent>();
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                var event = file.readEvent();
                // A second recording, for a profile, shares the file's events.
                if (event.getEventType().getName().equals(EVENT)) {
                    events.add(event);
                }
            }
        }
        return events;
    }

    private String folder(String path) {
        var file = Path.of(path);
        return file.startsWith(data) ? data.relativize(file).getName(0).toString() : "elsewhere";
    }
}
