package passerelle.format.flat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * Writes flat files by their layout. A value that does not fit its field or the character set is refused, never cut and
 * never replaced. May be used by several threads at once.
 */
public final class FlatWriter {
    private final Layout layout;

    public FlatWriter(Layout layout) {
        this.layout = layout;
    }

    /**
     * Encodes one record from {@code <type><field>text</field>…</type>}, where a field that is not there is blank. A header
     * that comes along is the first element.
     * Refuses with MAP-UNKNOWN-ELEMENT, MAP-MISSING, MAP-UNKNOWN-CODE, MAP-BAD-VALUE or MAP-UNWRITABLE.
     */
    public Result<Encoded> encode(XdmNode record) {
        return RecordElement.read(layout, record).then(this::encode);
    }

    private Result<Encoded> encode(RecordElement element) {
        if (element.header().isEmpty()) {
            return encode(element.type(), element.texts(), Optional.empty());
        }
        return encode(element.header().get())
                .then(header -> encode(element.type(), element.texts(), Optional.of(header)));
    }

    private Result<Encoded> encode(FlatRecordType type, Map<String, String> texts, Optional<Encoded> header) {
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
        return Result.ok(new Encoded(type.name(), layout.shape().join(type, fields), amounts, header));
    }

    /**
     * Makes a whole file: header, records in the order of the layout, trailer with its totals worked out. Refuses with
     * MAP-MISSING or MAP-UNWRITABLE when there are too few or too many records of a type, or when a fact or total does
     * not fit its field.
     *
     * @param facts each that the layout asks for: file-id, created, sender, recipient, sequence; one that is not given
     *     is an {@link IllegalArgumentException}
     */
    public Result<byte[]> file(Map<String, String> facts, List<Encoded> records) {
        var out = new ByteArrayOutputStream();
        try {
            return file(facts, records, out)
                    .<Result<byte[]>>map(Result::failed)
                    .orElseGet(() -> Result.ok(out.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same into a stream. The records are gone through more than once. Nothing is written when the file is refused.
     */
    public Optional<Failure> file(Map<String, String> facts, Iterable<Encoded> records, OutputStream out)
            throws IOException {
        var tally = tally(records);
        var frames = new ArrayList<Encoded>();
        var refusals = new ArrayList<Failure>();
        for (var type : layout.types()) {
            if (layout.isFrame(type)) {
                frame(type, facts, tally, records).match(frames::add, refusals::add);
            } else {
                wrongNumber(type, tally.count(type.name())).ifPresent(refusals::add);
            }
        }
        if (refusals.isEmpty()) {
            write(frames, records, out);
        }
        return refusals.stream().findFirst();
    }

    private Result<Encoded> frame(
            FlatRecordType type, Map<String, String> facts, Tally tally, Iterable<Encoded> records) {
        return layout.isBrought(type)
                ? brought(type, records)
                : encode(type, frameTexts(type, facts, tally), Optional.empty());
    }

    /** The header that the records of the file bring. */
    private static Result<Encoded> brought(FlatRecordType type, Iterable<Encoded> records) {
        var place = "record " + type.name();
        Optional<Encoded> header = Optional.empty();
        for (var record : records) {
            var its = record.header().filter(brought -> brought.type().equals(type.name()));
            if (its.isPresent()
                    && header.isPresent()
                    && !Arrays.equals(its.get().bytes(), header.get().bytes())) {
                return Result.failed(new Failure(
                        FailureCode.MAP_UNWRITABLE, place, "", "records of a file that all bring the same"));
            }
            header = header.or(() -> its);
        }
        return header.<Result<Encoded>>map(Result::ok)
                .orElseGet(() -> Result.failed(
                        new Failure(FailureCode.MAP_MISSING, place, "0 records", "a record that brings it")));
    }

    private Tally tally(Iterable<Encoded> records) {
        var tally = new Tally();
        layout.types().stream().filter(layout::isFrame).forEach(type -> tally.record(type.name()));
        for (var record : records) {
            if (layout.record(record.type())
                    .filter(type -> !layout.isFrame(type))
                    .isEmpty()) {
                throw new IllegalArgumentException("The layout has no record '" + record.type() + "' to put in a file");
            }
            tally.record(record.type());
            record.amounts().forEach((field, number) -> tally.add(record.type(), field, number));
        }
        return tally;
    }

    private static Map<String, String> frameTexts(FlatRecordType type, Map<String, String> facts, Tally tally) {
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
            texts.put(check.field(), check.total(tally).toPlainString());
        }
        return texts;
    }

    private static Optional<Failure> wrongNumber(FlatRecordType type, long count) {
        var place = "record " + type.name();
        if (count < type.min()) {
            return Optional.of(new Failure(
                    FailureCode.MAP_MISSING, place, count + " records", "at least " + type.min() + " in a file"));
        }
        if (count > type.max()) {
            return Optional.of(new Failure(
                    FailureCode.MAP_UNWRITABLE, place, count + " records", "at most " + type.max() + " in a file"));
        }
        return Optional.empty();
    }

    private void write(List<Encoded> frames, Iterable<Encoded> records, OutputStream out) throws IOException {
        var pen = layout.framing().pen(out);
        int written = -1;
        for (var type : layout.types()) {
            int stage = layout.stage(type);
            if (layout.isFrame(type)) {
                write(frames, List.of(type.name()), pen);
            } else if (stage != written) {
                write(records, layout.namesAt(stage), pen);
                written = stage;
            }
        }
        pen.end();
    }

    private static void write(Iterable<Encoded> records, List<String> names, Framing.Pen pen) throws IOException {
        for (var record : records) {
            if (names.contains(record.type())) {
                pen.write(record.bytes());
            }
        }
    }
}
