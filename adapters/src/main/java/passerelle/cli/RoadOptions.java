package passerelle.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import passerelle.config.Configuration;
import passerelle.config.Nearest;
import passerelle.model.Agreement;
import passerelle.model.FormatId;
import passerelle.model.Outbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.route.TrialRoad;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say from whom and to whom a sample goes. */
final class RoadOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "PARTNER",
            description = "The sender: the agreements decide who gets which fields.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "FORMAT|PARTNER",
            description = "What it goes out as: a format, or a partner (the sender is then the one partner that sends"
                    + " the sample's format, or --from).")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "MOMENT",
            description = "When it is received, in UTC as in 2026-11-23T08:00:00Z (default: now).")
    private Optional<String> at = Optional.empty();

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /** The formats of a road that begins with this one. */
    Set<FormatId> formats(Path home, FormatId format, Configuration configuration) {
        var road = road(home, format, configuration);
        var formats = new LinkedHashSet<FormatId>();
        formats.add(format);
        road.target().ifPresent(formats::add);
        configuration.partners().stream()
                .filter(partner -> road.recipient().filter(partner.id()::equals).isPresent()
                        || road.recipient().isEmpty()
                                && road.sender().isPresent()
                                && agree(configuration, road, partner))
                .flatMap(partner -> partner.receives().map(Outbound::format).stream())
                .forEach(formats::add);
        return formats;
    }

    private static boolean agree(Configuration configuration, TrialRoad road, Partner other) {
        return configuration.agreements().stream()
                .map(agreement -> parties(agreement))
                .anyMatch(parties -> parties.contains(other.id())
                        && road.sender()
                                .map(Partner::id)
                                .filter(parties::contains)
                                .isPresent());
    }

    private static List<PartnerId> parties(Agreement agreement) {
        return List.of(agreement.sender().id(), agreement.receiver().id());
    }

    /** The road itself; wrong use when a name is none of the configuration's. */
    TrialRoad road(Path home, FormatId format, Configuration configuration) {
        var recipient = to.flatMap(name -> partner(name, configuration));
        var target = recipient.isPresent()
                ? Optional.<FormatId>empty()
                : to.map(name -> format(name, home, configuration.partners()));
        return new TrialRoad(
                format,
                from.map(name -> sender(name, format, configuration))
                        .or(() -> recipient.map(partner -> onlySender(format, configuration))),
                recipient.map(Partner::id),
                target,
                moment());
    }

    private Instant moment() {
        try {
            return at.map(Instant::parse).orElse(start);
        } catch (DateTimeParseException e) {
            throw wrong("--at is '" + at.orElse("") + "'; expected as in 2026-11-23T08:00:00Z");
        }
    }

    private static Optional<Partner> partner(String name, Configuration configuration) {
        return configuration.partners().stream()
                .filter(partner -> partner.id().value().equals(name))
                .findFirst();
    }

    private Partner sender(String name, FormatId format, Configuration configuration) {
        var sender = partner(name, configuration)
                .orElseThrow(
                        () -> wrong("--from is '" + name + "', which is no partner without faults in config/partners"
                                + meant(name, names(configuration.partners()))));
        if (!sends(sender, format)) {
            throw wrong("--from is '" + name + "', which does not send " + format + "; it sends "
                    + sender.sends().stream()
                            .map(way -> way.format().value())
                            .distinct()
                            .toList());
        }
        return sender;
    }

    private Partner onlySender(FormatId format, Configuration configuration) {
        var senders = configuration.partners().stream()
                .filter(partner -> sends(partner, format))
                .toList();
        if (senders.size() != 1) {
            throw wrong("--to names a partner, so the agreements decide: say the sender by --from"
                    + (senders.isEmpty()
                            ? "; no partner sends " + format
                            : ", one of " + String.join(", ", names(senders))));
        }
        return senders.get(0);
    }

    private static boolean sends(Partner partner, FormatId format) {
        return partner.sends().stream().anyMatch(way -> way.format().equals(format));
    }

    private static List<String> names(List<Partner> partners) {
        return partners.stream().map(partner -> partner.id().value()).toList();
    }

    private FormatId format(String name, Path home, List<Partner> partners) {
        return FormatFolder.find(home, name).orElseThrow(() -> {
            var known = new ArrayList<>(FormatFolder.names(home));
            known.addAll(names(partners));
            return wrong("--to is '" + name + "', which is neither a format in xslt nor a partner without faults"
                    + meant(name, known));
        });
    }

    private static String meant(String name, Collection<String> known) {
        return Nearest.to(name, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
