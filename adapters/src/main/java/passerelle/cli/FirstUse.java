package passerelle.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import passerelle.config.Configuration;
import passerelle.config.MissingSecret;
import passerelle.vault.PasswordHash;

/**
 * Makes the secrets that the configuration names, on the very first start: what the gateway keeps goes to {@code
 * secrets}, what a partner needs goes to {@code secrets/handover}, for the operator to hand over and delete.
 */
public final class FirstUse {
    private static final SecureRandom RANDOM = new SecureRandom();

    private FirstUse() {}

    /** Whether nothing was ever started on this data folder. */
    static boolean isFirst(Path data) {
        return !Files.exists(data.resolve("secrets"));
    }

    /** What was made, a sentence each; never a secret itself. */
    public static List<String> make(Configuration configuration) throws IOException, GeneralSecurityException {
        var made = new ArrayList<String>();
        for (var missing : configuration.missingSecrets()) {
            if (missing.kind().isOurs()) {
                folder(configuration.settings().secrets());
                made.add(make(missing));
            }
        }
        return made;
    }

    /**
     * A new secret of this name in place of the old one, and the partner's half of it; no copy of the old one stays.
     *
     * @return what was made; empty when the configuration names no such file, or none that the gateway can make
     */
    static Optional<String> renew(String name, Path secrets, Supplier<Configuration> configuration)
            throws IOException, GeneralSecurityException {
        var present = secrets.resolve(name);
        if (!name.equals(String.valueOf(present.getFileName())) || !Files.isRegularFile(present)) {
            return Optional.empty();
        }
        var aside = secrets.resolve("." + name + ".old");
        Files.move(present, aside, StandardCopyOption.ATOMIC_MOVE);
        try {
            var named = configuration.get().missingSecrets().stream()
                    .filter(missing -> missing.path().equals(present))
                    .filter(missing -> missing.kind().isOurs())
                    .findFirst();
            if (named.isEmpty()) {
                return Optional.empty();
            }
            var half = handover(named.get());
            if (half.isPresent()) {
                Files.deleteIfExists(half.get());
            }
            return Optional.of(make(named.get()));
        } finally {
            if (Files.exists(present)) {
                Files.delete(aside);
            } else {
                Files.move(aside, present, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static String stem(MissingSecret missing) {
        return missing.path().getFileName().toString().replaceAll("\\.[a-z]+$", "");
    }

    /** The half that the partner gets; none of a password of ours, which both sides know. */
    private static Optional<Path> handover(MissingSecret missing) {
        var ending =
                switch (missing.kind()) {
                    case PASSWORD_HASH -> ".password";
                    case PUBLIC_KEY -> ".key";
                    case PRIVATE_KEY -> ".pub";
                    case PASSWORD, CERTIFICATE, TLS_KEY -> "";
                };
        return ending.isEmpty()
                ? Optional.empty()
                : Optional.of(missing.path().resolveSibling("handover").resolve(stem(missing) + ending));
    }

    private static String make(MissingSecret missing) throws IOException, GeneralSecurityException {
        var handover = missing.path().resolveSibling("handover");
        folder(handover);
        var stem = stem(missing);
        switch (missing.kind()) {
            case PASSWORD_HASH -> {
                var password = password();
                write(missing.path(), PasswordHash.of(password.toCharArray()));
                write(handover.resolve(stem + ".password"), password);
                return "Made a password for " + stem + ": hand over " + handover.resolve(stem + ".password");
            }
            case PASSWORD -> {
                write(missing.path(), password());
                return "Made a password: " + missing.path();
            }
            case PUBLIC_KEY -> {
                var pair = pair();
                write(missing.path(), PublicKeyEntry.toString(pair.getPublic()) + " " + stem);
                write(handover.resolve(stem + ".key"), openSsh(pair, stem));
                return "Made an SSH key for " + stem + ": hand over " + handover.resolve(stem + ".key");
            }
            case PRIVATE_KEY -> {
                var pair = pair();
                write(missing.path(), openSsh(pair, stem));
                write(handover.resolve(stem + ".pub"), PublicKeyEntry.toString(pair.getPublic()) + " " + stem);
                return "Made an SSH key of ours: hand over " + handover.resolve(stem + ".pub");
            }
            default -> throw new IllegalStateException("Not made here: " + missing.kind());
        }
    }

    static String password() {
        var bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        return KeyUtils.generateKeyPair("ssh-ed25519", 256);
    }

    private static String openSsh(KeyPair pair, String comment) throws IOException, GeneralSecurityException {
        var out = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, comment, null, out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static void folder(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Writes a 0600 file that did not exist. */
    static void write(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text.endsWith("\n") ? text : text + "\n");
    }
}
