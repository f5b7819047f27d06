package passerelle.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import passerelle.model.Problem;

/**
 * The keys of {@code config/gateway.properties} under the same keys in the environment and in {@code --set}: the last
 * that has a key wins. Closed like {@link YamlMap}: a key that nobody asked for is a problem.
 */
final class Layers implements Keys {
    static final String FILE = "config/gateway.properties";
    private static final String PLACE = "place.";
    private static final String VARIABLE = "PASSERELLE_";

    private final Map<String, Value> file;
    private final Map<String, String> environment;
    private final Map<String, String> overrides;
    private final List<Problem> problems;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> places = new TreeSet<>();

    /** A value, where it was found, and how that place calls its key. */
    record Value(String text, String file, int line, String key) {
        Problem problem(String fault) {
            return Problem.at(file, line, 0, fault);
        }
    }

    private Layers(
            Map<String, Value> file,
            Map<String, String> environment,
            Map<String, String> overrides,
            List<Problem> problems) {
        this.file = file;
        this.environment = environment;
        this.overrides = overrides;
        this.problems = problems;
    }

    static Layers read(
            Path home, Map<String, String> environment, Map<String, String> overrides, List<Problem> problems) {
        return new Layers(lines(home.resolve(FILE), problems), environment, overrides, problems);
    }

    private static Map<String, Value> lines(Path path, List<Problem> problems) {
        var values = new HashMap<String, Value>();
        try {
            int number = 0;
            for (var line : Files.readAllLines(path)) {
                number++;
                var text = line.strip();
                if (text.isEmpty() || text.startsWith("#")) {
                    continue;
                }
                int equals = text.indexOf('=');
                if (equals < 1) {
                    problems.add(Problem.at(FILE, number, 0, "expected key=value, or # and a comment"));
                    continue;
                }
                var key = text.substring(0, equals).strip();
                var value = new Value(text.substring(equals + 1).strip(), FILE, number, key);
                var first = values.putIfAbsent(key, value);
                if (first != null) {
                    problems.add(value.problem(
                            "key '" + key + "' stands here a second time; the first is in line " + first.line()));
                }
            }
        } catch (IOException e) {
            problems.add(Problem.in(
                    FILE,
                    Files.exists(path)
                            ? "cannot be read as UTF-8 text: " + e.getClass().getSimpleName()
                            : "the file does not exist; an empty one means all defaults"));
        }
        return values;
    }

    /** The strongest value of a key; an empty one counts as absent. */
    Optional<Value> find(String key) {
        asked.add(key);
        return strongest(key);
    }

    private Optional<Value> strongest(String key) {
        var variable = VARIABLE + variable(key);
        Optional<Value> found;
        if (overrides.containsKey(key)) {
            found = Optional.of(new Value(overrides.getOrDefault(key, ""), "--set", 0, key));
        } else if (environment.containsKey(variable)) {
            found = Optional.of(new Value(environment.getOrDefault(variable, ""), "environment", 0, variable));
        } else {
            found = Optional.ofNullable(file.get(key));
        }
        return found.filter(value -> !value.text().isEmpty());
    }

    /** The value that {@code {{place.name}}} stands for, if somebody gave one. */
    Optional<String> place(String key) {
        places.add(key);
        return strongest(key).map(Value::text);
    }

    @Override
    public <T> T as(String key, T otherwise, String expected, Function<String, T> reader) {
        var found = find(key);
        try {
            return found.map(value -> reader.apply(value.text())).orElse(otherwise);
        } catch (IllegalArgumentException | DateTimeException e) {
            found.ifPresent(value -> problems.add(value.problem(
                    "'" + value.key() + "' is '" + YamlMap.Text.shown(value.text()) + "'; expected " + expected)));
            return otherwise;
        }
    }

    /** Ends the reading, once all of the configuration has been read: a key that nobody asked for is a problem. */
    void done() {
        file.values().stream()
                .sorted((a, b) -> Integer.compare(a.line(), b.line()))
                .forEach(this::checkKnown);
        new TreeSet<>(overrides.keySet()).forEach(key -> checkKnown(new Value("", "--set", 0, key)));
        var variables = asked.stream().map(Layers::variable).toList();
        for (var name : new TreeSet<>(environment.keySet())) {
            // Others may use the prefix too, so only what looks like a slip is a problem.
            if (name.startsWith(VARIABLE) && !variables.contains(name.substring(VARIABLE.length()))) {
                Nearest.to(name.substring(VARIABLE.length()), variables)
                        .ifPresent(near -> problems.add(new Problem(
                                "environment", 0, 0, "unknown variable '" + name + "'", Optional.of(VARIABLE + near))));
            }
        }
    }

    private void checkKnown(Value value) {
        var key = value.key();
        var known = key.startsWith(PLACE) ? places : asked;
        if (!known.contains(key)) {
            var text = known == places
                    ? "no file uses '{{" + key + "}}'; used places: "
                    : "unknown key '" + key + "'; known keys: ";
            problems.add(new Problem(
                    value.file(), value.line(), 0, text + String.join(", ", known), Nearest.to(key, known)));
        }
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
