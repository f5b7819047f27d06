package passerelle.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import passerelle.config.YamlMap.Text;
import passerelle.model.Problem;

/**
 * One step of a team's own: one Camel route, in canonical notation. It may do what is read here and nothing else, so it
 * reaches no queue, bean, file, address or secret, and nothing of the gateway but the message that it was given. Camel's
 * {@code split} is not among it, since what it makes would be dropped; a stylesheet divides a message.
 */
final class StepFile {
    private static final String STEP = "direct:";
    private static final String STYLESHEET = "step-xslt:";

    private final String name;
    private final Set<String> steps;
    private final Set<String> sheets;
    private final List<Call> calls = new ArrayList<>();

    /** Of another step. */
    private record Call(YamlMap map, Text at, String step) {}

    /** @param steps names of all steps @param sheets names of all stylesheets */
    StepFile(String name, Set<String> steps, Set<String> sheets) {
        this.name = name;
        this.steps = steps;
        this.sheets = sheets;
    }

    void read(Path home, Path file, List<Problem> problems) {
        var routes = YamlMap.readList(home, file, problems);
        if (routes.size() > 1) {
            routes.get(1).problem("", "a second entry; a step is one route in a file of its own");
        }
        routes.stream().findFirst().ifPresent(entry -> {
            entry.needed("route").ifPresent(this::route);
            entry.done();
        });
    }

    private void route(YamlMap route) {
        named(route, "id", name);
        route.has("description");
        route.needed("from").ifPresent(from -> {
            named(from, "uri", STEP + name);
            steps(from);
            from.done();
        });
        route.done();
    }

    private static void named(YamlMap map, String key, String expected) {
        var found = map.located(key);
        if (!found.value().isEmpty() && !found.value().equals(expected)) {
            map.problem(
                    found,
                    "'" + key + "' is '" + found.shown() + "'; expected " + expected + ", as the file is called",
                    Optional.empty());
        }
    }

    private void steps(YamlMap parent) {
        for (var step : parent.maps("steps")) {
            if (step.size() > 1) {
                step.problem("", "one step an entry; found " + step.size() + " keys");
            }
            step.map("setBody").ifPresent(StepFile::value);
            step.map("transform").ifPresent(StepFile::value);
            step.map("setVariable").ifPresent(map -> {
                StepExpression.name(map);
                value(map);
            });
            step.map("convertBodyTo").ifPresent(map -> {
                map.choice("type", Set.of("String"));
                done(map);
            });
            step.map("filter").ifPresent(this::condition);
            step.map("choice").ifPresent(this::choice);
            step.map("stop").ifPresent(StepFile::done);
            step.map("log").ifPresent(map -> {
                StepExpression.logged(map);
                done(map);
            });
            step.map("to").ifPresent(this::to);
            step.done();
        }
    }

    private static void value(YamlMap map) {
        StepExpression.value(map);
        done(map);
    }

    private void condition(YamlMap map) {
        StepExpression.condition(map);
        steps(map);
        done(map);
    }

    private void choice(YamlMap choice) {
        choice.maps("when").forEach(this::condition);
        choice.map("otherwise").ifPresent(otherwise -> {
            steps(otherwise);
            done(otherwise);
        });
        done(choice);
    }

    private void to(YamlMap to) {
        var uri = to.located("uri");
        if (uri.value().startsWith(STEP)) {
            var called = uri.value().substring(STEP.length());
            known(to, uri, called, steps, "step");
            calls.add(new Call(to, uri, called));
        } else if (uri.value().startsWith(STYLESHEET)) {
            known(to, uri, uri.value().substring(STYLESHEET.length()), sheets, "stylesheet");
        } else if (!uri.value().isEmpty()) {
            to.problem(
                    uri,
                    "a step may not call '" + uri.shown()
                            + "'; expected direct:<another step> or step-xslt:<a stylesheet>, both of routes/partners",
                    Optional.empty());
        }
        done(to);
    }

    private static void known(YamlMap to, Text uri, String called, Set<String> names, String what) {
        if (!names.contains(called)) {
            to.problem(
                    uri, "routes/partners has no " + what + " '" + Text.shown(called) + "'", Nearest.to(called, names));
        }
    }

    /** What editors of routes write into any entry. */
    private static void done(YamlMap map) {
        map.has("id");
        map.has("description");
        map.done();
    }

    /** A step that comes back to itself would never end. */
    void circles(Map<String, StepFile> all) {
        for (var call : calls) {
            if (reaches(call.step(), all, new HashSet<>())) {
                call.map().problem(call.at(), "the step comes back to itself and would never end", Optional.empty());
            }
        }
    }

    private boolean reaches(String step, Map<String, StepFile> all, Set<String> seen) {
        return step.equals(name)
                || seen.add(step)
                        && Optional.ofNullable(all.get(step)).stream()
                                .flatMap(next -> next.calls.stream())
                                .anyMatch(call -> reaches(call.step(), all, seen));
    }
}
