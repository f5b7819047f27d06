package passerelle.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of RFC 6962 §2.1: a leaf and a node can never be taken for each other. One thread at a time. */
final class TreeHash {
    /** Bytes of a hash. */
    static final int LENGTH = 32;

    private final MessageDigest sha256 = sha256();

    /** {@code SHA-256(00 ‖ entry)}. */
    byte[] leaf(byte[] entry) {
        sha256.update((byte) 0);
        return sha256.digest(entry);
    }

    /** {@code SHA-256(01 ‖ left ‖ right)}. */
    byte[] node(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    /** The root of the tree without leaves. */
    byte[] empty() {
        return sha256.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
