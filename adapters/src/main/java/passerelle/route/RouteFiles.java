package passerelle.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
    private static final Set<String> STEPS = Set.of("own-steps", "parts");
    private static final Pattern NAME = Pattern.compile("(?:\\d-)?([a-z][a-z0-9-]*)\\.camel\\.yaml");

    private final Path home;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();

    private RouteFiles(Path home) {
        this.home = home;
    }

    /** Every fault of the files, and every route or template that the road or a partner needs and no file has. */
    static List<Problem> problems(Path home, List<Partner> partners) {
        var files = new RouteFiles(home);
        files.read();
        ROAD.forEach(name -> files.need(name, "the road"));
        if (partners.stream().flatMap(partner -> partner.sends().stream()).anyMatch(way -> !way.steps()
                .isNone())) {
            STEPS.forEach(name -> files.need(name, "a partner with steps of its own"));
        }
        for (var partner : partners) {
            partner.sends().forEach(way -> files.need("receive-" + name(way), partner.id() + " to send"));
            partner.receives().ifPresent(way -> files.need("deliver-" + name(way), partner.id() + " to receive"));
        }
        return files.problems;
    }

    /** What a way is called in templates and addresses: soap, xml, inbox, sftp, outbox, folder. */
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
            var steps = home.resolve(StepFiles.FOLDER);
            for (var file : all.filter(file -> !file.startsWith(steps) && Files.isRegularFile(file))
                    .sorted()
                    .toList()) {
                read(scratch, file);
            }
            var faults = StepFiles.problems(home, Set.copyOf(names));
            problems.addAll(faults);
            if (faults.isEmpty()) {
                for (var step : StepFiles.routes(home)) {
                    read(scratch, step);
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
            var resource = ResourceHelper.fromBytes("file:" + file, Files.readAllBytes(file));
            PluginHelper.getRoutesLoader(scratch).loadRoutes(resource);
        } catch (Exception e) {
            problems.add(problem(relative, e));
            return;
        }
        boolean isThere = scratch.getRouteDefinition(name.group(1)) != null
                || scratch.getRouteTemplateDefinition(name.group(1)) != null;
        if (!isThere) {
            problems.add(Problem.in(relative, "has no route or template with the id '" + name.group(1) + "'"));
        }
    }

    private static Problem problem(String file, Exception thrown) {
        var text = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            text.append(t.getMessage()).append('\n');
        }
        var line = LINE.matcher(text);
        var first = text.toString().lines().findFirst().orElse("cannot be read");
        return Problem.at(file, line.find() ? Integer.parseInt(line.group(1)) : 0, 0, "not a route: " + first);
    }

    private void need(String name, String whom) {
        if (!names.contains(name)) {
            problems.add(new Problem(
                    "routes", 0, 0, "no file has '" + name + "', which " + whom + " needs", Nearest.to(name, names)));
        }
    }
}
