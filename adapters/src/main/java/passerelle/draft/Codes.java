package passerelle.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import passerelle.draft.Guess.Kind;
import passerelle.draft.Guess.Reading;

/** Finds the list that codes are of. Two lists that fit and would differ in another code leave it open. */
final class Codes {
    /** Lists of states in the order in which one is taken when several say the same: one that has fewer codes refuses more. */
    private static final List<String> STATES =
            List.of("iso-3166-1", "iso-3166-1-alpha-2", "eu", "icao-9303", "genc", "unhcr", "dk-cpr-country");

    /** Codes of ISO 3166-1 alpha-2 that the withdrawn FIPS 10-4, of two letters too, does not have: there AU is Austria. */
    private static final Set<String> NOT_FIPS = Set.of("DE", "JP", "RU", "TR", "UA");

    private final CodeTables tables;

    Codes(CodeTables tables) {
        this.tables = tables;
    }

    /** Codes of states. @param function of {@code codes.xsl} that reads them, as in {@code k:nationality} */
    Optional<Guess> states(Meaning meaning, List<String> said, String function) {
        var codes = new TreeSet<>(said);
        var fitting = tables.fitting("state", codes);
        if (codes.isEmpty() || fitting.isEmpty() || codes.stream().anyMatch(code -> code.length() > 4)) {
            return Optional.empty();
        }
        var table = STATES.stream()
                .flatMap(id -> fitting.stream().filter(found -> found.id().equals(id)))
                .findFirst();
        if (table.isEmpty()) {
            return Optional.empty();
        }
        var chosen = table.get();
        var others = new ArrayList<String>();
        for (var other : fitting) {
            var conflicts = chosen.conflicts(other);
            if (!conflicts.isEmpty()) {
                others.add(other.id() + ", where " + conflicts.get(0) + " is "
                        + other.meanings().getOrDefault(conflicts.get(0), "") + " and not "
                        + chosen.meanings().getOrDefault(conflicts.get(0), ""));
            }
        }
        if (chosen.id().equals("iso-3166-1-alpha-2") && codes.stream().noneMatch(NOT_FIPS::contains)) {
            others.add("perhaps FIPS 10-4, where AU is Austria");
        }
        var reason = "All " + codes.size() + " codes are in " + chosen.id();
        if (!others.isEmpty()) {
            return Optional.of(
                    Guess.unsure(meaning, 60, reason + ", and also in " + String.join("; in ", others) + "."));
        }
        return Optional.of(Guess.sure(
                meaning,
                Math.min(95, 80 + 3 * codes.size()),
                reason + "; no list that also has them means anything else.",
                new Reading(
                        Kind.STATE,
                        function + "(., '" + chosen.id() + "')",
                        "k:to-system(., '" + chosen.id() + "')",
                        "a code of " + chosen.id(),
                        chosen.id())));
    }

    /** Codes of sexes: both sexes must be there, and every list that has all the codes must agree on them. */
    Guess sexes(List<String> said) {
        var codes = new TreeSet<>(said);
        var fitting = tables.fitting("sex", codes);
        if (fitting.isEmpty()) {
            return Guess.unsure(Meaning.SEX, 50, "No list of sexes has all of these codes.");
        }
        var lists = fitting.stream().map(CodeTables.Table::id).collect(Collectors.joining(", "));
        var meanings = new TreeMap<String, String>();
        for (var code : codes) {
            var meant = fitting.stream()
                    .map(table -> table.meanings().get(code))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (meant.size() > 1) {
                return Guess.unsure(
                        Meaning.SEX,
                        50,
                        "Lists that have these codes (" + lists + ") mean different things by one of them.");
            }
            meanings.put(code, meant.first());
        }
        if (!meanings.values().containsAll(List.of("female", "male"))) {
            return Guess.unsure(
                    Meaning.SEX,
                    55,
                    "The samples do not have both sexes, so that nothing shows which list it is: F is a man in Hungarian.");
        }
        return Guess.sure(
                Meaning.SEX,
                93,
                "The codes are in " + lists + ", which agree on them; another code is refused.",
                map(meanings));
    }

    /** The very words of a vocabulary of the common model. */
    Optional<Guess> words(Meaning meaning, String list, List<String> said) {
        return tables.find(list)
                .filter(table -> !said.isEmpty() && table.has(said))
                .map(table ->
                        Guess.sure(meaning, 95, "The values are words of the common model.", map(table.meanings())));
    }

    private static Reading map(Map<String, String> meanings) {
        var in = meanings.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "': '" + entry.getValue() + "'")
                .collect(Collectors.joining(", ", "map{", "}"));
        var back = new TreeMap<String, String>();
        meanings.forEach((code, meaning) -> back.putIfAbsent(meaning, code));
        var out = back.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "': '" + entry.getValue() + "'")
                .collect(Collectors.joining(", ", "map{", "}"));
        return new Reading(
                Kind.CODE,
                "k:code(., " + in + ")",
                "k:code(., " + out + ")",
                "one of " + String.join(", ", meanings.keySet()),
                in);
    }
}
