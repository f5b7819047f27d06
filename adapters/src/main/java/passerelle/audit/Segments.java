package passerelle.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files {@code wal/000001.seg} and on, in order: the truth of the log. */
record Segments(Path folder) {

    /** Numbers of the segments that are there, lowest first. */
    List<Integer> numbers() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{6}\\.seg"))
                    .map(name -> Integer.valueOf(name.substring(0, 6)))
                    .sorted()
                    .toList();
        }
    }

    Path file(int number) {
        return folder.resolve("%06d.seg".formatted(number));
    }

    /** The file as people find it in the log's folder. */
    String name(int number) {
        return "wal/" + file(number).getFileName();
    }

    /** The last segment that starts at {@code index} or before; the first one if none does. */
    int holding(long index) throws IOException {
        var numbers = numbers();
        for (int at = numbers.size() - 1; at > 0; at--) {
            var first = SegmentReader.first(file(numbers.get(at)));
            if (first.isPresent() && first.get() <= index) {
                return numbers.get(at);
            }
        }
        return 1;
    }
}
