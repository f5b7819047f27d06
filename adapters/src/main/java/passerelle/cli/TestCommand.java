package passerelle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import passerelle.translate.CaseResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the cases of formats and says what of a format no case shows. */
@Command(
        name = "test",
        description =
                "Runs the cases of formats and shows what differs; names templates that no case runs and fields of a"
                        + " layout that no case fills.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 0: every case is as its folder says; 1: a case is not, or a format has a fault; 2: wrong use.",
            "",
            "Examples:",
            "  ./passerelle test",
            "  ./passerelle test csv-v1 --update",
            "  ./passerelle test --junit target/cases.xml"
        })
final class TestCommand implements Callable<Integer> {
    /** Stylesheets that are watched are slower; what never ends must still end here. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Home home = new Home();

    @Parameters(paramLabel = "FORMAT", arity = "0..*", description = "The formats to test (default: all).")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--update",
            description = "Makes what came out the expectation of each case that fails, after showing it; look at the"
                    + " change before you commit it. A fault of a stylesheet is never expected.")
    private boolean update;

    @Option(names = "--junit", paramLabel = "FILE", description = "Writes the results as JUnit XML.")
    private Optional<Path> junit = Optional.empty();

    @Override
    public Integer call() throws IOException {
        var all = names.isEmpty() ? FormatFolder.names(home.path()) : names;
        var ids = all.stream()
                .map(name -> FormatFolder.named(home.path(), name, spec))
                .toList();
        if (junit.map(file -> file.toAbsolutePath().resolveSibling("."))
                .filter(folder -> !Files.isDirectory(folder))
                .isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--junit " + junit.get() + " is in a folder that does not exist");
        }
        var runs = new ArrayList<FormatRun>();
        var json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("formats");
        boolean good = true;
        for (var id : ids) {
            var run = FormatRun.of(home.path(), id, LONGEST);
            runs.add(run);
            if (!home.json()) {
                System.out.print(text(run));
            }
            var updated = update ? updated(run) : List.<String>of();
            if (!home.json()) {
                updated.forEach(System.out::println);
            }
            list.add(json(run, updated));
            good &= run.isGood();
        }
        if (junit.isPresent()) {
            Files.writeString(junit.get(), JUnitXml.of(runs));
        }
        if (home.json()) {
            System.out.println(json.put("good", good).toPrettyString());
        }
        return good ? 0 : 1;
    }

    private static String text(FormatRun run) {
        var text = new StringBuilder();
        run.problems().forEach(problem -> text.append(problem).append('\n'));
        text.append(run.id()).append(": ").append(run.results().size()).append(" cases, ");
        text.append(run.failed()).append(" failed\n");
        run.results().forEach((name, outcome) -> {
            if (!outcome.isGood()) {
                text.append("  FAILED ").append(name).append('\n');
                differences(outcome)
                        .forEach(line -> text.append("    ").append(line).append('\n'));
            }
        });
        run.untouched().forEach(rule -> text.append("  no case runs ")
                .append(rule.place())
                .append(' ')
                .append(rule)
                .append('\n'));
        run.unfilled()
                .forEach(field -> text.append("  no case fills ").append(field).append('\n'));
        return text.toString();
    }

    /** What is not as the case says, a line each. */
    static List<String> differences(FormatRun.Outcome outcome) {
        if (outcome.results().isEmpty()) {
            return List.of("there is neither input nor back.xml");
        }
        return outcome.results().stream()
                .filter(result -> !result.isGood())
                .flatMap(result -> result.differences().stream()
                        .flatMap(difference -> (result.file().getFileName() + ": " + difference).lines()))
                .toList();
    }

    private List<String> updated(FormatRun run) {
        var said = new ArrayList<String>();
        run.results().values().stream()
                .flatMap(outcome -> outcome.results().stream())
                .filter(result -> !result.isGood())
                .forEach(result -> said.add(updated(run, result)));
        return said;
    }

    private String updated(FormatRun run, CaseResult result) {
        return run.cases()
                .orElseThrow()
                .accept(result)
                .map(file -> "  written: "
                        + home.path().relativize(file.toAbsolutePath().normalize()))
                .orElse("  not written: " + result.file().getFileName()
                        + "; a fault of the stylesheet is not expected");
    }

    private static ObjectNode json(FormatRun run, List<String> updated) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("format", run.id().value());
        Check.put(run.problems(), node.putArray("problems"));
        var cases = node.putArray("cases");
        run.results().forEach((name, outcome) -> {
            var one = cases.addObject().put("case", name).put("good", outcome.isGood());
            one.put("milliseconds", outcome.took().toNanos() / 1e6);
            if (!outcome.isGood()) {
                differences(outcome).forEach(one.putArray("differences")::add);
            }
        });
        var untouched = node.putArray("untouched");
        run.untouched().forEach(rule -> untouched
                .addObject()
                .put("file", rule.file())
                .put("line", rule.line())
                .put("rule", rule.toString()));
        run.unfilled().forEach(node.putArray("unfilled")::add);
        updated.forEach(node.putArray("updated")::add);
        return node;
    }
}
