package passerelle.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import passerelle.config.HomeFiles;

/**
 * The versions of a home's configuration, kept below the data folder: {@code versions/000012.json} names the files of
 * version 12, {@code versions/files/<sha-256>} holds their bytes, once each. Secrets are in none of them.
 */
public final class Versions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /** @param data the gateway's data folder */
    public Versions(Path data) {
        this.folder = data.resolve("versions");
    }

    /** All, from the first on. */
    public List<Version> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var versions = new ArrayList<Version>();
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : files.filter(found -> found.getFileName().toString().matches("\\d{6,}\\.json"))
                    .sorted()
                    .toList()) {
                versions.add(version(JSON.readTree(Files.readAllBytes(file))));
            }
        }
        return versions;
    }

    public Optional<Version> last() throws IOException {
        var all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    public Optional<Version> find(long number) throws IOException {
        return all().stream().filter(version -> version.number() == number).findFirst();
    }

    /** Keeps what the home folder holds now as the next version; durable when this returns. */
    public Version add(Path home, HomeFiles files, Instant at, String author, String note) throws IOException {
        Files.createDirectories(folder.resolve("files"));
        for (var file : files.files().entrySet()) {
            var kept = folder.resolve("files").resolve(file.getValue());
            if (!Files.exists(kept)) {
                write(kept, Files.readAllBytes(home.resolve(file.getKey())));
            }
        }
        var version = new Version(
                last().map(Version::number).orElse(0L) + 1, at.truncatedTo(ChronoUnit.MILLIS), author, note, files);
        write(folder.resolve("%06d.json".formatted(version.number())), JSON.writeValueAsBytes(json(version)));
        return version;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The bytes of a file of a version. */
    public byte[] bytes(String digest) throws IOException {
        return Files.readAllBytes(folder.resolve("files").resolve(digest));
    }

    /** Puts the files of a version into a home folder, in place of those that are there. */
    public void restore(Version version, Path home) throws IOException {
        for (var file : version.files().files().entrySet()) {
            var at = home.resolve(file.getKey());
            Files.createDirectories(at.getParent());
            var bytes = bytes(file.getValue());
            if (!Files.exists(at) || !HomeFiles.sha256(Files.readAllBytes(at)).equals(file.getValue())) {
                Files.write(at, bytes);
            }
        }
        for (var path : HomeFiles.paths(home)) {
            if (!version.files()
                    .files()
                    .containsKey(home.relativize(path).toString().replace('\\', '/'))) {
                Files.delete(path);
            }
        }
    }

    private static JsonNode json(Version version) {
        var node = JSON.createObjectNode()
                .put("number", version.number())
                .put("at", version.at().toString())
                .put("author", version.author())
                .put("note", version.note())
                .put("digest", version.digest());
        var files = node.putObject("files");
        version.files().files().forEach(files::put);
        return node;
    }

    private static Version version(JsonNode node) {
        var files = new TreeMap<String, String>();
        node.path("files")
                .properties()
                .forEach(file -> files.put(file.getKey(), file.getValue().asText()));
        return new Version(
                node.path("number").asLong(),
                Instant.parse(node.path("at").asText()),
                node.path("author").asText(),
                node.path("note").asText(),
                new HomeFiles(files));
    }
}
