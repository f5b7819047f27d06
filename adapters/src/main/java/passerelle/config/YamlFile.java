package passerelle.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import passerelle.model.Problem;

/** A YAML file as a tree with places, restricted to what a person would read aloud: plain keys and values. */
final class YamlFile {
    private static final int MOST_BYTES = 64 << 10;
    private static final int MOST_DEPTH = 16;
    private static final LoadSettings SETTINGS = LoadSettings.builder().build();

    private YamlFile() {}

    /** Empty when the file cannot be read, with the problem added. */
    static Optional<Node> compose(String name, Path file, List<Problem> problems) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                problems.add(Problem.in(name, "larger than " + MOST_BYTES + " bytes; no file of ours needs more"));
                return Optional.empty();
            }
            var text = Files.readString(file);
            var foreign = foreign(text);
            if (foreign.isPresent()) {
                problems.add(marked(
                        name,
                        foreign.get().getStartMark(),
                        "anchors, aliases, tags, second documents and more than " + MOST_DEPTH
                                + " levels are not allowed; write plain keys and values"));
                return Optional.empty();
            }
            var node = new Compose(SETTINGS).composeString(text);
            if (node.isEmpty()) {
                problems.add(Problem.in(name, "the file is empty; expected keys and values"));
            }
            return node;
        } catch (MarkedYamlEngineException e) {
            problems.add(marked(name, e.getProblemMark(), "not YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(Problem.in(name, "not YAML: it holds a character that is not text"));
        } catch (IOException e) {
            problems.add(Problem.in(
                    name, "cannot be read as UTF-8 text: " + e.getClass().getSimpleName()));
        }
        return Optional.empty();
    }

    private static Optional<Event> foreign(String text) {
        int documents = 0;
        int depth = 0;
        for (var event : new Parse(SETTINGS).parseString(text)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            // The tree is built by recursion: a file of brackets only must not reach it.
            if (depth > MOST_DEPTH
                    || event instanceof DocumentStartEvent && ++documents > 1
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

    private static Problem marked(String name, Optional<Mark> mark, String text) {
        return Problem.at(
                name,
                mark.map(m -> m.getLine() + 1).orElse(0),
                mark.map(m -> m.getColumn() + 1).orElse(0),
                text);
    }
}
