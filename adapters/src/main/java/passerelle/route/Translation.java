package passerelle.route;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.model.Terms;
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
        return gateway(received.sender(), received.terms(), received.at(), format, id);
    }

    static Map<String, String> gateway(PartnerId sender, Terms terms, Instant at, Format format, MessageId id) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("id", id.toString());
        facts.put("sender", sender.value());
        facts.put("purpose", terms.purpose());
        facts.put("received", at.truncatedTo(ChronoUnit.MILLIS).toString());
        facts.put("format", format.id().value());
        facts.put("stylesheet", format.digest());
        facts.put("unknown-segments", terms.unknownSegments().name().toLowerCase(Locale.ROOT));
        terms.legalBasis().ifPresent(basis -> {
            facts.put("legal-basis", basis.text());
            basis.ground().ifPresent(ground -> facts.put("legal-ground", ground));
        });
        return Map.copyOf(facts);
    }
}
