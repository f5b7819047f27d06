package passerelle.adapter.sftp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.security.SecurityUtils;
import passerelle.adapter.WholeFile;

/** Reads and makes the SSH keys of both sides. Good are Ed25519, ECDSA on the NIST curves, and RSA from 3072 bits. */
public final class SshKeys {
    private static final int SHORTEST_RSA = 3072;
    private static final Set<String> TYPES = Set.of(
            KeyPairProvider.SSH_ED25519,
            KeyPairProvider.ECDSA_SHA2_NISTP256,
            KeyPairProvider.ECDSA_SHA2_NISTP384,
            KeyPairProvider.ECDSA_SHA2_NISTP521,
            KeyPairProvider.SSH_RSA);

    /** How a key proves itself, best first; RSA with SHA-1 is not among them. */
    static final List<NamedFactory<Signature>> SIGNATURES = List.of(
            BuiltinSignatures.ed25519,
            BuiltinSignatures.nistp256,
            BuiltinSignatures.nistp384,
            BuiltinSignatures.nistp521,
            BuiltinSignatures.rsaSHA512,
            BuiltinSignatures.rsaSHA256);

    private SshKeys() {}

    /**
     * What is wrong with an OpenSSH public key line ({@code ssh-ed25519 AAAA… comment}), or nothing. For checking
     * configuration before it is used.
     */
    public static Optional<String> problemOf(String line) {
        AuthorizedKeyEntry entry;
        PublicKey key;
        try {
            entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
            if (entry == null) {
                return Optional.of("there is no key in it");
            }
            key = entry.resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Optional.of("not an OpenSSH public key line, as in 'ssh-ed25519 AAAA… comment'");
        }
        if (!entry.getLoginOptions().isEmpty()) {
            return Optional.of("options before the key are not supported");
        }
        return TYPES.contains(KeyUtils.getKeyType(key)) && isLongEnough(key)
                ? Optional.empty()
                : Optional.of("the key must be Ed25519, ECDSA or RSA of at least " + SHORTEST_RSA + " bits");
    }

    /** The key of a line that has no {@link #problemOf}. */
    static Optional<PublicKey> publicKey(String line) {
        if (problemOf(line).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(AuthorizedKeyEntry.parseAuthorizedKeyEntry(line)
                    .resolvePublicKey(null, PublicKeyEntryResolver.FAILING));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("A key line that was read once cannot be read again", e);
        }
    }

    /** The one key pair in OpenSSH or PEM text without a passphrase; empty when there is none. */
    static Optional<KeyPair> keyPair(String text) {
        try {
            var pairs = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName("private key"),
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                    FilePasswordProvider.EMPTY);
            if (pairs == null) {
                return Optional.empty();
            }
            var first = pairs.iterator();
            return first.hasNext() ? Optional.of(first.next()) : Optional.empty();
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            // What is wrong may quote the key; that it cannot be read says enough.
            return Optional.empty();
        }
    }

    /** Reads the server's own key, or makes an Ed25519 one on the first start, which only the gateway's user may read. */
    static KeyPair hostKey(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            makeHostKey(file);
        }
        return keyPair(Files.readString(file, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IOException("'" + file + "' holds no OpenSSH private key without a passphrase"));
    }

    private static void makeHostKey(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        var temporary = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newOutputStream(temporary, StandardOpenOption.WRITE, StandardOpenOption.SYNC)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
                    KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256), "passerelle", null, out);
        } catch (GeneralSecurityException e) {
            throw new IOException("The host key '" + file + "' cannot be made", e);
        }
        WholeFile.appear(temporary, file);
    }

    /** The line that others put into their {@code known_hosts}, after the host's name. */
    static String line(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }

    private static boolean isLongEnough(PublicKey key) {
        return !(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() >= SHORTEST_RSA;
    }
}
