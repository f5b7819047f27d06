package passerelle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import passerelle.config.Nearest;
import passerelle.draft.Draft;
import passerelle.draft.DraftFolder;
import passerelle.draft.Drafting;
import passerelle.draft.NotDrafted;
import passerelle.draft.Sample;
import passerelle.draft.Shipped;
import passerelle.model.FormatId;
import passerelle.model.Problem;
import passerelle.translate.CodeLists;
import passerelle.translate.Formats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A format folder out of samples. */
@Command(
        name = "format",
        description =
                "Drafts a format folder from samples of a partner. What is sure is mapped; what is not stops the message and"
                        + " says what must be decided. The first case holds the first record of the sample, personal data and all.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 0: drafted; 1: not recognised, or --type is needed; 2: wrong use.",
            "",
            "Examples:",
            "  ./passerelle new format xcc-entries-v1 --from entries.csv",
            "  ./passerelle new format xdd-stays-v1 --from stays.txt --type StayNotification"
        })
final class NewFormat implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Home home = new Home();

    @Parameters(index = "0", paramLabel = "NAME-vN", description = "The format: lower-case words, then its version.")
    private String name = "";

    @Option(
            names = "--from",
            paramLabel = "SAMPLE",
            required = true,
            arity = "1..*",
            description = "Samples of one format; the first case is of the first.")
    private List<Path> from = List.of();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "The message of the common model that they are, as in BorderCrossingRecord.")
    private Optional<String> type = Optional.empty();

    @Override
    public Integer call() throws IOException {
        var format = format();
        var samples = samples();
        var problems = new ArrayList<Problem>();
        var codes = CodeLists.load(home.path(), problems);
        var types = Formats.vocabulary(home.path(), problems).keySet();
        if (codes.isEmpty() || !problems.isEmpty()) {
            problems.forEach(System.err::println);
            return 1;
        }
        checkType(types);
        var outcome = new Drafting(codes.get(), types, LocalDate.now(Clock.systemUTC()))
                .draft(format, samples, type, Shipped.knowing(home.path(), samples));
        return outcome.match(draft -> Optional.of(draft), why -> {
                    say(why);
                    return Optional.<Draft>empty();
                })
                .map(draft -> write(draft, samples.get(0)))
                .orElse(1);
    }

    private int write(Draft draft, Sample sample) {
        try {
            var written = new DraftFolder(home.path()).write(draft, sample);
            if (home.json()) {
                System.out.println(json(draft, written).toPrettyString());
            } else {
                System.out.print(text(draft, written));
            }
            return written.problems().isEmpty() ? 0 : 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FormatId format() {
        try {
            var format = new FormatId(name);
            if (Files.exists(home.path().resolve("xslt").resolve(name))) {
                throw wrong("xslt/" + name + " exists; nothing is overwritten, name another version");
            }
            return format;
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private List<Sample> samples() throws IOException {
        var samples = new ArrayList<Sample>();
        for (var file : from) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw wrong("--from " + file + " is no file that can be read");
            }
            if (Files.size(file) == 0) {
                throw wrong("--from " + file + " is empty; expected a sample with records");
            }
            samples.add(new Sample(file.getFileName().toString(), Files.readAllBytes(file)));
        }
        return samples;
    }

    private void checkType(Set<String> types) {
        type.filter(found -> !types.contains(found)).ifPresent(found -> {
            throw wrong("--type is '" + found + "', which the common model does not have"
                    + Nearest.to(found, types)
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse("; expected as in BorderCrossingRecord"));
        });
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    private void say(NotDrafted why) {
        if (home.json()) {
            var json = JsonNodeFactory.instance.objectNode().put("reason", why.reason());
            why.candidates().forEach(json.putArray("types")::add);
            System.out.println(json.toPrettyString());
        } else {
            System.err.println("No draft was made. " + why.reason()
                    + (why.candidates().isEmpty() ? "" : ": " + String.join(", ", why.candidates())));
        }
    }

    private static String text(Draft draft, DraftFolder.Written written) {
        var text = new StringBuilder();
        draft.notes().forEach(note -> text.append(note).append('\n'));
        text.append(draft.recognised()).append('\n');
        text.append("Character set ")
                .append(draft.charset().charset())
                .append(" (")
                .append(draft.charset().confidence())
                .append(" %). ")
                .append(draft.charset().reason())
                .append("\n\n");
        boolean isOne =
                draft.fields().stream().map(Draft.Line::message).distinct().count() < 2;
        var table = isOne
                ? new Table("field", "guess", "%", "what was done")
                : new Table("message", "field", "guess", "%", "what was done");
        draft.fields()
                .forEach(line -> table.row(Stream.of(
                                line.message(),
                                line.field(),
                                line.guess(),
                                String.valueOf(line.confidence()),
                                line.done())
                        .skip(isOne ? 1 : 0)
                        .toArray()));
        text.append(table).append('\n');
        draft.questions()
                .forEach(question ->
                        text.append("To be decided: ").append(question.text()).append(".\n"));
        written.problems().forEach(problem -> text.append(problem).append('\n'));
        text.append(written.folder().getFileName())
                .append(": ")
                .append(draft.type())
                .append(", ")
                .append(draft.mapped())
                .append(" of ")
                .append(draft.fields().size())
                .append(" fields mapped. ")
                .append(written.firstCase())
                .append('\n');
        return text.append("Next: xslt/")
                .append(draft.format())
                .append("/README.md, then ./passerelle check\n")
                .toString();
    }

    private static ObjectNode json(Draft draft, DraftFolder.Written written) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("format", draft.format().value()).put("type", draft.type()).put("recognised", draft.recognised());
        draft.notes().forEach(json.putArray("notes")::add);
        json.putObject("charset")
                .put("name", draft.charset().charset())
                .put("confidence", draft.charset().confidence())
                .put("second", draft.charset().second().orElse(""))
                .put("sure", draft.charset().sure())
                .put("reason", draft.charset().reason());
        var fields = json.putArray("fields");
        draft.fields().forEach(line -> fields.addObject()
                .put("message", line.message())
                .put("field", line.field())
                .put("guess", line.guess())
                .put("confidence", line.confidence())
                .put("reason", line.reason())
                .put("done", line.done()));
        var questions = json.putArray("questions");
        draft.questions()
                .forEach(question ->
                        questions.addObject().put("subject", question.subject()).put("text", question.text()));
        Check.put(written.problems(), json.putArray("problems"));
        json.put("case", written.firstCase());
        return json;
    }
}
