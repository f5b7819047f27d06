package passerelle.route;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.translate.Format;
import passerelle.translate.Received;

/** Step 2, the bean {@code translation}: the sender's format to the common model. */
public final class Translation {

    /** {@link Translated}, or the {@link Refusal} that names what the stylesheet or a schema did not accept. */
    public Object in(Read read) {
        var result = read.format().toCommon(read.document(), gateway(read.received(), read.format(), read.id()));
        read.stages().end("translate");
        return result.match(
                common -> new Translated(
                        read,
                        common,
                        read.format().facts(common, read.received().sender())),
                failure -> new Refusal(read.received(), Optional.of(read.id()), failure));
    }

    /** What stylesheets may know of the gateway. */
    static Map<String, String> gateway(Received received, Format format, MessageId id) {
        return gateway(received.sender(), received.purpose(), received.at(), format, id);
    }

    static Map<String, String> gateway(PartnerId sender, String purpose, Instant at, Format format, MessageId id) {
        return Map.of(
                "id", id.toString(),
                "sender", sender.value(),
                "purpose", purpose,
                "received", at.truncatedTo(ChronoUnit.MILLIS).toString(),
                "format", format.id().value(),
                "stylesheet", format.digest());
    }
}
