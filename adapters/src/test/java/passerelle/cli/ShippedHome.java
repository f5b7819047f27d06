package passerelle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import passerelle.route.Plan;

/**
 * A copy of the shipped home with its secrets, to be broken in one place and mended again. What compiled once is known by
 * its digest, so that a further reading compiles what was broken and no more.
 */
final class ShippedHome implements AutoCloseable {
    private final Path folder;
    private final Map<Path, byte[]> broken = new LinkedHashMap<>();

    private ShippedHome(Path folder) {
        this.folder = folder;
    }

    static ShippedHome copy(Path folder) throws Exception {
        for (var part : List.of("config", "routes", "xslt")) {
            try (var files = Files.walk(Path.of(part))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    Files.createDirectories(folder.resolve(file.toString()).getParent());
                    Files.copy(file, folder.resolve(file.toString()));
                }
            }
        }
        System.setProperty(
                "passerelle.prepared",
                Files.createDirectories(folder.resolve("prepared")).toString());
        var home = new ShippedHome(folder);
        FirstUse.make(home.plan().configuration());
        return home;
    }

    Path folder() {
        return folder;
    }

    Plan plan() {
        return Plan.read(folder, Map.of(), Map.of(), Set.of());
    }

    /** Replaces the first {@code from}; nothing instead of the whole file when {@code from} is empty. */
    void edit(String file, String from, String to) {
        var path = folder.resolve(file);
        try {
            var bytes = Files.readAllBytes(path);
            broken.putIfAbsent(path, bytes);
            if (from.isEmpty()) {
                Files.delete(path);
                return;
            }
            var text = Files.readString(path);
            assertThat(text).contains(from);
            int at = text.indexOf(from);
            Files.writeString(path, text.substring(0, at) + to + text.substring(at + from.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void mend() {
        broken.forEach((path, bytes) -> {
            try {
                Files.write(path, bytes);
                if (path.startsWith(folder.resolve("data/secrets"))) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        broken.clear();
    }

    @Override
    public void close() {
        System.clearProperty("passerelle.prepared");
    }
}
