package passerelle.store;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * One record of a bundle.
 *
 * @param bundle the log's index of its first event
 * @param line of its first record in the file, from 1
 * @param digest keyed fingerprint of its bytes as they came, 64 hexadecimal digits
 */
record Member(long bundle, long line, String digest) {
    private static final int DIGEST_BYTES = 32;

    static final IdTable.Kind<Member> KIND =
            new IdTable.Kind<>("members", 2 * Long.BYTES + DIGEST_BYTES, Member::write, Member::read);

    private void write(ByteBuffer bytes) {
        var binary = HexFormat.of().parseHex(digest);
        if (binary.length != DIGEST_BYTES) {
            throw new IllegalArgumentException("A digest has %d bytes, not %d".formatted(DIGEST_BYTES, binary.length));
        }
        bytes.putLong(bundle).putLong(line).put(binary);
    }

    private static Member read(ByteBuffer bytes) {
        var binary = new byte[DIGEST_BYTES];
        long bundle = bytes.getLong();
        long line = bytes.getLong();
        bytes.get(binary);
        return new Member(bundle, line, HexFormat.of().formatHex(binary));
    }
}
