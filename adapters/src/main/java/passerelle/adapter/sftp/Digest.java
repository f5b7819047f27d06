package passerelle.adapter.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import passerelle.vault.Vault;

/** How the outbox knows content again: the vault's fingerprint of the SHA-256, in hexadecimal. */
final class Digest {
    private Digest() {}

    /** Of all that {@code content} still gives. */
    static String of(InputStream content, Vault vault) throws IOException {
        var sha256 = sha256();
        new DigestInputStream(content, sha256).transferTo(OutputStream.nullOutputStream());
        return vault.fingerprint(sha256.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
