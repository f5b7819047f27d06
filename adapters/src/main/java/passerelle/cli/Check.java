package passerelle.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import passerelle.model.FormatId;
import passerelle.model.Probe;
import passerelle.model.Problem;
import passerelle.route.Plan;
import passerelle.translate.Cases;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Names every fault of the configuration before anything starts. */
@Command(
        name = "check",
        description = "Reads all configuration and stylesheets and lists every fault with file and line.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 0: no fault; 1: faults, or an endpoint that fails; 2: there is no such part.",
            "",
            "Examples:",
            "  ./passerelle check",
            "  ./passerelle check xaa-registry            a partner, its formats and their cases, its agreements",
            "  ./passerelle check xslt/csv-v1/layout.xml  the format of a file, and who uses it",
            "  ./passerelle check --cases --json",
            "  ./passerelle check --connect xbb-immigration   and whether its endpoints can be reached"
        })
final class Check implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Parameters(
            arity = "0..1",
            paramLabel = "PART",
            description =
                    "A partner, agreement or format by its id, or a file: only that and what it touches, with cases.")
    private Optional<String> part = Optional.empty();

    @Option(names = "--cases", description = "Runs the cases of the formats too; with PART they run in any case.")
    private boolean cases;

    @Option(
            names = "--connect",
            description =
                    "Looks at the endpoints too: address, certificate, login, rights, contract. Sends nothing about anybody.")
    private boolean connect;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        var wanted = part.map(this::found);
        var plan = Plan.read(
                home.path(),
                home.overrides(),
                System.getenv(),
                wanted.map(Part::formats).orElse(Set.of()));
        var problems = new ArrayList<>(plan.problems());
        if (cases || wanted.isPresent()) {
            problems.addAll(failing(plan, wanted.map(Part::formats).orElse(Set.of())));
        }
        problems.removeIf(problem -> wanted.filter(only -> !only.holds(problem)).isPresent());
        var warnings = plan.warnings().stream()
                .filter(warning -> wanted.map(only -> only.holds(warning)).orElse(true))
                .toList();
        var probes = connect
                ? Connect.probes(
                        plan,
                        id -> wanted.map(only -> only.holds(Problem.in("config/partners/" + id + ".yaml", "")))
                                .orElse(true),
                        wanted.isEmpty())
                : List.<Probe>of();
        if (home.json()) {
            var out = json(problems, warnings);
            put(out, probes);
            System.out.println(out.toPrettyString());
        } else {
            probes.forEach(probe -> System.out.println(line(probe)));
            problems.forEach(System.out::println);
            warnings.forEach(warning -> System.out.println("warning: " + warning));
            System.out.println(problems.isEmpty() ? "No fault: " + seen(plan) : count(problems) + ".");
        }
        return problems.isEmpty() && probes.stream().noneMatch(probe -> probe.outcome() == Probe.Outcome.FAILED)
                ? 0
                : 1;
    }

    static String count(List<Problem> problems) {
        return problems.size() == 1 ? "1 fault" : problems.size() + " faults";
    }

    private static String line(Probe probe) {
        return "%-10s  %s %s: %s (%d ms)"
                .formatted(said(probe), probe.subject(), probe.step(), probe.detail(), probe.millis());
    }

    private static String said(Probe probe) {
        return probe.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void put(ObjectNode out, List<Probe> probes) {
        if (connect) {
            var list = out.putArray("probes");
            probes.forEach(probe -> list.addObject()
                    .put("subject", probe.subject())
                    .put("step", probe.step())
                    .put("outcome", said(probe))
                    .put("detail", probe.detail())
                    .put("millis", probe.millis()));
        }
    }

    private Part found(String name) {
        return Part.of(home.path(), relative(name))
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        "there is no partner, agreement, format or file '" + name + "'"
                                + Part.nearest(home.path(), name)
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse("")));
    }

    /** A path as the shell completes it, or as the home folder has it. */
    private String relative(String name) {
        var absolute = Path.of(name).toAbsolutePath().normalize();
        return absolute.startsWith(home.path())
                        && name.contains("/")
                        && absolute.toFile().exists()
                ? home.path().relativize(absolute).toString()
                : name;
    }

    private static String seen(Plan plan) {
        return plan.configuration().partners().size() + " partners, "
                + plan.configuration().agreements().size() + " agreements, "
                + plan.formats().all().size() + " formats.";
    }

    /** Each case whose format gives something else than its folder says. */
    static List<Problem> failing(Plan plan, Set<FormatId> formats) {
        return plan.formats().all().parallelStream()
                .filter(format -> formats.isEmpty() || formats.contains(format.id()))
                .map(format -> new Cases(format, plan.formats().folder(format.id())))
                .flatMap(found -> found.names().stream()
                        .flatMap(name -> found
                                .run(name)
                                .map(said -> new Problem(
                                        "xslt/" + found.format() + "/cases/" + name,
                                        0,
                                        0,
                                        "the case fails: "
                                                + said.replaceFirst("\\nthe whole result is\\n(?s:.*)", "")
                                                        .replaceAll("\\s+", " "),
                                        Optional.empty()))
                                .stream()))
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
    }

    /** The faults of a plan. */
    static ObjectNode json(Plan plan) {
        return json(plan.problems(), plan.warnings());
    }

    private static ObjectNode json(List<Problem> problems, List<Problem> warnings) {
        var out = JsonNodeFactory.instance.objectNode();
        put(problems, out.putArray("problems"));
        put(warnings, out.putArray("warnings"));
        return out;
    }

    static void put(List<Problem> problems, ArrayNode list) {
        for (var problem : problems) {
            list.addObject()
                    .put("file", problem.file())
                    .put("line", problem.line())
                    .put("column", problem.column())
                    .put("text", problem.text())
                    .put("suggestion", problem.suggestion().orElse(""));
        }
    }
}
