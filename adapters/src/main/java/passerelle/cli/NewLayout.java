package passerelle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import passerelle.config.Nearest;
import passerelle.format.copybook.Copybook;
import passerelle.format.copybook.CopybookLayout;
import passerelle.format.copybook.FileFraming;
import passerelle.format.copybook.LayoutChoices;
import passerelle.format.flat.Layout;
import passerelle.model.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A layout out of a COBOL copybook. */
@Command(
        name = "layout",
        description = "Makes a layout.xml out of a COBOL copybook. The layout goes to standard output or --out; what a"
                + " person must look at, with the line of the copybook, to standard error.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 0: the layout is complete; 1: there is something to do first; 2: wrong use.",
            "",
            "Example:",
            "  ./passerelle new layout --copybook persons.cpy --out xslt/xdd-persons-v1/layout.xml"
        })
final class NewLayout implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--copybook", paramLabel = "FILE", required = true, description = "The copybook, as text.")
    private Path copybook = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the record is called (default: its level 01, else the file).")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--encoding",
            paramLabel = "CHARSET",
            defaultValue = "cp037",
            description = "Character set of the data files (default: ${DEFAULT-VALUE}).")
    private String encoding = "";

    @Option(
            names = "--framing",
            paramLabel = "fixed|rdw|line",
            description = "How the files tell records apart (default: fixed; rdw when a record has no fixed length).")
    private Optional<FileFraming> framing = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Where the layout goes; the file must not exist.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", description = "Prints JSON instead of text.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var choices = choices();
        var problems = new ArrayList<Problem>();
        var file = copybook.toAbsolutePath().getFileName().toString();
        var made = Copybook.layout(file, Files.readAllBytes(copybook), choices, problems);
        if (made.isPresent()) {
            problems.addAll(notYetALayout(made.get()));
            if (out.isPresent()) {
                Files.writeString(out.get(), made.get().xml(), StandardOpenOption.CREATE_NEW);
            }
        }
        if (json) {
            System.out.println(json(made, problems).toPrettyString());
        } else {
            made.filter(layout -> out.isEmpty()).ifPresent(layout -> System.out.print(layout.xml()));
            problems.stream().map(Problem::toString).forEach(System.err::println);
            System.err.println(summary(made, problems.size()));
        }
        return problems.isEmpty() ? 0 : 1;
    }

    private LayoutChoices choices() {
        if (!Files.isRegularFile(copybook) || !Files.isReadable(copybook)) {
            throw wrong("--copybook " + copybook + " is no file that can be read");
        }
        name.filter(found -> !found.matches("[A-Za-z_][A-Za-z0-9_-]*")).ifPresent(found -> {
            throw wrong("--name is '" + found + "'; expected letters, digits and hyphens, as in person");
        });
        if (out.isPresent() && Files.exists(out.get())) {
            throw wrong("--out " + out.get() + " exists; nothing is overwritten, name another file");
        }
        try {
            return new LayoutChoices(name, encoding, Charset.forName(encoding), framing);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw wrong("--encoding is '" + encoding + "', which is no character set of Java"
                    + Nearest.to(encoding, Charset.availableCharsets().keySet())
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse("; expected as in cp037 or windows-1256"));
        }
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    /** What the gateway itself would say of the layout at its start. */
    private static List<Problem> notYetALayout(CopybookLayout made) throws IOException {
        var home = Files.createTempDirectory("passerelle-layout");
        var file = home.resolve("layout.xml");
        var problems = new ArrayList<Problem>();
        try {
            Files.writeString(file, made.xml(), StandardCharsets.UTF_8);
            Layout.read(home, file, problems);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(home);
        }
        return problems;
    }

    private static String summary(Optional<CopybookLayout> made, int problems) {
        var text = new StringBuilder();
        made.ifPresent(layout -> layout.records().forEach(record -> text.append("record ")
                .append(record.name())
                .append(": ")
                .append(record.bytes())
                .append(", ")
                .append(record.fields().size())
                .append(" fields\n")));
        text.append(made.isEmpty() ? "No layout was made: " : "");
        return text.append(
                        problems == 0
                                ? "Nothing is left to do."
                                : problems + (problems == 1 ? " thing to look at." : " things to look at."))
                .toString();
    }

    private static ObjectNode json(Optional<CopybookLayout> made, List<Problem> problems) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("layout", made.map(CopybookLayout::xml).orElse(""));
        var records = json.putArray("records");
        for (var record : made.map(CopybookLayout::records).orElse(List.of())) {
            var object = records.addObject();
            object.put("name", record.name()).put("least", record.least()).put("length", record.most());
            var fields = object.putArray("fields");
            for (var field : record.fields()) {
                fields.addObject()
                        .put("name", field.path())
                        .put("at", field.at())
                        .put("length", field.length());
            }
        }
        Check.put(problems, json.putArray("problems"));
        return json;
    }
}
