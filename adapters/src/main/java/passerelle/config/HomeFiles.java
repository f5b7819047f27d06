package passerelle.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of a home folder that say how the gateway works: {@code config}, {@code routes} and {@code xslt}, without the
 * cases of formats and without what editors leave beside a file.
 *
 * @param files path below the home folder, with slashes, to SHA-256 of the bytes in hexadecimal
 */
public record HomeFiles(SortedMap<String, String> files) {
    private static final List<String> ROOMS = List.of("config", "routes", "xslt");

    public HomeFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** What the folder holds now. */
    public static HomeFiles read(Path home) throws IOException {
        var files = new TreeMap<String, String>();
        for (var path : paths(home)) {
            files.put(home.relativize(path).toString().replace('\\', '/'), sha256(Files.readAllBytes(path)));
        }
        return new HomeFiles(files);
    }

    /** Every file, without reading it. */
    public static List<Path> paths(Path home) throws IOException {
        var all = new TreeSet<Path>();
        for (var room : ROOMS) {
            var folder = home.resolve(room);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> found = Files.walk(folder)) {
                    found.filter(file -> isMeant(home.relativize(file)) && Files.isRegularFile(file))
                            .forEach(all::add);
                }
            }
        }
        return List.copyOf(all);
    }

    private static boolean isMeant(Path relative) {
        var name = relative.getFileName().toString();
        boolean isCase = relative.getNameCount() > 3
                && relative.startsWith("xslt")
                && relative.getName(2).toString().equals("cases");
        return !isCase && !name.startsWith(".") && !name.endsWith("~");
    }

    /** SHA-256 over all paths and digests, in hexadecimal. */
    public String digest() {
        var all = new StringBuilder();
        files.forEach(
                (path, digest) -> all.append(path).append(' ').append(digest).append('\n'));
        return sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Paths that are not the same in {@code after}: added, removed or with other bytes. */
    public SortedMap<String, Change> changes(HomeFiles after) {
        var changes = new TreeMap<String, Change>();
        files.forEach((path, digest) -> {
            if (!after.files.containsKey(path)) {
                changes.put(path, Change.REMOVED);
            } else if (!digest.equals(after.files.get(path))) {
                changes.put(path, Change.CHANGED);
            }
        });
        after.files.keySet().stream()
                .filter(path -> !files.containsKey(path))
                .forEach(path -> changes.put(path, Change.ADDED));
        return changes;
    }

    /** What became of a file. */
    public enum Change {
        ADDED,
        CHANGED,
        REMOVED
    }

    /** SHA-256 in hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Nothing at all, as before the first version. */
    public static HomeFiles none() {
        return new HomeFiles(new TreeMap<>(Map.of()));
    }
}
