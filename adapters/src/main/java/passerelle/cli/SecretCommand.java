package passerelle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import passerelle.vault.Vault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes what a partner's file names and does not exist yet. */
@Command(
        name = "secret",
        description = "Makes every secret that the configuration names and that does not exist yet: passwords and keys"
                + " in data/secrets, the partner's half in data/secrets/handover.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "To use a secret that exists already, put it into data/secrets/NAME with mode 0600.",
            "",
            "Examples:",
            "  ./passerelle secret",
            "  ./passerelle secret --renew xaa-registry.pub   a new SSH key for the partner to log in with"
        })
final class SecretCommand implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Option(
            names = "--renew",
            paramLabel = "NAME",
            description = "Makes this file of data/secrets anew, and the partner's half of it; the old one is gone.")
    private Optional<String> renew = Optional.empty();

    @Option(
            names = "--renew-seal",
            description = "Adds new keys for sealing to data/keys, in use from the next start; what is sealed already"
                    + " still opens.")
    private boolean renewSeal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var made = renew.isPresent()
                ? List.of(renewed(renew.get()))
                : renewSeal ? List.of(sealRenewed()) : FirstUse.make(home.plan().configuration());
        if (home.json()) {
            var out = JsonNodeFactory.instance.objectNode();
            made.forEach(out.putArray("made")::add);
            System.out.println(out.toPrettyString());
        } else {
            made.forEach(System.out::println);
            System.out.println(made.isEmpty() ? "Nothing is missing." : made.size() + " made.");
        }
        return 0;
    }

    private String sealRenewed() throws Exception {
        var keys = home.settings().data().resolve("keys");
        if (!Files.isDirectory(keys)) {
            throw new ParameterException(
                    spec.commandLine(), "there are no keys in " + keys + " yet; the first start makes them");
        }
        Vault.renew(keys);
        return "Made new keys for sealing, in use from the next start: copy " + keys + " to where its copy is kept";
    }

    private String renewed(String name) throws Exception {
        var secrets = home.plan().configuration().settings().secrets();
        return FirstUse.renew(name, secrets, () -> home.plan().configuration())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "the configuration names no file '" + name
                                + "' in data/secrets that is there and that the gateway can make"));
    }
}
