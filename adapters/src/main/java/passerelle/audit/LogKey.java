package passerelle.audit;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Set;

/** Signs checkpoints with Ed25519. Its file is one line, the seed in Base64, and only its owner may read it. */
final class LogKey {
    private static final int SEED = 32;

    private final Ed25519Sign signer;
    private final PublicKey publicKey;

    private LogKey(String origin, byte[] seed) throws GeneralSecurityException {
        var pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed);
        signer = new Ed25519Sign(pair.getPrivateKey());
        publicKey = new PublicKey(origin, pair.getPublicKey());
    }

    /** Reads the key of the log called {@code origin}. */
    static LogKey read(Path file, String origin) throws IOException {
        try {
            return new LogKey(
                    origin, Base64.getDecoder().decode(Files.readString(file).strip()));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // The cause could quote the key.
            throw new IOException(file + " holds no Ed25519 seed of " + SEED + " bytes in Base64");
        }
    }

    /** Makes a key, in a file that only its owner may read. */
    static void create(Path file) throws IOException {
        try {
            var seed = Ed25519Sign.KeyPair.newKeyPair().getPrivateKey();
            var folder = Disk.folder(file);
            Files.createDirectories(folder);
            var fresh = file.resolveSibling(file.getFileName() + ".tmp");
            Files.deleteIfExists(fresh);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (var out = FileChannel.open(fresh, options, ownerOnly)) {
                var line = Base64.getEncoder().encodeToString(seed) + "\n";
                for (var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)); bytes.hasRemaining(); ) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            Disk.sync(folder);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 comes with Tink", e);
        }
    }

    PublicKey publicKey() {
        return publicKey;
    }

    SignedNote sign(long size, byte[] root) {
        var checkpoint = new Checkpoint(publicKey.origin(), size, root);
        try {
            var signature = signer.sign(checkpoint.text().getBytes(StandardCharsets.UTF_8));
            return new SignedNote(checkpoint, publicKey.id(), signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An Ed25519 key signs any bytes", e);
        }
    }
}
