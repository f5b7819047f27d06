package passerelle.format.flat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/** The header and trailer records of a file that is written, from facts and from what its records add up to. */
record FrameRecords(RecordEncoder encoder, Map<String, String> facts, FileTally tally) {

    /** The bytes of a header or trailer, or why there is none. */
    Result<byte[]> bytes(FlatRecordType type) {
        return encoder.layout().isBrought(type)
                ? brought(type)
                : encoder.line(type, texts(type)).then(line -> Result.ok(line.bytes()));
    }

    /** The header that the records of the file bring. */
    private Result<byte[]> brought(FlatRecordType type) {
        var place = "record " + type.name();
        if (!tally.agrees()) {
            return Result.failed(
                    new Failure(FailureCode.MAP_UNWRITABLE, place, "", "records of a file that all bring the same"));
        }
        return tally.brought(type.name())
                .<Result<byte[]>>map(Result::ok)
                .orElseGet(() -> Result.failed(
                        new Failure(FailureCode.MAP_MISSING, place, "0 records", "a record that brings it")));
    }

    private Map<String, String> texts(FlatRecordType type) {
        var texts = new HashMap<String, String>();
        for (var field : type.fields()) {
            field.fact().ifPresent(fact -> {
                if (!facts.containsKey(fact)) {
                    throw new IllegalArgumentException(
                            "The layout asks for the fact '" + fact + "', which is not given");
                }
                texts.put(field.name(), facts.getOrDefault(fact, ""));
            });
        }
        for (var check : type.checks()) {
            texts.put(check.field(), check.total(tally.totals()).toPlainString());
        }
        return texts;
    }

    /** Why a file cannot have so many records of a type. */
    static Optional<Failure> wrongNumber(String name, long count, int min, int max) {
        var place = "record " + name;
        if (count < min) {
            return Optional.of(
                    new Failure(FailureCode.MAP_MISSING, place, count + " records", "at least " + min + " in a file"));
        }
        if (count > max) {
            return Optional.of(new Failure(
                    FailureCode.MAP_UNWRITABLE, place, count + " records", "at most " + max + " in a file"));
        }
        return Optional.empty();
    }
}
