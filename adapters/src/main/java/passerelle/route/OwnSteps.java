package passerelle.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.adapter.jms.QueueFault;
import passerelle.model.Failure;
import passerelle.model.Result;
import passerelle.vault.Vault;

/**
 * Step 2 of a way with steps of a team's own, the bean {@code ownSteps}: the native document goes to the step before, what
 * that leaves is translated, and the common message goes to the step after.
 */
public final class OwnSteps {
    private static final Logger LOG = LoggerFactory.getLogger(OwnSteps.class);

    private final Stepping stepping;
    private final Pairing pairing;
    private final Vault vault;

    public OwnSteps(Stepping stepping, Pairing pairing, Vault vault) {
        this.stepping = stepping;
        this.pairing = pairing;
        this.vault = vault;
    }

    /**
     * {@link Translated} as on the usual road; {@link Parted} when it was divided or ended; {@link Awaited} when it waits
     * for its other half; or the {@link Refusal}.
     */
    public Object translate(OwnRead own, Exchange exchange) {
        var came = own.read();
        try {
            return came.steps()
                    .pair()
                    .map(pair -> pairing.meet(came, pair, exchange))
                    .orElseGet(() -> Result.ok(came))
                    .match(met -> met instanceof Read read ? translate(read) : met, failure -> refused(came, failure));
        } catch (QueueFault e) {
            LOG.warn("{} not accepted: {}", came.id(), e.getMessage());
            return Acceptance.busy(came);
        }
    }

    private static Refusal refused(Read read, Failure failure) {
        return new Refusal(read.received(), Optional.of(read.id()), failure);
    }

    private Object translate(Read whole) {
        var run = stepping.begin(whole.steps());
        var result = run.before(whole.document(), gateway(whole), Stepping.MOST_PARTS)
                .then(documents ->
                        documents.size() == 1 ? single(run, whole, documents.get(0)) : parted(run, whole, documents));
        whole.stages().end("translate");
        return result.match(done -> done, failure -> refused(whole, failure));
    }

    private static Result<Object> single(Stepping.Run run, Read whole, XdmNode document) {
        return translated(run, whole, document)
                .then(done -> Result.ok(done.<Object>map(translated -> translated)
                        .orElseGet(() -> new Parted(whole, List.of(), List.of()))));
    }

    private Result<Object> parted(Stepping.Run run, Read whole, List<XdmNode> documents) {
        var going = new ArrayList<Translated>();
        var ended = new ArrayList<Read>();
        for (var document : documents) {
            int number = going.size() + ended.size() + 1;
            var part = part(whole, document, number);
            var outcome = translated(run, part, document);
            if (outcome instanceof Result.Failed<Optional<Translated>> failed) {
                return Result.failed(Stepping.at("part " + number, failed.failure()));
            }
            outcome.match(done -> done, failure -> Optional.<Translated>empty())
                    .ifPresentOrElse(going::add, () -> ended.add(part));
        }
        return Result.ok(new Parted(whole, going, ended));
    }

    private Read part(Read whole, XdmNode document, int number) {
        var sender = whole.received().sender();
        var group = whole.format()
                .group(document)
                .map(person -> vault.group(sender + " " + person))
                .orElse("");
        return new Read(
                whole.received(),
                whole.format(),
                document,
                whole.id().part(sender, number),
                whole.digest(),
                group,
                Optional.empty(),
                whole.stages());
    }

    /** Empty when the step after ended it. */
    private static Result<Optional<Translated>> translated(Stepping.Run run, Read read, XdmNode document) {
        var format = read.format();
        var gateway = gateway(read);
        return format.toCommon(document, gateway)
                .then(common -> run.after(format, common, gateway))
                .then(left -> Result.ok(left.map(common -> new Translated(
                        read, common, format.facts(common, read.received().sender())))));
    }

    private static Map<String, String> gateway(Read read) {
        return Translation.gateway(read.received(), read.format(), read.id());
    }
}
