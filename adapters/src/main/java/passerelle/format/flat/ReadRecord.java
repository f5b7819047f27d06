package passerelle.format.flat;

import java.util.List;
import java.util.Optional;
import passerelle.format.BadRecord;
import passerelle.format.flat.Framing.Frame;
import passerelle.format.flat.Framing.Place;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

/**
 * A record by itself, whatever stands before it in its file.
 *
 * @param before where its frame begins @param after and ends
 * @param type empty when it is none of the layout's
 * @param texts of each field, "" where it is at fault; none when the record's length shows that fields are displaced
 * @param faults what is wrong with it by itself; more are added as the file's order shows them
 */
record ReadRecord(
        Place before,
        Frame frame,
        Place after,
        Optional<FlatRecordType> type,
        Shape.Row row,
        List<String> texts,
        List<Fault> faults) {

    String name() {
        return type.isPresent() ? type.get().name() : "";
    }

    /** The text of a field, trimmed; empty when it is blank or cannot be read. */
    Optional<String> text(String field) {
        if (type.isEmpty() || texts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(texts.get(type.get().index(field)).strip()).filter(text -> !text.isEmpty());
    }

    Fault fault(FailureCode code, Characters characters, String found, String expected) {
        return fault(new Failure(code, "", found, expected), characters, "", 0);
    }

    Fault fault(Failure failure, Characters characters, String field, int at) {
        return new Fault(
                failure.code(),
                frame.line(),
                frame.offset() + at,
                name(),
                field,
                characters.column(frame.raw(), at),
                failure.found(),
                failure.expected());
    }

    BadRecord toBad() {
        return new BadRecord(name(), frame.line(), frame.offset(), frame.raw(), faults);
    }
}
