package passerelle.route;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import passerelle.adapter.soap.SoapSample;
import passerelle.format.BadRecord;
import passerelle.format.FileFault;
import passerelle.format.FileReader;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.Totals;
import passerelle.format.flat.FlatReader;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.MessageId;
import passerelle.model.Result;
import passerelle.route.TrialStep.Bytes;
import passerelle.translate.Format;
import passerelle.translate.Tracing;

/**
 * Takes a sample along the road that a message goes, and keeps what each stage made of it: the same parser, stylesheets,
 * agreements, view and writer. Nothing is sent, kept or recorded.
 */
public final class Trial {
    /** Messages of one sample that are tried when none is named: enough to look at. */
    public static final int MOST = 100;

    private final Plan plan;
    private final TrialRoad road;
    private final Format format;
    private final Onward onward;

    /**
     * @param plan has the format of {@code road}, and those of the recipients that it leads to
     * @param tracing that the plan was read with
     * @param apart the plan's own steps; for trials of the same plan, one after the other, it may be the same
     */
    public Trial(Plan plan, TrialRoad road, Optional<Tracing> tracing, StepsApart apart) {
        this.plan = plan;
        this.road = road;
        this.format = plan.formats()
                .find(road.format())
                .orElseThrow(() -> new IllegalStateException("Format " + road.format() + " is not loaded"));
        this.onward = new Onward(plan, road, format, tracing, apart);
    }

    /**
     * Tries a sample: a file as the format has it, a single message, or a SOAP request.
     *
     * @param only the one message of a file to try, from 1
     */
    public TrialFile run(byte[] raw, OptionalInt only) {
        var reader = reader();
        if (reader.isPresent()) {
            var file = file(raw, reader.get(), only);
            if (format.bytes().isEmpty() || file.more() > 0 || !file.records().isEmpty()) {
                return file;
            }
        }
        return new TrialFile(List.of(message(raw, Optional.empty())), 0, List.of(), road.notes(plan.configuration()));
    }

    private Optional<FileReader> reader() {
        return format.layout().isPresent()
                ? Optional.of(new FlatReader(plan.layout(format.id())))
                : format.bytes().flatMap(syntax -> syntax.files(road.rules().wrongTotals()));
    }

    /**
     * A message that came before, under the id that it had.
     *
     * @param raw as it came: of a record of a file, its own bytes. What stood in the file's header does not come along.
     */
    public TrialRecord again(byte[] raw, MessageId id) {
        var reader = reader();
        if (reader.isEmpty()) {
            return message(raw, Optional.of(id));
        }
        var records = new Records(OptionalInt.of(1), "", Optional.of(id));
        read(reader.get(), raw, records);
        return records.tried.isEmpty() && format.bytes().isPresent()
                ? message(raw, Optional.of(id))
                : records.tried.stream()
                        .findFirst()
                        .orElseGet(() -> new TrialRecord(
                                1,
                                "",
                                List.of(step(
                                        raw,
                                        List.of(new Failure(FailureCode.READ_SYNTAX, "", "", "a record")),
                                        Duration.ZERO))));
    }

    private TrialRecord message(byte[] raw, Optional<MessageId> known) {
        long start = System.nanoTime();
        var read = read(raw);
        var took = since(start);
        return read.match(
                sample -> new TrialRecord(
                        1,
                        "",
                        onward.go(
                                step(raw, List.of(), took),
                                sample.document(),
                                known.orElseGet(() -> onward.name(
                                        sample.document(), sample.sourceId(), "content " + Onward.digest(raw))))),
                failure -> new TrialRecord(1, "", List.of(step(raw, List.of(failure), took))));
    }

    /** An Envelope in a file is a request to the gateway's SOAP address, where there is one. */
    private Result<SoapSample> read(byte[] raw) {
        var plain = format.bytes().orElseThrow().read(raw);
        boolean envelope = format.syntax().equals("xml") && plain.match(SoapSample::isEnvelope, failure -> false);
        return envelope
                ? SoapSample.read(raw, format.isWholeEnvelope())
                : plain.then(document -> Result.ok(new SoapSample(document, Optional.empty())));
    }

    private TrialFile file(byte[] raw, FileReader reader, OptionalInt only) {
        var records = new Records(only, Onward.digest(raw), Optional.empty());
        var totals = read(reader, raw, records);
        return new TrialFile(
                records.tried,
                only.isPresent() ? 0 : records.number - records.tried.size(),
                totals.faults().stream().map(FileFault::toFailure).toList(),
                road.notes(plan.configuration()));
    }

    private static Totals read(FileReader reader, byte[] raw, Records records) {
        try {
            return reader.read(new ByteArrayInputStream(raw), records);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TrialStep step(byte[] raw, List<Failure> failures, Duration took) {
        return TrialStep.raw(new Bytes(raw, charset(plan, format)), failures, took);
    }

    /** What people may read the bytes of a format in. */
    static Charset charset(Plan plan, Format format) {
        return format.layout().isPresent() ? plan.layout(format.id()).charset() : StandardCharsets.UTF_8;
    }

    static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The messages of a file, each taken along the road as it is read. */
    private final class Records implements FileReading.Sink {
        private final OptionalInt only;
        private final String digest;
        private final Optional<MessageId> known;
        private final List<TrialRecord> tried = new ArrayList<>();
        private int number;
        private long last = System.nanoTime();

        Records(OptionalInt only, String digest, Optional<MessageId> known) {
            this.only = only;
            this.digest = digest;
            this.known = known;
        }

        @Override
        public void good(FileRecord record) {
            if (record.isFrame()) {
                return;
            }
            if (isWanted()) {
                var came = step(record.raw(), List.of(), since(last));
                var document = record.node();
                var id = known.orElseGet(
                        () -> onward.name(document, Optional.empty(), "id " + digest + " " + record.line()));
                var steps = onward.go(came, document, id);
                tried.add(new TrialRecord(number, place(record.line(), record.type()), steps));
            }
            last = System.nanoTime();
        }

        @Override
        public void bad(BadRecord record) {
            if (isWanted()) {
                var failures =
                        record.faults().stream().map(FileFault::toFailure).toList();
                tried.add(new TrialRecord(
                        number,
                        place(record.line(), record.type()),
                        List.of(step(record.raw(), failures, since(last)))));
            }
            last = System.nanoTime();
        }

        private boolean isWanted() {
            number++;
            return only.isPresent() ? only.getAsInt() == number : tried.size() < MOST;
        }

        private String place(long line, String type) {
            return "line " + line + (type.isEmpty() ? "" : ", " + type);
        }
    }
}
