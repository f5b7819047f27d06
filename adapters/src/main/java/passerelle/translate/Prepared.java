package passerelle.translate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The folder beside the jar that the launcher names by a system property, and empties with each build: what this build
 * has worked out before, each file named by the digest of all that it was made of. Without the folder nothing is known.
 */
final class Prepared {
    private static final String PROPERTY = "passerelle.prepared";

    private Prepared() {}

    static Optional<byte[]> find(String name) {
        try {
            var file = folder().map(folder -> folder.resolve(name)).filter(Files::isRegularFile);
            return file.isPresent() ? Optional.of(Files.readAllBytes(file.get())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps it for the next start; a folder that cannot be written to keeps nothing. */
    static void keep(String name, byte[] bytes) {
        folder().ifPresent(folder -> {
            try {
                var whole = Files.createTempFile(folder, name, ".part");
                Files.write(whole, bytes);
                Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // The next start works it out again.
                return;
            }
        });
    }

    /** SHA-256 over these parts and their lengths, in hexadecimal. */
    static String digest(Iterable<byte[]> parts) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                sha256.update((part.length + "\n").getBytes(StandardCharsets.UTF_8));
                sha256.update(part);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).filter(Files::isDirectory);
    }
}
