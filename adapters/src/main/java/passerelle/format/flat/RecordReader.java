package passerelle.format.flat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import passerelle.format.flat.Framing.Frame;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/** Reads records one by one, each by itself. */
final class RecordReader {
    private final Layout layout;
    private Optional<FlatRecordType> last = Optional.empty();

    RecordReader(Layout layout) {
        this.layout = layout;
    }

    ReadRecord read(Frame frame) {
        var row = layout.shape().cut(frame.raw());
        // Mostly a record is of the type of the one before, and no two types with a key have the same.
        var type = last.isPresent() && last.get().hasKey() && last.get().is(row) ? last : layout.typeOf(row);
        last = type;
        var record = new ReadRecord(frame, type, row, texts(type), new ArrayList<>(0));
        if (type.isPresent()) {
            read(type.get(), record);
        } else {
            var found = layout.characters().beginning(frame.raw());
            record.faults()
                    .add(record.fault(
                            FailureCode.READ_RECORD, layout.characters(), found, layout.recognisedBy()));
        }
        return record;
    }

    private static List<String> texts(Optional<FlatRecordType> type) {
        return type.isPresent() ? new ArrayList<>(type.get().fields().size()) : List.of();
    }

    private void read(FlatRecordType type, ReadRecord record) {
        if (record.frame().isTooLong()) {
            var most = "at most " + Layout.MOST_BYTES + " bytes";
            record.faults().add(record.fault(FailureCode.READ_LIMIT, layout.characters(), "", most));
            return;
        }
        var misfit = record.row().misfit(type);
        if (misfit.isPresent()) {
            add(record, "", misfit.get().failure(), misfit.get().at());
            return;
        }
        for (var field : type.fields()) {
            var text = record.row().text(field);
            if (text instanceof Result.Ok<String> ok) {
                record.texts().add(ok.value());
            } else if (text instanceof Result.Failed<String> failed) {
                add(record, field.name(), failed.failure(), record.row().at(field));
                record.texts().add("");
            }
        }
    }

    private void add(ReadRecord record, String field, Failure failure, int at) {
        record.faults().add(record.fault(failure, layout.characters(), field, at));
    }
}
