package passerelle.audit;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** A checkpoint with the log's signature, as a C2SP signed-note of six lines at most: three of text, an empty one, one signature. */
record SignedNote(Checkpoint checkpoint, byte[] keyId, byte[] signature) {
    static final String DASH = "— ";

    private static final int KEY_ID = 4;
    private static final int SIGNATURE = 64;

    /** The note as it stands in a file. */
    String text() {
        var line = Arrays.copyOf(keyId, KEY_ID + SIGNATURE);
        System.arraycopy(signature, 0, line, KEY_ID, SIGNATURE);
        return checkpoint.text() + "\n" + DASH + checkpoint.origin() + " "
                + Base64.getEncoder().encodeToString(line) + "\n";
    }

    /** Reads a note; empty for anything that {@link #text} would not have written. Says nothing of the signature. */
    static Optional<SignedNote> parse(String text) {
        var lines = text.split("\n", -1);
        if (lines.length != 6 || !lines[4].startsWith(DASH + lines[0] + " ")) {
            return Optional.empty();
        }
        try {
            var signed = Base64.getDecoder().decode(lines[4].substring(DASH.length() + lines[0].length() + 1));
            if (signed.length != KEY_ID + SIGNATURE) {
                return Optional.empty();
            }
            var checkpoint = new Checkpoint(
                    lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
            var note = new SignedNote(
                    checkpoint, Arrays.copyOf(signed, KEY_ID), Arrays.copyOfRange(signed, KEY_ID, KEY_ID + SIGNATURE));
            return Optional.of(note)
                    .filter(read -> checkpoint.size() >= 0 && read.text().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
