package passerelle.format.flat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import passerelle.format.Checkpoint;
import passerelle.format.FileReading;
import passerelle.format.Totals;
import passerelle.format.flat.Framing.Place;
import passerelle.model.FailureCode;

/** What has gone by of one file, and what a record is after it. */
final class Reading {
    private final Layout layout;
    private final Progress progress;
    private final Claims claims;
    private final GroupReading groups;
    private final Map<String, RecordNodes.Content> headers = new HashMap<>();

    Reading(Layout layout, GroupReading.Raw raw) {
        this.layout = layout;
        this.progress = new Progress();
        this.claims = new Claims(layout.characters());
        this.groups = new GroupReading(layout, progress, raw);
    }

    /** Goes on where another reading stopped; {@link #save} wrote the state. */
    Reading(Layout layout, GroupReading.Raw raw, Checkpoint from, DataInputStream state) throws IOException {
        this.layout = layout;
        this.progress = new Progress(from, state);
        this.claims = new Claims(layout.characters());
        this.groups = new GroupReading(layout, progress, raw);
        claims.restore(layout, state);
        groups.restore(state);
        for (int left = state.readInt(); left > 0; left--) {
            var type = layout.record(Saved.text(state)).orElseThrow(() -> new IOException("No such record"));
            headers.put(type.name(), new RecordNodes.Content(type, Saved.texts(state), Optional.empty()));
        }
    }

    /** Writes all that another reading needs to go on. */
    void save(DataOutputStream out) throws IOException {
        progress.save(out);
        claims.save(out);
        groups.save(out);
        out.writeInt(headers.size());
        for (var header : headers.entrySet()) {
            Saved.write(out, header.getKey());
            Saved.write(out, header.getValue().texts());
        }
    }

    Checkpoint checkpoint(Place place, byte[] state) {
        return new Checkpoint(place.offset(), place.line(), progress.read(), progress.bad(), state);
    }

    /** Records so far. */
    long read() {
        return progress.read();
    }

    /** Records are held back, which the next ones decide about. */
    boolean isHolding() {
        return groups.isHolding();
    }

    boolean isGroupEndedBy(ReadRecord record) {
        return groups.isEndedBy(record);
    }

    void closeGroup(FileReading.Sink sink) {
        groups.close(sink);
    }

    void record(ReadRecord record, FileReading.Sink sink) {
        progress.next();
        if (record.type().isEmpty()) {
            groups.stray(record, sink);
            return;
        }
        var type = record.type().get();
        long number = progress.tally().record(type.name());
        if (!record.texts().isEmpty()) {
            count(type, record);
        }
        var group = layout.groupOf(type);
        if (group.isPresent()) {
            groups.take(group.get(), type, record, sink);
            return;
        }
        groups.leave();
        checkOrder(type, record);
        if (record.faults().isEmpty()) {
            accept(type, number, record, sink);
        } else {
            progress.refuse(record, sink);
        }
    }

    private void accept(FlatRecordType type, long number, ReadRecord record, FileReading.Sink sink) {
        progress.reach(layout.stage(type));
        progress.accept(type.name());
        var header = type.header().map(headers::get);
        var content = new RecordNodes.Content(type, record.texts(), header);
        if (layout.isBrought(type)) {
            headers.put(type.name(), content);
        }
        sink.good(new FlatRecord(
                type.name(),
                number,
                record.frame().line(),
                record.after().line(),
                record.frame().offset(),
                record.frame().raw(),
                layout.isFrame(type),
                new RecordNodes.Document(Optional.empty(), List.of(content))));
    }

    /** A fault of the order stands before those of the fields. */
    private void checkOrder(FlatRecordType type, ReadRecord record) {
        var name = type.name();
        var faults = new ArrayList<Fault>(0);
        if (layout.stage(type) < progress.stage()) {
            var last = String.join(" or ", layout.namesAt(progress.stage()));
            faults.add(fault(record, name + " after " + last, name + " before " + last));
        }
        if (progress.good(name) >= type.max()) {
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
            if (index < record.texts().size()) {
                progress.tally()
                        .add(type.name(), type.plainName(index), record.texts().get(index));
            }
        }
        claims.note(type, record);
    }

    /** Closes the file: where it broke off, what is missing, and which totals do not fit. */
    Totals end(long offset, List<Fault> damage) {
        var faults = new ArrayList<>(damage);
        var types = new LinkedHashMap<String, Totals.Count>();
        for (var type : layout.types()) {
            layout.groupOf(type)
                    .filter(group -> !types.containsKey(group.name()))
                    .ifPresent(group -> end(group.name(), group.min(), offset, types, faults));
            end(type.name(), layout.groupOf(type).isPresent() ? 0 : type.min(), offset, types, faults);
            if (progress.tally().count(type.name()) > 0) {
                for (var check : type.checks()) {
                    claims.compare(type, check, progress.tally(), progress.bad(), offset)
                            .ifPresent(faults::add);
                }
            }
        }
        return new Totals(progress.read(), progress.read() - progress.bad(), progress.bad(), types, faults);
    }

    private void end(String name, int min, long offset, Map<String, Totals.Count> types, List<Fault> faults) {
        long good = progress.good(name);
        types.put(name, new Totals.Count(progress.tally().count(name), good));
        if (good < min) {
            var found = good + " that can be read";
            var expected = "at least " + min + " in a file";
            faults.add(new Fault(FailureCode.READ_RECORD, 0, offset, name, "", 0, found, expected));
        }
    }
}
