package passerelle.route;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.vault.SealedFrames.End;

/**
 * A file that is fixed: what the gateway keeps beside its records.
 *
 * @param created whole seconds
 * @param sequence its number; 0 when it is no file because of {@code refusal}
 * @param size in bytes
 * @param digest keyed fingerprint of its SHA-256
 * @param between what stands before each stage of records, and after the last
 * @param stages up to where the records of each stage count
 * @param deliveries up to where its deliveries count
 * @param refusal why no file can be made of these records
 */
record PutTogether(
        Instant created,
        long sequence,
        String name,
        long size,
        String digest,
        List<byte[]> between,
        List<End> stages,
        End deliveries,
        Optional<Failure> refusal) {

    PutTogether {
        between = List.copyOf(between);
        stages = List.copyOf(stages);
    }

    byte[] encode() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(created.getEpochSecond());
            out.writeLong(sequence);
            out.writeUTF(name);
            out.writeLong(size);
            out.writeUTF(digest);
            out.writeInt(between.size());
            for (var piece : between) {
                out.writeInt(piece.length);
                out.write(piece);
            }
            out.writeInt(stages.size());
            for (var stage : stages) {
                write(out, stage);
            }
            write(out, deliveries);
            out.writeBoolean(refusal.isPresent());
            if (refusal.isPresent()) {
                out.writeUTF(refusal.get().code().code());
                out.writeUTF(refusal.get().place());
                out.writeUTF(refusal.get().expected());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static PutTogether decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var created = Instant.ofEpochSecond(in.readLong());
            long sequence = in.readLong();
            var name = in.readUTF();
            long size = in.readLong();
            var digest = in.readUTF();
            var between = new ArrayList<byte[]>();
            for (int left = in.readInt(); left > 0; left--) {
                between.add(in.readNBytes(in.readInt()));
            }
            var stages = new ArrayList<End>();
            for (int left = in.readInt(); left > 0; left--) {
                stages.add(end(in));
            }
            var deliveries = end(in);
            var refusal = in.readBoolean()
                    ? Optional.of(new Failure(FailureCode.parse(in.readUTF()), in.readUTF(), "", in.readUTF()))
                    : Optional.<Failure>empty();
            return new PutTogether(created, sequence, name, size, digest, between, stages, deliveries, refusal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(DataOutputStream out, End end) throws IOException {
        out.writeInt(end.frames());
        out.writeLong(end.bytes());
    }

    static End end(DataInputStream in) throws IOException {
        return new End(in.readInt(), in.readLong());
    }
}
