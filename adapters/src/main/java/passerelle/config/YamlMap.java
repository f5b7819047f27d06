package passerelle.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import passerelle.model.Problem;

/**
 * A YAML 1.2 mapping of ours, closed: every value is text until asked for by its kind, so {@code NO} stays NO; a key
 * nobody asked for is a problem once {@link #done()} is called. Duplicate keys, anchors, tags and second documents are
 * refused. Problems are collected, never thrown; a stand-in value is returned so that reading goes on.
 */
public final class YamlMap {
    private static final int MOST_CHARACTERS = 64 << 10;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(MOST_CHARACTERS).build();

    private final String file;
    private final int line;
    private final int column;
    private final List<Problem> problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private record Entry(Node key, Node value) {}

    /** A text with its place. */
    public record Text(String value, int line, int column) {}

    private YamlMap(String file, Node node, List<Problem> problems) {
        this.file = file;
        this.line = line(node);
        this.column = column(node);
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                if (entries.put(key, new Entry(tuple.getKeyNode(), tuple.getValueNode())) != null) {
                    at(tuple.getKeyNode(), "key '" + key + "' stands here a second time; once is right");
                }
            }
        } else {
            at(node, "expected keys and values here");
        }
    }

    /** Reads a whole file; empty when it cannot be read as one mapping, with the problem added. */
    public static Optional<YamlMap> read(Path home, Path file, List<Problem> problems) {
        var name = home.relativize(file).toString();
        try {
            var text = Files.readString(file);
            var foreign = foreign(text);
            if (foreign.isPresent()) {
                var mark = foreign.get().getStartMark();
                problems.add(Problem.at(
                        name,
                        mark.map(m -> m.getLine() + 1).orElse(1),
                        mark.map(m -> m.getColumn() + 1).orElse(1),
                        "anchors, aliases, tags and second documents are not allowed; write plain keys and values"));
                return Optional.empty();
            }
            var node = new Compose(SETTINGS).composeString(text);
            if (node.isEmpty()) {
                problems.add(Problem.in(name, "the file is empty; expected keys and values"));
                return Optional.empty();
            }
            return Optional.of(new YamlMap(name, node.get(), problems));
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark();
            problems.add(Problem.at(
                    name,
                    mark.map(m -> m.getLine() + 1).orElse(0),
                    mark.map(m -> m.getColumn() + 1).orElse(0),
                    "not YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(Problem.in(name, "not YAML, or larger than " + MOST_CHARACTERS + " characters"));
        } catch (IOException e) {
            problems.add(Problem.in(
                    name, "cannot be read as UTF-8 text: " + e.getClass().getSimpleName()));
        }
        return Optional.empty();
    }

    private static Optional<Event> foreign(String text) {
        int documents = 0;
        for (var event : new Parse(SETTINGS).parseString(text)) {
            if (event instanceof DocumentStartEvent && ++documents > 1
                    || event instanceof AliasEvent
                    || event instanceof NodeEvent node && node.getAnchor().isPresent()
                    || event instanceof ScalarEvent scalar && scalar.getTag().isPresent()
                    || event instanceof CollectionStartEvent start
                            && start.getTag().isPresent()) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    public boolean has(String key) {
        asked.add(key);
        return entries.containsKey(key);
    }

    /** A text that must be there; "" stands in. */
    public String text(String key) {
        return located(key).value();
    }

    /** A text that must be there, with its place. */
    public Text located(String key) {
        if (!has(key)) {
            missing(key);
            return new Text("", line, column);
        }
        return scalar(value(key), "'" + key + "'");
    }

    public Optional<String> optional(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /** A list of texts, each with its place; a missing list is a problem. */
    public List<Text> list(String key) {
        return nodes(key).stream()
                .map(node -> scalar(node, "an entry of '" + key + "'"))
                .toList();
    }

    /** A mapping below this one, if it is there. */
    public Optional<YamlMap> map(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        return Optional.of(new YamlMap(file, value(key), problems));
    }

    /** A mapping that must be there. */
    public Optional<YamlMap> needed(String key) {
        if (!has(key)) {
            missing(key);
        }
        return map(key);
    }

    /** A list of mappings; a missing list is a problem. */
    public List<YamlMap> maps(String key) {
        return nodes(key).stream()
                .map(node -> new YamlMap(file, node, problems))
                .toList();
    }

    /** Whole number within bounds, or the default when the key is absent. */
    public int number(String key, int least, int most, int otherwise) {
        return as(key, otherwise, "a whole number from " + least + " to " + most, text -> {
            int value = Integer.parseInt(text);
            if (value < least || value > most) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    /** Decimal number within bounds, or the default when the key is absent. */
    public double decimal(String key, double least, double most, double otherwise) {
        return as(key, otherwise, "a number from " + least + " to " + most, text -> {
            double value = Double.parseDouble(text);
            if (!(value >= least && value <= most)) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    /** ISO 8601 duration as in {@code PT30S}, or the default when the key is absent. */
    public Duration duration(String key, Duration otherwise) {
        return as(key, otherwise, "a duration as in PT30S or P7D", text -> {
            var value = Duration.parse(text);
            if (value.isNegative()) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    /** A moment in UTC as in {@code 2026-12-01T00:00:00Z}, which must be there. */
    public Instant instant(String key) {
        if (!has(key)) {
            missing(key);
            return Instant.EPOCH;
        }
        return as(key, Instant.EPOCH, "a moment in UTC as in 2026-12-01T00:00:00Z", Instant::parse);
    }

    /** One of a few words, or the default when the key is absent. */
    public String word(String key, Set<String> words, String otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        var found = located(key);
        if (!words.contains(found.value())) {
            problem(
                    found,
                    "'" + key + "' is '" + found.value() + "'; expected one of " + sorted(words),
                    Nearest.to(found.value(), words));
            return otherwise;
        }
        return found.value();
    }

    /** Any kind of value by its own reader; what it throws ({@link RuntimeException} of parsing) becomes a problem. */
    public <T> T as(String key, T otherwise, String expected, Function<String, T> reader) {
        if (!has(key)) {
            return otherwise;
        }
        return as(located(key), "'" + key + "'", otherwise, expected, reader);
    }

    /** The same for a text that was found already. */
    public <T> T as(Text found, String what, T otherwise, String expected, Function<String, T> reader) {
        try {
            return reader.apply(found.value());
        } catch (IllegalArgumentException | DateTimeException e) {
            problem(found, what + " is '" + found.value() + "'; expected " + expected, Optional.empty());
            return otherwise;
        }
    }

    /** Adds a problem at this key, or at the mapping when the key is absent. */
    public void problem(String key, String text) {
        var entry = entries.get(key);
        problems.add(
                entry == null
                        ? Problem.at(file, line, column, text)
                        : Problem.at(file, line(entry.value()), column(entry.value()), text));
    }

    /** Adds a problem at a text's place. */
    public void problem(Text at, String text, Optional<String> suggestion) {
        problems.add(new Problem(file, at.line(), at.column(), text, suggestion));
    }

    public String file() {
        return file;
    }

    /** Ends the reading of this mapping: every key that nobody asked for is a problem. */
    public void done() {
        entries.forEach((key, entry) -> {
            if (!asked.contains(key)) {
                problems.add(new Problem(
                        file,
                        line(entry.key()),
                        column(entry.key()),
                        "unknown key '" + key + "'; known keys: " + String.join(", ", asked),
                        Nearest.to(key, asked)));
            }
        });
    }

    private Node value(String key) {
        return Objects.requireNonNull(entries.get(key)).value();
    }

    private void missing(String key) {
        // A misspelt key is reported once, as unknown with its suggestion, and not a second time as missing.
        if (entries.keySet().stream()
                .noneMatch(found -> Nearest.to(found, Set.of(key)).isPresent())) {
            problems.add(Problem.at(file, line, column, "key '" + key + "' is missing"));
        }
    }

    private Text scalar(Node node, String what) {
        if (node instanceof ScalarNode scalar) {
            var text = new Text(scalar.getValue(), line(node), column(node));
            if (text.value().isEmpty()) {
                at(node, what + " has no value");
            }
            return text;
        }
        at(node, what + " must be one value, not a list or mapping");
        return new Text("", line(node), column(node));
    }

    private List<Node> nodes(String key) {
        if (!has(key)) {
            missing(key);
            return List.of();
        }
        var node = value(key);
        if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            return new ArrayList<>(sequence.getValue());
        }
        at(node, "'" + key + "' must be a list of at least one entry");
        return List.of();
    }

    private void at(Node node, String text) {
        problems.add(Problem.at(file, line(node), column(node), text));
    }

    private static String sorted(Set<String> words) {
        return String.join(", ", words.stream().sorted().toList());
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static int column(Node node) {
        return node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    }
}
