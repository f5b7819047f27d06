package passerelle.route;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.Outbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.route.TrialStep.Bytes;
import passerelle.route.TrialStep.Stage;
import passerelle.translate.Format;
import passerelle.translate.Tracing;

/** Step 5 of a trial: a view in the recipient's format, and the bytes of it: what a call carries, or a file of its own. */
final class TrialOut {
    /** Stands in for a recipient that nobody named. */
    private static final PartnerId SOMEBODY = new PartnerId("sample-recipient");

    private final Plan plan;
    private final TrialRoad road;
    private final Optional<Tracing> tracing;

    TrialOut(Plan plan, TrialRoad road, Optional<Tracing> tracing) {
        this.plan = plan;
        this.road = road;
        this.tracing = tracing;
    }

    /** As a partner gets it. */
    TrialStep to(PartnerId recipient, XdmNode view, MessageId id) {
        var way = plan.find(recipient).flatMap(Partner::receives);
        long sequence =
                way.flatMap(TrialOut::batch).map(Outbound.Batch::sequenceStart).orElse(1L);
        return way.flatMap(out -> plan.formats().find(out.format()))
                .map(target -> write(view, target, recipient.value(), recipient, sequence, id))
                .orElseGet(() -> none(
                        recipient.value(), way.map(out -> out.format().value()).orElse("no way to receive")));
    }

    /** As a format has it, for nobody. */
    TrialStep as(FormatId format, XdmNode message, MessageId id) {
        return plan.formats()
                .find(format)
                .map(target -> write(message, target, format.value(), SOMEBODY, 1, id))
                .orElseGet(() -> none(format.value(), format.value()));
    }

    private static TrialStep none(String name, String found) {
        var failure = new Failure(FailureCode.GATEWAY_FAULT, "", found, "a format without faults; see check");
        return new TrialStep(
                Stage.OUT,
                "",
                name,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(failure),
                List.of(),
                Duration.ZERO);
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

    private TrialStep write(
            XdmNode message, Format target, String name, PartnerId recipient, long sequence, MessageId id) {
        long start = System.nanoTime();
        var made = new AtomicReference<XdmNode>();
        var gateway = Map.of(
                "id", id.toString(),
                "recipient", recipient.value(),
                "sender", road.senderId().value());
        var body = FileBody.of(target, plan::layout, Optional.empty());
        var bytes = target.fromCommon(message, gateway, made::set)
                .then(node -> file(body, node, facts(id, recipient, sequence)));
        var took = Trial.since(start);
        var document = Optional.ofNullable(made.get());
        return new TrialStep(
                Stage.OUT,
                "",
                name,
                document,
                bytes.match(
                        value -> Optional.of(new Bytes(value, Trial.charset(plan, target))),
                        failure -> Optional.empty()),
                List.of(),
                Onward.every(target, Onward.failure(bytes), document.orElse(message)),
                tracing.map(Tracing::take).orElse(List.of()),
                took);
    }

    /** What header and trailer of a file may say. */
    private Map<String, String> facts(MessageId id, PartnerId recipient, long sequence) {
        return Map.of(
                "file-id",
                id.toString().replace("-", "").substring(0, 12),
                "created",
                road.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                "sender",
                "PASSERELLE",
                "recipient",
                recipient.value(),
                "sequence",
                Long.toString(sequence));
    }

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
