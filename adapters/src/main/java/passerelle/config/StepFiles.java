package passerelle.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import passerelle.model.Problem;

/** The files of {@code routes/partners}: a team's own steps, and the stylesheets that they call. */
public final class StepFiles {
    /** Below the home folder. */
    public static final String FOLDER = "routes/partners";

    static final String ENDING = ".camel.yaml";

    private static final String SHEET = ".xsl";
    private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    private StepFiles() {}

    /** Names of the steps that a home folder has. */
    static Set<String> names(Path home) {
        var names = new TreeSet<String>();
        files(home).forEach(file -> name(file, ENDING).ifPresent(names::add));
        return names;
    }

    /** The files of those steps. */
    public static List<Path> routes(Path home) {
        return files(home).stream()
                .filter(file -> name(file, ENDING).isPresent())
                .toList();
    }

    /** The stylesheets that a home folder has for its steps, by their names without the ending. */
    public static Map<String, Path> sheets(Path home) {
        var sheets = new TreeMap<String, Path>();
        files(home).forEach(file -> name(file, SHEET).ifPresent(name -> sheets.put(name, file)));
        return sheets;
    }

    /**
     * Every fault of every step, with its file and line.
     *
     * @param taken names that the gateway's own routes have
     */
    public static List<Problem> problems(Path home, Set<String> taken) {
        var problems = new ArrayList<Problem>();
        var steps = new TreeMap<String, StepFile>();
        for (var file : files(home)) {
            var relative = home.relativize(file).toString();
            var name = name(file, ENDING);
            if (name.isEmpty() && name(file, SHEET).isEmpty()) {
                problems.add(
                        Problem.in(
                                relative,
                                "is no step; expected a route as in add-reason.camel.yaml or a stylesheet as in add-reason.xsl"));
            } else if (name.filter(taken::contains).isPresent()) {
                problems.add(Problem.in(
                        relative, "'" + name.get() + "' is a route of the gateway's own; expected another name"));
            } else {
                name.ifPresent(step -> steps.put(
                        step, new StepFile(step, names(home), sheets(home).keySet())));
            }
        }
        steps.forEach((name, step) -> step.read(home, home.resolve(FOLDER).resolve(name + ENDING), problems));
        steps.values().forEach(step -> step.circles(steps));
        return problems;
    }

    private static Optional<String> name(Path file, String ending) {
        var text = file.getFileName().toString();
        return Optional.of(text)
                .filter(name -> name.endsWith(ending))
                .map(name -> name.substring(0, name.length() - ending.length()))
                .filter(name -> name.matches(NAME));
    }

    private static List<Path> files(Path home) {
        var folder = home.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith(".")
                            && !file.getFileName().toString().endsWith("~"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
