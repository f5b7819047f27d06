package passerelle.format.flat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import passerelle.model.FailureCode;

/** What has gone by of one file, and where in its order it is. */
final class Reading {
    private final Layout layout;
    private final Tally tally;
    private final Map<String, long[]> good = new HashMap<>();
    private final Claims claims;
    private final Map<String, RecordNodes.Content> headers = new HashMap<>();
    private long read;
    private long bad;
    private int stage;

    Reading(Layout layout) {
        this.layout = layout;
        this.tally = new Tally();
        this.claims = new Claims(layout.characters());
    }

    /** Goes on where another reading stopped; {@link #checkpoint} wrote the state. */
    Reading(Layout layout, Checkpoint from, DataInputStream state) throws IOException {
        this.layout = layout;
        this.tally = Tally.restore(state);
        this.claims = new Claims(layout.characters());
        claims.restore(layout, state);
        read = from.read();
        bad = from.bad();
        stage = state.readInt();
        for (int left = state.readInt(); left > 0; left--) {
            good.put(Saved.text(state), new long[] {state.readLong()});
        }
        for (int left = state.readInt(); left > 0; left--) {
            var type = layout.record(Saved.text(state)).orElseThrow(() -> new IOException("No such record"));
            headers.put(type.name(), new RecordNodes.Content(type, Saved.texts(state), Optional.empty()));
        }
    }

    Checkpoint checkpoint(Framing.Place place) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(place.left());
            tally.save(out);
            claims.save(out);
            out.writeInt(stage);
            out.writeInt(good.size());
            for (var count : good.entrySet()) {
                Saved.write(out, count.getKey());
                out.writeLong(count.getValue()[0]);
            }
            out.writeInt(headers.size());
            for (var header : headers.entrySet()) {
                Saved.write(out, header.getKey());
                Saved.write(out, header.getValue().texts());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Checkpoint(place.offset(), place.line(), read, bad, bytes.toByteArray());
    }

    /** @param lastLine of the record, which may have line ends in its fields */
    void record(ReadRecord record, long lastLine, FlatReader.Sink sink) {
        read++;
        if (record.type().isEmpty()) {
            refuse(record, sink);
            return;
        }
        var type = record.type().get();
        long number = tally.record(type.name());
        if (!record.texts().isEmpty()) {
            count(type, record);
        }
        checkOrder(type, record);
        if (record.faults().isEmpty()) {
            accept(type, number, record, lastLine, sink);
        } else {
            refuse(record, sink);
        }
    }

    private void accept(
            FlatRecordType type, long number, ReadRecord record, long lastLine, FlatReader.Sink sink) {
        stage = layout.stage(type);
        good.computeIfAbsent(type.name(), t -> new long[1])[0]++;
        var header = type.header().map(headers::get);
        var content = new RecordNodes.Content(type, record.texts(), header);
        if (layout.isBrought(type)) {
            headers.put(type.name(), content);
        }
        sink.good(new FlatRecord(number, lastLine, record.frame(), content));
    }

    private void refuse(ReadRecord record, FlatReader.Sink sink) {
        bad++;
        sink.bad(record.toBad());
    }

    /** A fault of the order stands before those of the fields. */
    private void checkOrder(FlatRecordType type, ReadRecord record) {
        var name = type.name();
        var faults = new ArrayList<Fault>(0);
        if (layout.stage(type) < stage) {
            var last = String.join(" or ", layout.namesAt(stage));
            faults.add(fault(record, name + " after " + last, name + " before " + last));
        }
        if (good(type) >= type.max()) {
            faults.add(fault(record, "one more", "at most " + type.max() + " in a file"));
        }
        if (type.header().isPresent() && !headers.containsKey(type.header().get())) {
            var header = type.header().get();
            faults.add(fault(record, name + " without " + header, header + " before " + name));
        }
        record.faults().addAll(0, faults);
    }

    private Fault fault(ReadRecord record, String found, String expected) {
        return record.fault(FailureCode.READ_RECORD, layout.characters(), found, expected);
    }

    /** A total is over every value that could be read, also of records that are bad for another reason. */
    private void count(FlatRecordType type, ReadRecord record) {
        for (int index : layout.summed(type)) {
            tally.add(type.name(), type.fields().get(index).name(), record.texts().get(index));
        }
        claims.note(type, record);
    }

    /** Closes the file: where it broke off, what is missing, and which totals do not fit. */
    Totals end(long offset, Optional<Fault> damage) {
        var faults = new ArrayList<Fault>();
        damage.ifPresent(faults::add);
        var types = new LinkedHashMap<String, Totals.Count>();
        for (var type : layout.types()) {
            types.put(type.name(), new Totals.Count(tally.count(type.name()), good(type)));
            if (good(type) < type.min()) {
                faults.add(missing(type, offset));
            }
            if (tally.count(type.name()) > 0) {
                for (var check : type.checks()) {
                    claims.compare(type, check, tally, bad, offset).ifPresent(faults::add);
                }
            }
        }
        return new Totals(read, read - bad, bad, types, faults);
    }

    private Fault missing(FlatRecordType type, long offset) {
        return new Fault(
                FailureCode.READ_RECORD,
                0,
                offset,
                type.name(),
                "",
                0,
                good(type) + " that can be read",
                "at least " + type.min() + " in a file");
    }

    private long good(FlatRecordType type) {
        var count = good.get(type.name());
        return count == null ? 0 : count[0];
    }
}
