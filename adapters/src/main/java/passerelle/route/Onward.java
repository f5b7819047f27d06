package passerelle.route;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.sf.saxon.s9api.XdmNode;
import passerelle.decide.Agreements;
import passerelle.model.Decision.Grant;
import passerelle.model.Decision.Share;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.MessageId;
import passerelle.model.Outbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Question;
import passerelle.model.Result;
import passerelle.route.TrialStep.Stage;
import passerelle.translate.Format;
import passerelle.translate.Tracing;
import passerelle.translate.View;

/** Steps 2 to 5 of a trial: from a native document to the bytes that would go out. */
final class Onward {
    private final Plan plan;
    private final TrialRoad road;
    private final Format format;
    private final StepsApart apart;
    private final Optional<Tracing> tracing;
    private final TrialOut out;
    private final Agreements agreements;
    private final View view = new View();

    /** @param tracing watches the stylesheets of {@code plan} @param apart its own steps */
    Onward(Plan plan, TrialRoad road, Format format, Optional<Tracing> tracing, StepsApart apart) {
        this.plan = plan;
        this.apart = apart;
        this.road = road;
        this.format = format;
        this.tracing = tracing;
        this.out = new TrialOut(plan, road, tracing);
        this.agreements = new Agreements(plan.configuration().agreements());
    }

    /** SHA-256, in hexadecimal. */
    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /**
     * The id of a message.
     *
     * @param sourceId as the protocol has it
     * @param otherwise what names the message where neither protocol nor format does
     */
    MessageId name(XdmNode document, Optional<String> sourceId, String otherwise) {
        var own = sourceId.or(() -> format.sourceId(document)).map(id -> "id " + id);
        return MessageId.of(road.senderId(), own.orElse(otherwise));
    }

    /**
     * All steps of one message. What the agreements say is shown when all parts of it could be translated, and what goes
     * out when no part is refused: a message is accepted whole or not at all.
     */
    List<TrialStep> go(TrialStep came, XdmNode document, MessageId id) {
        var own = apart.begin(road.steps());
        var parts = new TrialIn(road, format, tracing, own).go(document, id, came.took());
        var shares = new ArrayList<List<TrialStep>>();
        if (parts.stream().allMatch(TrialIn.Tried::isGood)) {
            parts.forEach(part -> shares.add(
                    part.common().map(message -> share(message, part.id())).orElse(List.of())));
        }
        boolean isRefused = shares.stream().flatMap(List::stream).anyMatch(Onward::refuses);
        var steps = new ArrayList<TrialStep>();
        steps.add(came);
        for (int i = 0; i < parts.size(); i++) {
            steps.addAll(parts.get(i).steps());
            var name = steps.get(steps.size() - 1).part();
            if (i < shares.size()) {
                shares.get(i).stream()
                        .filter(step -> !isRefused || step.stage() == Stage.DECISION)
                        .forEach(step -> steps.add(step.of(name)));
            }
        }
        return steps;
    }

    private static boolean refuses(TrialStep step) {
        return step.stage() == Stage.DECISION && !step.isGood() && step.words().isEmpty();
    }

    static Optional<Failure> failure(Result<?> result) {
        return result.match(value -> Optional.empty(), Optional::of);
    }

    static List<Failure> every(Format format, Optional<Failure> first, XdmNode judged) {
        return first.map(failure -> format.everyFailure(failure, judged)).orElse(List.of());
    }

    private List<TrialStep> share(XdmNode message, MessageId id) {
        if (road.sender().isEmpty()) {
            return road.target()
                    .map(target -> List.of(out.as(target, message, id)))
                    .orElse(List.of());
        }
        long start = System.nanoTime();
        var question = format.facts(message, road.senderId());
        var decision = agreements.decide(question, road.at());
        var took = Trial.since(start);
        return decision.match(
                share -> {
                    var steps = new ArrayList<TrialStep>();
                    var grants = share.grants().stream().filter(this::isWanted).toList();
                    var missed = grants.isEmpty() ? List.of(missed(share, question)) : List.<Failure>of();
                    steps.add(TrialStep.decision(words(share, question), missed, took));
                    grants.forEach(grant -> steps.addAll(leg(message, id, grant)));
                    return steps;
                },
                refuse -> List.of(TrialStep.decision(List.of(), List.of(refuse.failure()), took)));
    }

    private boolean isWanted(Grant grant) {
        return road.recipient().isEmpty() && road.target().isEmpty()
                || road.recipient().filter(grant.recipient()::equals).isPresent()
                || road.target().isPresent()
                        && plan.find(grant.recipient())
                                .flatMap(Partner::receives)
                                .map(Outbound::format)
                                .equals(road.target());
    }

    private Failure missed(Share share, Question question) {
        return share.withheld().stream()
                .filter(one -> road.recipient().filter(one.recipient()::equals).isPresent())
                .findFirst()
                .map(one -> one.failure())
                .orElseGet(() -> new Failure(
                        FailureCode.POLICY_RECIPIENT,
                        "",
                        question.messageType() + " for " + question.purpose(),
                        "an agreement by which "
                                + road.recipient()
                                        .map(PartnerId::value)
                                        .orElse("a partner of "
                                                + road.target()
                                                        .map(Object::toString)
                                                        .orElse(""))
                                + " gets it"));
    }

    private static List<String> words(Share share, Question question) {
        var words = new ArrayList<String>();
        for (var grant : share.grants()) {
            var goes = new TreeSet<String>();
            var stays = new TreeSet<String>();
            for (var field : question.fields()) {
                boolean permitted = grant.fields().stream()
                        .anyMatch(allowed -> field.equals(allowed) || field.startsWith(allowed + "/"));
                (permitted ? goes : stays).add(field);
            }
            words.add(grant.recipient() + " gets, by " + grant.agreement() + ": " + String.join(", ", goes));
            if (!stays.isEmpty()) {
                words.add(grant.recipient() + " does not get: " + String.join(", ", stays));
            }
        }
        share.withheld()
                .forEach(one -> words.add(one.recipient() + " gets nothing, though " + one.agreement() + " names it: "
                        + one.failure().forSender()));
        return words;
    }

    private List<TrialStep> leg(XdmNode message, MessageId id, Grant grant) {
        var recipient = grant.recipient().value();
        long start = System.nanoTime();
        var outgoing = view.of(message, grant.fields(), grant.agreement(), grant.recipient());
        return List.of(
                TrialStep.view(recipient, outgoing, Trial.since(start)), out.to(grant.recipient(), outgoing, id));
    }
}
