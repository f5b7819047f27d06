package passerelle.route;

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

/** Runs steps of a team's own, each on an exchange of its own: nothing comes back but the body. */
public final class Stepping {
    private static final Logger LOG = LoggerFactory.getLogger(Stepping.class);

    /** How the facts of the gateway are called as variables of a step. */
    private static final Map<String, String> VARIABLES =
            Map.of("id", "messageId", "sender", "partner", "format", "format", "purpose", "purpose");

    /** Messages that one may become: the audit log names each of them in one event. */
    static final int MOST_PARTS = 50;

    private final Supplier<Formats> formats;
    private Optional<ProducerTemplate> camel = Optional.empty();

    /** @param formats of the plan that is live, with the stylesheets of steps */
    public Stepping(Supplier<Formats> formats) {
        this.formats = formats;
    }

    /** Where the routes of the steps are; before the first message. */
    public void in(CamelContext context) {
        camel = Optional.of(context.createProducerTemplate());
    }

    /** For the messages of one way, with stylesheets of one version from here to the end. */
    Run begin(Steps steps) {
        return new Run(steps, formats.get());
    }

    /** The steps of a way, to be taken by some messages. */
    final class Run {
        private final Steps steps;
        private final Formats formats;

        private Run(Steps steps, Formats formats) {
            this.steps = steps;
            this.formats = formats;
        }

        Steps steps() {
            return steps;
        }

        /**
         * What the step before makes of a native document: one, several or none; the document itself without a step.
         *
         * @param most messages that it may become: {@link #MOST_PARTS}, and 1 of a record of a file
         */
        Result<List<XdmNode>> before(XdmNode document, Map<String, String> gateway, int most) {
            if (steps.before().isEmpty()) {
                return Result.ok(List.of(document));
            }
            var step = steps.before().get();
            return run(step, document, gateway)
                    .then(left -> left.size() <= most
                            ? Result.ok(left)
                            : failed(
                                    step,
                                    left.size() + " messages",
                                    most == 1 ? "one, or none; a record of a file is not divided" : "at most " + most));
        }

        /**
         * What the step after leaves of a common message: it is of the common model still, and of the same id and
         * sender. None when the step ended it. It cannot divide one: a message has its id before it is translated.
         */
        Result<Optional<XdmNode>> after(Format format, XdmNode common, Map<String, String> gateway) {
            if (steps.after().isEmpty()) {
                return Result.ok(Optional.of(common));
            }
            var step = steps.after().get();
            return run(step, common, gateway).then(left -> {
                if (left.size() > 1) {
                    return failed(
                            step, left.size() + " messages", "one, or none; a step before translation may divide");
                }
                return left.isEmpty()
                        ? Result.ok(Optional.empty())
                        : format.check(left.get(0))
                                .match(
                                        checked -> same(step, common, checked),
                                        failure -> Result.failed(at("step " + step, failure)));
            });
        }

        private Result<List<XdmNode>> run(String step, XdmNode document, Map<String, String> gateway) {
            var template = camel.orElseThrow(() -> new IllegalStateException("No routes yet"));
            var exchange = new DefaultExchange(template.getCamelContext());
            exchange.getMessage().setBody(StepText.of(document));
            VARIABLES.forEach((fact, name) -> exchange.setVariable(name, gateway.get(fact)));
            exchange.setProperty(StepGiven.KEY, new StepGiven(formats, new HashMap<>(gateway)));
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

    /** The same failure, at a place within {@code where}. */
    static Failure at(String where, Failure failure) {
        var place = failure.place().isEmpty() ? where : where + ", " + failure.place();
        return new Failure(failure.code(), place, failure.found(), failure.expected());
    }
}
