package passerelle.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final Content content;
    private final Map<Path, List<Line>> read = new HashMap<>();

    /**
     * One person record.
     *
     * @param message the gateway's id
     * @param person the sender's reference
     */
    record Line(String message, String person) {}

    /** Gives the bytes of a file as its recipient sees them. */
    interface Content {
        InputStream open(Path file) throws IOException;
    }

    DeliveredFiles(Path folder, Content content) {
        this.folder = folder;
        this.content = content;
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

    private List<Line> lines(Path file) throws IOException {
        // One byte a character, as in windows-1256; the two references are ASCII.
        try (var reader = new BufferedReader(new InputStreamReader(content.open(file), StandardCharsets.ISO_8859_1))) {
            return reader.lines()
                    .filter(line -> line.startsWith("P"))
                    .map(line -> new Line(
                            line.substring(MESSAGE_AT, PERSON_AT).strip(),
                            line.substring(PERSON_AT, PERSON_END).strip()))
                    .toList();
        }
    }
}
