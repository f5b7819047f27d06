package passerelle.format.flat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import passerelle.config.Nearest;
import passerelle.format.flat.Framing.Frame;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

/** Finds the columns of a file by its header row, or everything that is wrong with that row. */
final class HeaderRowReading {
    private final HeaderRow expected;
    private final Frame frame;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> found = new HashMap<>();
    private int number;

    private HeaderRowReading(HeaderRow expected, Frame frame) {
        this.expected = expected;
        this.frame = frame;
    }

    /** @param faults of the row, for which the whole file is refused; the columns are of use when there is none */
    record Outcome(Columns columns, List<Fault> faults) {}

    static Outcome read(HeaderRow expected, Frame frame) {
        return new HeaderRowReading(expected, frame).outcome();
    }

    private Outcome outcome() {
        var row = DelimitedRow.cut(expected.shape(), frame.raw());
        if (frame.isTooLong() || row.damage().isPresent()) {
            faults.add(fault("", 0, "", "a header row that names the columns"));
        } else {
            number = row.size();
            for (int i = 0; i < number; i++) {
                column(row, i);
            }
            missing();
        }
        // A column that is not there stands behind the last one, where every record is blank.
        var places = expected.columns().stream()
                .map(column -> found.getOrDefault(column, number))
                .toList();
        return new Outcome(new Columns(number, places), faults);
    }

    private void column(DelimitedRow row, int place) {
        int at = row.at(place);
        var text = row.text(place).match(String::strip, failure -> {
            faults.add(fault(failure, "", at));
            return "";
        });
        boolean isKnown = expected.columns().contains(text);
        if (isKnown && found.putIfAbsent(text, place) != null) {
            faults.add(fault("", at, text, "each column once"));
        } else if (!isKnown && !expected.ignoresOthers()) {
            var meant = Nearest.to(text, expected.columns())
                    .map(near -> "; '" + near + "' may be meant")
                    .orElse("");
            faults.add(fault("", at, text, "one of the columns " + String.join(", ", expected.columns()) + meant));
        }
    }

    private void missing() {
        for (int i = 0; i < expected.columns().size(); i++) {
            var column = expected.columns().get(i);
            var field = expected.type().fields().get(i);
            if (!found.containsKey(column) && expected.needs(field)) {
                faults.add(fault(field.name(), 0, "no such column", "the column '" + column + "'"));
            }
        }
    }

    private Fault fault(String field, int at, String text, String expectation) {
        return fault(new Failure(FailureCode.READ_RECORD, "", text, expectation), field, at);
    }

    private Fault fault(Failure failure, String field, int at) {
        return new Fault(
                failure.code(),
                frame.line(),
                frame.offset() + at,
                expected.type().name(),
                field,
                expected.shape().characters().column(frame.raw(), at),
                failure.found(),
                failure.expected());
    }
}
