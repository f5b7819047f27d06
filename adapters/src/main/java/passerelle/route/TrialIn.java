package passerelle.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.MessageId;
import passerelle.model.Steps;
import passerelle.route.TrialStep.Stage;
import passerelle.translate.Format;
import passerelle.translate.PairKey;
import passerelle.translate.Tracing;

/** Step 2 of a trial: from a native document to common messages, by way of the sender's own steps where it has some. */
final class TrialIn {
    private static final Duration KEY_TIME = Duration.ofSeconds(5);

    private final TrialRoad road;
    private final Format format;
    private final Optional<Tracing> tracing;
    private final Stepping.Run own;

    TrialIn(TrialRoad road, Format format, Optional<Tracing> tracing, Stepping.Run own) {
        this.road = road;
        this.format = format;
        this.tracing = tracing;
        this.own = own;
    }

    /**
     * One message, or one of those that it was divided into.
     *
     * @param common empty when the road ends in one of the steps
     */
    record Tried(MessageId id, List<TrialStep> steps, Optional<XdmNode> common) {
        Tried {
            steps = List.copyOf(steps);
        }

        /** Whether it goes on, or was ended on purpose. */
        boolean isGood() {
            return steps.stream().allMatch(TrialStep::isGood);
        }
    }

    /** @param read how long it took to read the document */
    List<Tried> go(XdmNode document, MessageId id, Duration read) {
        if (own.steps().pair().isPresent()) {
            return List.of(awaited(own.steps().pair().get(), document, id, read));
        }
        if (own.steps().before().isEmpty()) {
            return List.of(translate(List.of(), Stage.NATIVE, "", document, id, read));
        }
        var step = own.steps().before().get();
        var came = TrialStep.document(Stage.NATIVE, Optional.of(document), List.of(), List.of(), read);
        long start = System.nanoTime();
        var left = own.before(
                document,
                Translation.gateway(road.senderId(), road.terms(format), road.at(), format, id),
                road.mostParts());
        var took = Trial.since(start);
        return left.match(
                documents -> documents.isEmpty()
                        ? List.of(new Tried(id, List.of(came, ended(Stage.BEFORE, step, took)), Optional.empty()))
                        : parts(came, step, documents, id, took),
                failure -> List.of(
                        new Tried(id, List.of(came, refused(Stage.BEFORE, step, failure, took)), Optional.empty())));
    }

    /** A trial has one message, and a pair two. */
    private Tried awaited(Steps.Pair pair, XdmNode document, MessageId id, Duration read) {
        var came = TrialStep.document(Stage.NATIVE, Optional.of(document), List.of(), List.of(), read);
        long start = System.nanoTime();
        var key = PairKey.compile(pair.key(), KEY_TIME).then(path -> path.of(document));
        var took = Trial.since(start);
        var next = key.match(
                value -> TrialStep.document(Stage.BEFORE, Optional.empty(), List.of(), List.of(), took)
                        .saying("it waits for its other half, of which " + pair.key() + " is '" + value
                                + "' as well, for "
                                + pair.within() + "; the step "
                                + own.steps().before().orElse("")
                                + " and what follows take both, and were not run here"),
                failure -> refused(Stage.BEFORE, "pair", failure, took));
        return new Tried(id, List.of(came, next), Optional.empty());
    }

    private List<Tried> parts(TrialStep came, String step, List<XdmNode> documents, MessageId whole, Duration took) {
        if (documents.size() == 1) {
            return List.of(translate(List.of(came), Stage.BEFORE, step, documents.get(0), whole, took));
        }
        var parts = new ArrayList<Tried>();
        for (int i = 0; i < documents.size(); i++) {
            var name = "part " + (i + 1) + " of " + documents.size();
            var part = translate(
                    List.of(), Stage.BEFORE, step, documents.get(i), whole.part(road.senderId(), i + 1), took);
            var steps = new ArrayList<>(i == 0 ? List.of(came) : List.<TrialStep>of());
            part.steps().forEach(one -> steps.add(one.of(name)));
            parts.add(new Tried(part.id(), steps, part.common()));
        }
        return parts;
    }

    /** @param stage which the document is of @param step that left it; "" when none did @param took that stage */
    private Tried translate(
            List<TrialStep> came, Stage stage, String step, XdmNode document, MessageId id, Duration took) {
        var steps = new ArrayList<>(came);
        long start = System.nanoTime();
        var made = new AtomicReference<XdmNode>();
        var gateway = Translation.gateway(road.senderId(), road.terms(format), road.at(), format, id);
        var common = format.toCommon(document, gateway, made::set);
        var tookCommon = Trial.since(start);
        var refused = Onward.failure(common);
        boolean unread = refused.filter(TrialIn::isOfReading).isPresent();
        var read = TrialStep.document(
                stage,
                Optional.of(document),
                unread ? Onward.every(format, refused, document) : List.of(),
                List.of(),
                took);
        steps.add(step.isEmpty() ? read : read.saying(left(step)));
        if (!unread) {
            var message = Optional.ofNullable(made.get());
            steps.add(TrialStep.document(
                    Stage.COMMON,
                    message,
                    Onward.every(format, refused, message.orElse(document)),
                    tracing.map(Tracing::take).orElse(List.of()),
                    tookCommon));
        }
        var left = common.match(message -> after(message, gateway, steps), failure -> Optional.<XdmNode>empty());
        return new Tried(id, steps, left);
    }

    private Optional<XdmNode> after(XdmNode common, Map<String, String> gateway, List<TrialStep> steps) {
        if (own.steps().after().isEmpty()) {
            return Optional.of(common);
        }
        var step = own.steps().after().get();
        long start = System.nanoTime();
        var result = own.after(format, common, gateway);
        var took = Trial.since(start);
        steps.add(result.match(
                left -> left.isEmpty()
                        ? ended(Stage.AFTER, step, took)
                        : TrialStep.document(Stage.AFTER, left, List.of(), List.of(), took)
                                .saying(left(step)),
                failure -> refused(Stage.AFTER, step, failure, took)));
        return result.match(left -> left, failure -> Optional.empty());
    }

    private static boolean isOfReading(Failure failure) {
        return failure.code() == FailureCode.READ_UNEXPECTED || failure.code() == FailureCode.MODEL_INPUT;
    }

    private static String left(String step) {
        return "left by the step " + step;
    }

    private static TrialStep ended(Stage stage, String step, Duration took) {
        return TrialStep.document(stage, Optional.empty(), List.of(), List.of(), took)
                .saying("the step " + step + " ends the message here: it is accepted, and goes nowhere");
    }

    private static TrialStep refused(Stage stage, String step, Failure failure, Duration took) {
        return TrialStep.document(stage, Optional.empty(), List.of(failure), List.of(), took)
                .saying("refused by the step " + step);
    }
}
