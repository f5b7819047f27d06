package passerelle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import passerelle.config.Configuration;
import passerelle.config.Nearest;
import passerelle.config.YamlMap;
import passerelle.draft.AgreementText;
import passerelle.draft.AgreementText.Party;
import passerelle.draft.Sensitivities;
import passerelle.model.Partner;
import passerelle.model.Problem;
import passerelle.translate.Formats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The file of an agreement. */
@Command(
        name = "agreement",
        description =
                "Makes config/agreements/ID.yaml with every field of the type, each with its sensitivity and each commented out:"
                        + " what no agreement names does not leave. check names what is still missing.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 0: made; 1: the common model has a fault; 2: wrong use.",
            "",
            "Example:",
            "  ./passerelle new agreement utopia-border-xcc-labour --from utopia-border --to xcc-labour --type BorderCrossingRecord"
        })
final class NewAgreement implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Home home = new Home();

    @Parameters(index = "0", paramLabel = "ID", description = "Its id: lower-case words joined by hyphens.")
    private String id = "";

    @Option(names = "--from", paramLabel = "PARTNER", required = true, description = "Who sends.")
    private String from = "";

    @Option(names = "--to", paramLabel = "PARTNER", required = true, description = "Who receives.")
    private String to = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            required = true,
            description = "The message of the common model, as in BorderCrossingRecord.")
    private String type = "";

    @Override
    public Integer call() throws IOException {
        if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw wrong("The agreement is '" + id
                    + "'; expected lower-case words joined by hyphens, as in utopia-border-xcc-labour");
        }
        var file = home.path().resolve("config/agreements").resolve(id + ".yaml");
        if (Files.exists(file)) {
            throw wrong("config/agreements/" + id + ".yaml exists; nothing is overwritten");
        }
        var problems = new ArrayList<Problem>();
        var vocabulary = Formats.vocabulary(home.path(), problems);
        if (!problems.isEmpty()) {
            problems.forEach(System.err::println);
            return 1;
        }
        var partners = Configuration.read(home.path(), home.overrides(), System.getenv())
                .partners();
        var text = AgreementText.of(
                id,
                party("--from", from, partners),
                party("--to", to, partners),
                type,
                fields(vocabulary),
                Sensitivities.read(home.path()));
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        var next =
                "fill in what is commented out and uncomment the fields that the legal basis covers, then ./passerelle check";
        if (home.json()) {
            System.out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("file", "config/agreements/" + id + ".yaml")
                    .put("next", next)
                    .toPrettyString());
        } else {
            System.out.println("config/agreements/" + id + ".yaml\nNext: " + next);
        }
        return 0;
    }

    private Set<String> fields(Map<String, Set<String>> vocabulary) {
        var fields = vocabulary.get(type);
        if (fields == null) {
            throw wrong("--type is '" + type + "', which the common model does not have"
                    + Nearest.to(type, vocabulary.keySet())
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse("; expected as in BorderCrossingRecord"));
        }
        return fields;
    }

    /** A partner that has a file, with its state. */
    private Party party(String option, String name, List<Partner> partners) {
        var file = home.path().resolve("config/partners").resolve(name + ".yaml");
        if (!Files.isRegularFile(file)) {
            var known = partners.stream().map(partner -> partner.id().value()).toList();
            throw wrong(option + " is '" + name + "', and there is no config/partners/" + name + ".yaml"
                    + Nearest.to(name, known)
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse("; ./passerelle new partner makes one"));
        }
        return new Party(name, state(home.path(), file));
    }

    /** The state that a partner's file says, whatever else it lacks. */
    private static String state(Path home, Path file) {
        return YamlMap.read(home, file, new ArrayList<>())
                .filter(partner -> partner.has("state"))
                .map(partner -> partner.text("state"))
                .orElse("");
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
