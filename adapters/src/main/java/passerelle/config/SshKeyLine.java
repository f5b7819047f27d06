package passerelle.config;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One line of an OpenSSH public key, {@code type base64 comment} (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4). Looked at
 * here byte by byte, because asking a security provider costs more than reading all the rest of the configuration.
 */
final class SshKeyLine {
    static final String EXPECTED = "one OpenSSH public key line: ssh-ed25519, ecdsa-sha2-nistp256, -384, -521,"
            + " or ssh-rsa of at least 3072 bits";

    private static final int LEAST_RSA_BITS = 3072;
    private static final Pattern FORM = Pattern.compile("([a-z0-9-]+) ([A-Za-z0-9+/]+={0,2})( [^\\p{Cntrl}]*)?");
    private static final Map<String, Integer> POINT_BYTES = Map.of("nistp256", 65, "nistp384", 97, "nistp521", 133);

    private SshKeyLine() {}

    static boolean isGood(String line) {
        var form = FORM.matcher(line);
        if (!form.matches()) {
            return false;
        }
        try {
            var blob = ByteBuffer.wrap(Base64.getDecoder().decode(form.group(2)));
            var type = text(blob);
            return type.equals(form.group(1)) && isStrong(type, blob) && !blob.hasRemaining();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isStrong(String type, ByteBuffer blob) {
        if (type.equals("ssh-ed25519")) {
            return bytes(blob).length == 32;
        }
        if (type.equals("ssh-rsa")) {
            bytes(blob);
            return new BigInteger(bytes(blob)).bitLength() >= LEAST_RSA_BITS;
        }
        if (type.startsWith("ecdsa-sha2-")) {
            var curve = text(blob);
            return type.equals("ecdsa-sha2-" + curve) && bytes(blob).length == POINT_BYTES.getOrDefault(curve, -1);
        }
        return false;
    }

    private static String text(ByteBuffer blob) {
        return new String(bytes(blob), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(ByteBuffer blob) {
        int length = blob.getInt();
        if (length < 1 || length > blob.remaining()) {
            throw new BufferUnderflowException();
        }
        var bytes = new byte[length];
        blob.get(bytes);
        return bytes;
    }
}
