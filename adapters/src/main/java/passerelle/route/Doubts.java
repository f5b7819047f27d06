package passerelle.route;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import passerelle.config.Configuration;
import passerelle.config.Nearest;
import passerelle.model.Agreement;
import passerelle.model.Partner;
import passerelle.model.Problem;

/** What may be meant so, and most likely is not: partners that no agreement names, purposes that none of theirs has. */
final class Doubts {
    private Doubts() {}

    static List<Problem> of(Configuration configuration) {
        return configuration.partners().stream()
                .flatMap(partner -> of(partner, configuration.agreements()))
                .toList();
    }

    private static Stream<Problem> of(Partner partner, List<Agreement> all) {
        var file = "config/partners/" + partner.id() + ".yaml";
        var agreements = all.stream()
                .filter(agreement -> agreement.sender().id().equals(partner.id())
                        || agreement.receiver().id().equals(partner.id()))
                .toList();
        if (agreements.isEmpty()) {
            return Stream.of(Problem.in(
                    file,
                    "no sound agreement names '" + partner.id() + "'; what it sends is refused, and it gets nothing"));
        }
        var purposes = agreements.stream()
                .flatMap(agreement -> agreement.purposes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return partner.sends().stream()
                .map(way -> way.terms().purpose())
                .filter(purpose -> !purposes.contains(purpose))
                .distinct()
                .map(purpose -> new Problem(
                        file,
                        0,
                        0,
                        "no agreement of '" + partner.id() + "' has the purpose '" + purpose
                                + "'; what states no other purpose is refused; theirs: " + String.join(", ", purposes),
                        Nearest.to(purpose, purposes)));
    }
}
