package passerelle.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import passerelle.config.HomeFiles.Change;
import passerelle.config.StepFiles;
import passerelle.model.Agreement;
import passerelle.model.FormatId;
import passerelle.model.Inbound;
import passerelle.model.Outbound;
import passerelle.model.Partner;

/**
 * What a change of the configuration means for what runs. Pure.
 *
 * @param closing routes of partners that end @param opening routes of partners that begin
 * @param steps files of the road's own routes that are read anew
 * @param words the same for people, a line a thing
 */
public record Effect(List<End> closing, List<End> opening, Set<String> steps, List<String> words) {

    public Effect {
        closing = List.copyOf(closing);
        opening = List.copyOf(opening);
        steps = Set.copyOf(steps);
        words = List.copyOf(words);
    }

    /** @param changes files that are not the same in both plans */
    public static Effect of(Plan before, Plan after, SortedMap<String, Change> changes) {
        var closing = new ArrayList<End>();
        var opening = new ArrayList<End>();
        var words = new ArrayList<String>();
        var steps =
                changes.keySet().stream().filter(RouteFiles::isRoute).collect(Collectors.toCollection(TreeSet::new));
        var templates = steps.stream()
                .filter(file -> file.startsWith("routes/templates/"))
                .map(RouteFiles::name)
                .collect(Collectors.toSet());
        var was = ends(before);
        var is = ends(after);
        for (var route : Stream.concat(was.keySet().stream(), is.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))) {
            var old = was.get(route);
            var fresh = is.get(route);
            if (old != null && fresh != null && old.equals(fresh) && !templates.contains(old.template())) {
                continue;
            }
            if (old != null) {
                closing.add(old);
            }
            if (fresh != null) {
                opening.add(fresh);
            }
            words.add(route + (old == null ? ": opened" : fresh == null ? ": closed" : ": closed and opened again"));
        }
        steps.stream()
                .filter(file -> !file.startsWith("routes/templates/"))
                .forEach(file -> words.add(file
                        + (file.startsWith(StepFiles.FOLDER + "/")
                                ? ": the team's own step is exchanged"
                                : ": the road's step is exchanged")));
        changes.keySet().stream()
                .filter(file -> file.startsWith(StepFiles.FOLDER + "/") && !RouteFiles.isRoute(file))
                .forEach(file -> words.add(file + ": the stylesheet of a step is exchanged"));
        words.addAll(mappings(before, after));
        words.addAll(agreements(before, after));
        words.addAll(partners(before, after));
        if (!before.configuration().settings().equals(after.configuration().settings())) {
            words.add("config/gateway.properties: takes effect at the next start");
        }
        int untouched = is.size() - opening.size();
        words.add(untouched + (untouched == 1 ? " route is" : " routes are") + " left as they are");
        return new Effect(closing, opening, steps, words);
    }

    private static Map<String, End> ends(Plan plan) {
        var ends = new LinkedHashMap<String, End>();
        for (var partner : plan.configuration().partners()) {
            End.of(partner, plan).forEach(end -> ends.put(end.route(), end));
        }
        return ends;
    }

    private static List<String> mappings(Plan before, Plan after) {
        var words = new ArrayList<String>();
        for (var format : after.formats().all()) {
            var users = users(after, format.id());
            var by = users.isEmpty() ? ", which no partner uses" : " of " + String.join(", ", users);
            before.format(format.id())
                    .ifPresentOrElse(
                            old -> {
                                if (!old.digest().equals(format.digest())) {
                                    words.add(format.id() + ": mapping" + by + " exchanged");
                                }
                            },
                            () -> words.add(format.id() + ": new format" + by));
        }
        before.formats().all().stream()
                .filter(format -> after.format(format.id()).isEmpty())
                .forEach(format -> words.add(format.id() + ": format removed"));
        return words;
    }

    private static Set<String> users(Plan plan, FormatId format) {
        return plan.configuration().partners().stream()
                .filter(partner -> partner.sends().stream().map(Inbound::format).anyMatch(format::equals)
                        || partner.receives()
                                .map(Outbound::format)
                                .filter(format::equals)
                                .isPresent())
                .map(partner -> partner.id().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> agreements(Plan before, Plan after) {
        return differences(
                "agreement ",
                before.configuration().agreements().stream().collect(Collectors.toMap(Agreement::id, a -> a)),
                after.configuration().agreements().stream().collect(Collectors.toMap(Agreement::id, a -> a)));
    }

    private static List<String> partners(Plan before, Plan after) {
        return differences("partner ", byId(before), byId(after));
    }

    private static Map<String, Partner> byId(Plan plan) {
        return plan.configuration().partners().stream()
                .collect(Collectors.toMap(partner -> partner.id().value(), partner -> partner));
    }

    private static <T> List<String> differences(String what, Map<String, T> before, Map<String, T> after) {
        var all = new TreeMap<String, String>();
        before.keySet().stream().filter(id -> !after.containsKey(id)).forEach(id -> all.put(id, "removed"));
        after.forEach((id, now) -> {
            var old = before.get(id);
            if (old == null) {
                all.put(id, "new");
            } else if (!old.equals(now)) {
                all.put(id, "changed");
            }
        });
        return all.entrySet().stream()
                .map(entry -> what + entry.getKey() + ": " + entry.getValue())
                .toList();
    }
}
