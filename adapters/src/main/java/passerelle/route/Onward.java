package passerelle.route;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
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
import passerelle.route.TrialStep.Bytes;
import passerelle.route.TrialStep.Stage;
import passerelle.translate.Format;
import passerelle.translate.View;

/** Steps 2 to 5 of a trial: from a native document to the bytes that would go out. */
final class Onward {
    private final Plan plan;
    private final TrialRoad road;
    private final Format format;
    private final Agreements agreements;
    private final View view = new View();

    Onward(Plan plan, TrialRoad road, Format format) {
        this.plan = plan;
        this.road = road;
        this.format = format;
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
     * All steps of one message.
     *
     * @param sourceId as the protocol has it
     * @param otherwise what names the message where neither protocol nor format does
     */
    List<TrialStep> go(TrialStep came, XdmNode document, Optional<String> sourceId, String otherwise) {
        var steps = new ArrayList<TrialStep>();
        steps.add(came);
        var own = sourceId.or(() -> format.sourceId(document)).map(id -> "id " + id);
        var id = MessageId.of(road.senderId(), own.orElse(otherwise));
        long start = System.nanoTime();
        var made = new AtomicReference<XdmNode>();
        var common = format.toCommon(
                document, Translation.gateway(road.senderId(), road.purpose(), road.at(), format, id), made::set);
        var took = Trial.since(start);
        var refused = failure(common);
        boolean unread = refused.filter(Onward::isOfReading).isPresent();
        steps.add(new TrialStep(
                Stage.NATIVE,
                "",
                Optional.of(document),
                Optional.empty(),
                List.of(),
                unread ? every(format, refused, document) : List.of(),
                came.took()));
        if (!unread) {
            var message = Optional.ofNullable(made.get());
            steps.add(new TrialStep(
                    Stage.COMMON,
                    "",
                    message,
                    Optional.empty(),
                    List.of(),
                    every(format, refused, message.orElse(document)),
                    took));
        }
        common.match(message -> steps.addAll(share(message, id)), failure -> false);
        return steps;
    }

    private static boolean isOfReading(Failure failure) {
        return failure.code() == FailureCode.READ_UNEXPECTED || failure.code() == FailureCode.MODEL_INPUT;
    }

    private static Optional<Failure> failure(Result<?> result) {
        return result.match(value -> Optional.empty(), Optional::of);
    }

    private static List<Failure> every(Format format, Optional<Failure> first, XdmNode judged) {
        return first.map(failure -> format.everyFailure(failure, judged)).orElse(List.of());
    }

    private List<TrialStep> share(XdmNode message, MessageId id) {
        if (road.sender().isEmpty()) {
            return road.target()
                    .flatMap(plan.formats()::find)
                    .map(target -> List.of(out(
                            message,
                            target,
                            target.id().value(),
                            facts(id, "sample-recipient", 1),
                            "sample-recipient")))
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
                    steps.add(decided(words(share, question), missed, took));
                    grants.forEach(grant -> steps.addAll(leg(message, id, grant)));
                    return steps;
                },
                refuse -> List.of(decided(List.of(), List.of(refuse.failure()), took)));
    }

    private static TrialStep decided(List<String> words, List<Failure> failures, Duration took) {
        return new TrialStep(Stage.DECISION, "", Optional.empty(), Optional.empty(), words, failures, took);
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
        var viewed = new TrialStep(
                Stage.VIEW,
                recipient,
                Optional.of(outgoing),
                Optional.empty(),
                List.of(),
                List.of(),
                Trial.since(start));
        var way = plan.find(grant.recipient()).flatMap(Partner::receives);
        var target = way.flatMap(out -> plan.formats().find(out.format()));
        var last = target.map(found -> out(outgoing, found, recipient, facts(id, recipient, sequence(way)), recipient))
                .orElseGet(() -> new TrialStep(
                        Stage.OUT,
                        recipient,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(new Failure(
                                FailureCode.GATEWAY_FAULT,
                                "",
                                way.map(out -> out.format().value()).orElse("nothing"),
                                "a way for " + recipient + " to receive in a format without faults; see check")),
                        Duration.ZERO));
        return List.of(viewed, last);
    }

    private static long sequence(Optional<Outbound> way) {
        return way.flatMap(Onward::batch).map(Outbound.Batch::sequenceStart).orElse(1L);
    }

    private static Optional<Outbound.Batch> batch(Outbound way) {
        if (way instanceof Outbound.Sftp sftp) {
            return Optional.of(sftp.batch());
        }
        if (way instanceof Outbound.Outbox outbox) {
            return Optional.of(outbox.batch());
        }
        return way instanceof Outbound.Folder folder ? Optional.of(folder.batch()) : Optional.empty();
    }

    /** What header and trailer of a file may say. */
    private Map<String, String> facts(MessageId id, String recipient, long sequence) {
        return Map.of(
                "file-id", id.toString().replace("-", "").substring(0, 12),
                "created", road.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                "sender", "PASSERELLE",
                "recipient", recipient,
                "sequence", Long.toString(sequence),
                "id", id.toString());
    }

    private TrialStep out(XdmNode message, Format target, String name, Map<String, String> facts, String recipient) {
        long start = System.nanoTime();
        var made = new AtomicReference<XdmNode>();
        var gateway = Map.of(
                "id", String.valueOf(facts.get("id")),
                "recipient", recipient,
                "sender", road.senderId().value());
        var document = target.fromCommon(message, gateway, made::set);
        var bytes = document.then(node -> file(FileBody.of(target, plan::layout, Optional.empty()), node, facts));
        var took = Trial.since(start);
        var shown = Optional.ofNullable(made.get());
        return new TrialStep(
                Stage.OUT,
                name,
                shown,
                bytes.match(
                        value -> Optional.of(new Bytes(value, Trial.charset(plan, target))),
                        failure -> Optional.empty()),
                List.of(),
                every(target, failure(bytes), shown.orElse(message)),
                took);
    }

    /** A file of this one message. */
    private static <T> Result<byte[]> file(FileBody<T> body, XdmNode document, Map<String, String> facts) {
        return body.encode(document).then(record -> {
            body.add(record);
            return body.between(facts).then(pieces -> {
                var out = new ByteArrayOutputStream();
                for (int stage = 0; stage < body.stages(); stage++) {
                    out.writeBytes(pieces.get(stage));
                    out.writeBytes(body.take(stage));
                }
                out.writeBytes(pieces.get(body.stages()));
                return Result.ok(out.toByteArray());
            });
        });
    }
}
