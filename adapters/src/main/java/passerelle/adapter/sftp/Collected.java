package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import passerelle.adapter.WholeFile;

/**
 * Remembers, over a crash, which files of a partner's server are ours already and perhaps still lie there: one marker a
 * name. From the moment that a marker is on disk its file is not taken in again.
 */
final class Collected {
    private static final String TEMPORARY = "~";

    private final Path folder;

    /**
     * What was fetched.
     *
     * @param digest {@link Digest} of the content
     * @param arrival id of its {@link Arriving}
     */
    record Marker(RemoteFile file, String digest, String arrival) {
        String text() {
            return file.size() + "\n" + file.changed() + "\n" + digest + "\n" + arrival + "\n";
        }

        static Marker of(String name, List<String> lines) {
            var file = new RemoteFile(name, Long.parseLong(lines.get(0)), Long.parseLong(lines.get(1)));
            return new Marker(file, lines.get(2), lines.get(3));
        }
    }

    Collected(PartnerFolder partner) throws IOException {
        folder = partner.root().resolve(".collected");
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    Optional<Marker> marker(String name) throws IOException {
        try {
            return Optional.of(Marker.of(name, Files.readAllLines(path(name), StandardCharsets.US_ASCII)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** When this returns, the file is ours for good. */
    void put(Marker marker) throws StorageFailed {
        try {
            WholeFile.write(
                    folder.resolve(TEMPORARY + UUID.randomUUID()),
                    path(marker.file().name()),
                    to -> to.write(StandardCharsets.US_ASCII.encode(marker.text())));
        } catch (IOException e) {
            throw new StorageFailed(e);
        }
    }

    /** Forgets all names that are not {@code still} on the server: another file of such a name is a new one. */
    void retain(Predicate<String> still) throws IOException {
        for (var name : names()) {
            if (!still.test(name)) {
                Files.deleteIfExists(path(name));
            }
        }
    }

    Set<String> arrivals() throws IOException {
        var arrivals = new HashSet<String>();
        for (var name : names()) {
            marker(name).map(Marker::arrival).ifPresent(arrivals::add);
        }
        return arrivals;
    }

    private List<String> names() throws IOException {
        var names = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = String.valueOf(file.getFileName());
                if (WholeFile.isName(name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private Path path(String name) {
        return folder.resolve(WholeFile.requireName(name));
    }
}
