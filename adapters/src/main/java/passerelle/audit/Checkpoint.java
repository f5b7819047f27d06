package passerelle.audit;

import java.util.Base64;
import java.util.HexFormat;

/** What the log was at one size: the body of a C2SP tlog-checkpoint. */
record Checkpoint(String origin, long size, byte[] root) {

    /** The three lines that are signed. */
    String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    String rootHash() {
        return HexFormat.of().formatHex(root);
    }
}
