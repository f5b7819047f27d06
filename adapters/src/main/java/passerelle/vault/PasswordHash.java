package passerelle.vault;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as partner files keep them: Argon2id (RFC 9106) as a PHC string, {@code
 * $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}. One check costs some 19 MiB and tens of milliseconds, which is the point.
 */
public final class PasswordHash {
    private static final int MEMORY_KIB = 19 << 10;
    private static final int ROUNDS = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([1-9]\\d{0,5}),t=([1-9]\\d?),p=([1-9])\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");
    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordHash() {}

    /** A fresh hash: the same password gives another text each time. */
    public static String of(char[] password) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        var hash = hash(password, salt, MEMORY_KIB, ROUNDS, LANES, HASH_BYTES);
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(MEMORY_KIB, ROUNDS, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
    }

    /**
     * Whether this is the password; takes as long for a wrong one as for the right one.
     *
     * @throws IllegalArgumentException when {@code phc} is no Argon2id hash
     */
    public static boolean matches(String phc, char[] password) {
        var form = FORM.matcher(phc);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "A password hash must be Argon2id as a PHC string, as in '$argon2id$v=19$m=19456,t=2,p=1$...$...'");
        }
        var base64 = Base64.getDecoder();
        var expected = base64.decode(form.group(5));
        var found = hash(
                password,
                base64.decode(form.group(4)),
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                Integer.parseInt(form.group(3)),
                expected.length);
        return MessageDigest.isEqual(expected, found);
    }

    private static byte[] hash(char[] password, byte[] salt, int memoryKib, int rounds, int lanes, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(rounds)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        var hash = new byte[length];
        generator.generateBytes(password, hash);
        return hash;
    }
}
