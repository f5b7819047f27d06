package passerelle.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import net.sf.saxon.s9api.XdmNode;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;
import passerelle.model.Steps;
import passerelle.translate.CommonMessage;
import passerelle.translate.Format;
import passerelle.translate.Formats;
import passerelle.vault.Vault;

/**
 * Step 2 of a way with steps of a team's own, the bean {@code ownSteps}: the native document goes to the step before, what
 * that leaves is translated, and the common message goes to the step after. A step works on an exchange of its own: nothing
 * comes back but the body.
 */
public final class OwnSteps {
    private static final Logger LOG = LoggerFactory.getLogger(OwnSteps.class);

    /** Messages that one may become: the audit log names each of them in one event. */
    private static final int MOST_PARTS = 50;

    /** How the facts of the gateway are called as variables of a step. */
    private static final Map<String, String> VARIABLES =
            Map.of("id", "messageId", "sender", "partner", "format", "format", "purpose", "purpose");

    private final Supplier<Formats> formats;
    private final Vault vault;
    private Optional<ProducerTemplate> camel = Optional.empty();

    /** @param formats of the plan that is live, with the stylesheets of steps */
    public OwnSteps(Supplier<Formats> formats, Vault vault) {
        this.formats = formats;
        this.vault = vault;
    }

    /** Where the routes of the steps are; before the first message. */
    public void in(CamelContext context) {
        camel = Optional.of(context.createProducerTemplate());
    }

    /** {@link Translated} as on the usual road; {@link Parted} when it was divided or ended; or the {@link Refusal}. */
    public Object translate(OwnRead own) {
        var whole = own.read();
        var result = before(whole.steps(), whole.document(), gateway(whole))
                .then(documents -> documents.size() == 1 ? single(whole, documents.get(0)) : parted(whole, documents));
        whole.stages().end("translate");
        return result.match(done -> done, failure -> new Refusal(whole.received(), Optional.of(whole.id()), failure));
    }

    private Result<Object> single(Read whole, XdmNode document) {
        return translated(whole, document)
                .then(done -> Result.ok(done.<Object>map(translated -> translated)
                        .orElseGet(() -> new Parted(whole, List.of(), List.of()))));
    }

    private Result<Object> parted(Read whole, List<XdmNode> documents) {
        if (documents.size() > MOST_PARTS) {
            return Result.failed(new Failure(
                    FailureCode.MAP_STEP,
                    "step " + whole.steps().before().orElse(""),
                    documents.size() + " messages",
                    "at most " + MOST_PARTS));
        }
        var going = new ArrayList<Translated>();
        var ended = new ArrayList<Read>();
        for (var document : documents) {
            int number = going.size() + ended.size() + 1;
            var part = part(whole, document, number);
            var outcome = translated(part, document);
            if (outcome instanceof Result.Failed<Optional<Translated>> failed) {
                return Result.failed(at("part " + number, failed.failure()));
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
                whole.steps(),
                whole.stages());
    }

    /** Empty when the step after ended it. */
    private Result<Optional<Translated>> translated(Read read, XdmNode document) {
        var format = read.format();
        var gateway = gateway(read);
        return format.toCommon(document, gateway)
                .then(common -> after(read.steps(), format, common, gateway))
                .then(left -> Result.ok(left.map(common -> new Translated(
                        read, common, format.facts(common, read.received().sender())))));
    }

    private static Map<String, String> gateway(Read read) {
        return Translation.gateway(read.received(), read.format(), read.id());
    }

    /** What the step before makes of a native document: one, several or none; the document itself without a step. */
    Result<List<XdmNode>> before(Steps steps, XdmNode document, Map<String, String> gateway) {
        return steps.before().map(step -> run(step, document, gateway)).orElseGet(() -> Result.ok(List.of(document)));
    }

    /**
     * What the step after leaves of a common message: it is of the common model still, and of the same id and sender. None
     * when the step ended it. It cannot divide one: a message has its id before it is translated.
     */
    Result<Optional<XdmNode>> after(Steps steps, Format format, XdmNode common, Map<String, String> gateway) {
        if (steps.after().isEmpty()) {
            return Result.ok(Optional.of(common));
        }
        var step = steps.after().get();
        return run(step, common, gateway).then(left -> {
            if (left.size() > 1) {
                return failed(step, left.size() + " messages", "one, or none; a step before translation may divide");
            }
            return left.isEmpty()
                    ? Result.ok(Optional.empty())
                    : format.check(left.get(0))
                            .match(
                                    checked -> same(step, common, checked),
                                    failure -> Result.failed(at("step " + step, failure)));
        });
    }

    private static Result<Optional<XdmNode>> same(String step, XdmNode before, XdmNode after) {
        boolean isSame = CommonMessage.id(before).equals(CommonMessage.id(after))
                && CommonMessage.sender(before).equals(CommonMessage.sender(after));
        return isSame
                ? Result.ok(Optional.of(after))
                : failed(step, "another id or sender in the envelope", "those of the message");
    }

    private static <T> Result<T> failed(String step, String found, String expected) {
        return Result.failed(new Failure(FailureCode.MAP_STEP, "step " + step, found, expected));
    }

    private Result<List<XdmNode>> run(String step, XdmNode document, Map<String, String> gateway) {
        var template = camel.orElseThrow(() -> new IllegalStateException("No routes yet"));
        var exchange = new DefaultExchange(template.getCamelContext());
        exchange.getMessage().setBody(StepText.of(document));
        VARIABLES.forEach((fact, name) -> exchange.setVariable(name, gateway.get(fact)));
        exchange.setProperty(StepGiven.KEY, new StepGiven(formats.get(), new HashMap<>(gateway)));
        template.send("direct:" + step, exchange);
        var thrown = exchange.getException();
        if (thrown != null) {
            var refused = ObjectHelper.getException(StepRefused.class, thrown);
            if (refused == null) {
                LOG.warn("step {} failed: {}", step, thrown.getClass().getName());
                return failed(step, "", "");
            }
            return Result.failed(at("step " + step, refused.failure()));
        }
        // What a person means by stop: the message ends here.
        return exchange.isRouteStop()
                ? Result.ok(List.of())
                : StepText.documents(exchange.getMessage().getBody())
                        .match(Result::ok, failure -> Result.failed(at("step " + step, failure)));
    }

    private static Failure at(String where, Failure failure) {
        var place = failure.place().isEmpty() ? where : where + ", " + failure.place();
        return new Failure(failure.code(), place, failure.found(), failure.expected());
    }
}
