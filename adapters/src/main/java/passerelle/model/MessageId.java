package passerelle.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Names one message for good: a UUIDv5 (RFC 9562) of the sender and the sender's own id, the same on every repeat. */
public record MessageId(UUID value) {
    private static final UUID NAMESPACE = UUID.fromString("6f1a2c9e-7d3b-5c41-9a55-0d6c3f3b7e10");

    /** The id of the message that {@code sender} itself calls {@code sourceId}. */
    public static MessageId of(PartnerId sender, String sourceId) {
        return new MessageId(nameBased(sender + "\n" + sourceId));
    }

    /** The id of a part of this message, which {@code sender} sent. @param number from 1 */
    public MessageId part(PartnerId sender, int number) {
        return new MessageId(nameBased(sender + "\npart " + number + " of " + value));
    }

    /** Reads the id as printed; throws {@link IllegalArgumentException} for anything else. */
    public static MessageId parse(String text) {
        return new MessageId(UUID.fromString(text));
    }

    private static UUID nameBased(String name) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(bytes(NAMESPACE));
            var hash = sha1.digest(name.getBytes(StandardCharsets.UTF_8));
            hash[6] = (byte) (hash[6] & 0x0f | 0x50);
            hash[8] = (byte) (hash[8] & 0x3f | 0x80);
            var buffer = java.nio.ByteBuffer.wrap(hash);
            return new UUID(buffer.getLong(), buffer.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }

    private static byte[] bytes(UUID id) {
        return java.nio.ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
