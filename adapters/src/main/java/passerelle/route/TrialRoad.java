package passerelle.route;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import passerelle.config.Configuration;
import passerelle.model.FileRules;
import passerelle.model.FormatId;
import passerelle.model.Inbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Steps;
import passerelle.model.Terms;
import passerelle.translate.Cases;
import passerelle.translate.Format;

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

    PartnerId senderId() {
        return sender.map(Partner::id).orElse(SOMEBODY);
    }

    Terms terms(Format own) {
        return ways().findFirst().map(Inbound::terms).orElseGet(() -> Cases.terms(own));
    }

    Steps steps() {
        return ways().findFirst().map(way -> way.terms().steps()).orElse(Steps.NONE);
    }

    /** Whether the sender has steps of its own on this road. */
    public boolean takesSteps() {
        return !steps().isNone();
    }

    /** Whether two messages of the sender go on as one. */
    public boolean takesPairs() {
        return steps().pair().isPresent();
    }

    FileRules rules() {
        return ways().filter(Inbound.Files.class::isInstance)
                .findFirst()
                .map(way -> ((Inbound.Files) way).rules())
                .orElse(FileRules.DEFAULT);
    }

    /** That a step of the sender's own may divide a message into. */
    int mostParts() {
        return ways().findFirst().filter(Inbound.Files.class::isInstance).isPresent() ? 1 : Stepping.MOST_PARTS;
    }

    /** What is left out of a trial: steps of teams' own that no sender, or another way of it, would bring in. */
    List<String> notes(Configuration configuration) {
        if (sender.isEmpty()) {
            return configuration.partners().stream()
                    .flatMap(partner -> ways(partner)
                            .filter(way -> !way.terms().steps().isNone())
                            .map(way -> "what " + partner.id() + " sends takes steps of its own ("
                                    + way.terms().steps() + "), which were not run here; --from " + partner.id()
                                    + " runs them"))
                    .distinct()
                    .toList();
        }
        return ways().map(way -> way.terms().steps()).distinct().count() < 2
                ? List.of()
                : List.of(senderId() + " sends " + format + " by "
                        + ways().map(RouteFiles::name).collect(Collectors.joining(" and "))
                        + " with different steps of its own; this is what comes by "
                        + ways().findFirst().map(RouteFiles::name).orElse(""));
    }

    private Stream<Inbound> ways() {
        return sender.stream().flatMap(this::ways);
    }

    private Stream<Inbound> ways(Partner partner) {
        return partner.sends().stream().filter(way -> way.format().equals(format));
    }
}
