package passerelle.format.flat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import passerelle.model.Failure;
import passerelle.model.Result;

/** Turns the texts of a record into the bytes that its layout asks for. */
record RecordEncoder(Layout layout) {

    /** A group: its records in the order of the layout. */
    Result<Encoded> encode(GroupElement element) {
        var group = element.group();
        var lines = new ArrayList<Encoded.Line>(element.records().size());
        for (var record : element.inOrder()) {
            var line = line(record.type(), record.texts());
            if (line instanceof Result.Failed<Encoded.Line> failed) {
                return Result.failed(failed.failure());
            }
            if (line instanceof Result.Ok<Encoded.Line> ok) {
                lines.add(ok.value());
            }
        }
        return Result.ok(new Encoded(group.name(), lines, Optional.empty()));
    }

    Result<Encoded> encode(RecordElement element) {
        var type = element.type();
        var line = line(type, element.texts());
        if (element.header().isEmpty()) {
            return line.then(its -> Result.ok(new Encoded(type.name(), List.of(its), Optional.empty())));
        }
        return encode(element.header().get())
                .then(header -> line.then(
                        its -> Result.ok(new Encoded(type.name(), List.of(its), Optional.of(header)))));
    }

    /** The bytes of one record; a field without a text is blank. */
    Result<Encoded.Line> line(FlatRecordType type, Map<String, String> texts) {
        int occurrences = occurrences(type, texts);
        int count = type.tail().map(tail -> tail.end(occurrences)).orElse(type.fields().size());
        var fields = new ArrayList<byte[]>(count);
        for (var field : type.fields().subList(0, count)) {
            var written = layout.shape().write(field, texts.getOrDefault(field.name(), ""));
            if (written instanceof Result.Failed<byte[]> failed) {
                var failure = failed.failure();
                var place = "record " + type.name() + ", field " + field.name();
                return Result.failed(new Failure(failure.code(), place, failure.found(), failure.expected()));
            }
            if (written instanceof Result.Ok<byte[]> ok) {
                fields.add(ok.value());
            }
        }
        int shorter = type.tail().map(tail -> tail.shorter(occurrences)).orElse(0);
        var bytes = layout.shape().join(type, type.length() - shorter, fields);
        return Result.ok(new Encoded.Line(type.name(), bytes, amounts(type, count, texts)));
    }

    /** What the element of the record says, which was held against its occurrences. */
    private static int occurrences(FlatRecordType type, Map<String, String> texts) {
        return type.tail()
                .map(tail -> texts.getOrDefault(type.fields().get(tail.counter()).name(), "0"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    private Map<String, String> amounts(FlatRecordType type, int count, Map<String, String> texts) {
        var amounts = new HashMap<String, String>();
        for (int index : layout.summed(type)) {
            var name = type.fields().get(index).name();
            var amount = texts.getOrDefault(name, "").strip();
            if (index < count && !amount.isEmpty()) {
                amounts.merge(type.plainName(index), amount, RecordEncoder::sum);
            }
        }
        return amounts;
    }

    private static String sum(String one, String other) {
        return new BigDecimal(one).add(new BigDecimal(other)).toPlainString();
    }
}
