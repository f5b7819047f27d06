package passerelle.format.flat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import passerelle.model.Failure;
import passerelle.model.Result;

/** Turns the texts of a record into the bytes that its layout asks for. */
record RecordEncoder(Layout layout) {

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
        var fields = new ArrayList<byte[]>(type.fields().size());
        for (var field : type.fields()) {
            var written = field.write(texts.getOrDefault(field.name(), "")).then(layout.shape()::dress);
            if (written instanceof Result.Failed<byte[]> failed) {
                var failure = failed.failure();
                var place = "record " + type.name() + ", field " + field.name();
                return Result.failed(new Failure(failure.code(), place, failure.found(), failure.expected()));
            }
            if (written instanceof Result.Ok<byte[]> ok) {
                fields.add(ok.value());
            }
        }
        var amounts = new HashMap<String, String>();
        for (int index : layout.summed(type)) {
            var name = type.fields().get(index).name();
            amounts.put(name, texts.getOrDefault(name, "").strip());
        }
        return Result.ok(new Encoded.Line(type.name(), layout.shape().join(type, fields), amounts));
    }
}
