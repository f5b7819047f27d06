package passerelle.route;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import passerelle.model.FileRules;
import passerelle.model.FormatId;
import passerelle.model.Inbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Terms;

/**
 * From whom and to whom a sample goes.
 *
 * @param format of the sample
 * @param sender without it no agreement is asked
 * @param recipient the only one whose view is made; without it all whom the agreements name
 * @param target the format that goes out where no partner is named, or of the recipients to look at
 * @param at when it is received: what the agreements and the stylesheets are told
 */
public record TrialRoad(
        FormatId format,
        Optional<Partner> sender,
        Optional<PartnerId> recipient,
        Optional<FormatId> target,
        Instant at) {
    /** Stands in for a sender that nobody named. */
    private static final PartnerId SOMEBODY = new PartnerId("sample-sender");

    /** What holds where nobody says so. */
    private static final Terms TERMS = Terms.of("border-control");

    PartnerId senderId() {
        return sender.map(Partner::id).orElse(SOMEBODY);
    }

    Terms terms() {
        return ways().findFirst().map(Inbound::terms).orElse(TERMS);
    }

    FileRules rules() {
        return ways().filter(Inbound.Files.class::isInstance)
                .findFirst()
                .map(way -> ((Inbound.Files) way).rules())
                .orElse(FileRules.DEFAULT);
    }

    private Stream<Inbound> ways() {
        return sender.stream().flatMap(partner -> partner.sends().stream()).filter(way -> way.format()
                .equals(format));
    }
}
