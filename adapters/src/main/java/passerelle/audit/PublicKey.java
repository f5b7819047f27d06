package passerelle.audit;

import com.google.crypto.tink.subtle.Ed25519Verify;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks a log's signatures; written as a C2SP vkey: {@code origin+key id+key}, as in {@code gw.example/audit+1fc2a0b3+Ae7…}. */
record PublicKey(String origin, byte[] key) {
    private static final byte ED25519 = 1;
    private static final Pattern VKEY = Pattern.compile("([^+\\s]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)\\n?");

    PublicKey {
        checkOrigin(origin);
    }

    /** Throws {@link IllegalArgumentException} for a name that a vkey cannot carry. */
    static void checkOrigin(String origin) {
        if (origin.isEmpty() || origin.matches("(?s).*[+\\s].*")) {
            throw new IllegalArgumentException(
                    "Log origin '%s' must have no blank and no plus, as in 'gateway.example/audit'".formatted(origin));
        }
    }

    /** Reads a vkey; empty when it is none, of another kind than Ed25519, or its id is not the key's. */
    static Optional<PublicKey> parse(String vkey) {
        var parts = VKEY.matcher(vkey);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var key = Base64.getDecoder().decode(parts.group(3));
            return Optional.of(key)
                    .filter(bytes -> bytes.length == 33 && bytes[0] == ED25519)
                    .map(bytes -> new PublicKey(parts.group(1), Arrays.copyOfRange(bytes, 1, bytes.length)))
                    .filter(read -> read.vkey().equals(vkey));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String vkey() {
        return origin + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed()) + "\n";
    }

    /** First four bytes of {@code SHA-256(origin ‖ 0A ‖ 01 ‖ key)}. */
    byte[] id() {
        var sha256 = TreeHash.sha256();
        sha256.update(origin.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        return Arrays.copyOf(sha256.digest(typed()), 4);
    }

    private byte[] typed() {
        return ByteBuffer.allocate(1 + key.length).put(ED25519).put(key).array();
    }

    /** Is the note this log's, and signed with this key? */
    boolean signed(SignedNote note) {
        if (!note.checkpoint().origin().equals(origin) || !Arrays.equals(note.keyId(), id())) {
            return false;
        }
        try {
            new Ed25519Verify(key)
                    .verify(note.signature(), note.checkpoint().text().getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
