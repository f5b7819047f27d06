package passerelle.route;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.sf.saxon.s9api.XdmNode;
import passerelle.decide.Agreements;
import passerelle.format.FileRecord;
import passerelle.model.Decision.Grant;
import passerelle.model.Decision.Share;
import passerelle.model.MessageId;
import passerelle.model.Result;
import passerelle.model.Steps;
import passerelle.route.Judged.Granted;
import passerelle.route.Judged.Shared;
import passerelle.translate.ArrivedFile;
import passerelle.translate.Format;
import passerelle.translate.Format.Arriving;
import passerelle.vault.Vault;

/** Takes records of a file through steps 1 to 3, many at a time: the very steps that a message of its own goes. */
public final class Judging {
    private final Supplier<Agreements> agreements;
    private final Stepping stepping;
    private final Vault vault;
    private final SealedViews views;
    private final Clock clock;

    public Judging(Supplier<Agreements> agreements, Stepping stepping, Vault vault, SealedViews views, Clock clock) {
        this.agreements = agreements;
        this.stepping = stepping;
        this.vault = vault;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Judges records, in their order. A record goes by the id that its format names, so that a mended file repeats what
     * was good before; where a record has none, by the file's digest and its line.
     */
    List<Judged> judge(ArrivedFile file, Format format, String fileDigest, List<FileRecord> records) {
        var judged = new ArrayList<Judged>(records.size());
        for (int from = 0; from < records.size(); from = judged.size()) {
            int to = Slices.end(records, from, record -> record.raw().length);
            judged.addAll(together(file, format, fileDigest, records.subList(from, to)));
        }
        return judged;
    }

    private List<Judged> together(ArrivedFile file, Format format, String fileDigest, List<FileRecord> records) {
        var now = clock.instant();
        var taken = stepping.begin(file.terms().steps());
        var named = new ArrayList<Judged>(records.size());
        var documents = new ArrayList<Arriving<Supplier<Shared>>>(records.size());
        var settled = new ArrayList<Optional<Result<Shared>>>(records.size());
        for (var record : records) {
            var document = record.node();
            var one = name(file, format, fileDigest, record, document);
            var gateway = gateway(file, format, one.id(), now);
            named.add(one);
            settled.add(begin(
                    taken,
                    document,
                    file.terms().purpose(),
                    gateway,
                    begun -> documents.add(
                            new Arriving<>(begun, gateway, common -> share(file, format, taken, gateway, common)))));
        }
        var results = format.toCommon(documents).iterator();
        var judged = new ArrayList<Judged>(named.size());
        for (int i = 0; i < named.size(); i++) {
            var one = named.get(i);
            judged.add(new Judged(
                    one.record(),
                    one.id(),
                    one.digest(),
                    one.group(),
                    settled.get(i).orElseGet(() -> results.next().then(shared -> Result.ok(shared.get())))));
        }
        return judged;
    }

    /** Hands on what is to be translated; or answers with what came of the record before that. */
    private Optional<Result<Shared>> begin(
            Stepping.Run taken,
            XdmNode document,
            String purpose,
            Map<String, String> gateway,
            Consumer<XdmNode> goesOn) {
        return taken.before(document, gateway, 1)
                .match(
                        left -> {
                            left.forEach(goesOn);
                            return left.isEmpty()
                                    ? Optional.of(Result.ok(ended(taken.steps(), purpose)))
                                    : Optional.empty();
                        },
                        failure -> Optional.of(Result.failed(failure)));
    }

    private static Shared ended(Steps taken, String purpose) {
        return new Shared("", purpose, List.of(), List.of(), taken.toString());
    }

    private Judged name(ArrivedFile file, Format format, String fileDigest, FileRecord record, XdmNode document) {
        var sourceId = format.sourceId(document).orElseGet(() -> fileDigest + " " + record.line());
        var group = format.group(document)
                .map(person -> vault.group(file.sender() + " " + person))
                .orElse("");
        var id = MessageId.of(file.sender(), "id " + sourceId);
        var nothing = new Shared("", "", List.of(), List.of(), "");
        return new Judged(record, id, vault.fingerprint(record.raw()), group, Result.ok(nothing));
    }

    private static Map<String, String> gateway(ArrivedFile file, Format format, MessageId id, Instant now) {
        return Translation.gateway(file.sender(), file.terms(), now, format, id);
    }

    /** Decides what leaves; it is made once all are translated. */
    private Result<Supplier<Shared>> share(
            ArrivedFile file, Format format, Stepping.Run taken, Map<String, String> gateway, XdmNode translated) {
        return taken.after(format, translated, gateway).then(left -> left.map(common -> decide(file, format, common))
                .orElseGet(
                        () -> Result.ok(() -> ended(taken.steps(), file.terms().purpose()))));
    }

    private Result<Supplier<Shared>> decide(ArrivedFile file, Format format, XdmNode common) {
        var question = format.facts(common, file.sender());
        return agreements
                .get()
                .decide(question, clock.instant())
                .match(
                        share -> Result.ok(() -> shared(question.messageType(), question.purpose(), common, share)),
                        refuse -> Result.failed(refuse.failure()));
    }

    private Shared shared(String type, String purpose, XdmNode common, Share share) {
        var grants =
                share.grants().stream().map(grant -> granted(common, grant)).toList();
        return new Shared(type, purpose, grants, share.withheld(), "");
    }

    private Granted granted(XdmNode common, Grant grant) {
        return new Granted(grant.recipient(), grant.agreement(), views.plain(common, grant));
    }
}
