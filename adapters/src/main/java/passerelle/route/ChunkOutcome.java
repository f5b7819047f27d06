package passerelle.route;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import passerelle.adapter.jms.Batches.Step;
import passerelle.format.BadRecord;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.route.FilePosition.Counts;
import passerelle.store.Known;
import passerelle.translate.ArrivedFile;
import passerelle.translate.Format;

/** What becomes of the records of one chunk: accepted, repeated or refused; each is one of these. */
final class ChunkOutcome {
    private final Bundling.Chunk chunk;
    private final ArrivedFile file;
    private final Format format;
    private final String protocol;
    private final Instant now;
    private final Map<MessageId, String> accepted = new LinkedHashMap<>();
    private final Map<PartnerId, Integer> queued = new HashMap<>();
    private final Map<FailureCode, Integer> codes = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private long repeated;
    private long refused;

    /** What the report says of a record. */
    private record Row(long offset, Consumer<FileReport> row) {}

    ChunkOutcome(Bundling.Chunk chunk, ArrivedFile file, Format format, String protocol, Instant now) {
        this.chunk = chunk;
        this.file = file;
        this.format = format;
        this.protocol = protocol;
        this.now = now;
    }

    /** @param known what was accepted before, by id */
    void take(Judged judged, Map<MessageId, Known> known) {
        var before = Optional.ofNullable(known.get(judged.id()))
                .or(() -> Optional.ofNullable(accepted.get(judged.id())).map(digest -> new Known(digest, now)));
        if (before.isPresent()) {
            again(judged, before.get());
            return;
        }
        judged.shared()
                .match(
                        shared -> {
                            chunk.accept(judged, shared);
                            accepted.put(judged.id(), judged.digest());
                            shared.grants().forEach(grant -> queued.merge(grant.recipient(), 1, Integer::sum));
                            return shared;
                        },
                        failure -> {
                            refuse(judged, failure);
                            return failure;
                        });
    }

    private void again(Judged judged, Known before) {
        if (before.receivedDigest().equals(judged.digest())) {
            repeated++;
            return;
        }
        refuse(
                judged,
                new Failure(
                        FailureCode.READ_ID_REUSED,
                        "",
                        "other content than at " + before.receivedAt(),
                        "a new id for new content, or the same bytes again"));
    }

    private void refuse(Judged judged, Failure failure) {
        if (failure.code().isTransient()) {
            throw new IllegalStateException("cannot take the file now: " + failure);
        }
        refused++;
        codes.merge(failure.code(), 1, Integer::sum);
        var record = judged.record();
        rows.add(new Row(
                record.offset(), report -> report.refused(judged.id(), record.line(), record.offset(), failure)));
        chunk.event(refusal(failure)
                .with(Fact.MESSAGE, judged.id())
                .with(Fact.PLACE, place(record.line(), failure))
                .event());
    }

    void bad(BadRecord record) {
        refused++;
        rows.add(new Row(record.offset(), report -> report.bad(record)));
        for (var fault : record.faults()) {
            codes.merge(fault.code(), 1, Integer::sum);
            chunk.event(refusal(fault.toFailure())
                    .with(Fact.PLACE, fault.toFailure().place())
                    .event());
        }
    }

    private AuditEvent.Draft refusal(Failure failure) {
        return AuditEvent.at(now, Type.REFUSED)
                .with(Fact.SENDER, file.sender())
                .with(Fact.PROTOCOL, protocol)
                .with(Fact.FORMAT, format.id())
                .with(Fact.RECEIVED_AT, now)
                .with(Fact.BATCH, file.arrival())
                .with(Fact.CODE, failure.code().code());
    }

    private static String place(long line, Failure failure) {
        return failure.place().isEmpty() ? "line " + line : "line " + line + ", " + failure.place();
    }

    /** One transaction with all of it. */
    Step step() {
        if (repeated > 0) {
            chunk.event(AuditEvent.at(now, Type.REPEATED)
                    .with(Fact.SENDER, file.sender())
                    .with(Fact.PROTOCOL, protocol)
                    .with(Fact.BATCH, file.arrival())
                    .with(Fact.COUNT, repeated)
                    .event());
        }
        return chunk.step();
    }

    /** In the order of the file. */
    FileReport report() {
        var report = new FileReport();
        rows.stream().sorted(Comparator.comparingLong(Row::offset)).forEach(row -> row.row()
                .accept(report));
        return report;
    }

    Counts counts() {
        return new Counts(accepted.size(), repeated, refused);
    }

    /** Ids, each with the keyed fingerprint of what came. */
    Map<MessageId, String> accepted() {
        return accepted;
    }

    void count(Counted counted) {
        counted.records(file.sender(), format.id(), counts(), codes, queued);
    }
}
