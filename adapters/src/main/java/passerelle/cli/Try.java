package passerelle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import passerelle.config.StepFiles;
import passerelle.model.FormatId;
import passerelle.model.Problem;
import passerelle.route.Plan;
import passerelle.route.StepsApart;
import passerelle.route.Trial;
import passerelle.route.TrialFile;
import passerelle.route.TrialRoad;
import passerelle.route.TrialStep.Stage;
import passerelle.translate.Rules;
import passerelle.translate.Tracing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what each stage of the road makes of a sample, before anything is deployed. */
@Command(
        name = "try",
        description = "Takes a sample along the road, stage by stage: raw, native, (before), common,"
                + " (after), decision, view, out; before and after are steps of the sender's own. Nothing"
                + " is sent or kept.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 0: it came to the end, and is as expected; 1: it was refused or is not as expected; 2: wrong use.",
            "",
            "Examples:",
            "  ./passerelle try xbb-immigration-v1 question.xml --to xaa-registry",
            "  ./passerelle try xaa-registry-v1 PERSONS.TXT --record 3 --stage common",
            "  ./passerelle try csv-v1 --last 100 --partner xcc-labour",
            "  ./passerelle try utopia-border-v1 call.xml --to xbb-immigration-v1 --expect expected.xml --watch"
        })
final class Try implements Callable<Integer> {
    private static final Rules NO_RULES = Rules.read(Path.of(""), List.of());
    private static final long LOOK_EVERY_MILLIS = 300;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Home home = new Home();

    @Mixin
    private RoadOptions roads = new RoadOptions();

    @Parameters(index = "0", paramLabel = "FORMAT", description = "The format that the sample has.")
    private String format = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SAMPLE",
            description = "A file as the system sends it: a message, a file of records, or a SOAP request.")
    private Path sample = Path.of("");

    @Option(
            names = "--last",
            paramLabel = "N",
            description = "In place of a sample: the last N messages that came in this format to the gateway that runs,"
                    + " and what would come out differently by the mapping on disk. Each message that is opened is"
                    + " recorded.")
    private Optional<Integer> last = Optional.empty();

    @Option(names = "--partner", paramLabel = "PARTNER", description = "With --last: only what this partner sent.")
    private Optional<String> partner = Optional.empty();

    @Option(names = "--show", description = "With --last: shows values of the messages, which are personal data.")
    private boolean show;

    @Option(names = "--record", paramLabel = "N", description = "Only the N-th message of a file, from 1.")
    private Optional<Integer> record = Optional.empty();

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Prints only what this stage made, for pipes: ${COMPLETION-CANDIDATES}.")
    private Optional<Stage> stage = Optional.empty();

    @Option(
            names = "--watch",
            description = "Tries again when the sample or a file it depends on changes; until Ctrl-C.")
    private boolean watch;

    @Option(
            names = "--expect",
            paramLabel = "FILE",
            description = "Compares with this file: what goes out, the common message, or --stage. XML is compared as"
                    + " documents, a .failure as the sentence of the refusal, anything else as text.")
    private Optional<Path> expected = Optional.empty();

    @Option(names = "--explain", description = "Says which line and template made each element; runs slower.")
    private boolean explain;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes the stages side by side as one page.")
    private Optional<Path> html = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var id = FormatFolder.named(home.path(), format, spec);
        if (last.isPresent() == !sample.toString().isEmpty()) {
            throw wrong(last.isPresent() ? "--last takes no SAMPLE" : "a SAMPLE, or --last N, is missing");
        }
        if (last.isPresent()) {
            return new TryLast(home, id, last.get(), partner, show).run(spec);
        }
        readable("SAMPLE", sample);
        if (expected.isPresent()) {
            readable("--expect", expected.get());
        }
        if (record.filter(number -> number < 1).isPresent()) {
            throw wrong("--record is " + record.get() + "; expected a number from 1");
        }
        var first = run(id);
        print(first);
        return watch ? watch(id, first) : first.code();
    }

    private void readable(String what, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw wrong(what + " " + file + " is no file that can be read");
        }
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    private TrialRun run(FormatId id) throws IOException {
        var formats = new ArrayList<FormatId>();
        var tracing = explain ? Optional.of(new Tracing(home.path())) : Optional.<Tracing>empty();
        // Before they are read, so that a change while they are is seen.
        var seen = WatchedFiles.look(watch ? watched() : List.of());
        var plan = Plan.readForTrial(
                home.path(),
                home.overrides(),
                System.getenv(),
                configuration -> {
                    var all = roads.formats(home.path(), id, configuration);
                    formats.addAll(all);
                    return all;
                },
                tracing);
        var needed = formats.stream()
                .filter(one -> plan.formats().find(one).isEmpty())
                .toList();
        var road = needed.isEmpty()
                ? Optional.of(roads.road(home.path(), id, plan.configuration()))
                : Optional.<TrialRoad>empty();
        if (road.isEmpty() || road.get().takesSteps() && !plan.stepProblems().isEmpty()) {
            var text = plan.problems().stream().map(Problem::toString).toList();
            return new TrialRun(
                    Optional.empty(), plan.problems(), Optional.empty(), NO_RULES, seen, String.join("\n", text));
        }
        var only = record.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        var file = trial(plan, road.get(), tracing, only);
        if (only.isPresent() && file.records().isEmpty()) {
            throw wrong("--record is " + only.getAsInt() + ", and the sample has fewer messages");
        }
        var differences = differences(file);
        var text = TrialText.of(file, NO_RULES, false) + String.join("\n", differences.orElse(List.of()));
        return new TrialRun(Optional.of(file), List.of(), differences, explain ? rules(formats) : NO_RULES, seen, text);
    }

    private TrialFile trial(Plan plan, TrialRoad road, Optional<Tracing> tracing, OptionalInt only) throws IOException {
        // While the first message is on its way to them.
        CompletableFuture.runAsync(plan.formats()::compile);
        try (var apart = new StepsApart(plan)) {
            return new Trial(plan, road, tracing, apart).run(Files.readAllBytes(sample), only);
        }
    }

    /** What a result may depend on: all of xslt, since a changed partner may lead to another format. */
    private List<Path> watched() {
        return Stream.concat(
                        Stream.of(
                                sample,
                                home.path().resolve("config"),
                                home.path().resolve(StepFiles.FOLDER),
                                home.path().resolve("xslt")),
                        expected.stream())
                .map(Path::toAbsolutePath)
                .toList();
    }

    private Rules rules(List<FormatId> formats) {
        var stylesheets = formats.stream()
                .map(one -> home.path().resolve("xslt").resolve(one.value()))
                .flatMap(folder -> Stream.of(folder.resolve("to-common.xsl"), folder.resolve("from-common.xsl")))
                .toList();
        return Rules.read(home.path(), stylesheets);
    }

    /** Empty when nothing is expected. */
    private Optional<List<String>> differences(TrialFile file) throws IOException {
        if (expected.isEmpty()) {
            return Optional.empty();
        }
        if (file.records().size() != 1) {
            throw wrong("--expect is about one message; the sample has "
                    + (file.records().size() + file.more()) + ", name one with --record");
        }
        var name = expected.get().getFileName().toString();
        return Optional.of(new Expectation(name, Files.readAllBytes(expected.get()))
                .differences(file.records().get(0), stage));
    }

    private void print(TrialRun run) throws IOException {
        run.problems().forEach(problem -> System.err.println(problem));
        if (run.file().isPresent()) {
            writePage(run);
            if (home.json()) {
                run.printJson();
            } else if (stage.isPresent()) {
                run.printStage(stage.get());
            } else {
                run.printText();
            }
        }
    }

    private void writePage(TrialRun run) throws IOException {
        if (html.isPresent() && run.file().isPresent()) {
            var title = format + ": " + sample.getFileName();
            Files.writeString(
                    html.get(),
                    TrialPage.of(
                            title,
                            run.file().get(),
                            run.rules(),
                            run.differences().orElse(List.of())));
        }
    }

    /** Until it is interrupted; its exit code is that of the last run. */
    private int watch(FormatId id, TrialRun first) throws IOException {
        var last = first;
        System.err.println("Watching; Ctrl-C ends it.");
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY_MILLIS);
                if (!WatchedFiles.look(watched()).equals(last.seen())) {
                    last = again(id, last);
                }
            }
        } catch (InterruptedException e) {
            return last.code();
        }
    }

    /** A name that a half-written configuration does not have ends no watch. */
    private TrialRun runAnyway(FormatId id) throws IOException {
        var seen = WatchedFiles.look(watched());
        try {
            return run(id);
        } catch (ParameterException e) {
            var said = String.valueOf(e.getMessage());
            return new TrialRun(Optional.empty(), List.of(), Optional.of(List.of(said)), NO_RULES, seen, said);
        }
    }

    private TrialRun again(FormatId id, TrialRun last) throws IOException {
        var next = runAnyway(id);
        writePage(next);
        var changed = TextDifference.between(last.text(), next.text());
        Stream.concat(Stream.of("-- changed at " + LocalTime.now().withNano(0)), changed.stream())
                .forEach(System.out::println);
        System.out.println(
                changed.isEmpty()
                        ? "the result is the same"
                        : next.code() == 0 ? "now good" : "now refused or not as expected");
        return next;
    }
}
