package passerelle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import passerelle.config.Nearest;
import passerelle.draft.PartnerText;
import passerelle.draft.PartnerText.Way;
import passerelle.model.PartnerId;
import passerelle.model.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The file of a partner. */
@Command(
        name = "partner",
        description =
                "Makes config/partners/NAME.yaml, with a sentence above each key. What only people know is commented out, and"
                        + " check names it until it is filled in.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 0: made; 2: wrong use.",
            "",
            "Example:",
            "  ./passerelle new partner xcc-labour --state XCC --sends inbox:xcc-entries-v1 --receives outbox:xaa-registry-v1"
        })
final class NewPartner implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Home home = new Home();

    @Parameters(index = "0", paramLabel = "NAME", description = "Its id: lower-case words joined by hyphens.")
    private String name = "";

    @Option(
            names = "--state",
            paramLabel = "CODE",
            required = true,
            description = "Its state, ISO 3166-1 alpha-3 or ICAO 9303.")
    private String state = "";

    @Option(
            names = "--sends",
            paramLabel = "PROTOCOL:FORMAT",
            description = "soap, xml, mllp, inbox or sftp, and the format.")
    private Optional<String> sends = Optional.empty();

    @Option(
            names = "--receives",
            paramLabel = "PROTOCOL:FORMAT",
            description = "soap, mllp, outbox, folder or sftp, and the format.")
    private Optional<String> receives = Optional.empty();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "authority (so without it), health-authority, carrier or organisation.")
    private Optional<String> role = Optional.empty();

    @Override
    public Integer call() throws IOException {
        var id = id();
        if (!state.matches("[A-Z]{3}")) {
            throw wrong("--state is '" + state + "'; expected three capital letters, as in XCC");
        }
        role.filter(word -> !Role.WORDS.contains(word)).ifPresent(word -> {
            throw wrong("--role is '" + word + "'; expected one of "
                    + String.join(", ", Role.WORDS.stream().sorted().toList())
                    + Nearest.to(word, Role.WORDS)
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse(""));
        });
        var file = home.path().resolve("config/partners").resolve(id + ".yaml");
        if (Files.exists(file)) {
            throw wrong("config/partners/" + id + ".yaml exists; nothing is overwritten");
        }
        var text = PartnerText.of(
                id.value(),
                state,
                role,
                sends.map(said -> way("--sends", said, PartnerText.sending())),
                receives.map(said -> way("--receives", said, PartnerText.receiving())));
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        var next = "fill in the keys that are commented out, then ./passerelle secret and ./passerelle check";
        if (home.json()) {
            System.out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("file", "config/partners/" + id + ".yaml")
                    .put("next", next)
                    .toPrettyString());
        } else {
            System.out.println("config/partners/" + id + ".yaml\nNext: " + next + "; then ./passerelle new agreement");
        }
        return 0;
    }

    private PartnerId id() {
        try {
            return new PartnerId(name);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Way way(String option, String said, Set<String> protocols) {
        int colon = said.indexOf(':');
        var protocol = colon < 0 ? said : said.substring(0, colon);
        if (colon < 0 || !protocols.contains(protocol)) {
            throw wrong(option + " is '" + said + "'; expected " + String.join(", ", protocols)
                    + ", a colon and a format, as in "
                    + protocols.iterator().next() + ":xcc-entries-v1"
                    + Nearest.to(protocol, protocols)
                            .filter(near -> !near.equals(protocol))
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse(""));
        }
        var format = said.substring(colon + 1);
        if (!Files.isDirectory(home.path().resolve("xslt").resolve(format))) {
            throw wrong(option + " names the format '" + format + "', and there is no folder xslt/" + format
                    + "; ./passerelle new format drafts one");
        }
        return new Way(protocol, format);
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
