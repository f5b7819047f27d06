package passerelle.route;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import passerelle.vault.SealedFrames.End;
import passerelle.vault.Unsealable;
import passerelle.vault.Vault;

/**
 * Where the gateway stands in a file that a partner sent: committed with the records that it took last.
 *
 * @param phase what is to be done next
 * @param digest SHA-256 of the file
 * @param layout digest of the layout that it is read by
 * @param reading the reader's checkpoint; empty at the beginning
 * @param counts of the records so far
 * @param report up to where the report's rows count, and how many bytes they are
 * @param ownReport how far the report in the partner's own format is, sealed; empty when there will be none
 */
record FilePosition(
        Phase phase,
        String digest,
        String layout,
        long records,
        Optional<byte[]> reading,
        Counts counts,
        End report,
        long reportBytes,
        Optional<byte[]> ownReport) {

    /** What is to be done with the file. */
    enum Phase {
        /** Its records go along the road. */
        READ,
        /** A person must decide. */
        HELD,
        /** A person decided that its records go, whatever is wrong with the file. */
        RELEASED,
        /** A person refused it. */
        REFUSED
    }

    /** Records by what became of them. */
    record Counts(long accepted, long repeated, long refused) {
        long all() {
            return accepted + repeated + refused;
        }

        Counts plus(Counts more) {
            return new Counts(accepted + more.accepted, repeated + more.repeated, refused + more.refused);
        }
    }

    static FilePosition begin(Phase phase, String digest, String layout, long records) {
        return new FilePosition(
                phase, digest, layout, records, Optional.empty(), new Counts(0, 0, 0), End.NONE, 0, Optional.empty());
    }

    FilePosition in(Phase other) {
        return new FilePosition(other, digest, layout, records, reading, counts, report, reportBytes, ownReport);
    }

    /** The same place in the file, with more of the report written. */
    FilePosition reported(End rows, long bytes, Optional<byte[]> own) {
        return new FilePosition(phase, digest, layout, records, reading, counts, rows, bytes, own);
    }

    /** Further on in the file. @param more records that were taken since */
    FilePosition after(byte[] checkpoint, Counts more) {
        return new FilePosition(
                phase,
                digest,
                layout,
                records,
                Optional.of(checkpoint),
                counts.plus(more),
                report,
                reportBytes,
                ownReport);
    }

    /** For the broker, which sees ciphertext only: a checkpoint may hold values of a header. */
    byte[] sealed(Vault vault, String arrival) {
        return vault.seal(encode(), context(arrival));
    }

    static FilePosition opened(Vault vault, String arrival, byte[] sealed) {
        try {
            return decode(vault.open(sealed, context(arrival)));
        } catch (Unsealable e) {
            throw new IllegalStateException("the place in a file does not open with the gateway's keys", e);
        }
    }

    private static String context(String arrival) {
        return "position " + arrival;
    }

    byte[] encode() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(phase.name());
            out.writeUTF(digest);
            out.writeUTF(layout);
            out.writeLong(records);
            write(out, reading);
            out.writeLong(counts.accepted());
            out.writeLong(counts.repeated());
            out.writeLong(counts.refused());
            out.writeInt(report.frames());
            out.writeLong(report.bytes());
            out.writeLong(reportBytes);
            write(out, ownReport);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static FilePosition decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var phase = Phase.valueOf(in.readUTF());
            var digest = in.readUTF();
            var layout = in.readUTF();
            long records = in.readLong();
            var reading = bytes(in);
            var counts = new Counts(in.readLong(), in.readLong(), in.readLong());
            var report = new End(in.readInt(), in.readLong());
            return new FilePosition(phase, digest, layout, records, reading, counts, report, in.readLong(), bytes(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, Optional<byte[]> bytes) throws IOException {
        out.writeInt(bytes.map(found -> found.length).orElse(-1));
        if (bytes.isPresent()) {
            out.write(bytes.get());
        }
    }

    private static Optional<byte[]> bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? Optional.empty() : Optional.of(in.readNBytes(length));
    }
}
