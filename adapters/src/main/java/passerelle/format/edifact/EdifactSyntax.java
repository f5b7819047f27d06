package passerelle.format.edifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.BadRecord;
import passerelle.format.FileReader;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.Syntax;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.Problem;
import passerelle.model.Result;

/**
 * UN/EDIFACT (ISO 9735, syntax versions 1 to 4) for one message type, whose segments the format's edifact.xml has.
 * Files hold interchanges of messages; a message that comes alone is an interchange of one, and its control totals have
 * to fit.
 */
public final class EdifactSyntax implements Syntax {
    private final EdifactSchema schema;
    private final Clock clock;

    private EdifactSyntax(EdifactSchema schema, Clock clock) {
        this.schema = schema;
        this.clock = clock;
    }

    /**
     * Reads a format's edifact.xml. Adds every problem, with its line, and is empty when there was one.
     *
     * @param home what the file's name in a problem is relative to
     */
    public static Optional<EdifactSyntax> load(Path home, Path file, List<Problem> problems) {
        return EdifactSchema.load(home, file, problems).map(schema -> new EdifactSyntax(schema, Clock.systemUTC()));
    }

    /**
     * The same of an edifact.xml that is in no file yet.
     *
     * @param name what problems call it
     */
    public static Optional<EdifactSyntax> of(String name, byte[] schema, List<Problem> problems) {
        return EdifactSchema.of(name, schema, problems).map(read -> new EdifactSyntax(read, Clock.systemUTC()));
    }

    /** The same with another clock, which says when an interchange was written. */
    EdifactSyntax at(Clock other) {
        return new EdifactSyntax(schema, other);
    }

    @Override
    public Result<XdmNode> read(byte[] raw) {
        return read(raw, WrongTotals.REFUSE);
    }

    private Result<XdmNode> read(byte[] raw, WrongTotals rule) {
        var good = new ArrayList<FileRecord>();
        var bad = new ArrayList<BadRecord>();
        var reading = new InterchangeReading(schema, rule, new ByteArrayInputStream(raw), Witness.NONE);
        try {
            reading.read(Integer.MAX_VALUE, new FileReading.Sink() {
                @Override
                public void good(FileRecord record) {
                    good.add(record);
                }

                @Override
                public void bad(BadRecord record) {
                    bad.add(record);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!bad.isEmpty()) {
            return Result.failed(bad.get(0).faults().get(0).toFailure());
        }
        if (good.size() > 1) {
            return Result.failed(new Failure(
                    FailureCode.READ_UNEXPECTED,
                    "",
                    good.size() + " messages",
                    "one " + schema.message() + "; several come in a file"));
        }
        var faults = reading.end().faults();
        return faults.isEmpty() || rule == WrongTotals.WARN
                ? Result.ok(good.get(0).node())
                : Result.failed(faults.get(0).toFailure());
    }

    @Override
    public Result<byte[]> write(XdmNode document) {
        return InterchangeWriter.write(schema, document, clock.instant()).then(bytes -> {
            // What its own reader would refuse must not leave: a value that is too long, a segment out of place. A
            // total
            // that the list's own author got wrong stays as it is: it is said of the whole flight, and not ours to
            // mend.
            return read(bytes, WrongTotals.WARN)
                    .match(same -> Result.ok(bytes), failure -> Result.failed(unwritable(failure)));
        });
    }

    private static Failure unwritable(Failure failure) {
        return new Failure(FailureCode.MAP_UNWRITABLE, failure.place(), failure.found(), failure.expected());
    }

    @Override
    public Optional<FileReader> files(WrongTotals rule) {
        return Optional.of(new EdifactReader(schema, rule));
    }

    @Override
    public Optional<byte[]> answer(
            InputStream file, WrongTotals rule, Map<Long, List<Failure>> refused, String id, Instant at)
            throws IOException {
        var contrl = new Contrl(schema, rule, refused, id, at);
        return contrl.answer(file);
    }
}
