package passerelle.route;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import passerelle.adapter.jms.Batches;
import passerelle.adapter.jms.Batches.Step;
import passerelle.format.FileReader;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FileRules;
import passerelle.model.FileRules.SameFile;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.FormatId;
import passerelle.model.Inbound;
import passerelle.model.MessageId;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.route.FilePosition.Phase;
import passerelle.store.Known;
import passerelle.translate.ArrivedFile;
import passerelle.translate.FileHeld;
import passerelle.vault.Vault;

/**
 * Beside step 1, the bean {@code fileIntake}: takes a file a partner put down. It is first read to its end without sending
 * anything; then the partner's rules say whether its records go, wait for a person, or do not go at all. Each chunk of
 * records is one transaction with the place in the file, so that a crash neither loses nor doubles one.
 */
public final class FileIntake {
    private final Batches batches;
    private final Vault vault;
    private final FirstReading firstReading;
    private final SecondReading secondReading;
    private final FileReports reports;
    private final BiFunction<FormatId, WrongTotals, FileReader> readers;
    private final Function<FormatId, String> layouts;
    private final Function<PartnerId, Partner> partners;
    private final Claims claims;
    private final FilesUnderWay underWay;
    private final Clock clock;

    /**
     * @param readers by format, and by the rule for wrong totals
     * @param layouts digest of the layout of a format
     * @param partners whose files say what their rules are
     */
    public FileIntake(
            Batches batches,
            Vault vault,
            FirstReading firstReading,
            SecondReading secondReading,
            FileReports reports,
            BiFunction<FormatId, WrongTotals, FileReader> readers,
            Function<FormatId, String> layouts,
            Function<PartnerId, Partner> partners,
            Claims claims,
            FilesUnderWay underWay,
            Clock clock) {
        this.batches = batches;
        this.vault = vault;
        this.firstReading = firstReading;
        this.secondReading = secondReading;
        this.reports = reports;
        this.readers = readers;
        this.layouts = layouts;
        this.partners = partners;
        this.claims = claims;
        this.underWay = underWay;
        this.clock = clock;
    }

    /** The route's step; throws {@link FileHeld} while a person must decide. */
    public void take(ArrivedFile file) throws IOException, InterruptedException {
        if (underWay.isHeld(file.arrival())) {
            throw new FileHeld();
        }
        try (var batch = batches.open(file.arrival())) {
            var kept = batch.position().map(place -> FilePosition.opened(vault, file.arrival(), place));
            // In another layout the place is none: what was accepted before is known by its id, and repeated.
            if (kept.filter(place -> place.layout().equals(layout(file))).isPresent()) {
                goOn(file, batch, kept.get());
            } else {
                begin(file, batch);
            }
        }
        underWay.end(file.arrival());
    }

    private void begin(ArrivedFile file, Batches.Batch batch) throws IOException, InterruptedException {
        var seen = firstReading.read(file, reader(file));
        var rules = rules(file);
        var before = known(file, seen.digest());
        if (before.isPresent() && before.get().receivedDigest().endsWith(file.arrival())) {
            // The crash came between the last transaction and the removal of the file.
            reports.forget(file);
            return;
        }
        if (before.isPresent() && rules.sameFile() == SameFile.REFUSE) {
            var failure = new Failure(
                    FailureCode.READ_FILE_REPEATED,
                    "",
                    "the file of " + before.get().receivedAt(),
                    "a new file");
            refuse(file, batch, seen, Optional.of(failure));
            return;
        }
        if (!seen.isWhole() || !seen.totals().hold() && rules.wrongTotals() == WrongTotals.REFUSE) {
            refuse(file, batch, seen, Optional.empty());
            return;
        }
        boolean holds = !seen.totals().hold() && rules.wrongTotals() == WrongTotals.HOLD
                || seen.totals().bad() > rules.mostRefused();
        var position = FilePosition.begin(
                Phase.READ, seen.digest(), layout(file), seen.totals().read());
        underWay.begin(file.arrival(), file.sender(), position);
        var begun = reports.begin(file, position, seen.totals().faults(), rules);
        if (holds) {
            hold(file, batch, begun);
        }
        goOn(file, batch, begun);
    }

    private void goOn(ArrivedFile file, Batches.Batch batch, FilePosition from)
            throws IOException, InterruptedException {
        underWay.begin(file.arrival(), file.sender(), from);
        switch (from.phase()) {
            case HELD -> throw new FileHeld();
            case REFUSED -> refuseHeld(file, batch, from);
            case READ, RELEASED -> {
                var end = secondReading.read(
                        file, reader(file), protocol(file), rules(file).chunk(), batch, from, position -> {
                            underWay.advance(file.arrival(), position);
                            return from.phase() == Phase.READ
                                    && position.counts().refused() > rules(file).mostRefused();
                        });
                if (end.isEmpty()) {
                    hold(
                            file,
                            batch,
                            FilePosition.opened(
                                    vault, file.arrival(), batch.position().orElseThrow()));
                }
                finish(file, batch, "read", end.orElseThrow());
            }
        }
    }

    /** Nothing of the file was sent, or what came before it stopped: then the report says what became of that. */
    private void refuseHeld(ArrivedFile file, Batches.Batch batch, FilePosition from) throws IOException {
        var failure = new Failure(FailureCode.READ_FILE_HELD, "", "", "a mended file");
        if (from.reading().isEmpty()) {
            refuse(file, batch, firstReading.read(file, reader(file)), Optional.of(failure));
            return;
        }
        var report = new FileReport();
        report.whole(List.of(failure));
        reports.read(file, "stopped", reports.add(file, from, report), rules(file));
        batch.finish(new Step(List.of(), refused(file, List.of(failure)), List.of()));
        reports.forget(file);
    }

    private void hold(ArrivedFile file, Batches.Batch batch, FilePosition position) {
        var held = position.in(Phase.HELD);
        batch.advance(
                new Step(
                        List.of(),
                        List.of(about(Type.HELD, file)
                                .with(Fact.COUNT, position.counts().refused())
                                .event()),
                        List.of()),
                held.sealed(vault, file.arrival()));
        underWay.advance(file.arrival(), held);
        throw new FileHeld();
    }

    /** The file as a whole. @param failure why, when it is not for what the first reading found */
    private void refuse(ArrivedFile file, Batches.Batch batch, FirstReading.Seen seen, Optional<Failure> failure)
            throws IOException {
        var failures = failure.map(List::of).orElseGet(() -> seen.totals().faults().stream()
                .map(fault -> fault.toFailure())
                .toList());
        reports.refused(file, failures, rules(file));
        batch.finish(new Step(List.of(), refused(file, failures), List.of()));
        reports.forget(file);
    }

    private List<AuditEvent> refused(ArrivedFile file, List<Failure> failures) {
        return failures.stream()
                .map(one -> about(Type.REFUSED, file)
                        .with(Fact.PROTOCOL, protocol(file))
                        .with(Fact.FORMAT, file.format())
                        .with(Fact.RECEIVED_AT, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                        .with(Fact.CODE, one.code().code())
                        .with(Fact.PLACE, one.place())
                        .event())
                .toList();
    }

    private void finish(ArrivedFile file, Batches.Batch batch, String state, FilePosition end) throws IOException {
        reports.read(file, state, end, rules(file));
        var id = fileId(file, end.digest());
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var digest = end.digest() + " " + file.arrival();
        var event = about(Type.RECEIVED, file)
                .with(Fact.MESSAGE, id)
                .with(Fact.MESSAGE_TYPE, "file")
                .with(Fact.PROTOCOL, protocol(file))
                .with(Fact.FORMAT, file.format())
                .with(Fact.RECEIVED_DIGEST, digest)
                .with(Fact.RECEIVED_AT, at)
                .event();
        batch.finish(new Step(List.of(), List.of(event), List.of()));
        reports.forget(file);
        claims.accepted(id, new Known(digest, at));
        claims.release(id);
    }

    private Optional<Known> known(ArrivedFile file, String digest) throws InterruptedException {
        var id = fileId(file, digest);
        var known = claims.claim(id);
        claims.release(id);
        return known;
    }

    private static MessageId fileId(ArrivedFile file, String digest) {
        return MessageId.of(file.sender(), "file " + digest);
    }

    private AuditEvent.Draft about(Type type, ArrivedFile file) {
        return AuditEvent.at(clock.instant(), type)
                .with(Fact.SENDER, file.sender())
                .with(Fact.BATCH, file.arrival());
    }

    private String layout(ArrivedFile file) {
        return layouts.apply(file.format());
    }

    private FileReader reader(ArrivedFile file) {
        return readers.apply(file.format(), rules(file).wrongTotals());
    }

    private FileRules rules(ArrivedFile file) {
        return channel(file).rules();
    }

    private String protocol(ArrivedFile file) {
        return channel(file) instanceof Inbound.Sftp ? "sftp" : "inbox";
    }

    private Inbound.Files channel(ArrivedFile file) {
        return partners.apply(file.sender())
                .sendsBy(Inbound.Files.class)
                .orElseThrow(() -> new IllegalStateException(file.sender() + " sends no files"));
    }

    /**
     * A person decides about a held file: its records go, or it is refused whole.
     *
     * @return false when no such file is held
     */
    public boolean release(String arrival, boolean accept, String actor) {
        if (!underWay.isHeld(arrival)) {
            return false;
        }
        var decided = decide(arrival, accept, actor);
        // Only now: reading goes on at once, and must find the place in the queue and not with us.
        decided.ifPresent(next -> underWay.advance(arrival, next));
        return decided.isPresent();
    }

    private Optional<FilePosition> decide(String arrival, boolean accept, String actor) {
        try (var batch = batches.open(arrival)) {
            var next = batch.position()
                    .map(place -> FilePosition.opened(vault, arrival, place))
                    .filter(held -> held.phase() == Phase.HELD)
                    .map(held -> held.in(accept ? Phase.RELEASED : Phase.REFUSED));
            next.ifPresent(position -> {
                var event = AuditEvent.at(clock.instant(), Type.RELEASED)
                        .with(Fact.BATCH, arrival)
                        .with(Fact.ACTOR, actor)
                        .with(Fact.PLACE, accept ? "accepted" : "refused")
                        .event();
                batch.advance(new Step(List.of(), List.of(event), List.of()), position.sealed(vault, arrival));
            });
            return next;
        }
    }
}
