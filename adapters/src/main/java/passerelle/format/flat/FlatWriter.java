package passerelle.format.flat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import passerelle.model.Failure;
import passerelle.model.Result;

/**
 * Writes flat files by their layout. A value that does not fit its field or the character set is refused, never cut and
 * never replaced. May be used by several threads at once.
 *
 * <p>A file can be written whole, by {@link #file}, or piece by piece: encode its records, add each to a {@link #tally()}
 * and keep its {@link #framed} bytes by {@link #stage}; when all are there the file is, for each stage, what stands
 * {@link #before} it and its records, and then what stands before the stage after the last.
 */
public final class FlatWriter {
    private final Layout layout;
    private final RecordEncoder encoder;

    public FlatWriter(Layout layout) {
        this.layout = layout;
        this.encoder = new RecordEncoder(layout);
    }

    /**
     * Encodes one record from {@code <type><field>text</field>…</type>}, where a field that is not there is blank, or a
     * group of records from {@code <group><type>…</type>…</group>}. A header that comes along is the first element.
     * Refuses with MAP-UNKNOWN-ELEMENT, MAP-MISSING, MAP-UNKNOWN-CODE, MAP-BAD-VALUE or MAP-UNWRITABLE.
     */
    public Result<Encoded> encode(XdmNode record) {
        var element = record.getNodeKind() == XdmNodeKind.DOCUMENT ? record.getOutermostElement() : record;
        return layout.group(RecordElement.name(element))
                .map(group -> GroupElement.read(group, element).then(encoder::encode))
                .orElseGet(() -> RecordElement.read(layout, element).then(encoder::encode));
    }

    /** The bytes of a record with what separates it from the next, as its file has them. */
    public byte[] framed(Encoded record) {
        var out = new ByteArrayOutputStream();
        try {
            var pen = layout.framing().pen(out);
            write(record, pen);
            pen.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(Encoded record, Framing.Pen pen) throws IOException {
        for (var line : record.records()) {
            pen.write(line.bytes());
        }
    }

    /** How many stages the records of a file have; all records of one stage stand before those of the next. */
    public int stages() {
        return layout.bodyStages();
    }

    /** The stage of a record, from 0; an {@link IllegalArgumentException} when a file cannot hold it. */
    public int stage(Encoded record) {
        return layout.record(record.records().get(0).type())
                .filter(type -> !layout.isFrame(type))
                .map(layout::bodyStage)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The layout has no record '" + record.type() + "' to put in a file"));
    }

    /** The tally of a file without records yet. */
    public FileTally tally() {
        var tally = new FileTally();
        layout.types().stream().filter(layout::isFrame).forEach(type -> tally.totals()
                .record(type.name()));
        return tally;
    }

    /**
     * Why no file can be made of the records that were counted: MAP-MISSING or MAP-UNWRITABLE when there are too few or
     * too many records of a type, or when a fact or total does not fit its field.
     *
     * @param facts each that the layout asks for: file-id, created, sender, recipient, sequence; one that is not given
     *     is an {@link IllegalArgumentException}
     */
    public Optional<Failure> refusal(Map<String, String> facts, FileTally tally) {
        var frames = new FrameRecords(encoder, facts, tally);
        for (var type : layout.types()) {
            var refusal = layout.isFrame(type)
                    ? frames.bytes(type).match(bytes -> Optional.<Failure>empty(), Optional::of)
                    : wrongNumber(type, tally);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<Failure> wrongNumber(FlatRecordType type, FileTally tally) {
        var group = layout.groupOf(type);
        return group.isPresent()
                ? FrameRecords.wrongNumber(
                        group.get().name(),
                        tally.totals().count(group.get().name()),
                        group.get().min(),
                        group.get().max())
                : FrameRecords.wrongNumber(type.name(), tally.totals().count(type.name()), type.min(), type.max());
    }

    /**
     * The header and trailer records that stand before the records of a stage, framed; before the stage after the last:
     * those that end the file. Refuses as {@link #refusal} does.
     */
    public Result<byte[]> before(int stage, Map<String, String> facts, FileTally tally) {
        var frames = new FrameRecords(encoder, facts, tally);
        var out = new ByteArrayOutputStream();
        try {
            var pen = layout.framing().pen(out);
            var refusal = write(stage, frames, pen);
            pen.end();
            return refusal.<Result<byte[]>>map(Result::failed).orElseGet(() -> Result.ok(out.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Failure> write(int stage, FrameRecords frames, Framing.Pen pen) throws IOException {
        if (stage == 0 && layout.headerRow().isPresent()) {
            pen.write(layout.headerRow().get().bytes());
        }
        for (var type : layout.types()) {
            if (layout.isFrame(type) && layout.bodyStage(type) == stage) {
                var record = frames.bytes(type);
                if (record instanceof Result.Failed<byte[]> failed) {
                    return Optional.of(failed.failure());
                }
                if (record instanceof Result.Ok<byte[]> ok) {
                    pen.write(ok.value());
                }
            }
        }
        return Optional.empty();
    }

    /** What a file begins with: its headers, framed. Refuses as {@link #refusal} does. */
    public Result<byte[]> opening(Map<String, String> facts, FileTally tally) {
        return before(0, facts, tally);
    }

    /** What a file ends with: its trailers, framed. Refuses as {@link #refusal} does. */
    public Result<byte[]> closing(Map<String, String> facts, FileTally tally) {
        return before(stages(), facts, tally);
    }

    /**
     * Makes a whole file: header, records in the order of the layout, trailer with its totals worked out. Refuses as
     * {@link #refusal} does.
     */
    public Result<byte[]> file(Map<String, String> facts, Iterable<Encoded> records) {
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
        var tally = tally();
        for (var record : records) {
            stage(record);
            tally.add(record);
        }
        var refusal = refusal(facts, tally);
        if (refusal.isPresent()) {
            return refusal;
        }
        var frames = new FrameRecords(encoder, facts, tally);
        var pen = layout.framing().pen(out);
        for (int stage = 0; stage <= stages(); stage++) {
            write(stage, frames, pen);
            for (var record : records) {
                if (stage(record) == stage) {
                    write(record, pen);
                }
            }
        }
        pen.end();
        return Optional.empty();
    }
}
