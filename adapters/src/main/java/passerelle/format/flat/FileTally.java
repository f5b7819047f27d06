package passerelle.format.flat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a file that is being written has so far: enough to write its header and trailer when its records are long gone.
 * {@link FlatWriter#tally()} starts one. For one thread.
 */
public final class FileTally {
    private static final int FORM = 1;

    private final Tally tally;
    private final Map<String, byte[]> brought = new LinkedHashMap<>();
    private boolean agrees = true;

    FileTally() {
        this(new Tally());
    }

    private FileTally(Tally tally) {
        this.tally = tally;
    }

    Tally totals() {
        return tally;
    }

    /** Whether a record brings the header of this file, or none; a file with others is refused. */
    public boolean takes(Encoded record) {
        return record.header()
                .map(header -> {
                    var its = bytes(header);
                    return Arrays.equals(brought.getOrDefault(header.type(), its), its);
                })
                .orElse(true);
    }

    /** Counts a record that goes into the file. */
    public void add(Encoded record) {
        agrees &= takes(record);
        record.header().ifPresent(header -> brought.putIfAbsent(header.type(), bytes(header)));
        for (var line : record.records()) {
            tally.record(line.type());
            line.amounts().forEach((field, number) -> tally.add(line.type(), field, number));
        }
        if (record.records().size() != 1 || !record.records().get(0).type().equals(record.type())) {
            tally.record(record.type());
        }
    }

    private static byte[] bytes(Encoded header) {
        return header.records().get(0).bytes();
    }

    /** The header that the records bring. */
    Optional<byte[]> brought(String type) {
        return Optional.ofNullable(brought.get(type));
    }

    /** Whether all records bring the same header. */
    boolean agrees() {
        return agrees;
    }

    /** Bytes to keep, which may hold values of a header: whoever keeps them seals them. */
    public byte[] encode() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(FORM);
            tally.save(out);
            out.writeBoolean(agrees);
            out.writeInt(brought.size());
            for (var header : brought.entrySet()) {
                Saved.write(out, header.getKey());
                Saved.write(out, header.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The same tally again; an {@link IllegalArgumentException} when the bytes are none. */
    public static FileTally decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != FORM) {
                throw new IOException("another form");
            }
            var tally = new FileTally(Tally.restore(in));
            tally.agrees = in.readBoolean();
            for (int left = in.readInt(); left > 0; left--) {
                tally.brought.put(Saved.text(in), Saved.bytes(in));
            }
            return tally;
        } catch (IOException e) {
            throw new IllegalArgumentException("These bytes are no tally of a file", e);
        }
    }
}
