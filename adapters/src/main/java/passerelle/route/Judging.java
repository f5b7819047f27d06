package passerelle.route;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.sf.saxon.s9api.XdmNode;
import passerelle.decide.Agreements;
import passerelle.format.FileRecord;
import passerelle.format.xml.Serialization;
import passerelle.model.Decision.Grant;
import passerelle.model.Decision.Share;
import passerelle.model.MessageId;
import passerelle.model.Result;
import passerelle.route.Judged.Granted;
import passerelle.route.Judged.Shared;
import passerelle.translate.ArrivedFile;
import passerelle.translate.Format;
import passerelle.translate.Format.Arriving;
import passerelle.translate.View;
import passerelle.vault.Vault;

/** Takes records of a file through steps 1 to 3, many at a time: the very steps that a message of its own goes. */
public final class Judging {
    private final Supplier<Agreements> agreements;
    private final Vault vault;
    private final View view;
    private final Clock clock;

    public Judging(Supplier<Agreements> agreements, Vault vault, View view, Clock clock) {
        this.agreements = agreements;
        this.vault = vault;
        this.view = view;
        this.clock = clock;
    }

    /**
     * Judges records, in their order. A record goes by the id that its format names, so that a mended file repeats what
     * was good before; where a record has none, by the file's digest and its line.
     */
    List<Judged> judge(ArrivedFile file, Format format, String fileDigest, List<FileRecord> records) {
        var now = clock.instant();
        var named = new ArrayList<Judged>(records.size());
        for (var record : records) {
            named.add(name(file, format, fileDigest, record));
        }
        var documents = named.stream()
                .map(one -> new Arriving<Shared>(
                        one.record()::node,
                        gateway(file, format, one.id(), now),
                        common -> share(file, format, common)))
                .toList();
        var results = format.toCommon(documents).iterator();
        return named.stream()
                .map(one -> new Judged(one.record(), one.id(), one.digest(), one.group(), results.next()))
                .toList();
    }

    private Judged name(ArrivedFile file, Format format, String fileDigest, FileRecord record) {
        var document = record.node();
        var sourceId = format.sourceId(document).orElseGet(() -> fileDigest + " " + record.line());
        var group = format.group(document)
                .map(person -> vault.group(file.sender() + " " + person))
                .orElse("");
        var id = MessageId.of(file.sender(), "id " + sourceId);
        var nothing = new Shared("", "", List.of(), List.of());
        return new Judged(record, id, vault.fingerprint(record.raw()), group, Result.ok(nothing));
    }

    private static Map<String, String> gateway(ArrivedFile file, Format format, MessageId id, Instant now) {
        return Translation.gateway(file.sender(), file.terms(), now, format, id);
    }

    private Result<Shared> share(ArrivedFile file, Format format, XdmNode common) {
        var question = format.facts(common, file.sender());
        return agreements
                .get()
                .decide(question, clock.instant())
                .match(
                        share -> Result.ok(shared(question.messageType(), question.purpose(), common, share)),
                        refuse -> Result.failed(refuse.failure()));
    }

    private Shared shared(String type, String purpose, XdmNode common, Share share) {
        var grants =
                share.grants().stream().map(grant -> granted(common, grant)).toList();
        return new Shared(type, purpose, grants, share.withheld());
    }

    private Granted granted(XdmNode common, Grant grant) {
        var bytes = Serialization.utf8(view.of(common, grant.fields(), grant.agreement(), grant.recipient()));
        return new Granted(grant.recipient(), grant.agreement(), bytes, vault.fingerprint(bytes));
    }
}
