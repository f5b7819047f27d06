package passerelle.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of configuration, in hexadecimal: what the audit names. */
final class Digests {
    private Digests() {}

    /** Of one file's bytes. */
    static String of(Path file) throws IOException {
        return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
    }

    /** Of all files below a folder in the order of their paths: for each its path, a NUL and its own digest. */
    static String ofAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return HexFormat.of().formatHex(sha256().digest());
        }
        var whole = sha256();
        try (var paths = Files.walk(folder)) {
            for (var file : paths.filter(Files::isRegularFile).sorted().toList()) {
                whole.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                whole.update((byte) 0);
                whole.update(sha256().digest(Files.readAllBytes(file)));
            }
        } catch (UncheckedIOException e) {
            // The stream of paths wraps what it meets.
            throw new IOException("A folder below " + folder.getFileName() + " cannot be listed", e);
        }
        return HexFormat.of().formatHex(whole.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
