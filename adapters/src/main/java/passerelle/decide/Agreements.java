package passerelle.decide;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import passerelle.model.Agreement;
import passerelle.model.Agreement.OtherFields;
import passerelle.model.Agreement.Permission;
import passerelle.model.Decision;
import passerelle.model.Decision.Grant;
import passerelle.model.Decision.Refuse;
import passerelle.model.Decision.Share;
import passerelle.model.Decision.Withheld;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.PartnerId;
import passerelle.model.Question;
import passerelle.model.Question.Subject;
import passerelle.model.Role;

/**
 * Decides who may receive a message, and which fields of it. Pure: the same question at the same moment has the same
 * answer. What no agreement permits is denied; what protects a person cannot be switched off by one.
 */
public final class Agreements {
    private final List<Agreement> agreements;

    public Agreements(List<Agreement> agreements) {
        this.agreements = List.copyOf(agreements);
    }

    /** One agreement under which the sender may send this type of message for this purpose. */
    private record Cover(Agreement agreement, Permission permission) {
        Agreement.Party sender() {
            return agreement.party(permission.from());
        }

        Agreement.Party recipient() {
            return agreement.otherThan(permission.from());
        }

        String name() {
            return agreement.id() + " v" + agreement.version();
        }
    }

    public Decision decide(Question question, Instant now) {
        var covers = covers(question);
        if (covers.isEmpty()) {
            return refuse(
                    FailureCode.POLICY_NO_AGREEMENT,
                    question.messageType() + " for " + question.purpose(),
                    "a type and purpose that an agreement of " + question.sender() + " names");
        }
        var inForce = covers.stream()
                .filter(cover -> cover.agreement().isInForceAt(now))
                .toList();
        if (inForce.isEmpty()) {
            return refuse(FailureCode.POLICY_EXPIRED, names(covers), "an agreement in force at " + now);
        }
        Map<PartnerId, List<Cover>> byRecipient = inForce.stream()
                .collect(Collectors.groupingBy(cover -> cover.recipient().id(), TreeMap::new, Collectors.toList()));
        for (var recipient : question.requested()) {
            if (!byRecipient.containsKey(recipient)) {
                return refuse(FailureCode.POLICY_RECIPIENT, recipient.value(), "one of " + byRecipient.keySet());
            }
        }
        if (!question.requested().isEmpty()) {
            byRecipient.keySet().retainAll(question.requested());
        }
        return decide(question, byRecipient);
    }

    private static Decision decide(Question question, Map<PartnerId, List<Cover>> byRecipient) {
        var grants = new ArrayList<Grant>();
        var withheld = new ArrayList<Withheld>();
        for (var entry : byRecipient.entrySet()) {
            if (entry.getValue().size() > 1) {
                return refuse(
                        FailureCode.POLICY_AMBIGUOUS, names(entry.getValue()), "a message that names one agreement");
            }
            var cover = entry.getValue().get(0);
            var failure = prohibition(question, cover);
            if (failure.isPresent()) {
                withheld.add(new Withheld(entry.getKey(), cover.name(), failure.get()));
            } else {
                grants.add(new Grant(
                        entry.getKey(), cover.name(), cover.permission().fields()));
            }
        }
        // A recipient that the sender asked for by name is not dropped quietly.
        if (grants.isEmpty() || !withheld.isEmpty() && !question.requested().isEmpty()) {
            return new Refuse(withheld.get(0).failure());
        }
        return new Share(grants, withheld);
    }

    private List<Cover> covers(Question question) {
        var covers = new ArrayList<Cover>();
        for (var agreement : agreements) {
            if (!agreement.purposes().contains(question.purpose())
                    || question.agreement()
                            .filter(id -> !id.equals(agreement.id()))
                            .isPresent()) {
                continue;
            }
            for (var permission : agreement.messages()) {
                if (permission.type().equals(question.messageType())
                        && agreement.party(permission.from()).id().equals(question.sender())) {
                    covers.add(new Cover(agreement, permission));
                }
            }
        }
        return covers;
    }

    /** A prohibition fires when it is true and also when it cannot be evaluated. */
    private static Optional<Failure> prohibition(Question question, Cover cover) {
        if (cover.permission().isOfHealth() && cover.recipient().role() != Role.HEALTH_AUTHORITY) {
            return Optional.of(new Failure(
                    FailureCode.POLICY_HEALTH,
                    "",
                    cover.recipient().role().word(),
                    "a recipient whose role is " + Role.HEALTH_AUTHORITY.word()));
        }
        var state = cover.recipient().state();
        // What one authority of a state tells another of the same state is news to no state.
        boolean leavesItsState = !cover.sender().state().equals(state);
        for (var subject : question.subjects()) {
            if (leavesItsState && mayHaveFledFrom(subject, state)) {
                return Optional.of(new Failure(
                        FailureCode.POLICY_NON_REFOULEMENT,
                        "person",
                        "",
                        "a recipient whose state is known to be none of the person's own"));
            }
        }
        if (cover.agreement().otherFields() == OtherFields.REFUSE) {
            var more = new TreeSet<>(question.fields());
            more.removeIf(field -> permitted(field, cover.permission()));
            if (!more.isEmpty()) {
                return Optional.of(new Failure(
                        FailureCode.POLICY_FIELD,
                        String.join(", ", more),
                        "",
                        "only "
                                + String.join(
                                        ", ", new TreeSet<>(cover.permission().fields()))));
            }
        }
        return Optional.empty();
    }

    /** Unknown protection status counts as applicant, unknown ties count as ties to everywhere. */
    private static boolean mayHaveFledFrom(Subject subject, String state) {
        return !subject.neverSoughtProtection()
                && (subject.ties().isEmpty() || subject.ties().contains(state));
    }

    private static boolean permitted(String field, Permission permission) {
        return permission.fields().stream()
                .anyMatch(allowed -> field.equals(allowed) || field.startsWith(allowed + "/"));
    }

    private static String names(List<Cover> covers) {
        return covers.stream().map(Cover::name).sorted().collect(Collectors.joining(", "));
    }

    private static Refuse refuse(FailureCode code, String found, String expected) {
        return new Refuse(new Failure(code, "", found, expected));
    }
}
