package passerelle.adapter.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers logins that were verified, as digests under a key that lives and dies with the process. A digest covers the
 * stored hash, so a changed password ends the memory of the old one.
 */
final class KnownLogins {
    private static final int MOST = 1_000;
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac keyed;
    private final Map<ByteBuffer, Boolean> digests = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
            return size() > MOST;
        }
    };

    KnownLogins() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(bytes, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    ByteBuffer digest(Credentials credentials, String hash) {
        try {
            var mac = (Mac) keyed.clone();
            for (var part : new String[] {credentials.user(), credentials.password(), hash}) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
                mac.update(bytes);
            }
            return ByteBuffer.wrap(mac.doFinal());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("A key in memory can be used more than once", e);
        }
    }

    synchronized boolean has(ByteBuffer digest) {
        return digests.get(digest) != null;
    }

    synchronized void add(ByteBuffer digest) {
        digests.put(digest, true);
    }
}
