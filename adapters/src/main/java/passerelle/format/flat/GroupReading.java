package passerelle.format.flat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import passerelle.format.FileReading;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

/**
 * Gathers records into groups. A group in which one record is refused is refused whole: half a person is sent to nobody.
 * A record that cannot be said to belong to any group may belong to the one before it and to the one behind it, so that
 * both are refused.
 */
final class GroupReading {
    private final Layout layout;
    private final Progress progress;
    private final Raw raw;
    private Optional<OpenGroup> open = Optional.empty();
    /** The line of the record before, when that one has no group that is known; 0 otherwise. */
    private long stray;

    /** The bytes of the file between two places. */
    interface Raw {
        byte[] between(long start, long end);
    }

    GroupReading(Layout layout, Progress progress, Raw raw) {
        this.layout = layout;
        this.progress = progress;
        this.raw = raw;
    }

    void restore(DataInputStream state) throws IOException {
        stray = state.readLong();
        open = state.readBoolean() ? Optional.of(OpenGroup.restore(layout, state)) : Optional.empty();
    }

    void save(DataOutputStream out) throws IOException {
        out.writeLong(stray);
        out.writeBoolean(open.isPresent());
        if (open.isPresent()) {
            open.get().save(out);
        }
    }

    /** Records are held back, which the next ones decide about. */
    boolean isHolding() {
        return open.isPresent() && !open.get().held().isEmpty();
    }

    /** Whether a record shows that the open group had its last one before. */
    boolean isEndedBy(ReadRecord record) {
        if (!isHolding() || record.type().isEmpty()) {
            return false;
        }
        var group = layout.groupOf(record.type().get());
        if (group.isEmpty()) {
            return true;
        }
        var key = record.text(group.get().key());
        return key.isPresent()
                && !open.get().has(group.get(), key.get())
                && group.get().mayBeginWith(record.type().get());
    }

    /** A record stands here that is of no group. */
    void leave() {
        open = Optional.empty();
        stray = 0;
    }

    /** A refused record that may belong to any group. */
    void stray(ReadRecord record, FileReading.Sink sink) {
        refuseAll(because(record.frame().line()), sink);
        progress.refuse(record, sink);
        stray = record.frame().line();
    }

    void take(RecordGroup group, FlatRecordType type, ReadRecord record, FileReading.Sink sink) {
        var key = record.text(group.key());
        if (key.isEmpty()) {
            noKey(group, type, record);
            stray(record, sink);
            return;
        }
        var faults = new ArrayList<Fault>(0);
        boolean isNew = open.isEmpty() || !open.get().has(group, key.get());
        if (isNew && !group.mayBeginWith(type)) {
            orphan(group, type, record, sink);
            return;
        }
        if (isNew) {
            start(group, key.get(), record, faults);
        }
        stray = 0;
        var its = open.orElseThrow();
        checkOrder(its, type, record, faults);
        record.faults().addAll(0, faults);
        if (!record.faults().isEmpty()) {
            refuseAll(because(record.frame().line()), sink);
            progress.refuse(record, sink);
            return;
        }
        its.count(type, group.stage(type));
        if (its.isFullWith(record)) {
            refuseAll(tooMuch(), sink);
        }
        if (its.refusal().isPresent()) {
            refuse(record, its.refusal().get(), sink);
        } else {
            its.held().add(record);
        }
    }

    private void noKey(RecordGroup group, FlatRecordType type, ReadRecord record) {
        if (record.faults().isEmpty()) {
            int at = record.row().at(type.fields().get(type.index(group.key())));
            var failure = new Failure(
                    FailureCode.READ_RECORD, "", "", "a value: it tells which records are one " + group.name());
            record.faults().add(record.fault(failure, layout.characters(), group.key(), at));
        }
    }

    /** A record without the one that begins its group may be one of the group before, whose key is damaged. */
    private void orphan(RecordGroup group, FlatRecordType type, ReadRecord record, FileReading.Sink sink) {
        var first = group.mustStandBefore(type).orElseThrow().name();
        record.faults().add(0, fault(record, type.name() + " without " + first, first + " first in a " + group.name()));
        refuseAll(because(record.frame().line()), sink);
        progress.refuse(record, sink);
    }

    private void start(RecordGroup group, String key, ReadRecord record, List<Fault> faults) {
        var started = new OpenGroup(group, key, progress.tally().record(group.name()));
        open = Optional.of(started);
        if (stray > 0) {
            started.refuse(because(stray));
        }
        if (layout.stage(group.types().get(0)) < progress.stage()) {
            var last = String.join(" or ", layout.namesAt(progress.stage()));
            faults.add(fault(record, record.name() + " after " + last, record.name() + " before " + last));
        }
        if (progress.good(group.name()) >= group.max()) {
            faults.add(fault(record, "one more " + group.name(), "at most " + group.max() + " in a file"));
        }
    }

    private void checkOrder(OpenGroup its, FlatRecordType type, ReadRecord record, List<Fault> faults) {
        var group = its.group();
        if (its.count(type) >= type.max()) {
            faults.add(fault(record, "one more", "at most " + type.max() + " in a " + group.name()));
        } else if (group.stage(type) < its.stage()) {
            var last = group.namesAt(its.stage());
            faults.add(fault(record, type.name() + " after " + last, type.name() + " before " + last));
        }
    }

    /** Hands on the open group, whose last record has been. */
    void close(FileReading.Sink sink) {
        if (isHolding()) {
            var its = open.orElseThrow();
            var missing = its.group().types().stream()
                    .filter(type -> its.count(type) < type.min())
                    .findFirst();
            if (missing.isPresent()) {
                var first = its.held().remove(0);
                refuse(first, tooFew(its, missing.get()), sink);
                refuseAll(because(first.frame().line()), sink);
            } else {
                handOn(its, sink);
            }
        }
        open = Optional.empty();
    }

    private void handOn(OpenGroup its, FileReading.Sink sink) {
        var group = its.group();
        var records = its.held();
        var contents = new ArrayList<RecordNodes.Content>(records.size());
        for (var record : records) {
            progress.accept(record.name());
            contents.add(new RecordNodes.Content(record.type().orElseThrow(), record.texts(), Optional.empty()));
        }
        progress.accept(group.name());
        progress.reach(layout.stage(group.types().get(0)));
        var first = records.get(0);
        var after = records.get(records.size() - 1).after();
        sink.good(new FlatRecord(
                group.name(),
                its.number(),
                first.frame().line(),
                after.line(),
                first.frame().offset(),
                raw.between(first.before().offset(), after.offset()),
                false,
                new RecordNodes.Document(Optional.of(group.element()), contents)));
    }

    private void refuseAll(Failure why, FileReading.Sink sink) {
        if (open.isPresent()) {
            open.get().refuse(why).forEach(record -> refuse(record, why, sink));
        }
    }

    private void refuse(ReadRecord record, Failure why, FileReading.Sink sink) {
        record.faults().add(record.fault(why, layout.characters(), "", 0));
        progress.refuse(record, sink);
    }

    private static Failure because(long line) {
        return new Failure(
                FailureCode.READ_RECORD, "", "line " + line + " is refused", "a group without a refused record");
    }

    private static Failure tooMuch() {
        return new Failure(
                FailureCode.READ_LIMIT,
                "",
                "",
                "a group of at most " + RecordGroup.MOST_RECORDS + " records and " + RecordGroup.MOST_BYTES + " bytes");
    }

    private static Failure tooFew(OpenGroup its, FlatRecordType type) {
        return new Failure(
                FailureCode.READ_RECORD,
                "",
                its.count(type) + " " + type.name(),
                "at least " + type.min() + " in a " + its.group().name());
    }

    private Fault fault(ReadRecord record, String found, String expected) {
        return record.fault(FailureCode.READ_RECORD, layout.characters(), found, expected);
    }
}
