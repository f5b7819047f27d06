package passerelle.route;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import passerelle.format.BadRecord;
import passerelle.format.FileReader;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.Totals;
import passerelle.model.FailureCode;
import passerelle.translate.ArrivedFile;

/** Reads a file to its end without sending anything: its digest, its totals, and how much of it is bad. */
public final class FirstReading {
    private static final int BUFFER = 1 << 16;

    /** @param digest SHA-256, in hexadecimal */
    record Seen(String digest, Totals totals) {

        /** Nothing is wrong with the file as a whole but control totals: header and trailer are there. */
        boolean isWhole() {
            return totals.faults().stream().allMatch(fault -> fault.code() == FailureCode.READ_TOTAL);
        }
    }

    Seen read(ArrivedFile file, FileReader reader) throws IOException {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            try (var in = new DigestInputStream(
                    new BufferedInputStream(
                            Channels.newInputStream(file.content().open()), BUFFER),
                    sha)) {
                var totals = reader.read(in, new Unsent());
                in.transferTo(OutputStream.nullOutputStream());
                return new Seen(HexFormat.of().formatHex(sha.digest()), totals);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static final class Unsent implements FileReading.Sink {
        @Override
        public void good(FileRecord record) {
            // Counted by the reader; sent by the second reading.
        }

        @Override
        public void bad(BadRecord record) {
            // Counted by the reader; reported by the second reading.
        }
    }
}
