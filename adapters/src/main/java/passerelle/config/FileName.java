package passerelle.config;

import java.nio.file.Path;
import java.util.Optional;

/** One file a thing, named by its id. */
final class FileName {
    static final String ENDING = ".yaml";

    private FileName() {}

    /** Adds a problem when the id that the file gives under {@code key} is not its own name; an unreadable id is "". */
    static void check(YamlMap map, String key, String id, Path file) {
        var name = file.getFileName().toString();
        if (!id.isEmpty() && !name.equals(id + ENDING)) {
            map.problem(
                    map.located(key),
                    "'" + key + "' is '" + id + "' in a file of another name; expected '"
                            + name.substring(0, name.length() - ENDING.length()) + "', or the file name " + id + ENDING,
                    Optional.empty());
        }
    }
}
