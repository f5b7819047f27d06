package passerelle.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How files stood at one moment: two that are equal were the same.
 *
 * @param seen modification time and size of each file
 */
record WatchedFiles(Map<Path, String> seen) {

    /** @param roots files, and folders with all that is in them */
    static WatchedFiles look(Collection<Path> roots) {
        var seen = new TreeMap<Path, String>();
        for (var root : roots) {
            if (!Files.exists(root)) {
                continue;
            }
            try (var files = Files.walk(root)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    seen.put(file, Files.getLastModifiedTime(file) + " " + Files.size(file));
                }
            } catch (IOException | UncheckedIOException e) {
                // A file that an editor is just replacing; the next look sees it.
                seen.put(root, "changing");
            }
        }
        return new WatchedFiles(Map.copyOf(seen));
    }
}
