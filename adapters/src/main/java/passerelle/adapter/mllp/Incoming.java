package passerelle.adapter.mllp;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import net.sf.saxon.s9api.XdmNode;
import org.apache.camel.support.DefaultConsumer;
import passerelle.adapter.Road;
import passerelle.format.hl7v2.Acknowledgement;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Inbound;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.translate.Received;

/** Sends one partner's messages along its road, and says in HL7 what became of each. */
final class Incoming {
    private final PartnerId partner;
    private final Supplier<Inbound.Mllp> channel;
    private final DefaultConsumer consumer;

    /** @param channel asked with each message */
    Incoming(PartnerId partner, Supplier<Inbound.Mllp> channel, DefaultConsumer consumer) {
        this.partner = partner;
        this.channel = channel;
        this.consumer = consumer;
    }

    Reply reply(Frame frame) {
        var now = channel.get();
        return frame.match(
                whole -> reply(now, whole.message(), misaddressed(now, whole.message()), false),
                broken -> reply(now, broken.start(), Optional.of(broken.failure()), true),
                () -> new Reply(Optional.empty(), true));
    }

    private Reply reply(Inbound.Mllp now, byte[] message, Optional<Failure> failure, boolean isLast) {
        var received = new Received(
                partner,
                now.format(),
                "mllp",
                now.terms(),
                message,
                failure.map(Result::<XdmNode>failed),
                Optional.empty(),
                Instant.now());
        var answer = Road.take(consumer, received);
        Optional<byte[]> bytes = answer.outcome()
                .match(
                        accepted ->
                                Acknowledgement.accepted(message, accepted.id().toString(), accepted.receivedAt()),
                        refused -> Acknowledgement.refused(
                                message, refused.failure(), refused.id().map(Object::toString), received.at()));
        // Whoever asked for no answer gets none; one without a readable MSH cannot have one, and sees the end.
        return new Reply(bytes, isLast || Header.of(message).isEmpty());
    }

    private static Optional<Failure> misaddressed(Inbound.Mllp now, byte[] message) {
        return Header.of(message).flatMap(header -> misaddressed(header, 3, now.application())
                .or(() -> misaddressed(header, 4, now.facility())));
    }

    private static Optional<Failure> misaddressed(Header header, int number, Optional<String> name) {
        return name.filter(right -> !header.says(number, right))
                .map(right -> new Failure(
                        FailureCode.READ_UNEXPECTED, "MSH-" + number, header.field(number), "'" + right + "'"));
    }
}
