package passerelle.translate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.Failure;
import passerelle.model.MessageId;
import passerelle.model.Outcome;
import passerelle.model.PartnerId;

/** Writes what became of a message as a common message of type Acknowledgement, for the sender's format to translate. */
public final class Acknowledgements {
    /** The envelope's sender of what the gateway itself says. */
    public static final PartnerId GATEWAY = new PartnerId("gateway");

    private static final int LONGEST = 2000;
    /** Elements of an error, in their order. */
    private static final List<String> ERROR = List.of("record", "rule", "place", "text");

    private Acknowledgements() {}

    /** The acknowledgement of {@code outcome} to {@code sender}, who is its recipient; {@code now} is when it was refused. */
    public static XdmNode of(Outcome outcome, PartnerId sender, Instant now) {
        return of(outcome, sender, now, OptionalInt.empty());
    }

    /** The same of a message whose answer tells of each of its {@code records}. */
    public static XdmNode of(Outcome outcome, PartnerId sender, Instant now, OptionalInt records) {
        return of(outcome, sender, now, records, Optional.empty());
    }

    /** The same for a protocol that wants its headers back: {@code answered} is the message that came with them. */
    public static XdmNode of(
            Outcome outcome, PartnerId sender, Instant now, OptionalInt records, Optional<XdmNode> answered) {
        var carrier = answered.flatMap(CommonMessage::carrier);
        return outcome.match(
                accepted -> message(
                        Optional.of(accepted.id()),
                        sender,
                        now,
                        carrier,
                        body(Optional.of(accepted.id()), "accepted", accepted.receivedAt(), records)),
                refused -> message(refused.id(), sender, now, carrier, refusal(refused, now, records)));
    }

    /**
     * The acknowledgement of a refused record, or of a file of which something is wrong as a whole: code, place, found
     * and expected are of the first failure, and each failure is an {@code error} whose {@code record} is the line.
     */
    public static XdmNode of(RefusedRecord refused, ArrivedFile file) {
        var first = refused.failures().get(0);
        var body = refusal(new Outcome.Refused(refused.id(), first), file.arrived(), OptionalInt.empty());
        var line = refused.line().isPresent() ? Long.toString(refused.line().getAsLong()) : "";
        var errors = refused.failures().stream()
                .map(failure -> Map.of(
                        "record", line,
                        "rule", failure.code().code(),
                        "place", failure.place(),
                        "text", failure.inWords()))
                .toList();
        var id = MessageId.of(GATEWAY, "acknowledgement of " + file.arrival() + " " + line);
        return message(id, refused.id(), file.sender(), file.arrived(), Optional.empty(), body, errors);
    }

    private static Map<String, String> refusal(Outcome.Refused refused, Instant now, OptionalInt records) {
        var body = body(refused.id(), "refused", now, records);
        Failure failure = refused.failure();
        body.put("code", failure.code().code());
        body.put("place", failure.place());
        body.put("found", failure.found());
        body.put("expected", failure.expected());
        return body;
    }

    private static Map<String, String> body(
            Optional<MessageId> id, String status, Instant receivedAt, OptionalInt records) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("message-id", id.map(MessageId::toString).orElse(""));
        body.put("status", status);
        body.put("received-at", receivedAt.truncatedTo(ChronoUnit.MILLIS).toString());
        records.ifPresent(count -> body.put("records", Integer.toString(count)));
        return body;
    }

    private static XdmNode message(
            Optional<MessageId> answered,
            PartnerId recipient,
            Instant now,
            Optional<XdmNode> carrier,
            Map<String, String> body) {
        var about = answered.map(MessageId::toString)
                .orElseGet(() -> UUID.randomUUID().toString());
        var id = MessageId.of(GATEWAY, "acknowledgement of " + about);
        return message(id, answered, recipient, now, carrier, body, List.of());
    }

    private static XdmNode message(
            MessageId id,
            Optional<MessageId> answered,
            PartnerId recipient,
            Instant now,
            Optional<XdmNode> carrier,
            Map<String, String> body,
            List<Map<String, String>> errors) {
        Map<String, String> envelope = new LinkedHashMap<>();
        envelope.put("id", id.toString());
        envelope.put("type", "Acknowledgement");
        envelope.put("in-reply-to", answered.map(MessageId::toString).orElse(""));
        envelope.put("sender", GATEWAY.value());
        envelope.put("recipient", recipient.value());
        envelope.put("received", now.truncatedTo(ChronoUnit.MILLIS).toString());
        envelope.put("purpose", "acknowledgement");
        var out = new CommonWriter();
        out.start("message").start("envelope");
        fill(out, envelope);
        carrier.ifPresent(headers -> out.copy(headers.getUnderlyingNode()));
        out.end().start("body").start("acknowledgement");
        fill(out, body);
        for (var error : errors) {
            out.start("error");
            ERROR.forEach(name -> fill(out, Map.of(name, error.getOrDefault(name, ""))));
            out.end();
        }
        out.end().end().end();
        return out.document();
    }

    /** Each value that is there. */
    private static void fill(CommonWriter out, Map<String, String> values) {
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                out.element(name, plain(value));
            }
        });
    }

    /** What XML 1.0 cannot hold becomes the replacement character: a flat file may hold any byte. */
    private static String plain(String text) {
        return text.codePoints()
                .limit(LONGEST)
                .map(c -> c >= 0x20 && c < 0xD800 || c >= 0xE000 && c < 0xFFFE || c >= 0x10000 || c == '\t' || c == '\n'
                        ? c
                        : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
