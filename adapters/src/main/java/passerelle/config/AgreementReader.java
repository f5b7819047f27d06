package passerelle.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import passerelle.model.Agreement;
import passerelle.model.Agreement.OtherFields;
import passerelle.model.Agreement.Party;
import passerelle.model.Agreement.Permission;
import passerelle.model.Agreement.Side;
import passerelle.model.PartnerId;
import passerelle.model.Problem;
import passerelle.model.Role;

/** Reads one agreement's file: a closed world, in which each thing that may move is named. */
final class AgreementReader {
    private static final PartnerId STAND_IN = new PartnerId("nobody");

    private final Path home;
    private final Map<PartnerId, PartnerReader.Found> partners;
    private final YamlMap.Filling places;
    private final List<Problem> problems;

    AgreementReader(
            Path home, Map<PartnerId, PartnerReader.Found> partners, YamlMap.Filling places, List<Problem> problems) {
        this.home = home;
        this.partners = partners;
        this.places = places;
        this.problems = problems;
    }

    /** An agreement as it was read. @param words of the common model that it uses, with their places */
    record Found(String file, Agreement agreement, List<Words> words, boolean sound) {}

    /** A message type and the fields of it that an agreement permits. */
    record Words(YamlMap.Text type, List<YamlMap.Text> fields) {}

    Optional<Found> read(Path file) {
        int before = problems.size();
        var digest = digest(file);
        return YamlMap.read(home, file, problems, places).map(map -> {
            var words = new ArrayList<Words>();
            var agreement = agreement(map, words, digest);
            map.done();
            FileName.check(map, "agreement", agreement.id(), file);
            return new Found(map.file(), agreement, List.copyOf(words), problems.size() == before);
        });
    }

    private static String digest(Path file) {
        try {
            return HomeFiles.sha256(Files.readAllBytes(file));
        } catch (IOException e) {
            // Reading it as YAML is next, and reports the same.
            return "";
        }
    }

    private Agreement agreement(YamlMap map, List<Words> words, String digest) {
        var id = Forms.AGREEMENT_ID.needed(map, "agreement");
        var version = map.needed("version", 1, "a whole number from 1 on", text -> {
            int value = Integer.parseInt(text);
            if (value < 1) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
        var title = Forms.LINE.needed(map, "title");
        var parties = map.needed("parties");
        var sender = party(parties, "sender");
        var receiver = party(parties, "receiver");
        parties.ifPresent(YamlMap::done);
        if (sender.isPresent() && sender.equals(receiver)) {
            parties.ifPresent(both -> both.problem("receiver", "sender and receiver are the same partner"));
        }
        int before = problems.size();
        var inForce = map.needed("in-force");
        var from = inForce.map(dates -> dates.instant("from")).orElse(Instant.EPOCH);
        var until = inForce.map(dates -> dates.instant("until")).orElse(Instant.EPOCH);
        inForce.ifPresent(dates -> {
            if (problems.size() == before && from.isAfter(until)) {
                dates.problem("until", "in force until " + until + ", which is before it begins at " + from);
            }
            dates.done();
        });
        return new Agreement(
                id,
                version,
                title,
                sender.orElse(new Party(STAND_IN, "")),
                receiver.orElse(new Party(STAND_IN, "")),
                from,
                until,
                List.copyOf(set(map, "legal-basis", map.list("legal-basis"), Forms.LINE)),
                set(map, "purposes", map.list("purposes"), Forms.PURPOSE),
                messages(map, sender, receiver, words),
                map.choice("other-fields", Set.of("strip", "refuse"))
                                .filter("strip"::equals)
                                .isPresent()
                        ? OtherFields.STRIP
                        : OtherFields.REFUSE,
                digest);
    }

    private Optional<Party> party(Optional<YamlMap> parties, String side) {
        return parties.flatMap(both -> both.needed(side)).flatMap(map -> {
            var id = map.needed(
                    "id", Optional.<PartnerId>empty(), "the id of a partner", text -> Optional.of(new PartnerId(text)));
            var state = States.needed(map);
            map.done();
            id.ifPresent(partner -> checkParty(map, partner, state));
            return id.map(partner -> new Party(partner, state, role(partner)));
        });
    }

    private Role role(PartnerId id) {
        return Optional.ofNullable(partners.get(id))
                .map(found -> found.partner().role())
                .orElse(Role.AUTHORITY);
    }

    private void checkParty(YamlMap map, PartnerId id, String state) {
        var found = Optional.ofNullable(partners.get(id)).map(PartnerReader.Found::partner);
        // A partner whose own file cannot be read is known, and its problem is told there.
        if (found.isEmpty() && !Files.exists(home.resolve("config/partners/" + id + FileName.ENDING))) {
            var known = partners.keySet().stream().map(PartnerId::value).toList();
            map.problem(map.located("id"), "unknown partner '" + id + "'", Nearest.to(id.value(), known));
        }
        found.filter(partner -> !state.isEmpty()
                        && !partner.state().isEmpty()
                        && !partner.state().equals(state))
                .ifPresent(partner -> map.problem(
                        "state", "'state' is '" + state + "'; partner '" + id + "' is of '" + partner.state() + "'"));
    }

    private List<Permission> messages(
            YamlMap agreement, Optional<Party> sender, Optional<Party> receiver, List<Words> words) {
        var permissions = new ArrayList<Permission>();
        var seen = new HashSet<String>();
        for (var map : agreement.maps("messages")) {
            var type = Forms.MESSAGE_TYPE.needed(map, "type");
            var from = map.choice("from", Set.of("sender", "receiver"));
            var named = map.list("fields");
            var fields = set(map, "fields", named, Forms.FIELD);
            if (!type.isEmpty()) {
                words.add(new Words(
                        map.located("type"),
                        named.stream()
                                .filter(field -> fields.contains(field.value()))
                                .toList()));
            }
            from.ifPresent(side -> {
                if (!type.isEmpty() && !seen.add(type + " " + side)) {
                    map.problem("type", "'" + type + "' from the " + side + " stands here a second time");
                }
                var recipient = side.equals("sender") ? receiver : sender;
                recipient.ifPresent(party -> checkReceives(map, party.id()));
                var permission = new Permission(type, side.equals("sender") ? Side.SENDER : Side.RECEIVER, fields);
                recipient
                        .filter(party -> permission.isOfHealth() && party.role() != Role.HEALTH_AUTHORITY)
                        .ifPresent(party -> checkHealth(map, party));
                permissions.add(permission);
            });
            map.done();
        }
        return permissions;
    }

    /** A recipient whose own file is faulty may have meant to say its role there. */
    private void checkHealth(YamlMap map, Party recipient) {
        Optional.ofNullable(partners.get(recipient.id()))
                .filter(PartnerReader.Found::sound)
                .ifPresent(found -> map.problem(
                        "type",
                        "a health record goes to a health authority only; partner '" + recipient.id() + "' has 'role: "
                                + recipient.role().word() + "' in " + found.file()));
    }

    private void checkReceives(YamlMap map, PartnerId recipient) {
        Optional.ofNullable(partners.get(recipient))
                .filter(found -> found.partner().receives().isEmpty() && found.sound())
                .ifPresent(found -> map.problem(
                        "from",
                        "partner '" + recipient + "' receives nothing: " + found.file() + " has no 'receives'"));
    }

    private static Set<String> set(YamlMap map, String key, List<YamlMap.Text> texts, Forms form) {
        var set = new LinkedHashSet<String>();
        for (var text : texts) {
            var value = map.as(text, "an entry of '" + key + "'", "", form.expected(), form.reader());
            if (!value.isEmpty() && !set.add(value)) {
                map.problem(text, "'" + value + "' stands in '" + key + "' a second time", Optional.empty());
            }
        }
        return set;
    }
}
