package passerelle.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of the format xaa-registry-v1 in a folder. A file that has its name is whole and does not change. */
final class DeliveredFiles {
    private static final int MESSAGE_AT = 1;
    private static final int PERSON_AT = 37;
    private static final int PERSON_END = 57;

    private final Path folder;
    private final Map<Path, List<Line>> read = new HashMap<>();

    /**
     * One person record.
     *
     * @param message the gateway's id
     * @param person the sender's reference
     */
    record Line(String message, String person) {}

    DeliveredFiles(Path folder) {
        this.folder = folder;
    }

    /** How many records there are now. */
    long count() throws IOException {
        look();
        return read.values().stream().mapToLong(List::size).sum();
    }

    /** Every record of every file. */
    List<Line> lines() throws IOException {
        look();
        return read.values().stream().flatMap(List::stream).toList();
    }

    private void look() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".TXT")).toList()) {
                if (!read.containsKey(file)) {
                    read.put(file, lines(file));
                }
            }
        }
    }

    private static List<Line> lines(Path file) throws IOException {
        var lines = new ArrayList<Line>();
        // One byte a character, as in windows-1256; the two references are ASCII.
        for (var line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("P")) {
                lines.add(new Line(
                        line.substring(MESSAGE_AT, PERSON_AT).strip(),
                        line.substring(PERSON_AT, PERSON_END).strip()));
            }
        }
        return lines;
    }
}
