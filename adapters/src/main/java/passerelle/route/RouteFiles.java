package passerelle.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import passerelle.config.Nearest;
import passerelle.config.StepFiles;
import passerelle.model.Partner;
import passerelle.model.Problem;

/** The route files of a home folder, read as Camel reads them, in a context that never starts. */
final class RouteFiles {
    private static final Set<String> ROAD =
            Set.of("receive", "translate-in", "decide", "queue", "translate-out", "deliver", "audit", "failure");
    private static final Pattern LINE = Pattern.compile("line (\\d+)");
    private static final Pattern UNKNOWN = Pattern.compile("(?:Unknown node id|Unsupported field): (\\w+)");
    private static final Pattern WORD = Pattern.compile("\"(\\w+)\" *: *\\{");
    private static final Set<String> STEPS = Set.of("own-steps", "parts", "wait");
    private static final Pattern NAME = Pattern.compile("(?:\\d-)?([a-z][a-z0-9-]*)\\.camel\\.yaml");

    private static final Pattern TARGET = Pattern.compile("\\buri: [\"']?direct:([a-z][a-z0-9-]*)");

    private final Path home;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();
    private final Map<String, byte[]> steps = new TreeMap<>();

    /** A route that a file hands over to. */
    private record Target(String file, int line, String name) {}

    private RouteFiles(Path home) {
        this.home = home;
    }

    /** Reads every file below {@code routes}. */
    static RouteFiles read(Path home) {
        var files = new RouteFiles(home);
        files.read();
        return files;
    }

    /** Every fault of the files, and every route or template that the road or a partner needs and no file has. */
    List<Problem> problems(List<Partner> partners) {
        var all = new ArrayList<>(problems);
        targets.stream()
                .filter(target -> !names.contains(target.name())
                        && !ROAD.contains(target.name())
                        && !STEPS.contains(target.name()))
                .forEach(target -> all.add(new Problem(
                        target.file(),
                        target.line(),
                        0,
                        "no file has the route '" + target.name() + "'",
                        Nearest.to(target.name(), names))));
        ROAD.forEach(name -> need(name, "the road", all));
        if (partners.stream().anyMatch(Plan::hasSteps)) {
            STEPS.forEach(name -> need(name, "a partner with steps of its own", all));
        }
        for (var partner : partners) {
            partner.sends().forEach(way -> need("receive-" + name(way), partner.id() + " to send", all));
            partner.receives().ifPresent(way -> need("deliver-" + name(way), partner.id() + " to receive", all));
        }
        return all;
    }

    /** The routes of the team's own steps, by their files; none when one has a fault. */
    Map<String, byte[]> steps() {
        return steps;
    }

    /** What a way is called in templates and addresses: soap, xml, mllp, inbox, sftp, outbox, folder. */
    static String name(Object way) {
        return way.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Whether the running gateway has a route of this file, or a template; a stylesheet of a step is in the plan. */
    static boolean isRoute(String file) {
        return file.startsWith("routes/") && file.endsWith(".camel.yaml");
    }

    /** What a route file is called after: {@code routes/flow/3-decide.camel.yaml} has the route {@code decide}. */
    static String name(String file) {
        var name = NAME.matcher(file.substring(file.lastIndexOf('/') + 1));
        return name.matches() ? name.group(1) : "";
    }

    private void read() {
        var folder = home.resolve("routes");
        try (Stream<Path> all = Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty();
                var scratch = new DefaultCamelContext()) {
            scratch.setAutoStartup(false);
            var own = home.resolve(StepFiles.FOLDER);
            for (var file : all.filter(file -> !file.startsWith(own) && Files.isRegularFile(file))
                    .sorted()
                    .toList()) {
                read(scratch, file);
            }
            var faults = StepFiles.problems(home, Set.copyOf(names));
            problems.addAll(faults);
            if (faults.isEmpty()) {
                for (var step : StepFiles.routes(home)) {
                    read(scratch, step);
                    steps.put(home.relativize(step).toString(), Files.readAllBytes(step));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(DefaultCamelContext scratch, Path file) throws IOException {
        var relative = home.relativize(file).toString();
        var name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            problems.add(Problem.in(relative, "is no route file; its name must be as in 3-decide.camel.yaml"));
            return;
        }
        names.add(name.group(1));
        try {
            var lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                var target = TARGET.matcher(lines.get(i));
                if (target.find()) {
                    targets.add(new Target(relative, i + 1, target.group(1)));
                }
            }
            var resource = ResourceHelper.fromBytes("file:" + file, Files.readAllBytes(file));
            PluginHelper.getRoutesLoader(scratch).loadRoutes(resource);
        } catch (Exception e) {
            problems.add(problem(relative, e));
            return;
        }
        boolean isThere = scratch.getRouteDefinition(name.group(1)) != null
                || scratch.getRouteTemplateDefinition(name.group(1)) != null;
        if (!isThere) {
            problems.add(Problem.at(
                    relative,
                    line(file, " *id: .*"),
                    0,
                    "has no route or template with the id '" + name.group(1) + "'"));
        }
    }

    private static int line(Path file, String form) throws IOException {
        var lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches(form)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The innermost cause says what is wrong, the outermost place where. */
    private static Problem problem(String file, Exception thrown) {
        var where = new StringBuilder();
        var what = "cannot be read";
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            where.append(t.getMessage()).append('\n');
            what = String.valueOf(t.getMessage())
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(" "))
                    .collect(Collectors.joining(", "));
        }
        var line = LINE.matcher(where);
        var unknown = UNKNOWN.matcher(what);
        return new Problem(
                file,
                line.find() ? Integer.parseInt(line.group(1)) : 0,
                0,
                "not a route: " + what,
                unknown.matches() ? Nearest.to(unknown.group(1), words()) : Optional.empty());
    }

    /** Every word of Camel's own schema of its routes. */
    private static Set<String> words() {
        try (var in = DefaultCamelContext.class.getResourceAsStream("/schema/camelYamlDsl-canonical.json")) {
            var text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return WORD.matcher(text)
                    .results()
                    .map(word -> word.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void need(String name, String whom, List<Problem> all) {
        if (!names.contains(name)) {
            all.add(new Problem(
                    "routes", 0, 0, "no file has '" + name + "', which " + whom + " needs", Nearest.to(name, names)));
        }
    }
}
