package passerelle.config;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.snakeyaml.engine.v2.exceptions.Mark;
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
public final class YamlMap implements Keys {
    private static final int MOST_SHOWN = 100;

    private final String file;
    private final int line;
    private final int column;
    private final List<Problem> problems;
    private final Filling filling;
    private final boolean mapping;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private record Entry(Node key, Node value) {}

    /** A text with its place. */
    public record Text(String value, int line, int column) {

        /** The value as a problem quotes it: on one line, and not longer than a line. */
        String shown() {
            return shown(value);
        }

        static String shown(String value) {
            var line = value.replaceAll("\\p{Cntrl}", "?");
            return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "…" : line;
        }
    }

    /** Replaces the placeholders of a value; what is wrong with one goes to {@code fault}. */
    interface Filling {
        String fill(String text, Consumer<String> fault);
    }

    private YamlMap(String file, Node node, List<Problem> problems, Filling filling) {
        this.file = file;
        this.line = line(node);
        this.column = column(node);
        this.problems = problems;
        this.filling = filling;
        this.mapping = node instanceof MappingNode;
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
        return read(home, file, problems, (text, fault) -> text);
    }

    /** The same, with the placeholders in its values filled in. */
    static Optional<YamlMap> read(Path home, Path file, List<Problem> problems, Filling filling) {
        var name = home.relativize(file).toString();
        return YamlFile.compose(name, file, problems).map(node -> new YamlMap(name, node, problems, filling));
    }

    /** Reads a whole file that is a list of mappings; empty when it is no such list, with the problem added. */
    static List<YamlMap> readList(Path home, Path file, List<Problem> problems) {
        var name = home.relativize(file).toString();
        var node = YamlFile.compose(name, file, problems);
        if (node.isPresent() && !(node.get() instanceof SequenceNode)) {
            problems.add(Problem.at(name, line(node.get()), column(node.get()), "expected a list of one route here"));
        }
        return node.filter(SequenceNode.class::isInstance)
                .map(SequenceNode.class::cast)
                .map(list -> list.getValue().stream()
                        .map(entry -> new YamlMap(name, entry, problems, (text, fault) -> text))
                        .toList())
                .orElse(List.of());
    }

    /** How many keys stand here. */
    int size() {
        return entries.size();
    }

    /** Whether the value of a key that is there is an empty text. */
    boolean isEmpty(String key) {
        return value(key) instanceof ScalarNode scalar && scalar.getValue().isEmpty();
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
        return filled(scalar(value(key), "'" + key + "'"));
    }

    /** The same with its placeholders as they are written: for secrets, whose value must not show in a problem. */
    Text written(String key) {
        if (!has(key)) {
            missing(key);
            return new Text("", line, column);
        }
        return scalar(value(key), "'" + key + "'");
    }

    /** A list of texts with their placeholders as they are written. */
    List<Text> writtenList(String key) {
        return nodes(key).stream()
                .map(node -> scalar(node, "an entry of '" + key + "'"))
                .toList();
    }

    public Optional<String> optional(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /** A list of texts, each with its place; a missing list is a problem. */
    public List<Text> list(String key) {
        return nodes(key).stream()
                .map(node -> filled(scalar(node, "an entry of '" + key + "'")))
                .toList();
    }

    /** A mapping below this one, if it is there. */
    public Optional<YamlMap> map(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        return Optional.of(new YamlMap(file, value(key), problems, filling));
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
                .map(node -> new YamlMap(file, node, problems, filling))
                .toList();
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
        if (found.value().isEmpty()) {
            return otherwise;
        }
        if (!words.contains(found.value())) {
            problem(
                    found,
                    "'" + key + "' is '" + found.shown() + "'; expected one of " + sorted(words),
                    Nearest.to(found.value(), words));
            return otherwise;
        }
        return found.value();
    }

    /** One of a few words, which must be there; empty when it is not. */
    Optional<String> choice(String key, Set<String> words) {
        if (!has(key)) {
            missing(key);
            return Optional.empty();
        }
        return Optional.of(word(key, words, "")).filter(found -> !found.isEmpty());
    }

    /** Any kind of value that must be there. */
    <T> T needed(String key, T otherwise, String expected, Function<String, T> reader) {
        if (!has(key)) {
            missing(key);
        }
        return as(key, otherwise, expected, reader);
    }

    @Override
    public <T> T as(String key, T otherwise, String expected, Function<String, T> reader) {
        if (!has(key)) {
            return otherwise;
        }
        return as(located(key), "'" + key + "'", otherwise, expected, reader);
    }

    /** The same for a text that was found already. */
    public <T> T as(Text found, String what, T otherwise, String expected, Function<String, T> reader) {
        if (found.value().isEmpty()) {
            return otherwise;
        }
        try {
            return reader.apply(found.value());
        } catch (IllegalArgumentException | DateTimeException e) {
            problem(found, what + " is '" + found.shown() + "'; expected " + expected, Optional.empty());
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
        if (!mapping) {
            return;
        }
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
        at(
                node,
                node instanceof MappingNode
                        ? what + " must be one value, not a mapping; a value that begins with {{ needs quotes"
                        : what + " must be one value, not a list");
        return new Text("", line(node), column(node));
    }

    private Text filled(Text text) {
        var value = filling.fill(text.value(), fault -> problem(text, fault, Optional.empty()));
        return new Text(value, text.line(), text.column());
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
