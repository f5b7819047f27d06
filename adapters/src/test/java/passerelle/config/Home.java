package passerelle.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import passerelle.model.Problem;

/** A home folder with a good configuration, for tests to break by small edits. */
final class Home {
    static final String PUBLIC_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl xaa";
    static final String HASH = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$hKXUq0Lq2Y8nU5Cq";

    private final Path folder;

    private Home(Path folder) {
        this.folder = folder;
    }

    /** What is shipped, with its secrets made. */
    static Home shipped(Path folder) {
        var home = new Home(folder);
        var shipped = Path.of("config");
        try (var files = Files.walk(shipped)) {
            // Schemas and code lists are not read here, and are most of the files.
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith("config/schemas") && !file.startsWith("config/codes"))
                    .forEach(file -> home.write(file.toString(), text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List.of("utopia-border-v1", "xaa-registry-v1", "xbb-immigration-v1")
                .forEach(format -> home.write("xslt/" + format + "/format.yaml", ""));
        home.write("routes/partners/add-reason.camel.yaml", "");
        home.secret("utopia-border.hash", HASH);
        home.secret("xbb-immigration.hash", HASH);
        home.secret("xbb-gateway.password", "correct horse\n");
        home.secret("xaa-registry.pub", PUBLIC_KEY + "\n");
        return home;
    }

    Path folder() {
        return folder;
    }

    Home write(String file, String text) {
        try {
            var path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Home secret(String name, String text) {
        write("data/secrets/" + name, text);
        return mode("data/secrets/" + name, "rw-------");
    }

    Home mode(String file, String permissions) {
        try {
            Files.setPosixFilePermissions(folder.resolve(file), PosixFilePermissions.fromString(permissions));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Home delete(String file) {
        try {
            Files.delete(folder.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Home move(String from, String to) {
        try {
            Files.move(folder.resolve(from), folder.resolve(to));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the first {@code old} in the file by {@code edited}. */
    Home edit(String file, String old, String edited) {
        var text = text(folder.resolve(file));
        assertThat(text).contains(old);
        int at = text.indexOf(old);
        return write(file, text.substring(0, at) + edited + text.substring(at + old.length()));
    }

    Configuration read() {
        return read(Map.of(), Map.of());
    }

    Configuration read(Map<String, String> overrides, Map<String, String> environment) {
        return Configuration.read(folder, overrides, environment);
    }

    List<String> problems() {
        return read().problems().stream().map(Problem::toString).toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
