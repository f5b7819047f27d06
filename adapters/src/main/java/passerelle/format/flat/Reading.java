package passerelle.format.flat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import passerelle.format.flat.Framing.Frame;
import passerelle.format.flat.Shape.Row;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

/** One file while it is read: what has gone by, and where in its order it is. */
final class Reading {
    private final Layout layout;
    private final FlatReader.Sink sink;
    private final RecordNodes nodes = new RecordNodes();
    private final Tally tally = new Tally();
    private final Map<FlatRecordType, Long> good = new HashMap<>();
    private final Map<Check, Claim> claims = new HashMap<>();
    private final Map<String, RecordNodes.Content> headers = new HashMap<>();
    private long read;
    private long bad;
    private int stage;

    /** What a header or trailer says that a total is. */
    private record Claim(String number, Fault place) {}

    Reading(Layout layout, FlatReader.Sink sink) {
        this.layout = layout;
        this.sink = sink;
    }

    void record(Frame frame) {
        read++;
        var row = layout.shape().cut(frame.raw());
        var type = layout.typeOf(row);
        if (type.isPresent()) {
            record(type.get(), row, frame);
        } else {
            var found = layout.characters().beginning(frame.raw());
            refuse("", frame, List.of(fault(FailureCode.READ_RECORD, frame, "", found, layout.recognisedBy())));
        }
    }

    private void record(FlatRecordType type, Row row, Frame frame) {
        long number = tally.record(type.name());
        var faults = new ArrayList<Fault>(0);
        checkOrder(type, frame, faults);
        var texts = texts(type, row, frame, faults);
        if (!faults.isEmpty()) {
            refuse(type.name(), frame, faults);
            return;
        }
        stage = layout.stage(type);
        good.merge(type, 1L, Long::sum);
        var header = type.header().map(headers::get);
        var record = new RecordNodes.Content(type, texts, header);
        headers.put(type.name(), record);
        sink.good(new FlatRecord(type.name(), number, frame.line(), frame.offset(), frame.raw(), nodes.build(record)));
    }

    private void refuse(String type, Frame frame, List<Fault> faults) {
        bad++;
        sink.bad(new BadRecord(type, frame.line(), frame.offset(), frame.raw(), faults));
    }

    private void checkOrder(FlatRecordType type, Frame frame, List<Fault> faults) {
        var name = type.name();
        if (layout.stage(type) < stage) {
            var last = String.join(" or ", layout.namesAt(stage));
            faults.add(fault(FailureCode.READ_RECORD, frame, name, name + " after " + last, name + " before " + last));
        }
        if (good(type) >= type.max()) {
            faults.add(fault(FailureCode.READ_RECORD, frame, name, "one more", "at most " + type.max() + " in a file"));
        }
        type.header().filter(header -> !headers.containsKey(header)).ifPresent(header -> {
            var found = name + " without " + header;
            faults.add(fault(FailureCode.READ_RECORD, frame, name, found, header + " before " + name));
        });
    }

    /** The text of each field, "" where it is at fault; none when the record's length shows that fields are displaced. */
    private List<String> texts(FlatRecordType type, Row row, Frame frame, List<Fault> faults) {
        if (frame.isTooLong()) {
            var most = "at most " + Layout.MOST_BYTES + " bytes";
            faults.add(fault(FailureCode.READ_LIMIT, frame, type.name(), "", most));
            return List.of();
        }
        var misfit = row.misfit(type);
        if (misfit.isPresent()) {
            faults.add(fault(
                    misfit.get().failure(), frame, type.name(), "", misfit.get().at()));
            return List.of();
        }
        var texts = new ArrayList<String>(type.fields().size());
        for (var field : type.fields()) {
            texts.add(row.text(field).match(text -> text, failure -> {
                faults.add(fault(failure, frame, type.name(), field.name(), row.at(field)));
                return "";
            }));
        }
        count(type, row, frame, texts);
        return texts;
    }

    /** A total is over every value that could be read, also of records that are bad for another reason. */
    private void count(FlatRecordType type, Row row, Frame frame, List<String> texts) {
        for (int index : layout.summed(type)) {
            tally.add(type.name(), type.fields().get(index).name(), texts.get(index));
        }
        for (var check : type.checks()) {
            int index = type.fieldNames().indexOf(check.field());
            var number = texts.get(index);
            if (!number.isEmpty()) {
                var nothing = new Failure(FailureCode.READ_TOTAL, "", "", "");
                int at = row.at(type.fields().get(index));
                claims.putIfAbsent(check, new Claim(number, fault(nothing, frame, type.name(), check.field(), at)));
            }
        }
    }

    /** Closes the file: where it broke off, what is missing, and which totals do not fit. */
    Totals end(long offset, Optional<Fault> damage) {
        var faults = new ArrayList<Fault>();
        damage.ifPresent(faults::add);
        var types = new LinkedHashMap<String, Totals.Count>();
        for (var type : layout.types()) {
            types.put(type.name(), new Totals.Count(tally.count(type.name()), good(type)));
            if (good(type) < type.min()) {
                faults.add(new Fault(
                        FailureCode.READ_RECORD,
                        0,
                        offset,
                        type.name(),
                        "",
                        0,
                        good(type) + " that can be read",
                        "at least " + type.min() + " in a file"));
            }
            if (tally.count(type.name()) > 0) {
                type.checks().forEach(check -> check(type, check, offset, faults));
            }
        }
        return new Totals(read, read - bad, bad, types, faults);
    }

    private void check(FlatRecordType type, Check check, long offset, List<Fault> faults) {
        var total = check.total(tally);
        var claim = Optional.ofNullable(claims.get(check));
        if (claim.isPresent() && new BigDecimal(claim.get().number()).compareTo(total) == 0) {
            return;
        }
        var unread = bad == 0 ? "" : ", with " + bad + " records refused";
        var place = claim.map(Claim::place)
                .orElse(new Fault(FailureCode.READ_TOTAL, 0, offset, type.name(), check.field(), 0, "", ""));
        faults.add(new Fault(
                FailureCode.READ_TOTAL,
                place.line(),
                place.offset(),
                place.record(),
                place.field(),
                place.column(),
                claim.map(Claim::number).orElse(""),
                total.toPlainString() + ", which is " + check.text() + unread));
    }

    private long good(FlatRecordType type) {
        return good.getOrDefault(type, 0L);
    }

    private Fault fault(FailureCode code, Frame frame, String record, String found, String expected) {
        return fault(new Failure(code, "", found, expected), frame, record, "", 0);
    }

    private Fault fault(Failure failure, Frame frame, String record, String field, int at) {
        return new Fault(
                failure.code(),
                frame.line(),
                frame.offset() + at,
                record,
                field,
                layout.characters().column(frame.raw(), at),
                failure.found(),
                failure.expected());
    }
}
