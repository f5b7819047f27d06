package passerelle.format.flat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import passerelle.format.flat.Framing.Frame;
import passerelle.format.flat.Framing.Place;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/** Reads records one by one, each by itself. */
final class RecordReader {
    private final Layout layout;
    private Optional<FlatRecordType> last = Optional.empty();
    private Optional<Columns> columns = Optional.empty();

    RecordReader(Layout layout) {
        this.layout = layout;
    }

    ReadRecord read(Place before, Frame frame, Place after) {
        var row = row(frame);
        // Mostly a record is of the type of the one before, and no two types with a key have the same.
        var type = last.isPresent() && last.get().hasKey() && last.get().is(row) ? last : layout.typeOf(row);
        last = type;
        var record = new ReadRecord(before, frame, after, type, row, texts(type), new ArrayList<>(0));
        if (type.isPresent()) {
            read(type.get(), record);
        } else {
            var found = layout.characters().beginning(frame.raw());
            record.faults()
                    .add(record.fault(FailureCode.READ_RECORD, layout.characters(), found, layout.recognisedBy()));
        }
        return record;
    }

    private Shape.Row row(Frame frame) {
        var row = layout.shape().cut(frame.raw());
        return columns.isPresent() && row instanceof DelimitedRow its ? its.arranged(columns.get()) : row;
    }

    /** The columns of the file, where they stand in an order of its own. */
    Optional<Columns> columns() {
        return columns;
    }

    void arrange(Columns found) {
        columns = Optional.of(found);
    }

    private static List<String> texts(Optional<FlatRecordType> type) {
        return type.isPresent() ? new ArrayList<>(type.get().fields().size()) : List.of();
    }

    private void read(FlatRecordType type, ReadRecord record) {
        if (record.frame().isTooLong()) {
            var most = "at most " + layout.framing().longest() + " bytes";
            record.faults().add(record.fault(FailureCode.READ_LIMIT, layout.characters(), "", most));
            return;
        }
        int count = type.fields().size();
        int length = type.length();
        if (type.tail().isPresent()) {
            int occurrences = occurrences(type, type.tail().get(), record);
            if (occurrences < 0) {
                return;
            }
            count = type.tail().get().end(occurrences);
            length -= type.tail().get().shorter(occurrences);
        }
        var misfit = record.row().misfit(length);
        if (misfit.isPresent()) {
            add(record, "", misfit.get().failure(), misfit.get().at());
            return;
        }
        for (int i = 0; i < count; i++) {
            var field = type.fields().get(i);
            var text = record.row().text(field);
            if (text instanceof Result.Ok<String> ok) {
                record.texts().add(ok.value());
            } else if (text instanceof Result.Failed<String> failed) {
                add(record, field.name(), failed.failure(), record.row().at(field));
                record.texts().add("");
            }
        }
    }

    /** How often the end of the record occurs; -1 with a fault when the record does not say. */
    private int occurrences(FlatRecordType type, Tail tail, ReadRecord record) {
        var counter = type.fields().get(tail.counter());
        if (!record.row().reaches(counter)) {
            // Too short for any number of them, which is what the length will show.
            return 0;
        }
        return record.row().text(counter).then(tail::occurrences).match(number -> number, failure -> {
            add(record, counter.name(), failure, record.row().at(counter));
            return -1;
        });
    }

    private void add(ReadRecord record, String field, Failure failure, int at) {
        record.faults().add(record.fault(failure, layout.characters(), field, at));
    }
}
